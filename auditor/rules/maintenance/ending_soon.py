"""A day is announced on which a component ends, and it is nearer than the lead time of the policy.

Why: moving to another model takes prompts, tests and approvals, which take longer than the notice that hosts give.
Without a lead time in the policy, every announced end is told as a note.

Example: `model="gpt-4o-audio-preview"` with an end in 60 days, where the policy says
`end-of-support-within: {warn: 180 days, fail: 30 days}`.

Remedy: Plan the move, and test what follows before that day.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.fact import SupportFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import end, ended
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.lead_time import called_for
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, event, ways_on, whose_word

META: Final = RuleMeta(
    "maintenance/ending-soon", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "an end is announced and near"
)
_SEVERITIES: Final = {Action.FAIL: Severity.HIGH, Action.WARN: Severity.MEDIUM, Action.NOTE: Severity.LOW}


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        last = end(profile)
        if last is None or last.end_of_support is None or ended(last, graph.as_of):
            continue
        action = called_for(last.end_of_support, graph.as_of, policy.maintenance.end_of_support_within)
        if action is not None:
            yield finding(
                META,
                profile,
                graph,
                message=_told(profile, graph, last),
                about=event(last.end_of_support),
                origins=[last.origin],
                policy_key="maintenance.end-of-support-within",
                remedy=ways_on(profile, graph),
                severity=_SEVERITIES[action],
                action=action,
            )


def _told(profile: Profile, graph: ComponentGraph, last: SupportFact) -> str:
    name, day = called(profile, graph), last.end_of_support
    hosted = profile.component.kind is ComponentKind.SERVICE
    told = f"{name} will be shut down on {day}" if hosted else f"support for {name} ends on {day}"
    return told + whose_word(last)
