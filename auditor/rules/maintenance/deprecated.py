"""A component is deprecated: its maker or host asks everybody to leave it, and names no day.

Why: the end is decided, and may be announced with short notice. Where a day is named, the lead times of the policy
say when to speak of it (`maintenance/ending-soon`).

Example: `library:pypi/vertexai` modules that print a deprecation warning at import.

Remedy: Move before a day is set.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportFact, SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import end, gone
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, moving_on, whose_word

META: Final = RuleMeta("maintenance/deprecated", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "it is deprecated")


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        fact = _deprecated(profile, graph)
        if fact is None or end(profile) is not None or gone(profile, graph.as_of):
            continue
        day = fact.deprecated or began(fact)
        told = f"has been deprecated since {day}" if day else "is deprecated"
        yield finding(
            META,
            profile,
            graph,
            message=f"{called(profile, graph)} {told}{whose_word(fact)}",
            about=event(day),
            origins=[fact.origin],
            remedy=moving_on(profile, graph),
        )


def _deprecated(profile: Profile, graph: ComponentGraph) -> SupportFact | None:
    """The first statement by which it is deprecated today; one with a later day does not hold yet."""
    for fact in profile.support:
        if fact.deprecated <= graph.as_of if fact.deprecated else fact.status is SupportStatus.DEPRECATED:
            return fact
    return None
