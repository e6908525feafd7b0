"""The licence does not let you offer the model to others over a network, and the policy says that you do.

Why: some licences grant use inside a company, or for research, and keep hosting for the maker.

Example: `hosting: true` in the policy, and a model under the Mistral Non-Production License.

Remedy: Ask the supplier for a licence for hosting, or reach the model through its maker's own service.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/hosting-limited", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the terms forbid hosting for others"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    if profile.component.kind is ComponentKind.DATASET:  # others reach the model, not the data
        return None
    bindings = profile.unavoidable("hosting", {"forbidden"})
    here = met(policy, locations, "hosting") if bindings else None
    if here is None or not here.said:  # what the policy leaves open, license/use-not-stated asks
        return None
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)} may not be offered to others over a network",
        locations=here.locations,
        clauses=bindings,
        policy_key=here.key,
    )
