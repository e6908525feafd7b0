"""An audit as far as two of them are compared: read from a JSON audit, which is all that may be at hand of one."""

import os
import stat
from pathlib import Path
from typing import Any, Final

import msgspec

from auditor.comparison.difference import Basis, Component, Edge, Finding, Place, Side
from auditor.domain.audit import Audit
from auditor.domain.component import ComponentId
from auditor.errors import AuditorError
from auditor.files.named import whole
from auditor.reporters.json import SCHEMA, audit_json

_MOST: Final = 512 * 1024 * 1024
"""bytes; a longer file is not read"""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What one audit says, ready to be compared."""

    side: Side
    components: dict[str, Component]
    """key of the id → component"""
    edges: frozenset[Edge]
    findings: dict[str, Finding]
    """by fingerprint"""


class _Said(msgspec.Struct, frozen=True):
    expression: str
    guess: bool = False


class _Supplier(msgspec.Struct, frozen=True):
    name: str
    jurisdiction: str | None = None


class _Support(msgspec.Struct, frozen=True):
    status: str
    end_of_support: str | None = None
    not_sooner_than: str | None = None
    superseded_by: str | None = None


class _Place(msgspec.Struct, frozen=True):
    path: str
    line: int = 0
    strength: str = "use"


class _Component(msgspec.Struct, frozen=True):
    id: str
    kind: str
    name: str
    versions: list[str] = []
    family: str | None = None
    supplier: _Supplier | None = None
    licenses: list[_Said] = []
    license_unknown: str | None = None
    license_offers: list[list[str]] = []
    license_conflicting: list[_Said] = []
    support: _Support | None = None
    occurrences: list[_Place] = []


class _Finding(msgspec.Struct, frozen=True):
    rule: str
    severity: str
    action: str
    message: str
    fingerprint: str
    component: str | None = None
    about: str = ""
    waived: str | None = None
    baseline: str | None = None
    locations: list[_Place] = []


class _Named(msgspec.Struct, frozen=True):
    digest: str
    name: str | None = None
    as_of: str | None = None


class _Tool(msgspec.Struct, frozen=True):
    version: str


class _Suppressed(msgspec.Struct, frozen=True):
    not_introduced: int = 0


class _Audit(msgspec.Struct, frozen=True, kw_only=True):
    schema: str
    tool: _Tool
    as_of: str
    policy: _Named
    knowledge: _Named
    verdict: str
    actions: dict[str, int] = {}
    components: list[_Component]
    relationships: list[Edge]
    findings: list[_Finding]
    unresolved: list[Any] = []
    suppressed: _Suppressed = _Suppressed()


def of_audit(audit: Audit, name: str, commit: str | None = None) -> Snapshot:
    """A snapshot of an audit that was just made."""
    return _snapshot(msgspec.convert(audit_json(audit), _Audit), name, commit)


def of_file(path: Path) -> Snapshot:
    """A snapshot of a JSON audit in a file. Raises AuditorError when it is none."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - a pipe would make us wait
            raise AuditorError(f"{path}: no regular file")
    except OSError as error:
        raise AuditorError(f"{path}: the audit cannot be read: {error.strerror}") from error
    content = whole(path, "audit", _MOST)
    try:
        audit = msgspec.json.decode(content, type=_Audit)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        why = str(error).replace("`", "'")[:200]
        raise AuditorError(
            f"{path}: this is no JSON audit, as `auditor scan --format json` writes it: {why}"
        ) from error
    if audit.schema != SCHEMA:
        raise AuditorError(f"{path}: its schema is {audit.schema[:40]!r}, and only {SCHEMA} can be compared")
    if audit.suppressed.not_introduced:
        raise AuditorError(f"{path}: it tells only what one change brought in; whole audits are compared")
    return _snapshot(audit, path.name, None)


def _snapshot(audit: _Audit, name: str, commit: str | None) -> Snapshot:
    components = {_key(one.id): _component(one) for one in audit.components}
    findings: dict[str, Finding] = {}
    for one in audit.findings:
        findings.setdefault(one.fingerprint, _finding(one))  # the worst comes first
    side = Side(
        name=name,
        commit=commit,
        as_of=audit.as_of,
        tool=audit.tool.version,
        policy=Basis(audit.policy.name, audit.policy.digest),
        knowledge=Basis(audit.knowledge.as_of, audit.knowledge.digest),
        verdict=audit.verdict,
        actions=audit.actions,
        components=len(components),
        unresolved=len(audit.unresolved),
    )
    return Snapshot(side=side, components=components, edges=frozenset(audit.relationships), findings=findings)


def _key(text: str) -> str:
    try:
        return ComponentId.parse(text).key
    except ValueError:
        return text


def _component(one: _Component) -> Component:
    support = one.support
    known = one.license_unknown is None and one.licenses
    return Component(
        id=one.id,
        kind=one.kind,
        name=one.name,
        used=any(place.strength == "use" for place in one.occurrences),
        family=one.family,
        versions=sorted(set(one.versions)),
        license_concluded=one.licenses[0].expression if known else None,
        license_unknown=one.license_unknown,
        license_declared=sorted({said.expression for said in one.licenses}),
        license_guessed=bool(known) and one.licenses[0].guess,
        license_conflicting=sorted({said.expression for said in one.license_conflicting}),
        license_offers=one.license_offers,
        supplier=one.supplier.name if one.supplier else None,
        jurisdiction=one.supplier.jurisdiction if one.supplier else None,
        support=support.status if support else None,
        end_of_support=support.end_of_support if support else None,
        not_sooner_than=support.not_sooner_than if support else None,
        superseded_by=support.superseded_by if support else None,
        places=_places(one.occurrences),
    )


def _finding(one: _Finding) -> Finding:
    return Finding(
        rule=one.rule,
        severity=one.severity,
        action=one.action,
        message=one.message,
        component=one.component,
        about=one.about,
        fingerprint=one.fingerprint,
        waived=one.waived,
        known=one.baseline == "known",
        places=_places(one.locations),
    )


def _places(found: list[_Place]) -> list[Place]:
    used = sorted(found, key=lambda place: place.strength != "use")
    return list(dict.fromkeys(Place(place.path, place.line) for place in used))
