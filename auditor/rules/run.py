"""Runs the rules, and puts on what the policy makes of each finding."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from auditor.collector import no_collector
from auditor.domain.component import ComponentId
from auditor.domain.finding import Finding, RuleMeta
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from auditor.policy.agreements import answer
from auditor.policy.curations import Lapsed
from auditor.policy.inline_waivers import InlineWaiver
from auditor.policy.load import LoadedPolicy, load_policy
from auditor.policy.policy import Policy
from auditor.policy.settings import settled
from auditor.policy.waivers import Held, apply, held
from auditor.rules import RULES
from auditor.rules.base import Rule, remedy_of
from auditor.rules.choice import with_choices
from auditor.rules.policy import POLICY_RULES
from auditor.rules.policy.base import PolicyRule, Upkeep

ALL: Final[Sequence[Rule | PolicyRule]] = [*RULES, *POLICY_RULES]
"""every rule that a policy may name, in the order in which they speak"""


@no_collector()
def judge(
    graph: ComponentGraph,
    loaded: LoadedPolicy,
    base: Path | None = None,
    given: Sequence[Rule] = RULES,
    *,
    lapsed: Sequence[Lapsed] = (),
    comments: Sequence[InlineWaiver] = (),
    ignores: bool = True,
) -> tuple[Finding, ...]:
    """The findings of all rules, with the policy's severities, actions and waivers; worst first.

    The rules about the policy itself speak last: `lapsed` are its curations that no longer hold, `base` the scanned
    folder, for the place of a policy file that lies in it. `comments` are the waivers that stand in the code; without
    `ignores` neither they nor those of the policy hide anything.
    """
    policy = loaded.policy
    graph = with_choices(graph, policy, given)
    found = [told for rule in given for told in _told(rule, rule.check(graph, policy), policy)]

    @cache
    def under(component: ComponentId) -> Held:
        return held(graph.profile(component))

    def canonical(name: str) -> str:
        terms = graph.knowledge.license(name)
        return terms.id if terms else name

    applied = apply(found, policy, graph.as_of, under, canonical, comments=comments)
    answered = answer(applied.findings if ignores else found, policy, graph.as_of, under, graph.knowledge.license)
    upkeep = Upkeep(
        graph=graph,
        loaded=loaded,
        outcomes=applied.outcomes,
        agreements=answered.outcomes,
        lapsed=lapsed,
        base=base,
    )
    own = [told for rule in POLICY_RULES for told in _told(rule, rule.check(upkeep), policy)]
    return tuple(sorted([*answered.findings, *own], key=_order))


def _told(rule: Rule | PolicyRule, findings: Iterable[Finding], policy: Policy) -> Iterator[Finding]:
    """A rule's findings as the policy weighs them, with the way out of its page where one knows no better."""
    meta = card(rule)
    remedy = remedy_of(meta)
    for finding in findings:
        advised = finding if finding.remedy else msgspec.structs.replace(finding, remedy=remedy)
        yield settled(advised, meta, policy)


def card(rule: Rule | PolicyRule) -> RuleMeta:
    """The rule's card, with its docstring as help."""
    return msgspec.structs.replace(rule.META, help=rule.__doc__ or "")


def cards(given: Sequence[Rule | PolicyRule] = ALL) -> tuple[RuleMeta, ...]:
    """The cards of all rules."""
    return tuple(card(rule) for rule in given)


def read_policy(name: str, *, base: Path | None = None, knowledge: KnowledgeBase | None = None) -> LoadedPolicy:
    """A policy by name or path, held against the rules and the knowledge that there are. Raises AuditorError."""
    return load_policy(name, base=base, known_rules=ids(), cards=cards(), knowledge=knowledge or open_knowledge())


def ids() -> tuple[str, ...]:
    """The ids of all rules: what a policy may name."""
    return tuple(rule.META.id for rule in ALL)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        -finding.action.rank,
        -finding.severity.rank,
        finding.rule,
        finding.component.key if finding.component else "",
        finding.about,
    )
