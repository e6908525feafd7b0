"""A threshold of a licence that the use reaches, as a finding: what the rules about users and about revenue have in common."""

from collections.abc import Collection, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Finding, RuleMeta, Severity
from auditor.domain.license import Answer, Threshold
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.sentences import effect_of
from auditor.policy.policy import Policy
from auditor.policy.situations import situations
from auditor.policy.thresholds import Reach, policy_key, reach, told
from auditor.rules.base import finding

MILD: Final = frozenset({"display-name", "registration"})
"""effects that ask for something, and leave the rights as they are"""


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
