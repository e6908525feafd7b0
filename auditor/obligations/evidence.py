"""What the tree holds by which duties are met, as one component sees it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.domain.profile import Profile

_ALTERNATIVES: Final = re.compile(r"-(?:only|or-later)$")
"""SPDX's words for how one text is granted: the text is the same"""
_STEWARDS: Final = ("free software foundation",)
"""hold the copyright of a licence's text itself, whoever uses it"""
_MOST: Final = 3
"""places that are told"""


class Held:
    """The artifacts of the tree, for one component."""

    def __init__(
        self, artifacts: Mapping[tuple[ArtifactKind, str], Sequence[ComplianceArtifact]], profile: Profile
    ) -> None:
        self._artifacts = artifacts
        self._profile = profile

    def copies(self, license_: str) -> tuple[Location, ...]:
        """The licence's text, as it may travel with this component: its own copy, or one that is the same for all."""
        return _places(one for one in self._texts(license_) if self._may_be_its_own(one))

    def copies_of_others(self, license_: str) -> tuple[Location, ...]:
        """The same text with another holder's line of copyright."""
        return _places(one for one in self._texts(license_) if not self._may_be_its_own(one))

    def addresses(self, license_: str) -> tuple[Location, ...]:
        """The licence's address in a notice file."""
        return _places(self._of(ArtifactKind.LICENSE_ADDRESS, license_))

    def notices(self, license_: str) -> tuple[Location, ...]:
        """The prescribed sentence in a notice file."""
        return _places(self._of(ArtifactKind.NOTICE, license_))

    def displays(self, text: str) -> tuple[Location, ...]:
        """Where users are shown the text."""
        return _places(self._of(ArtifactKind.DISPLAY, text))

    def policies(self, license_: str) -> tuple[Location, ...]:
        """The list of forbidden uses, or terms that lead to it."""
        return _places(self._of(ArtifactKind.USE_POLICY, license_))

    def of_the_tree(self) -> tuple[ComplianceArtifact, ...]:
        """The licence texts at the top: what the tree itself is under."""
        return tuple(
            one
            for (kind, _), copies in self._artifacts.items()
            if kind is ArtifactKind.LICENSE_TEXT
            for one in copies
            if _is_the_trees(one.location.path)
        )

    def _texts(self, license_: str) -> list[ComplianceArtifact]:
        if not self._artifacts:
            return []
        bare = _ALTERNATIVES.sub("", license_)
        spellings = (bare, f"{bare}-only", f"{bare}-or-later")
        found = [one for name in spellings for one in self._of(ArtifactKind.LICENSE_TEXT, name)]
        beside = self._folder()
        return sorted(found, key=lambda one: (beside is None or PurePosixPath(one.location.path).parent != beside, one))

    def _folder(self) -> PurePosixPath | None:
        """The folder in which a component of the tree lies."""
        component = self._profile.component
        if component.ecosystem != "tree":
            return None
        name = PurePosixPath(component.name)
        return name.parent if component.kind is ComponentKind.FILE else name

    def _may_be_its_own(self, copy: ComplianceArtifact) -> bool:
        """Whether the copy bears no line of copyright, or one that may be of this component's maker."""
        holder = copy.holder.casefold()
        if not holder or any(steward in holder for steward in _STEWARDS):
            return True
        names = {self._profile.component.name, *self._profile.component.name.split("/")}
        if supplier := self._profile.supplier:
            names |= {supplier.id, supplier.name}
        told = _letters(f"{holder} {copy.location.path}")
        folder = self._folder()
        beside = folder is not None and folder == PurePosixPath(copy.location.path).parent
        return beside or any(len(name) > 2 and _letters(name) in told for name in names)  # noqa: PLR2004 - no initials

    def _of(self, kind: ArtifactKind, what: str) -> Sequence[ComplianceArtifact]:
        return self._artifacts.get((kind, what), ())


def same_text(one: str, other: str) -> bool:
    """Whether two licence ids stand for one text."""
    return _ALTERNATIVES.sub("", one) == _ALTERNATIVES.sub("", other)


def _is_the_trees(path: str) -> bool:
    return "/" not in path and path.lower().startswith(("license", "licence", "copying"))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def _places(artifacts: Iterable[ComplianceArtifact]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(one.location for one in artifacts))[:_MOST]
