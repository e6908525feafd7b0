"""What is derived from the component must come under the same licence, source included where it asks for that.

Why: copyleft reaches works that contain the component. The AGPL reaches those that are only offered over a network too.

Example: `hosting: true` in the policy, and `ultralytics` (AGPL-3.0) in the requirements.

Remedy: Publish under the same licence, buy the commercial licence where one is sold, or choose another component.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.obligations.asked import is_required
from auditor.policy.policy import Policy
from auditor.policy.situations import reaches_others
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/share-alike", Axis.LICENSE, Severity.HIGH, Action.WARN, "derivatives must be licensed under the same terms"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        owed = binding(graph, profile, "share-alike", is_required)
        if owed is None:
            continue
        network = any(one.answer.network for one in owed.bindings)
        here = reaches_others(policy, graph.locations(profile), hosted=network)
        if here is None:
            continue
        reach = "passed on or offered over a network" if network else "passed on"
        names = " and ".join(dict.fromkeys(one.license.id for one in owed.bindings))
        source = f", as {owed.ancestor.component.name} is" if owed.ancestor else ""
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)}: what is derived from it and {reach} must be under {names} too{source}"
            + ("" if here.said else "; the policy does not say whether anything is"),
            locations=here.locations,
            clauses=owed.bindings,
            chain=owed.chain,
            policy_key=here.key,
            severity=None if here.said else Severity.MEDIUM,
            action=None if here.said else Action.NOTE,
        )
