"""Which curations still hold: one that rests on a file of the tree lapses when that file changes."""

from collections.abc import Callable, Iterable

import msgspec

from auditor.domain.component import ComponentId
from auditor.policy.policy import Curation
from auditor.policy.selector import selects


class Lapsed(msgspec.Struct, frozen=True, kw_only=True):
    """A curation whose evidence is not what it was."""

    index: int
    """its place in the policy's list"""
    curation: Curation
    path: str
    """of the evidence"""
    found: str | None
    """the file's SHA-256 now; None: there is no such file in the tree"""


def examined(
    curations: Iterable[Curation], sha256_of: Callable[[str], str | None]
) -> tuple[tuple[Curation, ...], tuple[Lapsed, ...]]:
    """The curations that hold, which enrichers may state, and those that have lapsed.

    `sha256_of` gives the digest of a file by its path within the tree, None when there is no such file.
    """
    holding: list[Curation] = []
    lapsed: list[Lapsed] = []
    for index, curation in enumerate(curations):
        evidence = curation.evidence
        found = sha256_of(evidence.path) if evidence else None
        if evidence is None or found == evidence.sha256:
            holding.append(curation)
        else:
            lapsed.append(Lapsed(index=index, curation=curation, path=evidence.path, found=found))
    return tuple(holding), tuple(lapsed)


def is_no_model(component: ComponentId, curations: Iterable[Curation]) -> bool:
    """Whether somebody looked and found that the name means no AI component: it leaves the inventory."""
    return any(curation.not_a_model and selects(curation.component, component) for curation in curations)
