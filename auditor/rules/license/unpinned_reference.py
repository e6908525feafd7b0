"""A card says where its licence stands by a link that may lead to another text tomorrow.

Why: a link to a branch, or to a page without a date, tells what is written there on the day on which somebody looks.
What was granted when the weights were taken can then not be shown. Where the card names no licence that is known, the
link is all there is, and the rule warns.

Example: `license: other` and `license_link: https://github.com/acme/models/blob/main/MODEL_LICENSE`.

Remedy: Record the text beside the weights, or link to a commit; `auditor lock` records a hash of what stands there.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from auditor.domain.fact import LicenseFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/unpinned-reference", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "the licence is a link that may change"
)

_TREE: Final = "scanned-tree"
_BY_LINK: Final = "its link"
"""the card names no licence; which one it is was told by the address"""
_OF_A_REVISION: Final = re.compile(r"(?=\D*\d)[0-9a-f]{7,64}|v?\d{1,4}(?:[._-]\d{1,4}){1,3}", re.IGNORECASE)
"""a part of a path that names a commit, a release or a date"""
_VERSION: Final = re.compile(r"\d\.\d")
"""in the name of the text itself: `LICENSE-2.0`"""
_BEFORE_A_BRANCH: Final = frozenset({"blob", "raw", "resolve", "tree", "heads", "refs"})


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        told = next((fact for fact in profile.licenses if fact.origin.source == _TREE and _floats(fact)), None)
        if told is None:
            continue
        only = profile.unknown is not None or told.origin.says == _BY_LINK
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)}: its licence stands behind {_kind(told.origin.url or '')}, not pinned: "
            f"{told.origin.url}",
            about=told.origin.url or "",
            locations=[told.location] if told.location else None,
            origins=[told.origin],
            severity=None if only else Severity.LOW,
            action=Action.WARN if only else None,
        )


def _floats(fact: LicenseFact) -> bool:
    """Whether the statement is a link, and no part of it names a revision."""
    parts = _parts(fact.origin.url) if fact.origin.url is not None else []
    named = bool(parts) and _VERSION.search(parts[-1]) is not None
    return fact.origin.url is not None and not named and not any(_OF_A_REVISION.fullmatch(part) for part in parts)


def _kind(link: str) -> str:
    parts = _parts(link)
    places = [index for index, part in enumerate(parts) if part in _BEFORE_A_BRANCH]
    branch = next((part for part in parts[places[0] :] if part not in _BEFORE_A_BRANCH), None) if places else None
    return "a link to a page" if branch is None else f"a link to the branch {branch}"


def _parts(link: str) -> list[str]:
    """The parts of the path; empty for what is no address."""
    try:
        return [part for part in urlsplit(link).path.split("/") if part]
    except ValueError:
        return []
