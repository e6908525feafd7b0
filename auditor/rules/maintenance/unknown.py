"""Nobody states how long a component will go on, or the last promise has run out.

Why: not known is neither good nor bad, but it is no answer either. A day until which a host promises to go on is not
an end; once it is past, nothing is promised any more.

Example: a hosted model whose host publishes no list of end dates.

Remedy: Ask its maker or host, and record the answer; `auditor lock` asks the registries.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import gone, last_release, run_out
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, event, listed

META: Final = RuleMeta(
    "maintenance/unknown", Axis.MAINTENANCE, Severity.NOTE, Action.NOTE, "how long it goes on is not known"
)
_PROMISED: Final = frozenset({ComponentKind.MODEL, ComponentKind.SERVICE})
"""of which one asks how long they go on; of a package one asks when it was last released"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    undated: list[Profile] = []
    for profile in graph.profiles():
        if gone(profile, graph.as_of) or profile.component.ecosystem == "tree":
            continue  # nobody else decides how long the tree's own models go on
        kind, last = profile.component.kind, run_out(profile, graph.as_of)
        if kind in _PROMISED and not profile.support:
            told = f"nobody states how long {called(profile, graph)} goes on"
            yield finding(META, profile, graph, message=told, about="support", origins=())
        elif kind in _PROMISED and last is not None:
            told = f"{called(profile, graph)} was promised until {last.not_sooner_than}; nothing is known of the time since"
            about = event(last.not_sooner_than)
            yield finding(META, profile, graph, message=told, about=about, origins=[last.origin])
        elif kind is ComponentKind.LIBRARY and last_release(profile) is None:
            undated.append(profile)
    if undated and policy.maintenance.no_release_for is not None:
        yield _without_dates(undated, graph)


def _without_dates(packages: Sequence[Profile], graph: ComponentGraph) -> Finding:
    """One finding for all of them: where no registry was asked, it is the same gap each time."""
    names = [profile.component.name for profile in packages]
    whose = (
        f"of {len(names)} packages is not known: {listed(names)}" if len(names) > 1 else f"of {names[0]} is not known"
    )
    return Finding(
        rule=META.id,
        severity=META.severity,
        action=META.action,
        message=f"the last release {whose}",
        about="last-release",
        locations=tuple(dict.fromkeys(graph.locations(profile)[0] for profile in packages)),
        policy_key="maintenance.no-release-for",
    )
