"""A hosted model answers those who used it before, and refuses new keys.

Why: it works on the developer's old key and fails with the first new customer, account or region. It is also the
step that comes before a shutdown.

Example: a default of `gemini-2.5-flash` in a program that others install with keys of their own.

Remedy: Move to a model that is open to everybody.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import gone, stated
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, lasting, moving_on, whose_word

META: Final = RuleMeta(
    "maintenance/closed-to-new-users", Axis.MAINTENANCE, Severity.HIGH, Action.FAIL, "new users are refused"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        fact = stated(profile, SupportStatus.CLOSED_TO_NEW_USERS)
        if fact is None or gone(profile, graph.as_of):
            continue
        told = lasting(fact, "is closed to new users", "has been closed to new users")
        yield finding(
            META,
            profile,
            graph,
            message=f"{called(profile, graph)} {told}{whose_word(fact)}",
            about=event(began(fact)),
            origins=[fact.origin],
            remedy=moving_on(profile, graph),
        )
