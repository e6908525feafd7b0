"""The baseline: findings that were there when the gate was put up, so that only new ones fail.

One finding per line, sorted, without places and dates: moved code changes nothing in the file, and two branches that
each accept a finding merge without a conflict. Above the findings stand, each on a line of its own, the digests of the
policy and the knowledge under which they were accepted.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.component import ComponentId
from auditor.domain.finding import Axis, Finding, fingerprint
from auditor.errors import AuditorError
from auditor.files.document import Document, Mark, ParseError
from auditor.files.json_document import load
from auditor.files.named import whole_text

SCHEMA: Final = "auditor/baseline-1"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NAMED: Final = 3
_MOST: Final = 64 * 1024 * 1024
_LONGEST: Final = 100_000
"""characters of a line; no entry comes near"""
_KEYS: Final = ("rule", "component", "about", "fingerprint")
_HEADERS: Final = ("policy-digest", "knowledge-digest")


class Entry(msgspec.Struct, frozen=True, order=True):
    """One accepted finding. The fingerprint follows from the rest, so that a line that was edited by hand is told."""

    rule: str
    component: str
    about: str
    fingerprint: str


class Baseline(msgspec.Struct, frozen=True):
    """The findings that were accepted, and under what."""

    entries: tuple[Entry, ...] = ()
    policy: str | None = None
    """digest of the policy they were accepted under; None in files that do not say"""
    knowledge: str | None = None
    source: str = ""
    lines: tuple[int, ...] = ()
    """the line of each entry"""


def write(findings: Iterable[Finding], *, policy: str | None = None, knowledge: str | None = None) -> str:
    """The baseline's text. Waived findings have their own end, and the policy's findings are mended, not accepted."""
    return _written(entries(findings), policy, knowledge)


def ratcheted(old: Baseline, findings: Iterable[Finding], *, policy: str, knowledge: str) -> str:
    """The old baseline's text without what is gone; nothing is added."""
    found = {entry.fingerprint for entry in entries(findings)}
    return _written((entry for entry in old.entries if entry.fingerprint in found), policy, knowledge)


def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """What a baseline holds of the findings."""
    return tuple(_entry(finding) for finding in findings if finding.waived is None and _can_be_accepted(finding))


def _written(accepted: Iterable[Entry], policy: str | None, knowledge: str | None) -> str:
    header = [("schema", SCHEMA), ("policy-digest", policy), ("knowledge-digest", knowledge)]
    lines = [{key: value} for key, value in header if value is not None]
    lines += [msgspec.to_builtins(entry) for entry in sorted({entry.fingerprint: entry for entry in accepted}.values())]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read(text: str, source: str) -> Baseline:
    """A baseline from its text. Raises AuditorError with `file:line:column`."""
    lines = [(number, line) for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip()]
    if not lines:
        raise AuditorError(f'{source}:1:1: this is no baseline; its first line is {{"schema": "{SCHEMA}"}}')
    number, first = lines[0]
    if _object(first, source, number).value.get("schema") != SCHEMA:
        raise AuditorError(f'{source}:{number}:1: this is no baseline that can be read; its schema is not "{SCHEMA}"')
    digests: dict[str, str] = {}
    found: list[tuple[int, Entry]] = []
    for number, line in lines[1:]:
        document = _object(line, source, number)
        if len(document.value) == 1 and (key := next(iter(document.value))) in _HEADERS:
            digests[key] = _digest(document, key, source, number)
        else:
            found.append((number, _read_entry(document, source, number)))
    return Baseline(
        tuple(entry for _, entry in found),
        digests.get("policy-digest"),
        digests.get("knowledge-digest"),
        source,
        tuple(number for number, _ in found),
    )


def read_file(path: Path) -> Baseline:
    """The baseline in a file. Raises AuditorError when it cannot be read."""
    return read(whole_text(path, "baseline", _MOST), str(path))


def mark(findings: Iterable[Finding], baseline: Baseline) -> tuple[Finding, ...]:
    """The findings, each marked `known` or `new`."""
    known = {entry.fingerprint for entry in baseline.entries}
    return tuple(
        msgspec.structs.replace(f, baseline="known" if _can_be_accepted(f) and f.fingerprint in known else "new")
        for f in findings
    )


