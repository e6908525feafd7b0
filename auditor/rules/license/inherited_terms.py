"""An ancestor's licence forbids what the component's own statement leaves free.

Why: a fine-tune, a merge, an adapter and a quantised copy hold their base's weights. Whatever their card says, the base's
licence still binds, over any number of steps.

Example: a model under Apache-2.0, tuned from one under CC-BY-NC-4.0, in a product.

Remedy: Build on a base whose licence permits the use, or ask the base's maker.
"""

from collections.abc import Hashable, Iterator, Sequence
from types import ModuleType
from typing import Final

import msgspec

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, bound_by, route
from auditor.policy.policy import Policy
from auditor.policy.situations import situations
from auditor.rules.base import finding
from auditor.rules.license import (
    business_excluded,
    hosting_limited,
    modification_limited,
    non_commercial,
    not_allowed,
    redistribution_limited,
    region_excluded,
    revenue_threshold,
    user_threshold,
)

META: Final = RuleMeta(
    "license/inherited-terms", Axis.LICENSE, Severity.HIGH, Action.FAIL, "an ancestor's terms forbid the use"
)

_TRAVELLING: Final = (
    non_commercial,
    region_excluded,
    user_threshold,
    revenue_threshold,
    business_excluded,
    hosting_limited,
    redistribution_limited,
    modification_limited,
    not_allowed,
)
"""the rules whose bans come down with the weights"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    banned: dict[Hashable, list[ModuleType]] = {}
    for profile in graph.profiles():
        places = graph.locations(profile)
        above = bound_by(graph, profile)
        if not above:
            continue
        use = tuple(situation.spoken for situation in situations(policy, places))
        inherited: dict[str, tuple[Ancestor, Finding]] = {}
        for ancestor in above:
            case = (ancestor.terms, use)
            if case not in banned:
                banned[case] = [rule for rule in _TRAVELLING if rule.judge(graph, policy, ancestor.profile, places)]
            for rule in banned[case]:
                if rule.META.id not in inherited and (told := rule.judge(graph, policy, ancestor.profile, places)):
                    inherited[rule.META.id] = (ancestor, told)
        for rule in _TRAVELLING:
            if rule.META.id in inherited and rule.judge(graph, policy, profile, places):
                del inherited[rule.META.id]  # it is told of the component itself
        if not inherited:
            continue
        ancestor, worst = max(inherited.values(), key=lambda one: (one[1].action.rank, one[1].severity.rank))
        others = [told for told in inherited.values() if told[1] is not worst]
        told = finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)} comes from {_in_a_row(ancestor, worst, others)}",
            about=" ".join(sorted(inherited)),
            locations=places,
            chain=route(graph, ancestor),
            origins=ancestor.profile.origins,
            policy_key=worst.policy_key,
            severity=max((one.severity for _, one in inherited.values()), key=lambda severity: severity.rank),
            action=worst.action,
        )
        clauses = tuple(clause for _, one in inherited.values() for clause in one.clauses)
        yield msgspec.structs.replace(told, clauses=clauses)


def _in_a_row(ancestor: Ancestor, worst: Finding, others: Sequence[tuple[Ancestor, Finding]]) -> str:
    """The ancestor, and what forbids the use: `base/x, which may not be …; it may not be …`, each by its name but once."""
    name = ancestor.profile.component.name
    said = worst.message.removeprefix(name)
    first = f"{name}{said}" if said.startswith(":") else f"{name}, which{said}"
    return "; ".join(
        [first if said != worst.message else f"{name}: {said}", *(_again(ancestor, *one) for one in others)]
    )


def _again(ancestor: Ancestor, other: Ancestor, told: Finding) -> str:
    """A further ban; of the same ancestor it needs no name."""
    name = f"{ancestor.profile.component.name} "
    same = other.profile.component == ancestor.profile.component
    return f"it {told.message.removeprefix(name)}" if same and told.message.startswith(name) else told.message
