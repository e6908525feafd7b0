"""It is not known who made or publishes a component.

Why: without a name there is nobody to ask, no jurisdiction, and no share that could be trusted. Components of the
policy's `suppliers.internal` are one's own, and those of a kind that `concentration.count` leaves out are not asked.

Example: weights from an account that names neither a person nor a firm.

Remedy: Look up who stands behind it, and record it: `curations: [{component: …, supplier: …, because: …}]`.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import UNKNOWN, concentration
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called

META: Final = RuleMeta(
    "concentration/unknown-supplier", Axis.CONCENTRATION, Severity.LOW, Action.NOTE, "its supplier is not known"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for share in concentration(graph, policy).suppliers:
        if share.id == UNKNOWN:
            for component in share.components:
                if (profile := graph.profile(component)) is not None:
                    told = f"it is not known who stands behind {called(profile, graph)}"
                    yield finding(META, profile, graph, message=told)
