"""Calls to a hosted model are answered by another one.

Why: nothing fails, so nobody notices; but answers, limits and price are another model's, and what was tested is not
what runs.

Example: a host that routes calls to `gemini-2.5-flash` on to a model of the next generation.

Remedy: Name the model that answers, after testing it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import stated
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, lasting, whose_word

META: Final = RuleMeta(
    "maintenance/rerouted", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "another model answers the calls"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if (fact := stated(profile, SupportStatus.REROUTED)) is not None:
            told = lasting(fact, "are re-routed", "have been re-routed")
            target = f" to {fact.superseded_by}" if fact.superseded_by else ""
            yield finding(
                META,
                profile,
                graph,
                message=f"calls to {called(profile, graph)} {told}{target}{whose_word(fact)}",
                about=event(began(fact)),
                origins=[fact.origin],
            )
