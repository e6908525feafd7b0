"""A component is kept alive, but no longer developed.

Why: what is in maintenance falls behind, and its end is the next thing that will be announced. Where its maker says
one thing and observers another, both are told: it is yours to judge.

Example: `meta-llama/Llama-3.1-8B-Instruct`, whose line observers hold to be in maintenance since 2026-04-08.

Remedy: Keep a tested alternative that is developed further.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportFact, SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import by_observers, gone, stated
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, lasting, whose_word

META: Final = RuleMeta(
    "maintenance/limited-support", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "it is no longer developed further"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        fact = stated(profile, SupportStatus.LIMITED_SUPPORT)
        if fact is None or gone(profile, graph.as_of):
            continue
        told = lasting(fact, "has limited support", "has had limited support")
        other = _other_word(profile, fact)
        yield finding(
            META,
            profile,
            graph,
            message=f"{called(profile, graph)} {told}{whose_word(fact)}"
            + (f"; its maker calls it supported{whose_word(other)}" if other else ""),
            about=event(began(fact)),
            origins=[fact.origin, *([other.origin] if other else [])],
            policy_key="maintenance.limited-support",
        )


def _other_word(profile: Profile, fact: SupportFact) -> SupportFact | None:
    """What its maker says against an assessment of observers."""
    other = stated(profile, SupportStatus.SUPPORT)
    return other if other is not None and by_observers(fact) and not by_observers(other) else None
