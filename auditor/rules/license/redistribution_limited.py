"""The licence does not let you pass on copies of the weights or data, and the policy says that you do.

Why: an installer or an image with weights inside is a copy for each customer.

Example: `distribution: application` in the policy, and a dataset that may not be redistributed.

Remedy: Let customers fetch it from its maker under their own licence, or choose another component.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/redistribution-limited", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the terms forbid passing on copies"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    kind = profile.component.kind
    if kind is ComponentKind.SERVICE:  # nobody holds what runs behind an endpoint
        return None
    bindings = profile.unavoidable("redistribution", {"forbidden"})
    here = passes_on(policy, locations) if bindings else None
    if here is None or not here.said:  # what the policy leaves open, license/use-not-stated asks
        return None
    return finding(
        META,
        profile,
        graph,
        message=f"copies of {graph.name(profile)} may not be passed on"
        + ("; whether what you pass on holds any, the policy does not say" if kind is ComponentKind.DATASET else ""),
        locations=here.locations,
        clauses=bindings,
        policy_key=here.key,
        severity=Severity.MEDIUM if kind is ComponentKind.DATASET else None,
        action=Action.WARN if kind is ComponentKind.DATASET else None,
    )
