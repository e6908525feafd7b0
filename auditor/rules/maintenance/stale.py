"""Nothing was released for longer than the policy wants.

Why: what stands still while everything around it moves is given up, often before anybody says so.

Example: a package whose last release is two years old, where the policy says `no-release-for: 18 months`.

Remedy: Look whether it is still worked on; else move to what is.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import last_release
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, event, moving_on

META: Final = RuleMeta(
    "maintenance/stale", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "nothing was released for long"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    longest = policy.maintenance.no_release_for
    if longest is None:
        return
    for profile in graph.profiles():
        fact = last_release(profile)
        if fact is None or fact.last_release is None or (graph.as_of - fact.last_release).days <= longest:
            continue
        yield finding(
            META,
            profile,
            graph,
            message=f"the last release of {called(profile, graph)} was on {fact.last_release}",
            about=event(fact.last_release),
            origins=[fact.origin],
            policy_key="maintenance.no-release-for",
            remedy=moving_on(profile, graph),
        )
