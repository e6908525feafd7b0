"""The licence does not let you change the weights or data, and the policy says that you do.

Why: a no-derivatives licence covers the material as it is. Fine-tuning, merging and quantising change it.

Example: `modification: true` in the policy, and a model under CC-BY-NC-ND-4.0.

Remedy: Use it unchanged, ask the supplier, or choose a component that may be changed.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.component import MATERIAL, ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/modification-limited", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the terms forbid changing it"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    kind = profile.component.kind
    if kind not in MATERIAL:
        return None
    bindings = profile.unavoidable("modification", {"forbidden"})
    here = met(policy, locations, "modification") if bindings else None
    data = kind is ComponentKind.DATASET
    if here is None or not here.said:  # what the policy leaves open, license/use-not-stated asks
        return None
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)} may not be changed"
        + ("; whether training on it changes it is unsettled" if data else ": not fine-tuned, merged or quantised"),
        locations=here.locations,
        clauses=bindings,
        policy_key=here.key,
        severity=Severity.MEDIUM if data else None,
        action=Action.WARN if data else None,
    )
