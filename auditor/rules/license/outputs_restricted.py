"""The terms limit what may be done with outputs.

Why: some terms reach past the model to what it says: outputs may not be passed off as written by people, not be used
in some fields, or not be sold.

Example: a research licence under which outputs too may only be used for research.

Remedy: Read the clause and hold your use of outputs against it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import affirms, binding
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/outputs-restricted", Axis.LICENSE, Severity.LOW, Action.NOTE, "the terms limit the use of outputs"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if limits := binding(graph, profile, "outputs-restricted", affirms):
            conditions = dict.fromkeys(one.answer.when for one in limits.bindings if one.answer.when)
            yield finding(
                META,
                profile,
                graph,
                message=f"the use of outputs of {graph.name(profile)} is limited"
                + (f": {'; '.join(conditions)}" if conditions else ""),
                clauses=limits.bindings,
                chain=limits.chain,
            )
