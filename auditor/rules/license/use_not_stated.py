"""The terms turn on something that the policy does not say.

Why: whether a threshold is reached, a region excluded or a ban met depends on you. A key of `use:` that is left out is
not a no: the rule asks, instead of letting it pass. The terms of what a model was made from ask too.

Example: a Llama model, and no `monthly-active-users` in the policy.

Remedy: Say it under `use:` in the policy.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

import msgspec

from auditor.domain.component import MATERIAL, ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer, Threshold
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, bound_by, route
from auditor.policy.policy import Policy
from auditor.policy.regions import shared
from auditor.policy.situations import Situation, met, situations
from auditor.policy.thresholds import Reach, open_key, policy_key, reach, told
from auditor.rules.base import finding
from auditor.rules.license import competing_use
from auditor.rules.license.business_excluded import called, shut_out
from auditor.rules.license.region_excluded import concerns
from auditor.rules.thresholds import MILD

META: Final = RuleMeta(
    "license/use-not-stated",
    Axis.LICENSE,
    Severity.MEDIUM,
    Action.WARN,
    "the terms turn on what the policy leaves open",
)


class Open(msgspec.Struct, frozen=True):
    """One thing that the terms turn on."""

    asks: str
    bindings: tuple[BindingAnswer, ...]
    key: str | None = None
    """the policy key that would answer; None: there is none"""
    minor: bool = False
    """a duty for few, and nothing that the use stands or falls with"""
    ancestor: Ancestor | None = None
    """whose terms ask; None: the component's own"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    known: dict[Hashable, tuple[Open, ...]] = {}
    for profile in graph.profiles():
        if points := sorted(_points(graph, policy, profile, known), key=lambda point: point.minor):
            yield _finding(graph, profile, points)


def _finding(graph: ComponentGraph, profile: Profile, points: Sequence[Open]) -> Finding:
    minor = all(point.minor for point in points)
    above = next((point.ancestor for point in points if point.ancestor), None)
    inherited = above is not None and all(point.ancestor for point in points)
    name = graph.name(profile)
    if above is not None and inherited:
        name += f", made from {above.profile.component.name}"
    return finding(
        META,
        profile,
        graph,
        message=f"{name}: the policy does not say {', nor '.join(point.asks for point in points)}",
        about=" ".join(sorted({point.key or point.asks for point in points})),
        clauses=[binding for point in points for binding in point.bindings],
        chain=route(graph, above) if above is not None and inherited else None,
        policy_key=points[0].key,
        severity=Severity.LOW if minor else None,
        action=Action.NOTE if minor else None,
    )


def _points(
    graph: ComponentGraph, policy: Policy, profile: Profile, known: dict[Hashable, tuple[Open, ...]]
) -> Iterator[Open]:
    """What its own terms ask, and what those ask that come down with the weights; each question once."""
    places, kind = graph.locations(profile), profile.component.kind
    here = situations(policy, places)
    use = tuple(situation.spoken for situation in here)
    asked: set[str] = set()
    for point in _asked(profile, policy, here, kind):
        if point.asks not in asked:
            asked.add(point.asks)
            yield point
    for ancestor in bound_by(graph, profile):
        case = (ancestor.terms, kind, use)
        if case not in known:
            known[case] = tuple(_asked(ancestor.profile, policy, here, kind))
        for point in known[case]:
            if point.asks not in asked:
                asked.add(point.asks)
                yield msgspec.structs.replace(point, ancestor=ancestor)


def _asked(terms: Profile, policy: Policy, here: Sequence[Situation], kind: ComponentKind) -> Iterator[Open]:
    """What one component's terms ask of another, of this kind, that is under them."""
    places = [place for situation in here for place in situation.locations]
    yield from _thresholds(terms, here)
    yield from _regions(terms, policy)
    yield from _bans(terms, policy, places, kind)
    yield from _business(terms, policy)
    yield from _rivalry(terms, policy)


