"""Runs the rules, and puts on what the policy makes of each finding."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from auditor.domain.finding import Finding, RuleMeta
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.load import LoadedPolicy
from auditor.policy.settings import settled
from auditor.policy.waivers import apply, held
from auditor.rules import RULES
from auditor.rules.base import Rule, remedy_of


def judge(
    graph: ComponentGraph, loaded: LoadedPolicy, base: Path | None = None, given: Sequence[Rule] = RULES
) -> tuple[Finding, ...]:
    """The findings of all rules, with the policy's severities, actions and waivers; worst first."""
    policy = loaded.policy
    found = [
        settled(_advised(finding, meta), meta, policy)
        for rule in given
        for meta in [card(rule)]
        for finding in rule.check(graph, policy)
    ]

    def canonical(name: str) -> str:
        terms = graph.knowledge.license(name)
        return terms.id if terms else name

    applied = apply(found, policy, graph.as_of, lambda component: held(graph.profile(component)), canonical)
    return tuple(sorted(applied.findings, key=_order))


def _advised(finding: Finding, meta: RuleMeta) -> Finding:
    """With the way out that the rule's page tells, unless the finding knows a better one."""
    return finding if finding.remedy else msgspec.structs.replace(finding, remedy=remedy_of(meta))


def card(rule: Rule) -> RuleMeta:
    """The rule's card, with its docstring as help."""
    return msgspec.structs.replace(rule.META, help=rule.__doc__ or "")


def cards(given: Sequence[Rule] = RULES) -> tuple[RuleMeta, ...]:
    """The cards of all rules."""
    return tuple(card(rule) for rule in given)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        -finding.action.rank,
        -finding.severity.rank,
        finding.rule,
        finding.component.key if finding.component else "",
        finding.about,
    )
