"""Of all that is known to do the same from other suppliers, nothing comes on terms that this use could take.

Why: where there is no way round, a supplier's next decision is not one that can be answered. What is asked is little:
the same task, another owner, not at its end, and no term that this policy fails. Where nobody else is known to do the
same, that may be a gap in what is known, and is told as one.

Example: a text-to-video model in a product, where every other one that is known forbids commercial use.

Remedy: Plan for doing without it, agree on terms that last with its supplier, or keep what you may hold.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence, Technique
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.alternatives import alternatives, purpose
from auditor.graph.calendar import gone
from auditor.graph.component_graph import ComponentGraph, build
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.policy.settings import settled
from auditor.rules.base import Rule, finding
from auditor.rules.license import (
    business_excluded,
    hosting_limited,
    modification_limited,
    non_commercial,
    not_allowed,
    redistribution_limited,
    region_excluded,
    revenue_threshold,
    unknown,
    user_threshold,
)
from auditor.rules.phrases import called, listed

META: Final = RuleMeta(
    "concentration/without-alternative",
    Axis.CONCENTRATION,
    Severity.MEDIUM,
    Action.WARN,
    "nothing like it could be taken from anybody else",
)
_BANS: Final[Sequence[Rule]] = [
    non_commercial,
    region_excluded,
    business_excluded,
    user_threshold,
    revenue_threshold,
    hosting_limited,
    redistribution_limited,
    modification_limited,
    not_allowed,
    unknown,
]
_COUNTED: Final = frozenset({ComponentKind.MODEL, ComponentKind.SERVICE})


class Ways(Enum):
    """What came of looking for others."""

    OPEN = auto()
    NONE = auto()
    """others are known, and none could be taken"""
    NOT_KNOWN = auto()
    """what it is for is not known, or nobody else who does it"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    takes: dict[tuple[object, ...], bool] = {}
    found: dict[object, Ways] = {}
    unclear: list[Profile] = []
    for profile in graph.profiles():
        component = profile.component
        if component.kind not in _COUNTED or component.kind.word not in policy.concentration.count:
            continue
        if gone(profile, graph.as_of) or is_internal(policy, component) or graph.is_own(profile):
            continue
        wanted = purpose(graph, component, policy.use.modalities)
        like = (wanted, profile.supplier.id if profile.supplier else None)
        if like not in found:
            found[like] = _ways_round(graph, policy, profile, wanted, takes)
        if found[like] is Ways.NOT_KNOWN:
            unclear.append(profile)
        elif found[like] is Ways.NONE:
            what = ", ".join(sorted(wanted[0] or wanted[1]))
            told = (
                f"{called(profile, graph)}: nothing for {what} is known from another supplier that this use could take"
            )
            yield finding(
                META, profile, graph, message=told, about=what, policy_key="concentration.without-alternative"
            )
    if unclear:
        yield _not_known(unclear, graph)


def _ways_round(
    graph: ComponentGraph,
    policy: Policy,
    profile: Profile,
    wanted: tuple[frozenset[str], frozenset[str]],
    takes: dict[tuple[object, ...], bool],
) -> Ways:
    """Whether any alternative is met by no ban of the policy; terms that were judged once are not judged again."""
    place = graph.locations(profile)[0]
    ways = Ways.NOT_KNOWN
    for group, component in alternatives(graph, profile, *wanted):
        key = (group.kind, group.terms, group.modalities, place.path)
        if key not in takes:
            takes[key] = _could_take(graph, policy, component, place)
        if takes[key]:
            return Ways.OPEN
        ways = Ways.NONE
    return ways


def _could_take(graph: ComponentGraph, policy: Policy, component: ComponentId, place: Location) -> bool:
    """Whether nothing in its own terms would fail, if it stood where the other one stands."""
    asked = Occurrence(
        component=component,
        location=place,
        literal=component.name,
        detector="alternative",
        technique=Technique.ATTESTATION,
    )
    trial = build(
        root=graph.root,
        occurrences=[asked],
        facts={component: graph.knowledge.facts(component)},
        knowledge=graph.knowledge,
        as_of=graph.as_of,
    )
    return not any(
        settled(told, rule.META, policy).action is Action.FAIL for rule in _BANS for told in rule.check(trial, policy)
    )


def _not_known(profiles: Sequence[Profile], graph: ComponentGraph) -> Finding:
    """One finding for all of them: it is the same gap each time."""
    names = [called(profile, graph) for profile in profiles]
    return Finding(
        rule=META.id,
        severity=Severity.NOTE,
        action=Action.NOTE,
        message=f"whether anything could stand in for {listed(names)} is not known",
        about="not-known",
        locations=tuple(dict.fromkeys(graph.locations(profile)[0] for profile in profiles)),
        policy_key="concentration.without-alternative",
        remedy="Look up what else there is, and write it into your plan for the day that the supplier stops.",
    )
