"""The licensor may end the licence, or change what it allows, although nobody broke it.

Why: what is built on such weights stands on somebody's goodwill. A policy that is part of the licence by its web address
can say something else tomorrow.

Example: any Llama model: its acceptable use policy counts in the version that stands at the address.

Remedy: Keep a dated copy of the terms, and have an alternative at hand.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import affirms, binding
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/terminable", Axis.LICENSE, Severity.LOW, Action.NOTE, "the licensor may end or change the licence"
)

_WORDS: Final = {
    "termination-without-breach": "end it although nothing was breached",
    "revocable": "revoke it",
    "unilateral-change": "change later what it allows",
}


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is ComponentKind.SERVICE:  # every provider may; it is what a contract is for
            continue
        asked = {question: binding(graph, profile, question, affirms) for question in _WORDS}
        found = {question: limits for question, limits in asked.items() if limits}
        told = [_WORDS[question] for question in found]
        if told:
            yield finding(
                META,
                profile,
                graph,
                message=f"{graph.name(profile)}: who gave the licence may {' and '.join(told)}",
                clauses=[one for limits in found.values() for one in limits.bindings],
                chain=next(iter(found.values())).chain,
            )
