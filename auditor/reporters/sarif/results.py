"""Findings as SARIF results."""

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any, Final

from auditor.domain.audit import Audit
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location, Occurrence
from auditor.domain.finding import Clause, Finding
from auditor.knowledge.sentences import topic
from auditor.policy.scoring import POINTS
from auditor.reporters import wording
from auditor.reporters.escape import plain
from auditor.reporters.sarif.places import Object, first_uses, location, primary
from auditor.reporters.wording import sentence

MOST_RESULTS: Final = 25_000
"""a file with more is refused by code scanning"""
_RELATED: Final = 100
_LINKED: Final = 5
_BASELINE: Final = {"known": "unchanged", "new": "new"}


def result_list(audit: Audit, rule_ids: list[str]) -> list[Object]:
    """One result for each finding, worst first."""
    findings = audit.findings[:MOST_RESULTS]
    compared = audit.since is not None or any(finding.baseline is not None for finding in findings)
    suppressed = any(finding.waived is not None for finding in findings)
    numbers = {rule_id: number for number, rule_id in enumerate(rule_ids)}
    seen = {
        (assessment.profile.component.key, occurrence.location): occurrence
        for assessment in audit.assessments
        for occurrence in assessment.profile.occurrences
    }
    first = cache(lambda: first_uses(audit))
    used: Counter[tuple[str, str]] = Counter()
    told = []
    for finding in findings:
        place = primary(finding, audit, first)
        result: Object = {
            "ruleId": finding.rule,
            "ruleIndex": numbers[finding.rule],
            "level": wording.level(finding.action),
            "rank": float(POINTS[finding.severity]),
            "message": {"text": _message(finding, audit)},
            "locations": [_located(finding, place, audit)],
            "partialFingerprints": _fingerprints(finding, place, audit, used),
            "properties": _properties(finding),
        }
        if related := _related(finding, audit):
            result["relatedLocations"] = related
        occurrence = seen.get((finding.component.key, place)) if finding.component else None
        if flow := _flow(finding, place, occurrence, audit):
            result["codeFlows"] = [{"threadFlows": [{"locations": flow}]}]
        # the standard wants these two on every result, or on none
        if compared:
            result["baselineState"] = _BASELINE.get(finding.baseline or "new", "new")
        if suppressed:
            result["suppressions"] = _suppressions(finding)
        told.append(result)
    return told


def _suppressions(finding: Finding) -> list[Object]:
    if finding.waived is None:
        return []
    justification = plain(finding.waived) or "waived in the policy"
    kind = "external" if finding.waived_at is None else "inSource"
    return [{"kind": kind, "status": "accepted", "justification": justification}]


def _message(finding: Finding, audit: Audit) -> str:
    """What, why, by whose decision, what to do, and where else."""
    parts = [sentence(_quoted(finding))]
    parts += [_clause(clause) for clause in finding.clauses]
    if finding.policy_key:
        parts.append(f"Policy: {_text(wording.policy_line(audit, finding.policy_key))}.")
    if finding.remedy:
        parts.append(f"To fix it: {_text(sentence(finding.remedy))}")
    if finding.component:
        parts.append(f"Component: '{_text(str(finding.component))}'.")
    if others := finding.locations[1:]:
        links = ", ".join(f"[{_text(str(place))}]({n})" for n, place in enumerate(others[:_LINKED], 1))
        more = len(others) - _LINKED
        parts.append(f"Also at {links}" + (f" and {wording.plural(more, 'more place')}." if more > 0 else "."))
    return " ".join(parts)


def _quoted(finding: Finding) -> str:
    """The message with the component's name in quotes, as SARIF asks of the parts that vary."""
    message = _text(finding.message)
    if finding.component is None:
        return message
    name = _text(finding.component.name)
    return message if f"'{name}'" in message else message.replace(name, f"'{name}'", 1)


def _clause(clause: Clause) -> str:
    where = f", {wording.clause(clause.clause)}" if clause.clause else ""
    told = f"Terms: '{_text(clause.license)}'{_text(where)}, {topic(clause.question).lower()}"
    if clause.answer:
        told += f": {_text(clause.answer)}"
    if clause.words:
        told += f" ('{_text(clause.words)}')"
    return sentence(told)


def _text(text: str) -> str:
    """Text in which nothing can be taken for a link: SARIF reads square brackets in messages."""
    return plain(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _located(finding: Finding, place: Location, audit: Audit) -> Object:
    told = location(place, audit)
    if finding.component is not None:
        logical = {
            "fullyQualifiedName": plain(finding.component.purl or str(finding.component)),
            "name": plain(finding.component.name),
            "kind": "package",
        }
        told["logicalLocations"] = [logical]
    return told


def _related(finding: Finding, audit: Audit) -> list[Object]:
    return [
        location(place, audit, message="Also named here.", number=number)
        for number, place in enumerate(finding.locations[1 : _RELATED + 1], 1)
    ]


def _fingerprints(finding: Finding, place: Location, audit: Audit, used: Counter[tuple[str, str]]) -> dict[str, str]:
    told = {"auditor/v1": finding.fingerprint}
    line_hash = audit.line_hashes.get(f"{place.path}:{place.line}")
    if line_hash:
        used[finding.rule, line_hash] += 1
        if used[finding.rule, line_hash] > 1:
            # a second component on the same line would be taken for the first one's alert
            line_hash += f":{finding.fingerprint[:8]}"
        told["primaryLocationLineHash"] = line_hash
    return told


def _properties(finding: Finding) -> Object:
    told: Object = {"severity": finding.severity.value, "action": finding.action.value}
    if finding.component:
        told["component"] = str(finding.component)
    if finding.policy_key:
        told["policyKey"] = finding.policy_key
    return told


def _flow(finding: Finding, place: Location, occurrence: Occurrence | None, audit: Audit) -> list[Object]:
    """From the literal over the names that carry it to the call, and on along the lineage; empty for a single step."""
    steps = [step for step in finding.chain if step.component.kind is not ComponentKind.APPLICATION]
    name = _text(finding.component.name) if finding.component else "it"
    if steps:
        name = _text(steps[0].component.name)
    told = [_step(place, f"'{name}' is named here.", audit)]
    told += [_step(hop, "The name is passed on here.", audit) for hop in (occurrence.through if occurrence else ())]
    for before, step in pairwise(steps):
        # a component of which the tree shows no place is told at the place before it
        place = step.location or place
        relation = step.relationship or "leads to"
        told.append(_step(place, f"'{_text(before.component.name)}' {relation} '{_text(step.component.name)}'.", audit))
    return told if len(told) > 1 else []


def _step(place: Location, message: str, audit: Audit) -> dict[str, Any]:
    return {"location": location(place, audit, message=message)}
