"""What follows weights that one holds, or what their maker works on instead, is hosted only.

Why: there is no open way on. Who follows changes from a file to an interface: other terms, one host, a price, no
fine-tuning of one's own; who stays, stays on the last open version.

Example: `meta-llama/Llama-3.1-8B-Instruct`: observers see its maker's effort at Muse Spark, of which there are no weights.

Remedy: Keep copies of what you hold, and try open weights of a supplier that goes on publishing them.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import closed_way_on, gone
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, whose_word

META: Final = RuleMeta(
    "maintenance/closed-successor", Axis.MAINTENANCE, Severity.LOW, Action.NOTE, "what follows it is hosted only"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is not ComponentKind.MODEL or gone(profile, graph.as_of):
            continue
        found = closed_way_on(graph, profile)
        if found is None:
            continue
        fact, other = found
        name = called(profile, graph)
        if fact.effort_moved_to is None:
            told = f"{name} is followed by {other.name}, of which there are no weights{whose_word(fact)}"
        else:
            since = f" since {day}" if (day := began(fact)) else ""
            told = f"the maker of {name} works on {other.name} instead{since}, of which there are no weights"
            told += whose_word(fact)
        yield finding(META, profile, graph, message=told, about=other.id, origins=[fact.origin])
