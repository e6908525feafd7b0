"""One host answers for a larger share of the components than the policy wants.

Why: an outage, a price list or a closed account there stops all of them, whoever made the models.

Example: every hosted model behind one cloud's endpoint, with `host-share: {warn: 60%}`.

Remedy: Try the same weights at a second host, or serve them yourself.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import concentration
from auditor.policy.policy import Policy
from auditor.rules.shares import over

META: Final = RuleMeta(
    "concentration/host-share", Axis.CONCENTRATION, Severity.MEDIUM, Action.WARN, "one host answers for too much"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    counted = concentration(graph, policy)
    yield from over(
        META,
        graph,
        policy,
        counted=counted,
        shares=counted.hosts,
        key="host-share",
        sentence=lambda share, part: f"{share.name} answers for {part}",
        unknown="it is not known which host answers for",
    )