def gone(findings: Iterable[Finding], baseline: Baseline) -> tuple[Entry, ...]:
    """The entries that no finding needs any more: they may be deleted."""
    present = {finding.fingerprint for finding in findings}
    return tuple(entry for entry in baseline.entries if entry.fingerprint not in present)


def notes(findings: Iterable[Finding], baseline: Baseline, policy: str, knowledge: str) -> tuple[Diagnostic, ...]:
    """What a reader should know of the baseline: entries that match nothing, and whether it was written under others."""
    findings = tuple(findings)
    told: list[Diagnostic] = []
    if why := changed(baseline, policy=policy, knowledge=knowledge):
        new = sum(finding.baseline == "new" and finding.waived is None for finding in findings)
        message = f"{why} since {baseline.source} was written, so everything was judged again"
        if new:
            message += (
                f"; {new} {'finding is' if new == 1 else 'findings are'} not in it, which may be for that reason and "
            )
            message += "not by the code: `auditor diff` tells which"
        told.append(Diagnostic("baseline-outdated", message, DiagnosticKind.NOTE))
    if stale := gone(findings, baseline):
        places = dict(zip(baseline.entries, baseline.lines, strict=False))
        named = "; ".join(f"line {places.get(e, 0)}: {e.rule} {e.component}".rstrip() for e in stale[:_NAMED])
        more = f" and {len(stale) - _NAMED} more" if len(stale) > _NAMED else ""
        message = (
            f"{baseline.source} holds what this scan did not find ({named}{more}); `auditor baseline --update` drops it"
        )
        told.append(Diagnostic("baseline-stale", message, DiagnosticKind.CONFIGURATION))
    return tuple(told)


def changed(baseline: Baseline, *, policy: str, knowledge: str) -> str:
    """`the policy and the knowledge changed`; empty when neither did, or the file does not say."""
    names = [
        name
        for name, then, now in (("policy", baseline.policy, policy), ("knowledge", baseline.knowledge, knowledge))
        if then is not None and then != now
    ]
    return f"the {' and the '.join(names)} changed" if names else ""


def _can_be_accepted(finding: Finding) -> bool:
    return not finding.rule.startswith(f"{Axis.POLICY.value}/")


def _entry(finding: Finding) -> Entry:
    return Entry(finding.rule, str(finding.component or ""), finding.about, finding.fingerprint)


def _digest(document: Document, key: str, source: str, number: int) -> str:
    value = document.value[key]
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise _fault(source, number, document.position((key,)), f"{key} is no digest")
    return value


def _read_entry(document: Document, source: str, number: int) -> Entry:
    value = document.value
    for key in value:
        if key not in _KEYS:
            place = document.key_position((key,))
            raise _fault(source, number, place, f"{key[:80]!r} is no key of an entry; there are {', '.join(_KEYS)}")
    for key in _KEYS:
        if key not in value:
            raise _fault(source, number, Mark(1, 1), f"the entry has no {key!r}")
        if not isinstance(value[key], str):
            raise _fault(source, number, document.position((key,)), f"{key} is no text")
    entry = Entry(*(value[key] for key in _KEYS))
    try:
        component = ComponentId.parse(entry.component).key if entry.component else ""
    except ValueError as error:
        raise _fault(source, number, document.position(("component",)), str(error)[:200]) from error
    if entry.fingerprint != fingerprint(entry.rule, component, entry.about):
        message = (
            f"{entry.fingerprint[:80]!r} is not the fingerprint of this rule, component and about; one was mistyped"
        )
        raise _fault(source, number, document.position(("fingerprint",)), message)
    return entry


def _object(line: str, source: str, number: int) -> Document:
    if len(line) > _LONGEST:
        raise _fault(source, number, Mark(1, 1), f"this line is longer than {_LONGEST:,} characters")
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise _fault(source, number, Mark(1, 1), "a merge conflict was left here; keep the lines of both sides")
    try:
        document = load(line)
    except ParseError as error:
        raise _fault(source, number, error.mark or Mark(1, 1), f"this line is no JSON: {error.message}") from error
    if not isinstance(document.value, dict):
        raise _fault(source, number, Mark(1, 1), "each line of a baseline is a JSON object")
    return document


def _fault(source: str, number: int, place: Mark, message: str) -> AuditorError:
    return AuditorError(f"{source}:{number}:{place.column}: {message}")
