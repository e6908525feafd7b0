"""What the tree holds by which duties are met, as one component sees it."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location, Scope
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.domain.profile import Profile
from auditor.files.scope import scope_of

_ALTERNATIVES: Final = re.compile(r"-(?:only|or-later)$")
"""SPDX's words for how one text is granted: the text is the same"""
_STEWARDS: Final = ("free software foundation",)
"""hold the copyright of a licence's text itself, whoever uses it"""
_MOST: Final = 3
"""places that are told"""


class Held:
    """The artifacts of the tree, for one component."""

    def __init__(self, artifacts: Sequence[ComplianceArtifact], profile: Profile) -> None:
        self._artifacts = [one for one in artifacts if scope_of(one.location.path) is not Scope.TEST]
        self._profile = profile

    def copies(self, license_: str) -> tuple[Location, ...]:
        """The licence's text, as it may travel with this component: its own copy, or one that is the same for all."""
        return _places(one for one in self._texts(license_) if self._may_be_its_own(one))

    def copies_of_others(self, license_: str) -> tuple[Location, ...]:
        """The same text with another holder's line of copyright."""
        return _places(one for one in self._texts(license_) if not self._may_be_its_own(one))

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
            for one in self._artifacts
            if one.kind is ArtifactKind.LICENSE_TEXT and "/" not in one.location.path and _is_the_trees(one)
        )

    def _texts(self, license_: str) -> list[ComplianceArtifact]:
        wanted = _ALTERNATIVES.sub("", license_)
        kind = ArtifactKind.LICENSE_TEXT
        found = [one for one in self._artifacts if one.kind is kind and _ALTERNATIVES.sub("", one.what) == wanted]
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

    def _of(self, kind: ArtifactKind, what: str) -> list[ComplianceArtifact]:
        return [one for one in self._artifacts if one.kind is kind and one.what == what]


def same_text(one: str, other: str) -> bool:
    """Whether two licence ids stand for one text."""
    return _ALTERNATIVES.sub("", one) == _ALTERNATIVES.sub("", other)


def _is_the_trees(copy: ComplianceArtifact) -> bool:
    return re.match(r"(?i)(?:licen[sc]e|copying)", copy.location.path) is not None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def _places(artifacts: Iterable[ComplianceArtifact]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(one.location for one in artifacts))[:_MOST]
