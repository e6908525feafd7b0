"""The audit for programs: a contract for scripts and later stages, described by `audit.schema.json` beside this file.

A key may be added within one version of the schema; none changes its meaning or goes away.
Characters outside ASCII are written as escapes, so that no name can play tricks on the terminal that shows the file.
"""

import json
from datetime import date
from typing import Any, Final

import msgspec

from auditor.domain.audit import Assessment, Audit, Concentration, Diagnostic, Score, Share, Verdict
from auditor.domain.evidence import Location, Occurrence, Origin, Unresolved
from auditor.domain.fact import LicenseFact, Supplier, SupportFact
from auditor.domain.finding import Clause, Finding, Step
from auditor.domain.obligation import Obligation
from auditor.domain.profile import Profile
from auditor.domain.relationship import Relationship

NAME: Final = "json"
SPEAKS_WHEN_CLEAN: Final = True
SCHEMA: Final = "auditor/audit-1"

Object = dict[str, Any]
"""A JSON object."""


def render(audit: Audit) -> str:
    return written(audit_json(audit))


def written(value: Object) -> str:
    """A JSON document: keys sorted, two spaces a level, a line break at the end."""
    try:
        return msgspec.json.format(json.dumps(value, sort_keys=True), indent=2) + "\n"  # thrice as fast as below
    except msgspec.DecodeError:  # half of a surrogate pair, from a file's name that is no UTF-8
        return json.dumps(value, indent=2, sort_keys=True) + "\n"


def audit_json(audit: Audit) -> Object:
    """The whole audit."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "openweight-auditor", "version": audit.tool_version},
        "root": audit.root,
        "as_of": audit.as_of.isoformat(),
        "knowledge": {"as_of": _day(audit.knowledge.as_of), "digest": audit.knowledge.digest},
        "policy": {"name": audit.policy.name, "source": audit.policy.source, "digest": audit.policy.digest},
        "verdict": audit.verdict.value,
        "actions": {action.value: count for action, count in audit.actions().items()},
        "scores": score_json(audit.score),
        "components": [assessment_json(assessment) for assessment in audit.assessments],
        "unresolved": [_unresolved(unresolved) for unresolved in audit.unresolved],
        "relationships": [relationship_json(relationship) for relationship in audit.relationships],
        "findings": [finding_json(finding, audit.policy.lines) for finding in audit.findings],
        "obligations": [obligation_json(obligation, audit.policy.lines) for obligation in audit.obligations],
        "suppressed": {
            "waived": audit.suppressed.waived,
            "inline": audit.suppressed.inline,
            "baseline": audit.suppressed.baseline,
            "not_introduced": audit.suppressed.not_introduced,
        },
        "since": {"revision": audit.since.revision, "commit": audit.since.commit} if audit.since else None,
        "concentration": _concentration(audit.concentration),
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in audit.diagnostics],
        "rules": [
            {"id": rule.id, "axis": rule.axis.value, "severity": rule.severity.value, "summary": rule.summary}
            for rule in audit.rules
        ],
        "files_read": audit.files_read,
        "offline": audit.offline,
        "skipped_enrichers": list(audit.skipped_enrichers),
    }


def assessment_json(assessment: Assessment) -> Object:
    """One component as judged."""
    told = component_json(assessment.profile, assessment.score, assessment.verdict)
    return {**told, "distributed": assessment.distributed}


def component_json(
    profile: Profile, score: Score | None = None, verdict: Verdict | None = None, *, occurrences: bool = True
) -> Object:
    """One component; the score and the verdict are null where nothing was judged."""
    component = profile.component
    told: Object = {
        "id": str(component),
        "kind": component.kind.value,
        "ecosystem": component.ecosystem,
        "name": component.name,
        "versions": sorted({seen.version for seen in profile.occurrences if seen.version}),
        "purl": component.purl,
        "family": profile.family,
        "released": profile.released,
        "modalities": list(profile.modalities),
        "supplier": supplier_json(profile.supplier),
        "licenses": [_license(fact) for fact in profile.licenses],
        "license_unknown": profile.unknown,
        "license_stated": profile.stated,
        "license_offers": [[terms.id for terms in offer] for offer in profile.offers],
        "license_conflicting": [_license(fact) for fact in profile.conflicting],
        "support": support_json(profile.support),
        "origins": [origin_json(origin) for origin in profile.origins],
        "scores": score_json(score) if score is not None else None,
        "verdict": verdict.value if verdict is not None else None,
    }
    if occurrences:
        told["occurrences"] = [_occurrence(seen) for seen in profile.occurrences]
    return told


def supplier_json(supplier: Supplier | None) -> Object | None:
    """Who stands behind it; null where that is not known."""
    if supplier is None:
        return None
    return {
        "id": supplier.id,
        "name": supplier.name,
        "jurisdiction": supplier.jurisdiction,
        "owner": supplier.owner,
        "state": supplier.state,
    }


def score_json(score: Score) -> Object:
    """0 to 100 for each axis."""
    return {
        "license": score.license,
        "maintenance": score.maintenance,
        "concentration": score.concentration,
        "total": score.total,
    }


def support_json(facts: tuple[SupportFact, ...]) -> Object | None:
    """The statement that counts, and all of them; null where nobody says anything."""
    return {**_support(facts[0]), "all": [_support(fact) for fact in facts]} if facts else None


def _support(fact: SupportFact) -> Object:
    return {
        "status": fact.status.value,
        "valid_from": _day(fact.valid_from),
        "announced": _day(fact.announced),
        "deprecated": _day(fact.deprecated),
        "end_of_support": _day(fact.end_of_support),
        "not_sooner_than": _day(fact.not_sooner_than),
        "superseded_by": fact.superseded_by,
        "last_release": _day(fact.last_release),
        "note": fact.note,
        "as_of": _day(fact.origin.as_of),
        "origin": fact.origin.source,
        "standing": fact.origin.standing.value,
        "says": fact.origin.says,
        "url": fact.origin.url,
    }


def _license(fact: LicenseFact) -> Object:
    return {
        "expression": fact.expression,
        "standing": fact.origin.standing.value,
        "source": fact.origin.source,
        "as_of": _day(fact.origin.as_of),
        "url": fact.origin.url,
        "guess": fact.guess,
        "revision": fact.revision,
        "valid_from": _day(fact.valid_from),
        "valid_to": _day(fact.valid_to),
        "location": location_json(fact.location) if fact.location else None,
    }


def _occurrence(seen: Occurrence) -> Object:
    return {
        **location_json(seen.location),
        "version": seen.version,
        "strength": seen.strength.value,
        "scope": seen.scope.value,
        "role": seen.role.value,
        "held": seen.held,
        "detector": seen.detector,
        "technique": seen.technique.value,
        "confidence": seen.confidence.value,
        "through": [location_json(hop) for hop in seen.through],
        "literal": seen.literal,
    }


def _unresolved(unresolved: Unresolved) -> Object:
    return {
        **location_json(unresolved.location),
        "call": unresolved.call,
        "expression": unresolved.expression,
        "reason": unresolved.reason,
    }


def location_json(location: Location) -> Object:
    """A place; the cell and its line are null outside notebooks."""
    return {
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "cell": location.cell,
        "cell_line": location.cell_line,
    }


def relationship_json(relationship: Relationship) -> Object:
    """An edge."""
    return {
        "source": str(relationship.source),
        "type": relationship.type.value,
        "target": str(relationship.target),
        "origin": relationship.origin.source,
        "standing": relationship.origin.standing.value,
        "as_of": _day(relationship.origin.as_of),
        "url": relationship.origin.url,
        "location": location_json(relationship.location) if relationship.location else None,
    }


def finding_json(finding: Finding, policy_lines: dict[str, str]) -> Object:
    """One finding with its reasons."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "action": finding.action.value,
        "message": finding.message,
        "component": str(finding.component) if finding.component else None,
        "about": finding.about,
        "locations": [location_json(location) for location in finding.locations],
        "clauses": [_clause(clause) for clause in finding.clauses],
        "chain": [_step(step) for step in finding.chain],
        "origins": [origin_json(origin) for origin in finding.origins],
        "policy_key": finding.policy_key,
        "policy_line": policy_lines.get(finding.policy_key) if finding.policy_key else None,
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
        "waived_at": location_json(finding.waived_at) if finding.waived_at else None,
        "baseline": finding.baseline,
    }


