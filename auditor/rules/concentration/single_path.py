"""Only one host answers for a hosted model whose weights nobody can hold.

Why: there is no second way to it. An outage, a price list, a closed account or an end date of this one host is the end
of the model for everybody who built on it.

Example: a model that its maker sells through its own interface alone.

Remedy: Keep the calls behind an interface of your own, and a tested model of another supplier beside this one.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.relationship import RelationshipType
from auditor.graph.alternatives import other_hosts
from auditor.graph.calendar import gone
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called

META: Final = RuleMeta(
    "concentration/single-path", Axis.CONCENTRATION, Severity.LOW, Action.NOTE, "one host alone answers for it"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        component = profile.component
        if component.kind is not ComponentKind.SERVICE or graph.knowledge.details(component).family is None:
            continue  # of a model that is of no known family, nobody can say where else it is
        if gone(profile, graph.as_of) or is_internal(policy, component):
            continue
        if graph.targets(component, RelationshipType.SERVES) or next(other_hosts(graph, profile), None) is not None:
            continue
        told = f"{called(profile, graph)}: no other host is known to serve it, and there are no weights to hold"
        yield finding(META, profile, graph, message=told, about=component.ecosystem)
