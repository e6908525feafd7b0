"""Which ancestors' terms reach a component, and how much of them each kind of edge carries."""

from collections.abc import Callable, Collection, Iterator
from typing import Final

import msgspec

from auditor.domain.finding import Step
from auditor.domain.license import Answer, LicenseTerms
from auditor.domain.profile import BindingAnswer, Profile
from auditor.domain.relationship import RelationshipType
from auditor.graph.component_graph import ComponentGraph

_SAME_WEIGHTS: Final = frozenset(kind.value for kind in RelationshipType if kind.keeps_weights)
_OF_ONES_OWN: Final = "LicenseRef-"


class Ancestor(msgspec.Struct, frozen=True):
    """One ancestor, with the way up to it."""

    profile: Profile
    way: tuple[Step, ...]
    """from the component, which is its first step, to the ancestor"""

    @property
    def is_weights(self) -> bool:
        """Whether every step keeps the ancestor's weights: what remains is its derivative under any licence."""
        return all(step.relationship in _SAME_WEIGHTS for step in self.way[1:])

    @property
    def is_data(self) -> bool:
        """Whether it reached the component as training data."""
        return any(step.relationship == RelationshipType.TRAINED_ON for step in self.way[1:])

    @property
    def is_outputs(self) -> bool:
        """Whether the component learnt from its outputs."""
        return any(step.relationship == RelationshipType.DISTILLED_FROM for step in self.way[1:])


def ancestors(graph: ComponentGraph, profile: Profile) -> Iterator[Ancestor]:
    """All ancestors whose terms may reach a component, nearest first."""
    for way in graph.lineage(profile.component):
        above = graph.profile(way[-1].component)
        if above is not None:
            yield Ancestor(above, way)


def bound_by(graph: ComponentGraph, profile: Profile) -> Iterator[Ancestor]:
    """The ancestors whose licence binds the component.

    Adapters, quantised, merged and fine-tuned models are derivatives of their base. A distilled model is one where the
    licence says so. Training data bind by their own rule (`license/contaminated-data`), since the law is unsettled.
    What a maker derived from a model of its own and licensed anew is under that licence: its terms give way there.
    """
    for ancestor in ancestors(graph, profile):
        if _gives_way(graph, ancestor):
            continue
        if ancestor.is_weights or (ancestor.is_outputs and not ancestor.is_data and claims_distilled(ancestor.profile)):
            yield ancestor


def _gives_way(graph: ComponentGraph, ancestor: Ancestor) -> bool:
    """Whether the ancestor's own maker licensed what was made of it, one step further down the way."""
    above, below = ancestor.profile, graph.profile(ancestor.way[-2].component)
    if below is None or below.guessed or not below.offers:
        return False
    makers = above.supplier is not None and below.supplier is not None and above.supplier.id == below.supplier.id
    return makers and namespace(above) == namespace(below) != ""


def namespace(profile: Profile) -> str:
    """Who publishes it, by the first part of its name: `hub/acme` of `acme/one`; empty where names have none."""
    who, slash, _ = profile.component.name.partition("/")
    return f"{profile.component.ecosystem}/{who.casefold()}" if slash and profile.component.ecosystem != "tree" else ""


def claims_distilled(profile: Profile) -> bool:
    """Whether a model taught by this one's outputs is its derivative, whichever offer one takes."""
    return bool(profile.unavoidable("distillation-is-derivative", {"yes"}))


class Inherited(msgspec.Struct, frozen=True):
    """Answers that bind a component, and from where."""

    bindings: tuple[BindingAnswer, ...]
    """each licence's once, the nearest first"""
    chain: tuple[Step, ...]
    """from the application to the nearest component whose licence answers"""
    ancestor: Profile | None = None
    """None: the component's own licence"""


def each_binding(
    graph: ComponentGraph, profile: Profile, question: str, holds: Callable[[Answer], bool]
) -> Iterator[Inherited]:
    """The answers of a component's own licence, then of each that binds it from above; every licence speaks once."""
    own = profile.bound(question, holds)
    if own:
        yield Inherited(own, graph.chain(profile.component))
    met = {one.license.id for one in own}
    for ancestor in bound_by(graph, profile):
        above = tuple(one for one in ancestor.profile.bound(question, holds) if one.license.id not in met)
        if above:
            met |= {one.license.id for one in above}
            yield Inherited(above, route(graph, ancestor), ancestor.profile)


def binding(
    graph: ComponentGraph, profile: Profile, question: str, holds: Callable[[Answer], bool]
) -> Inherited | None:
    """The same taken together, with the nearest one's chain: who merges two owes both."""
    found = [*each_binding(graph, profile, question, holds)]
    if not found:
        return None
    return Inherited(tuple(one for each in found for one in each.bindings), found[0].chain, found[0].ancestor)


def route(graph: ComponentGraph, ancestor: Ancestor) -> tuple[Step, ...]:
    """The whole way: application → component → … → ancestor."""
    return (*graph.chain(ancestor.way[0].component), *ancestor.way[1:])


def license_ids(profile: Profile) -> frozenset[str]:
    """Every licence that a component may come under."""
    return frozenset(terms.id for offer in profile.offers for terms in offer)


def keepers(one: Collection[LicenseTerms], other: Collection[LicenseTerms]) -> frozenset[str]:
    """Who keeps both as versions of a licence of their own.

    A licence on SPDX's list is written for all: CC-BY-4.0 and CC-BY-NC-4.0 have one keeper, and are no versions.
    """
    ours, theirs = ({t.steward for t in some if t.steward and t.id.startswith(_OF_ONES_OWN)} for some in (one, other))
    return frozenset(ours & theirs)


def only_offer(profile: Profile) -> tuple[LicenseTerms, ...]:
    """The licences of a component that leaves no choice; empty when it does."""
    return profile.offers[0] if len(profile.offers) == 1 else ()
