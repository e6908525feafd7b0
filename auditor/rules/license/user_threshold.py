"""The number of users, as the policy tells it, reaches a number at which the licence changes what it grants.

Why: community licences are free up to a size. Above it one has to ask the maker for another licence, to pay, or to show
the model's name.

Example: `monthly-active-users: 800_000_000` in the policy, and a Llama 3.1 model in the tree.

Remedy: Ask the supplier for the licence that the clause names, or move to a model without such a limit.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.thresholds import PEOPLE
from auditor.rules.thresholds import reached

META: Final = RuleMeta(
    "license/user-threshold", Axis.LICENSE, Severity.HIGH, Action.FAIL, "more users than the licence grants"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    return reached(META, graph, policy, profile, locations, PEOPLE)
