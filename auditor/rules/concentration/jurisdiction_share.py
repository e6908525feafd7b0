"""Suppliers of one country stand behind a larger share of the components than the policy wants.

Why: export rules, sanctions and courts reach all suppliers of a country on the same day.

Example: ten models, nine of them from suppliers in the United States, with `jurisdiction-share: {warn: 90%}`.

Remedy: Keep a tested alternative from another jurisdiction.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import concentration
from auditor.policy.policy import Policy
from auditor.rules.shares import over

META: Final = RuleMeta(
    "concentration/jurisdiction-share",
    Axis.CONCENTRATION,
    Severity.MEDIUM,
    Action.WARN,
    "too much comes from one jurisdiction",
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    counted = concentration(graph, policy)
    yield from over(
        META,
        graph,
        policy,
        counted=counted,
        shares=counted.jurisdictions,
        key="jurisdiction-share",
        sentence=lambda share, part: f"suppliers in {share.name} stand behind {part}",
        unknown="it is not known which country's suppliers stand behind",
    )
