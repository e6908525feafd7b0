"""A model, dataset or image is named without a revision, so that what is fetched or called may change.

Why: what was tested, and whose licence was read, is one state; `main`, `latest` and undated names stand for whatever
is there tomorrow. A licence may change with it.

Example: `from_pretrained("acme/model")` without `revision=`, or `model="codestral-latest"`.

Remedy: Pin it: a commit as `revision`, a dated id of a hosted model, a digest of an image.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Occurrence, Technique
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import gone
from auditor.graph.component_graph import ComponentGraph, by_weight
from auditor.knowledge.names import pinned, version_in
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, listed

META: Final = RuleMeta(
    "maintenance/unpinned", Axis.MAINTENANCE, Severity.LOW, Action.NOTE, "what its name stands for may change"
)
_JUDGED: Final = frozenset({ComponentKind.MODEL, ComponentKind.DATASET, ComponentKind.SERVICE, ComponentKind.CONTAINER})
"""packages are pinned by lock files, which other tools watch over; a file is what it is"""
_HUBS: Final = frozenset({"huggingface", "modelscope"})
"""whose revisions are those of git: a commit stays, a branch moves"""
_COMMIT: Final = re.compile(r"[0-9a-f]{7,64}")


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind not in _JUDGED or gone(profile, graph.as_of):
            continue
        floating = sorted((use for use in profile.uses if _floats(use)), key=by_weight)
        if floating:
            yield finding(
                META,
                profile,
                graph,
                message=_told(profile, graph, floating),
                policy_key="maintenance.unpinned",
                locations=tuple(dict.fromkeys(use.location for use in floating)),
            )


def _floats(use: Occurrence) -> bool:
    """Whether the place leaves the version open; a mere attestation of use has no place that could name one."""
    if use.technique is Technique.ATTESTATION:
        return False
    if use.version is not None:
        return use.component.ecosystem in _HUBS and not _stays(use.version)
    hosted = use.component.kind is ComponentKind.SERVICE
    return not (hosted and version_in(use.component.name))


def _stays(revision: str) -> bool:
    """A commit, or a tag that looks like a version; a branch is another state tomorrow."""
    return _COMMIT.fullmatch(revision) is not None or pinned(revision) is not None


def _told(profile: Profile, graph: ComponentGraph, floating: Sequence[Occurrence]) -> str:
    name = called(profile, graph)
    target = graph.knowledge.details(profile.component).floating
    if target is not None:
        return f"{name} is a name that moves; it pointed to {target} when last looked up"
    if profile.component.kind is ComponentKind.SERVICE:
        return f"{name} is called by a name without a date; the host may let another version answer"
    branches = sorted({use.version for use in floating if use.version})
    if branches:
        return f"{name} is fetched at {listed(branches)}, which may be another state tomorrow"
    return f"{name} is fetched without a revision; what its name stands for may change"
