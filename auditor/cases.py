"""Runs the cases that a policy is tested with, without a tree: given facts are concluded and judged as in a scan."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from auditor.domain.audit import Verdict
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence, Origin, Standing, Technique
from auditor.domain.fact import Fact, LicenseFact, SupplierFact, SupportFact
from auditor.domain.finding import Action, Finding
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.enrichers import curations
from auditor.enrichers import run as enrichers
from auditor.enrichers.base import Context
from auditor.graph.component_graph import build
from auditor.knowledge.base import KnowledgeBase
from auditor.policy import scoring
from auditor.policy.case_table import Case, CaseComponent, Expected, LoadedTable
from auditor.policy.load import LoadedPolicy
from auditor.policy.policy import Policy
from auditor.policy.quantities import quantity
from auditor.rules import run as rules

_ROOT: Final = ComponentId(ComponentKind.APPLICATION, "tree", "case")
_ORIGIN: Final = Origin(Standing.EXACT, "case")
_GUESS: Final = Origin(Standing.FAMILY, "case")


class Difference(msgspec.Struct, frozen=True):
    """Where what was found is not what was expected."""

    about: str
    """`verdict`, or a rule with its component where the table names one"""
    expected: str
    """what the table says; empty when it says nothing"""
    found: str
    """what came of it; empty when nothing did"""
    message: str = ""
    """what the finding says"""


class CaseOutcome(msgspec.Struct, frozen=True):
    """What became of one case."""

    name: str
    place: str
    """`policies/default.test.yaml:12:5`"""
    differences: tuple[Difference, ...]


def run_table(loaded: LoadedTable, policy: LoadedPolicy, knowledge: KnowledgeBase) -> Iterator[CaseOutcome]:
    """Each case of a table, in order."""
    table = loaded.table
    for case, place, used in zip(table.cases, loaded.places, loaded.used, strict=True):
        judged = judge_case(case, _with(policy, case, used), knowledge, case.as_of or table.as_of)
        yield CaseOutcome(case.name, place, tuple(_differences(case, judged, table.exact_from)))


def judge_case(case: Case, policy: LoadedPolicy, knowledge: KnowledgeBase, as_of: date) -> tuple[Finding, ...]:
    """All findings about the components of a case."""
    context = Context(knowledge=knowledge, curations=policy.policy.curations)
    facts: dict[ComponentId, list[Fact]] = {}
    occurrences: list[Occurrence] = []
    for number, said in enumerate(case.components, 1):
        component = ComponentId.parse(said.id)
        for fact in _facts(said, component, context):
            about = fact.source if isinstance(fact, Relationship) else fact.component
            facts.setdefault(about, []).append(fact)
        if said.used:
            occurrences.append(_occurrence(said, component, number))
    graph = build(root=_ROOT, occurrences=occurrences, facts=facts, knowledge=knowledge, as_of=as_of)
    return rules.judge(graph, policy)


def _with(policy: LoadedPolicy, case: Case, used: dict[str, Any]) -> LoadedPolicy:
    """The policy with what the case says of the use, and with its waivers and agreements."""
    written = {**policy.written, "use": {**(policy.written.get("use") or {}), **used}}
    changed = msgspec.convert(written, Policy, strict=False, dec_hook=quantity)
    said = msgspec.structs.replace(
        changed,
        waivers=(*changed.waivers, *case.waivers),
        agreements=(*changed.agreements, *case.agreements),
    )
    return msgspec.structs.replace(policy, policy=said)


def _occurrence(said: CaseComponent, component: ComponentId, line: int) -> Occurrence:
    return Occurrence(
        component=component,
        version=said.version,
        location=Location(said.path, line),
        literal=component.name,
        role=said.role,
        scope=said.scope,
        detector="case",
        technique=Technique.SOURCE_CODE,
    )


def _facts(said: CaseComponent, component: ComponentId, context: Context) -> Iterator[Fact]:
    """What the case says, what the policy's author curated, and, if asked for, what the knowledge says."""
    if said.known:
        for known in enrichers.run([component], context).values():
            yield from known
    else:
        yield from curations.enrich(component, context)
    if said.license is not None:
        origin = _GUESS if said.guess else _ORIGIN
        for expression in (said.license, *said.also_stated):
            yield LicenseFact(component=component, expression=expression, origin=origin, guess=said.guess)
    if said.supplier is not None:
        yield SupplierFact(component=component, supplier=said.supplier, origin=_ORIGIN)
    if (support := said.support) is not None:
        yield SupportFact(
            component=component,
            status=support.status,
            valid_from=support.from_,
            announced=support.announced,
            deprecated=support.deprecated,
            end_of_support=support.end_of_support,
            not_sooner_than=support.not_sooner_than,
            superseded_by=support.superseded_by,
            last_release=support.last_release,
            origin=_ORIGIN,
        )
    for kind, targets in said.lineage.items():
        for target in targets:
            yield Relationship(component, RelationshipType(kind), ComponentId.parse(target), _ORIGIN)


def _differences(case: Case, findings: Sequence[Finding], exact_from: Action) -> Iterator[Difference]:
    verdict = scoring.verdict(findings)
    if verdict is not Verdict(case.verdict):
        yield Difference("verdict", case.verdict, verdict)
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule in sorted({*case.findings, *by_rule}):
        found = by_rule.get(rule, [])
        match case.findings.get(rule):
            case None:
                yield from (
                    Difference(_about(finding), "", _outcome(finding), finding.message)
                    for finding in found
                    if finding.action.rank >= exact_from.rank
                )
            case Expected() as expected:
                yield from _of_a_rule(rule, expected, found)
            case by_component:
                yield from _of_components(rule, by_component, found)


def _of_a_rule(rule: str, expected: Expected, found: Sequence[Finding]) -> Iterator[Difference]:
    """The rule speaks, and whatever it says comes to what was expected."""
    if not found:
        yield Difference(rule, expected, "")
    for finding in found:
        if _outcome(finding) != expected:
            yield Difference(_about(finding), expected, _outcome(finding), finding.message)


def _of_components(rule: str, expected: dict[str, Expected], found: Iterable[Finding]) -> Iterator[Difference]:
    """The rule speaks of these components, and of no other."""
    by_component = {finding.component.key if finding.component else "": finding for finding in found}
    for text, outcome in expected.items():
        finding = by_component.pop(ComponentId.parse(text).key, None)
        told = _outcome(finding) if finding else ""
        if told != outcome:
            yield Difference(f"{rule} of {text}", outcome, told, finding.message if finding else "")
    for finding in by_component.values():
        yield Difference(_about(finding), "", _outcome(finding), finding.message)


def _outcome(finding: Finding) -> Expected:
    return Expected.WAIVED if finding.waived is not None else Expected(finding.action.value)


def _about(finding: Finding) -> str:
    return f"{finding.rule} of {finding.component}" if finding.component else finding.rule
