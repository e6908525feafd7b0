"""Which ancestors' terms reach a component, and how much of them each kind of edge carries."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import Final

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.finding import Step
from auditor.domain.license import Answer, LicenseTerms
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Descent, Passed
from auditor.graph.nearest import Nearest

_LONGEST: Final = 64
"""steps of a way that are told; real lineages have fewer than ten"""
_OF_ONES_OWN: Final = "LicenseRef-"
_DISTILLED: Final = "distillation-is-derivative"

MOST: Final = 16
"""ancestors that a finding looks at where each counts by itself; it names one less, and says that there are others"""

Counts = Callable[[Profile, Passed], Hashable | None]
"""An ancestor, and what of it passed on → what it is counted as; None: not at all.

What it says must hold whichever offers are chosen: where a licence leaves a choice, any of its offers may count.
"""


class Found(msgspec.Struct, frozen=True):
    """The nearest ancestors of each sort, for every component of a graph."""

    descent: Descent
    nearest: Nearest


class Ancestor(msgspec.Struct, frozen=True):
    """One ancestor, and what of it reached the component."""

    below: ComponentId
    """the component"""
    profile: Profile
    passed: Passed
    terms: Hashable
    """of those that bind: equal for two under the same terms, in one graph and what is tried with it"""
    found: Found
    place: int
    number: int

    @property
    def way(self) -> tuple[Step, ...]:
        """From the component, which is its first step, to the ancestor."""
        return (Step(self.below), *self.found.descent.steps(self.found.nearest, self.place, self.number))


def ancestors(
    graph: ComponentGraph,
    profile: Profile,
    which: Hashable,
    counts: Counts,
    *,
    most: int | None = None,
    binding: bool = False,
) -> tuple[Ancestor, ...]:
    """Of each sort the nearest ancestor, nearest first; with `most`, of so many sorts.

    With `binding`, without those whose terms give way to what their maker made of them. All components' are looked for
    at once, when the first is asked for; `which` is the name under which that is kept.
    """
    place = graph.descent.place(profile.component.key)
    if place is None:
        return ()
    found = graph.once(which, lambda: _found(graph, counts, most=most, binding=binding), on_trial=True)
    places = graph.descent.places
    met: list[Ancestor] = []
    for number, (_, _, end) in found.nearest.hits[place].items():
        key, passed = places[end]
        above = graph.by_key.get(key)
        if above is not None and key != profile.component.key:
            terms = number if above.choice is None else same_terms(above)
            met.append(Ancestor(profile.component, above, passed, terms, found, place, number))
    return tuple(met)


def _found(graph: ComponentGraph, counts: Counts, *, most: int | None, binding: bool) -> Found:
    sorts: dict[Hashable, int] = {}

    def sorting(key: str, passed: Passed) -> int | None:
        above = graph.by_key.get(key)
        sort = counts(above, passed) if above else None
        return None if sort is None else sorts.setdefault(sort, len(sorts))

    def halting(key: str, above: str) -> bool:
        return _gives_way(graph.by_key.get(key), graph.by_key[above])

    nearest = graph.descent.nearest(sorting, most, halting if binding else None)
    return Found(graph.descent, nearest)


def bound_by(graph: ComponentGraph, profile: Profile) -> tuple[Ancestor, ...]:
    """The ancestors whose licence binds the component, nearest first; of several under the same terms, the nearest.

    Adapters, quantised, merged and fine-tuned models are derivatives of their base. A distilled model is one where the
    licence says so. Training data bind by their own rule (`license/contaminated-data`), since the law is unsettled.
    What a maker derived from a model of its own and licensed anew is under that licence: its terms give way there.
    """
    kept: dict[str, tuple[Ancestor, ...]] = graph.once("bound by", dict)
    found = kept.get(profile.component.key)
    if found is None:
        found = tuple(
            one
            for one in ancestors(graph, profile, "bound by", _may_bind, binding=True)
            if one.passed is Passed.WEIGHTS or claims_distilled(one.profile)
        )
        kept[profile.component.key] = found
    return found


def _may_bind(above: Profile, passed: Passed) -> Hashable | None:
    return same_terms(above) if may_bind(above, passed) else None


def may_bind(above: Profile, passed: Passed) -> bool:
    """Whether an ancestor of which this much has passed may bind what is below."""
    claims = passed is Passed.OUTPUTS and above.may(_DISTILLED, lambda answer: answer.word == "yes")
    return passed is Passed.WEIGHTS or claims


def same_terms(profile: Profile) -> Hashable:
    """Equal for components of one kind under the same terms: whatever a rule says of one, it says of the other."""
    offers = tuple(tuple(terms.id for terms in offer) for offer in profile.offers)
    choice = None if profile.choice is None else tuple(terms.id for terms in profile.choice)
    return (profile.component.kind, offers, choice, profile.modalities)


def _gives_way(below: Profile | None, above: Profile) -> bool:
    """Whether the ancestor's own maker licensed what was made of it, one step further down the way."""
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
    return bool(profile.unavoidable(_DISTILLED, {"yes"}))


