"""Nobody states how long a component will go on, or the last promise has run out.

Why: not known is neither good nor bad, but it is no answer either. A day until which a host promises to go on is not
an end; once it is past, nothing is promised any more.

Example: a hosted model whose host publishes no list of end dates.

Remedy: Ask its maker or host, and record the answer; `auditor lock` asks the registries.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Origin
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import gone, last_release, run_out
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, event

META: Final = RuleMeta(
    "maintenance/unknown", Axis.MAINTENANCE, Severity.NOTE, Action.NOTE, "how long it goes on is not known"
)
_PROMISED: Final = frozenset({ComponentKind.MODEL, ComponentKind.SERVICE})
"""of which one asks how long they go on; of a package one asks when it was last released"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if gone(profile, graph.as_of):
            continue
        told, about, origins = _missing(profile, graph, policy)
        if told:
            yield finding(META, profile, graph, message=told, about=about, origins=origins, policy_key=_key(about))


def _missing(profile: Profile, graph: ComponentGraph, policy: Policy) -> tuple[str, str, tuple[Origin, ...]]:
    """What is not known, which question that is, and who last said something."""
    kind, name = profile.component.kind, called(profile, graph)
    if kind in _PROMISED and not profile.support:
        return f"nobody states how long {name} goes on", "support", ()
    if kind in _PROMISED and (last := run_out(profile, graph.as_of)) is not None:
        told = f"{name} was promised until {last.not_sooner_than}; nothing is known of the time since"
        return told, event(last.not_sooner_than), (last.origin,)
    asked = kind is ComponentKind.LIBRARY and policy.maintenance.no_release_for is not None
    if asked and last_release(profile) is None:
        return f"the last release of {name} is not known", "last-release", ()
    return "", "", ()


def _key(about: str) -> str | None:
    return "maintenance.no-release-for" if about == "last-release" else None
