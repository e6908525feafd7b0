"""A repository was put behind a gate: one must log in, accept terms and perhaps wait for consent.

Why: builds and machines without that account can no longer download it, and the terms accepted at the gate bind
whoever clicked.

Example: a Hub repository that was open when it was chosen, and asks for consent today.

Remedy: Accept the terms with an account of the organisation, and keep a copy of what you may hold.
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

META: Final = RuleMeta("maintenance/gated", Axis.MAINTENANCE, Severity.LOW, Action.WARN, "it was put behind a gate")


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if (fact := stated(profile, SupportStatus.GATED)) is not None:
            told = lasting(fact, "is behind a gate", "has been behind a gate")
            yield finding(
                META,
                profile,
                graph,
                message=f"{called(profile, graph)} {told}{whose_word(fact)}",
                about=event(began(fact)),
                origins=[fact.origin],
            )
