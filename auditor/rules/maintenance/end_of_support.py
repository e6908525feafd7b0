"""The day on which a hosted model, a package or a model's support ends is past.

Why: a hosted model that was shut down answers with an error, in production, at once. What is no longer supported
still runs, but nobody mends it. An end on this one host says nothing of the same weights elsewhere.

Example: `client.chat.completions.create(model="text-davinci-003", …)`, shut down on 2024-01-04.

Remedy: Move to a component that is supported.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.fact import SupportFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import end, ended
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, event, ways_on, whose_word

META: Final = RuleMeta(
    "maintenance/end-of-support", Axis.MAINTENANCE, Severity.CRITICAL, Action.FAIL, "support has ended"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        last = end(profile)
        if last is not None and ended(last, graph.as_of):
            yield finding(
                META,
                profile,
                graph,
                message=_told(profile, graph, last),
                about=event(last.end_of_support),
                origins=[last.origin],
                policy_key="maintenance.end-of-support",
                remedy=ways_on(profile, graph),
                severity=None if profile.component.kind is ComponentKind.SERVICE else Severity.HIGH,
            )


def _told(profile: Profile, graph: ComponentGraph, last: SupportFact) -> str:
    name, day = called(profile, graph), last.end_of_support
    if profile.component.kind is ComponentKind.SERVICE:
        told = f"{name} was shut down on {day}" if day else f"{name} has been shut down"
    else:
        told = f"support for {name} ended on {day}" if day else f"support for {name} has ended"
    return told + whose_word(last)
