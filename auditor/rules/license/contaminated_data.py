"""A model was trained on data whose terms do not fit the use.

Why: whether the terms of training data reach the weights is unsettled, and is judged differently from place to place.
The rule says what was stated about which data set, and leaves the weight of it to the policy.

Example: a card `datasets: [tatsu-lab/alpaca]` under Apache-2.0, in a product: the data is for research only.

Remedy: Ask counsel; or choose a model that was trained on data without such terms.
"""

from collections.abc import Hashable, Iterator
from functools import partial
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Passed
from auditor.graph.lineage import MOST, Ancestor, ancestors, named, route
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/contaminated-data", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "trained on data with other terms"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    may_taint = partial(_may_taint, graph)
    for profile in graph.profiles():
        here = met(policy, graph.locations(profile), "commercial")
        if here is None:
            continue
        met_above = ancestors(graph, profile, META.id, may_taint, most=MOST)
        tainted = [one for one in met_above if _forbids(one.profile) or restriction(graph, one.profile)]
        if not tainted:
            continue
        names = named(tainted)
        known = {one.profile.component.name: _told(graph, one) for one in tainted}
        told = ", ".join(known.get(name, name) for name in names)
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)} was trained on {told}, whose terms forbid commercial use; "
            "whether they may reach the weights is unsettled",
            about=" ".join(sorted(names)),
            locations=here.locations,
            clauses=[b for one in tainted for b in one.profile.unavoidable("commercial-use", {"forbidden"})],
            chain=route(graph, tainted[0]),
            origins=tuple(dict.fromkeys(origin for one in tainted for origin in one.profile.origins)),
            policy_key=here.key,
            action=Action.WARN if graph.is_own(profile) or is_internal(policy, profile.component) else None,
        )


def _forbids(above: Profile) -> bool:
    return bool(above.unavoidable("commercial-use", {"forbidden"}))


def restriction(graph: ComponentGraph, data: Profile) -> str:
    """What is stated against commercial use of data beside or in place of a licence; empty where nothing is."""
    stated = graph.knowledge.details(data.component).restrictions
    return next((words for words in stated if "non-commercial" in words.casefold()), "")


def _may_taint(graph: ComponentGraph, above: Profile, passed: Passed) -> Hashable | None:
    if passed is not Passed.DATA:
        return None
    forbidden = above.may("commercial-use", lambda answer: answer.word == "forbidden") or restriction(graph, above)
    return above.component.key if forbidden else None


def _told(graph: ComponentGraph, one: Ancestor) -> str:
    """The name, and the words of its makers where it is no licence that says so."""
    words = "" if _forbids(one.profile) else restriction(graph, one.profile)
    return f"{one.profile.component.name} (stated: {words})" if words else one.profile.component.name
