"""The revenue, as the policy tells it, reaches a number at which the licence changes what it grants.

Why: some licences are free for small companies only. Above the number a paid licence is needed, or the rights end.

Example: `annual-revenue-usd: 3_000_000` in the policy, and a model under the Stability AI Community License.

Remedy: Buy the licence that the clause names, or move to a model without such a limit.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.thresholds import MONEY
from auditor.rules.thresholds import reached

META: Final = RuleMeta(
    "license/revenue-threshold", Axis.LICENSE, Severity.HIGH, Action.FAIL, "more revenue than the licence grants"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    return reached(META, graph, policy, profile, locations, MONEY)
