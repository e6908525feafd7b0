"""The baseline: findings that were there when the gate was put up, so that only new ones fail.

One finding per line, sorted, without places and dates: moved code changes nothing in the file, and two branches that
each accept a finding merge without a conflict.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from auditor.domain.finding import Axis, Finding
from auditor.errors import AuditorError

SCHEMA: Final = "auditor/baseline-1"
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{32}")


class Entry(msgspec.Struct, frozen=True, order=True):
    """One accepted finding. The fingerprint is what counts; the rest is for whoever reads the file."""

    rule: str
    component: str
    about: str
    fingerprint: str


class Baseline(msgspec.Struct, frozen=True):
    """The findings that were accepted."""

    entries: tuple[Entry, ...] = ()


def write(findings: Iterable[Finding]) -> str:
    """The baseline's text. Waived findings have their own end, and the policy's findings are mended, not accepted."""
    entries = {f.fingerprint: _entry(f) for f in findings if f.waived is None and _can_be_accepted(f)}
    lines = [{"schema": SCHEMA}, *(msgspec.to_builtins(entry) for entry in sorted(entries.values()))]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read(text: str, source: str) -> Baseline:
    """A baseline from its text. Raises AuditorError with `file:line:column`."""
    lines = [(number, line) for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip()]
    if not lines:
        raise AuditorError(f'{source}:1:1: this is no baseline; its first line is {{"schema": "{SCHEMA}"}}')
    number, header = lines[0]
    found = _object(header, source, number).get("schema")
    if found != SCHEMA:
        raise AuditorError(f'{source}:{number}:1: this is no baseline that can be read; its schema is not "{SCHEMA}"')
    return Baseline(tuple(_read_entry(line, source, number) for number, line in lines[1:]))


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


def _can_be_accepted(finding: Finding) -> bool:
    return not finding.rule.startswith(f"{Axis.POLICY.value}/")


def _entry(finding: Finding) -> Entry:
    return Entry(finding.rule, str(finding.component or ""), finding.about, finding.fingerprint)


def _read_entry(line: str, source: str, number: int) -> Entry:
    value = _object(line, source, number)
    try:
        entry = msgspec.convert(value, Entry)
    except msgspec.ValidationError as error:
        raise AuditorError(f"{source}:{number}:1: {str(error).replace('`', chr(39))}") from error
    if not _FINGERPRINT.fullmatch(entry.fingerprint):
        column = line.find('"fingerprint"') + 1
        raise AuditorError(f"{source}:{number}:{column}: {entry.fingerprint[:80]!r} is no fingerprint")
    return entry


def _object(line: str, source: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise AuditorError(f"{source}:{number}:{error.colno}: this line is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise AuditorError(f"{source}:{number}:1: this line is nested too deeply") from error
    if not isinstance(value, dict):
        raise AuditorError(f"{source}:{number}:1: each line of a baseline is a JSON object")
    return value
