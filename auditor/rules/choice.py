"""Which offer of an `OR` a component is judged by.

Each rule by itself would find some branch that is free of its ban, although no branch is free of all: under
`CC-BY-NC-4.0 OR AGPL-3.0-only` a product may neither be sold with the one nor kept closed with the other. So one offer
is chosen for the whole component, the one whose worst finding is the mildest for this use, and all rules look at it.
Who takes another one says so with a curation.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from auditor.domain.finding import Axis
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.strictness import Offer, strictness
from auditor.policy.policy import Policy
from auditor.policy.settings import settled
from auditor.policy.situations import situations
from auditor.rules.base import Rule

Weight = list[tuple[int, int]]
"""action and severity of each finding, the worst first; compared left to right, more is worse"""

_TRIED: Final = 16
"""offers, the mildest by themselves first; an expression with more of them is nothing that a person wrote"""
_CONCERNED: Final = 8
"""components that are looked at to tell which offer is the mildest: itself, and the nearest of what was made from it"""


def with_choices(graph: ComponentGraph, policy: Policy, rules: Sequence[Rule]) -> ComponentGraph:
    """The graph, with an offer chosen for each component that leaves a choice and has a say in what is judged."""
    about_terms = [rule for rule in rules if rule.META.axis is Axis.LICENSE]
    choices: dict[str, Offer] = {}
    known: dict[object, int] = {}
    for profile in graph.all_profiles():
        if (
            len(profile.offers) > 1
            and profile.choice is None
            and (concerned := graph.judged_below(profile.component, _CONCERNED))
        ):
            like = _like(graph, policy, profile)
            if like not in known:
                trial = Trial(graph, concerned, choices, policy, about_terms)
                known[like] = _mildest(profile, trial)
            choices[profile.component.key] = profile.offers[known[like]]
    return graph.choosing(choices) if choices else graph


class Trial(msgspec.Struct, frozen=True):
    """What is looked at to compare the offers of a component."""

    graph: ComponentGraph
    judged: Sequence[str]
    """keys of the components that its terms concern"""
    choices: Mapping[str, Offer]
    """those made so far"""
    policy: Policy
    rules: Sequence[Rule]

    def weight(self, profile: Profile, offer: Offer) -> Weight:
        """What the rules find if it is judged by this offer."""
        graph = self.graph.on_trial({**self.choices, profile.component.key: offer}, self.judged)
        found = [
            settled(finding, rule.META, self.policy)
            for rule in self.rules
            for finding in rule.check(graph, self.policy)
        ]
        return sorted(((one.action.rank, one.severity.rank) for one in found), reverse=True)


def _like(graph: ComponentGraph, policy: Policy, profile: Profile) -> object:
    """Components for which this is equal are judged alike; one that has a lineage is like no other."""
    component = profile.component
    if graph.is_related(component):
        return component.key
    offers = tuple(tuple(terms.id for terms in offer) for offer in profile.offers)
    places = frozenset(situation.spoken for situation in situations(policy, graph.locations(profile)))
    own = graph.is_own(profile)
    return (component.kind, offers, places, own, profile.modalities)


def _mildest(profile: Profile, trial: Trial) -> int:
    """The place of the offer that weighs least; of equals, the one that asks less whatever the use."""
    tried = sorted(range(len(profile.offers)), key=lambda place: strictness((profile.offers[place],)))[:_TRIED]
    return min(tried, key=lambda place: trial.weight(profile, profile.offers[place]))
