"""What becomes of the texts that are sent to a hosted model: how rules hold the provider's terms against the policy.

Only terms of services are asked. Where the policy says that nothing confidential is sent, nothing is told. Where it says
nothing, all but the usual is a quiet note, so that nobody overlooks it. What nobody knows is told like what is bad.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding
from auditor.rules.phrases import OWN_HOST, called

_KEY: Final = "confidential-inputs"


class Weight(msgspec.Struct, frozen=True):
    """How loud an answer is told when confidential texts are sent, and in which words."""

    severity: Severity
    action: Action
    words: str
    """`{name}` stands for the model with its host, `{days}` for the period, where there is one"""
    usual: bool = False
    """not worth a word while the policy says nothing of confidential texts"""


def judge(
    meta: RuleMeta,
    question: str,
    weights: Mapping[str, Weight],
    graph: ComponentGraph,
    policy: Policy,
    profile: Profile,
) -> Finding | None:
    """The finding about one hosted model, if its terms answer the question in one of the weighed words."""
    here = met(policy, graph.locations(profile), _KEY)
    if profile.component.kind is not ComponentKind.SERVICE or profile.component.ecosystem == OWN_HOST or here is None:
        return None
    bindings = [
        one for one in profile.unavoidable(question, frozenset(weights)) if one.license.kind == "provider-terms"
    ]
    if bindings:
        order = list(weights)
        binding = min(bindings, key=lambda one: order.index(one.answer.word))
        weight, answer = weights[binding.answer.word], binding.answer
    elif profile.offers or not here.said:  # of a host without any terms, license/unknown tells
        return None
    else:
        weight, answer = weights["unknown"], None
    if weight.usual and not here.said:
        return None
    days = f" for {answer.days} day{'s' * (answer.days != 1)} at most" if answer and answer.days else ""
    condition = f": {answer.when}" if answer and answer.when else ""
    return finding(
        meta,
        profile,
        graph,
        message=weight.words.format(name=called(profile, graph), days=days) + condition,
        locations=here.locations,
        clauses=bindings,
        policy_key=here.key,
        severity=weight.severity if here.said else Severity.LOW,
        action=weight.action if here.said else Action.NOTE,
    )
