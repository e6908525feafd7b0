"""Nothing that does the same is known from another supplier on terms that this use could take.

Why: where there is no way round, a supplier's next decision is not one that can be answered. What is asked is little:
the same task, another owner, not at its end, and no term that this policy fails.

Example: a text-to-video model in a product, where every other one that is known forbids commercial use.

Remedy: Plan for doing without it, agree on terms that last with its supplier, or keep what you may hold.
"""

from collections.abc import Iterator, Sequence
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
    "nothing like it is known from anybody else",
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


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    takes: dict[tuple[object, ...], bool] = {}
    found: dict[object, str | None] = {}
    unclear: list[Profile] = []
    for profile in graph.profiles():
        component = profile.component
        if component.kind not in _COUNTED or component.kind.word not in policy.concentration.count:
            continue
        if gone(profile, graph.as_of) or is_internal(policy, component) or graph.is_own(profile):
            continue
        wanted = purpose(graph, component, policy.use.modalities)
        if not any(wanted):
            unclear.append(profile)
            continue
        like = (wanted, profile.supplier.id if profile.supplier else None)
        if like not in found:
            found[like] = _way_round(graph, policy, profile, wanted, takes)
        if found[like] is None:
            what = ", ".join(sorted(wanted[0] or wanted[1]))
            told = (
                f"{called(profile, graph)}: nothing for {what} is known from another supplier that this use could take"
            )
            yield finding(
                META, profile, graph, message=told, about=what, policy_key="concentration.without-alternative"
            )
    if unclear:
        yield _not_known(unclear, graph)


def _way_round(
    graph: ComponentGraph,
    policy: Policy,
    profile: Profile,
    wanted: tuple[frozenset[str], frozenset[str]],
    takes: dict[tuple[object, ...], bool],
) -> str | None:
    """The first alternative whose terms no ban of the policy meets; terms that were judged once are not judged again."""
    place = graph.locations(profile)[0]
    for group, component in alternatives(graph, profile, *wanted):
        key = (group.kind, group.terms, group.modalities, place.path)
        if key not in takes:
            takes[key] = _could_take(graph, policy, component, place)
        if takes[key]:
            return str(component)
    return None


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
        message=f"what {listed(names)} {'does' if len(names) == 1 else 'do'} is not known well enough to look for others",
        about="purpose",
        locations=tuple(dict.fromkeys(graph.locations(profile)[0] for profile in profiles)),
        policy_key="concentration.without-alternative",
        remedy="Look up what else there is, and write it into your plan for the day that the supplier stops.",
    )
