"""One supplier stands behind a larger share of the components than the policy wants.

Why: when it changes its terms, its prices or its mind, all of that share is hit at once. Components without a known
supplier count as one supplier: not knowing is no diversity.

Example: four of five models from Meta, where the policy says `supplier-share: {warn: 50%, fail: 80%}`.

Remedy: Keep a tested alternative from another supplier for what matters most.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import concentration
from auditor.policy.policy import Policy
from auditor.rules.shares import over

META: Final = RuleMeta(
    "concentration/supplier-share",
    Axis.CONCENTRATION,
    Severity.MEDIUM,
    Action.WARN,
    "one supplier stands behind too much",
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    counted = concentration(graph, policy)
    yield from over(
        META,
        graph,
        policy,
        counted=counted,
        shares=counted.suppliers,
        key="supplier-share",
        sentence=lambda share, part: f"{share.name} stands behind {part}",
        unknown="it is not known who stands behind",
    )
