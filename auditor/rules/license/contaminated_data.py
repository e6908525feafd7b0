"""A model was trained on data whose terms do not fit the use.

Why: whether the terms of training data reach the weights is unsettled, and is judged differently from place to place.
The rule says what was stated about which data set, and leaves the weight of it to the policy.

Example: a card `datasets: [tatsu-lab/alpaca]` under Apache-2.0, in a product: the data is for research only.

Remedy: ask counsel; or choose a model that was trained on data without such terms.
"""

from collections.abc import Hashable, Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Passed
from auditor.graph.lineage import MOST, ancestors, named, route
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/contaminated-data", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "trained on data with other terms"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        here = met(policy, graph.locations(profile), "commercial")
        if here is None:
            continue
        tainted = [one for one in ancestors(graph, profile, META.id, _may_taint, most=MOST) if _taints(one.profile)]
        if not tainted:
            continue
        names = named(tainted)
        yield finding(
            META,
            profile,
            graph,
            message=f"{profile.component.name} was trained on {', '.join(names)}, whose terms forbid commercial use; "
            "whether they may reach the weights is unsettled",
            about=" ".join(sorted(names)),
            locations=here.locations,
            clauses=[b for one in tainted for b in one.profile.unavoidable("commercial-use", {"forbidden"})],
            chain=route(graph, tainted[0]),
            origins=tuple(dict.fromkeys(origin for one in tainted for origin in one.profile.origins)),
            policy_key=here.key,
            action=Action.WARN if graph.is_own(profile) or is_internal(policy, profile.component) else None,
        )


def _taints(above: Profile) -> bool:
    return bool(above.unavoidable("commercial-use", {"forbidden"}))


def _may_taint(above: Profile, passed: Passed) -> Hashable | None:
    forbidden = passed is Passed.DATA and above.may("commercial-use", lambda answer: answer.word == "forbidden")
    return above.component.key if forbidden else None
