"""The terms turn on something that the policy does not say.

Why: whether a threshold is reached, a region excluded or a ban met depends on you. A key of `use:` that is left out is
not a no: the rule asks, instead of letting it pass.

Example: a Llama model, and no `monthly-active-users` in the policy.

Remedy: say it under `use:` in the policy.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.policy.thresholds import Reach, policy_key, reach, told
from auditor.rules.base import finding
from auditor.rules.license.region_excluded import concerns

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


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        points = [*_thresholds(profile, policy), *_regions(profile, policy), *_bans(graph, profile, policy)]
        if not points:
            continue
        minor = all(point.minor for point in points)
        points.sort(key=lambda point: point.minor)
        yield finding(
            META,
            profile,
            graph,
            message=f"{profile.component.name}: the policy does not say {', nor '.join(point.asks for point in points)}",
            about=" ".join(sorted({point.key or point.asks for point in points})),
            clauses=[binding for point in points for binding in point.bindings],
            policy_key=points[0].key,
            severity=Severity.LOW if minor else None,
            action=Action.NOTE if minor else None,
        )


def _thresholds(profile: Profile, policy: Policy) -> Iterator[Open]:
    def open_ones(answer: Answer) -> list[str]:
        return [told(t) for t in answer.thresholds if reach(t, policy.use) is Reach.NOT_SAID]

    bindings = profile.bound("thresholds", lambda answer: bool(open_ones(answer)))
    seen: set[str] = set()
    for binding in bindings:
        for threshold in binding.answer.thresholds:
            text = told(threshold)
            if reach(threshold, policy.use) is Reach.NOT_SAID and text not in seen:
                seen.add(text)
                yield Open(f"whether you have {text}", (binding,), policy_key(threshold))


def _regions(profile: Profile, policy: Policy) -> Iterator[Open]:
    use = policy.use

    def missing(answer: Answer) -> str | None:
        if not answer.items or not concerns(answer, profile):
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


def _bans(graph: ComponentGraph, profile: Profile, policy: Policy) -> Iterator[Open]:
    service = profile.component.kind is ComponentKind.SERVICE
    for question, words, key, asks, minor in _BANS:
        bindings = profile.unavoidable(question, words)
        if not bindings or (service and question == "modification"):
            continue
        here = met(policy, graph.locations(profile), key)
        if here is not None and not here.said:
            yield Open(asks, bindings, f"use.{key}", minor)
    business = profile.bound("business-excluded", lambda answer: bool(answer.items))
    if business and policy.use.business is None:
        kinds = ", ".join(dict.fromkeys(kind for binding in business for kind in binding.answer.items))
        yield Open(f"what kind of business you are in (nothing is granted for {kinds})", business, "use.business")
