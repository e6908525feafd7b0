"""One owner controls, through its suppliers, a larger share of the components than the policy wants.

Why: brands that look like two suppliers are one where the same parent decides on both.

Example: models of Google and of a company that Alphabet owns as well, with `owner-share: {warn: 50%}`.

Remedy: Keep a tested alternative that another owner controls.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import concentration
from auditor.policy.policy import Policy
from auditor.rules.shares import over

META: Final = RuleMeta(
    "concentration/owner-share", Axis.CONCENTRATION, Severity.MEDIUM, Action.WARN, "one owner controls too much"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    counted = concentration(graph, policy)
    yield from over(
        META,
        graph,
        policy,
        counted=counted,
        shares=counted.owners,
        key="owner-share",
        sentence=lambda share, part: f"{share.name} controls the suppliers of {part}",
        unknown="it is not known who controls the suppliers of",
    )