def affirms(answer: Answer) -> bool:
    """Whether an answer is yes."""
    return answer.word == "yes"


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
    for bindings, ancestor in speaking(graph, profile, question, holds):
        if ancestor is None:
            yield Inherited(bindings, graph.chain(profile.component))
        else:
            yield Inherited(bindings, route(graph, ancestor), ancestor.profile)


def binding(
    graph: ComponentGraph, profile: Profile, question: str, holds: Callable[[Answer], bool]
) -> Inherited | None:
    """The same taken together, with the nearest one's chain: who merges two owes both."""
    found = [*speaking(graph, profile, question, holds)]
    if not found:
        return None
    bindings, nearest = tuple(one for each, _ in found for one in each), found[0][1]
    if nearest is None:
        return Inherited(bindings, graph.chain(profile.component))
    return Inherited(bindings, route(graph, nearest), nearest.profile)


def speaking(
    graph: ComponentGraph,
    profile: Profile,
    question: str,
    holds: Callable[[Answer], bool],
    above: Sequence[Ancestor] | None = None,
) -> Iterator[tuple[tuple[BindingAnswer, ...], Ancestor | None]]:
    """The same without the ways, the component's own answers with None; `above`: of these ancestors, not of all."""
    own = profile.bound(question, holds)
    if own:
        yield own, None
    above = bound_by(graph, profile) if above is None else above
    if not above:
        return
    met = {one.license.id for one in own}
    said: dict[Hashable, tuple[BindingAnswer, ...]] = graph.once((question, holds), dict, on_trial=True)
    for ancestor in [one for one in above if said.get(one.terms, True)]:  # all but those that have nothing to say
        bindings = said.get(ancestor.terms)
        if bindings is None:
            bindings = said[ancestor.terms] = ancestor.profile.bound(question, holds)
        if len(bindings) == 1:  # as with almost all
            if (license_ := bindings[0].license.id) not in met:
                met.add(license_)
                yield bindings, ancestor
        elif new := tuple(one for one in bindings if one.license.id not in met):
            met.update(one.license.id for one in new)
            yield new, ancestor


def named(found: Sequence[Ancestor]) -> list[str]:
    """Their names, for a sentence; where there are `MOST`, the last gives way to `others`."""
    names = [one.profile.component.name for one in found]
    return names if len(names) < MOST else [*names[: MOST - 1], "others"]


def route(graph: ComponentGraph, ancestor: Ancestor) -> tuple[Step, ...]:
    """The whole way: application → component → … → ancestor."""
    return shortened((*graph.chain(ancestor.below), *ancestor.way[1:]))


def shortened(way: tuple[Step, ...]) -> tuple[Step, ...]:
    """A way as it is told: of one that nobody would read, its beginning and its end.

    The step behind the gap has no relationship, as it leads from something that is not shown.
    """
    if len(way) <= _LONGEST:
        return way
    end = way[-_LONGEST // 2 :]
    return (*way[: _LONGEST // 2], Step(end[0].component), *end[1:])


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
