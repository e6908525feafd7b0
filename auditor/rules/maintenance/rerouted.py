"""Calls to a hosted model are answered by another one, or will be from an announced day on.

Why: nothing fails, so nobody notices; but answers, limits and price are another model's, and what was tested is not
what runs.

Example: a host that routes calls to `gemini-2.5-flash` on to a model of the next generation.

Remedy: Name the model that answers, after testing it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportFact, SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import ended, stated
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, whose_word

META: Final = RuleMeta(
    "maintenance/rerouted", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "another model answers the calls"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if (fact := stated(profile, SupportStatus.REROUTED)) is not None:
            target = f" to {fact.superseded_by}" if fact.superseded_by else ""
            yield finding(
                META,
                profile,
                graph,
                message=f"calls to {called(profile, graph)} {_when(fact, graph)}{target}{whose_word(fact)}",
                about=event(fact.end_of_support or began(fact)),
                origins=[fact.origin],
            )


def _when(fact: SupportFact, graph: ComponentGraph) -> str:
    """`end-of-support` is here the day from which the model itself no longer answers."""
    day = fact.end_of_support
    if day is not None and not ended(fact, graph.as_of):
        return f"will be re-routed on {day}"
    since = day or began(fact)
    return f"have been re-routed since {since}" if since else "are re-routed"
