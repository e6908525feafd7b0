"""A newer component is named as following this one, which goes on for now.

Why: effort goes to what is newer, and so will the next announcement of an end to what is older.

Example: `meta-llama/Llama-3.1-70B-Instruct`, which Llama 3.3 follows.

Remedy: Try what follows it when you next touch this place.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import gone, named_successor, stated, successors
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, moving_on, whose_word

META: Final = RuleMeta(
    "maintenance/superseded", Axis.MAINTENANCE, Severity.LOW, Action.NOTE, "something newer follows it"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        fact, line = named_successor(profile), successors(graph, profile)
        told_anyway = gone(profile, graph.as_of) or stated(profile, SupportStatus.REROUTED)
        if fact is None or not line or told_anyway:  # the rules that tell of it name what follows, too
            continue
        yield finding(
            META,
            profile,
            graph,
            message=f"{called(profile, graph)} is superseded by {line[0].name}{whose_word(fact)}",
            about=line[0].id,
            origins=[fact.origin],
            policy_key="maintenance.superseded",
            remedy=moving_on(profile, graph),
        )
