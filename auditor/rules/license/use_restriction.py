"""The licence forbids certain uses, and may want them forbidden to those who come after you too.

Why: a list of forbidden uses binds whoever uses the model; many licences ask that it be written into one's own terms for
users and recipients. Military use is looked at by itself where the policy names it.

Example: a Gemma model behind a hosted product: its prohibited uses have to stand in the product's terms.

Remedy: Read the list, hold the product against it, and pass it on in your terms of use.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.obligations.asked import is_required, lists_uses
from auditor.policy.policy import Policy
from auditor.policy.situations import reaches_others
from auditor.rules.base import finding
from auditor.rules.bases import is_only_a_base

META: Final = RuleMeta(
    "license/use-restriction", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "the terms forbid certain uses"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        told = _military(graph, policy, profile) or _listed(graph, policy, profile)
        if told:
            yield told


def _military(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    if "military" not in (policy.use.business or ()):
        return None
    limits = binding(graph, profile, "military-use", _limits)
    if limits is None:
        return None
    forbidden = any(one.answer.word == "forbidden" for one in limits.bindings)
    told = "is forbidden" if forbidden else "is allowed under conditions only"
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: military use {told} by its terms",
        about="military",
        clauses=limits.bindings,
        chain=limits.chain,
        policy_key="use.business",
        severity=Severity.CRITICAL if forbidden else None,
        action=Action.FAIL if forbidden else Action.WARN,
    )


def _listed(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    listed = binding(graph, profile, "use-restrictions", lists_uses)
    if listed is None or is_only_a_base(graph, profile):
        return None
    passed_on = binding(graph, profile, "use-restrictions-flow-down", is_required)
    others = reaches_others(policy, graph.locations(profile)) if passed_on else None
    told = f"{graph.name(profile)}: its terms list forbidden uses"
    if others and others.said:
        told += ", which you must pass on to those who get it from you or reach it over a network"
    elif others:
        told += ", to be passed on if others get it from you or reach it over a network"
    return finding(
        META,
        profile,
        graph,
        message=told,
        clauses=(*listed.bindings, *(passed_on.bindings if passed_on else ())),
        chain=listed.chain,
        policy_key=others.key if others else None,
        severity=None if others and others.said else Severity.LOW,
        action=Action.WARN if others and others.said else None,
    )


def _limits(answer: Answer) -> bool:
    return answer.word in {"forbidden", "conditional"}
