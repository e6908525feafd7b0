"""What leaves the house with this inside is not open source as a whole.

Why: terms that forbid certain uses, users or business do not grant the freedoms that open source means. An MIT licence
for the code around such weights is in order, and says nothing of them; a README that calls the whole open source does.

Example: an MIT-licensed installer with Llama 3.2 weights inside.

Remedy: Say which part is under which terms, or ship weights under a licence that grants these freedoms.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import WEIGHTS
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/not-open-source", Axis.LICENSE, Severity.LOW, Action.NOTE, "passed on, and not open source"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind not in WEIGHTS:
            continue
        passed = passes_on(policy, graph.locations(profile))
        if passed is None or not passed.said:
            continue
        limits = binding(graph, profile, "open-source-ai", _is_not)
        if limits is None:
            continue
        above = f" through {limits.ancestor.component.name}" if limits.ancestor else ""
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)} is under terms{above} that are not open source, and so what you pass on "
            "with it inside is not open source as a whole",
            locations=passed.locations,
            clauses=limits.bindings,
            chain=limits.chain,
            policy_key=passed.key,
        )


def _is_not(answer: Answer) -> bool:
    return answer.word == "no"