def _thresholds(profile: Profile, here: Sequence[Situation]) -> Iterator[Open]:
    def open_in(threshold: Threshold) -> Situation | None:
        reached = [(reach(threshold, situation.use), situation) for situation in here]
        if any(how is Reach.REACHED for how, _ in reached):
            return None
        return next((situation for how, situation in reached if how is Reach.NOT_SAID), None)

    bindings = profile.bound("thresholds", lambda answer: any(open_in(t) for t in answer.thresholds))
    for binding in bindings:
        for threshold in binding.answer.thresholds:
            if situation := open_in(threshold):
                key = open_key(threshold, situation.use)
                asks = f"whether you have {told(threshold)}"
                if key == "use.commercial":
                    asks = f"whether your use is commercial, with {told(threshold)}"
                elif key == "use.business":
                    kinds = " or ".join(kind.replace("-", " ") for kind in threshold.business)
                    asks = f"whether you are in a business of {kinds}, with {told(threshold)}"
                yield Open(asks, (binding,), key or policy_key(threshold), threshold.effect in MILD)


def _regions(profile: Profile, policy: Policy) -> Iterator[Open]:
    use = policy.use

    def missing(answer: Answer) -> str | None:
        if not answer.items or not concerns(answer, profile):
            return None
        ours = (*(use.domicile or ()), *(() if answer.who == "domicile" else use.regions or ()))
        if shared(ours, answer.items):  # license/region-excluded speaks already
            return None
        if use.domicile is None:
            return "domicile"
        return "regions" if use.regions is None and answer.who != "domicile" else None

    bindings = profile.bound("regions-excluded", lambda answer: missing(answer) is not None)
    if bindings:
        key = missing(bindings[0].answer)
        where = "where you are established" if key == "domicile" else "where your users are"
        excluded = ", ".join(bindings[0].answer.items)
        yield Open(f"{where} (nothing is granted in {excluded})", bindings, f"use.{key}")


_BANS: Final = (
    ("hosting", {"forbidden"}, "hosting", "whether others reach it over a network", False),
    ("redistribution", {"forbidden"}, "distribution", "whether copies are passed on", False),
    ("modification", {"forbidden"}, "modification", "whether you change it", True),
    (
        "outputs-train-other-models",
        {"forbidden", "conditional"},
        "train-on-outputs",
        "whether you train other models on what it says",
        True,
    ),
)


def _bans(profile: Profile, policy: Policy, places: Sequence[Location], kind: ComponentKind) -> Iterator[Open]:
    for question, words, key, asks, minor in _BANS:
        bindings = profile.unavoidable(question, words)
        if not bindings or _beside_the_point(question, kind):
            continue
        here = met(policy, places, key)
        if here is not None and not here.said:
            yield Open(asks, bindings, f"use.{key}", minor)


def _beside_the_point(question: str, kind: ComponentKind) -> bool:
    """Whether nobody does such a thing to a component of this kind."""
    if question == "modification":
        return kind not in MATERIAL
    none_of = {"hosting": ComponentKind.DATASET, "redistribution": ComponentKind.SERVICE}
    return none_of.get(question) is kind


def _business(profile: Profile, policy: Policy) -> Iterator[Open]:
    if policy.use.business is not None:
        return
    bindings = [b for b in profile.bound("business-excluded", lambda answer: bool(answer.items)) if shut_out(b.license)]
    if not bindings or any(not any(shut_out(terms) for terms in offer) for offer in profile.binding_offers):
        return
    kinds = list(dict.fromkeys(called(kind, b.license) for b in bindings for kind in shut_out(b.license)))
    few = all(kind == "competitor" for b in bindings for kind in shut_out(b.license))
    asks = f"what kind of business you are in (nothing is granted for {', '.join(kinds)})"
    yield Open(asks, tuple(bindings), "use.business", few)


def _rivalry(profile: Profile, policy: Policy) -> Iterator[Open]:
    if policy.use.business is not None or profile.component.kind is not ComponentKind.SERVICE:
        return
    if "competitor" in {kind for offer in profile.binding_offers for terms in offer for kind in shut_out(terms)}:
        return  # _business asks the same
    if bindings := competing_use.limits(profile):
        provider = bindings[0].license.steward or "the provider"
        yield Open(f"whether you build what competes with {provider}", bindings, "use.business", minor=True)