def obligation_json(obligation: Obligation, policy_lines: dict[str, str]) -> Object:
    """One duty, with the clause that asks for it and what the tree holds by which it is done."""
    return {
        "component": str(obligation.component),
        "duty": obligation.duty.value,
        "status": obligation.status.value,
        "because": obligation.because,
        "what": obligation.what,
        "where": obligation.where,
        "text": obligation.text,
        "reference": obligation.reference,
        "license": obligation.clause.license,
        "license_name": obligation.license_name,
        "license_url": obligation.license_url,
        "clause": _clause(obligation.clause),
        "inherited_from": str(obligation.inherited_from) if obligation.inherited_from else None,
        "chain": [_step(step) for step in obligation.chain],
        "locations": [location_json(location) for location in obligation.locations],
        "evidence": [location_json(location) for location in obligation.evidence],
        "by_address": obligation.by_address,
        "guess": obligation.guess,
        "policy_key": obligation.policy_key,
        "policy_line": policy_lines.get(obligation.policy_key) if obligation.policy_key else None,
        "rule": obligation.rule,
        "waived": obligation.waived,
    }


def _clause(clause: Clause) -> Object:
    return {
        "license": clause.license,
        "question": clause.question,
        "clause": clause.clause,
        "answer": clause.answer,
        "words": clause.words,
        "url": clause.url,
    }


def _step(step: Step) -> Object:
    return {
        "component": str(step.component),
        "relationship": step.relationship,
        "location": location_json(step.location) if step.location else None,
    }


def origin_json(origin: Origin) -> Object:
    """Who says so, and as of when."""
    return {
        "standing": origin.standing.value,
        "source": origin.source,
        "as_of": _day(origin.as_of),
        "url": origin.url,
        "says": origin.says,
    }


def _concentration(concentration: Concentration) -> Object:
    return {
        "suppliers": [_share(share) for share in concentration.suppliers],
        "owners": [_share(share) for share in concentration.owners],
        "jurisdictions": [_share(share) for share in concentration.jurisdictions],
        "hosts": [_share(share) for share in concentration.hosts],
        "hhi": concentration.hhi,
        "elephant_factor": concentration.elephant_factor,
        "n": concentration.n,
        "unknown": concentration.unknown,
    }


def _share(share: Share) -> Object:
    return {
        "id": share.id,
        "name": share.name,
        "count": share.count,
        "share": round(share.share, 6),
        "components": [str(component) for component in share.components],
    }


def _diagnostic(diagnostic: Diagnostic) -> Object:
    return {
        "code": diagnostic.code,
        "kind": diagnostic.kind.value,
        "message": diagnostic.message,
        "location": location_json(diagnostic.location) if diagnostic.location else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
