"""The number of users, as the policy tells it, reaches a number at which the licence changes what it grants.

Why: community licences are free up to a size. Above it one has to ask the maker for another licence, to pay, or to show
the model's name.

Example: `monthly-active-users: 800_000_000` in the policy, and a Llama 3.1 model in the tree.

Remedy: ask the supplier for the licence that the clause names, or move to a model without such a limit.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer, Threshold
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.sentences import effect_of
from auditor.policy.policy import Policy
from auditor.policy.situations import situations
from auditor.policy.thresholds import PEOPLE, Reach, policy_key, reach, told
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/user-threshold", Axis.LICENSE, Severity.HIGH, Action.FAIL, "more users than the licence grants"
)

MILD: Final = frozenset({"display-name", "registration"})
"""effects that ask for something, and leave the rights as they are"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    return reached(META, graph, policy, profile, locations, PEOPLE)


def reached(
    meta: RuleMeta,
    graph: ComponentGraph,
    policy: Policy,
    profile: Profile,
    locations: Sequence[Location],
    metrics: Collection[str],
) -> Finding | None:
    """A finding if a threshold on one of these metrics is reached in every offer."""
    use = [(situation, situation.use) for situation in situations(policy, locations)]

    def over(answer: Answer) -> tuple[Threshold, ...]:
        return tuple(
            t
            for t in answer.thresholds
            if t.metric in metrics and any(reach(t, ours) is Reach.REACHED for _, ours in use)
        )

    bindings = profile.bound("thresholds", lambda answer: bool(over(answer)))
    if not bindings:
        return None
    thresholds = [threshold for binding in bindings for threshold in over(binding.answer)]
    thresholds.sort(key=lambda threshold: threshold.effect in MILD)
    mild = thresholds[0].effect in MILD
    places = {
        place
        for situation, ours in use
        for place in situation.locations
        if any(reach(threshold, ours) is Reach.REACHED for threshold in thresholds)
    }
    effects = " and ".join(dict.fromkeys(effect_of(threshold) for threshold in thresholds))
    return finding(
        meta,
        profile,
        graph,
        message=f"{graph.name(profile)}: you have {told(thresholds[0])}, so {effects}",
        locations=[place for place in locations if place in places],
        clauses=bindings,
        policy_key=policy_key(thresholds[0]),
        severity=Severity.MEDIUM if mild else None,
        action=Action.WARN if mild else None,
    )
