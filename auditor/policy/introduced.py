"""What a change brought in: the findings of today held against those of an earlier tree.

A finding was brought in when, under the same rules, the earlier tree did not have it in this form: not at all, with a
milder action or severity, or waived. So a line that moved, a file that was renamed and an edit beside an old finding
bring in nothing, while a licence text that was deleted brings in what it had answered, wherever that stands. A further
use of what was already objected to is brought in as well, if it stands in a file that changed.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.evidence import Location, Occurrence
from auditor.domain.finding import Finding
from auditor.policy.scoring import is_open

Hops = Mapping[Location, frozenset[str]]
"""place of an occurrence → the files that its name goes through, its own included"""


class Form(msgspec.Struct, frozen=True):
    """How bad a finding was, and at how many places."""

    action: int
    severity: int
    places: int
    open: bool


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier tree, as it was judged."""

    revision: str
    """what somebody called it"""
    commit: str
    """its object id"""
    changed: frozenset[str]
    """files, relative to the scanned folder, that are not what they were; those that are gone included"""
    forms: Mapping[str, Form]
    """fingerprint → how it stood then, under the policy and the knowledge of then"""
    rejudged: Mapping[str, Form] | None = None
    """the same tree under the policy and the knowledge of today, where they differ"""
    notes: tuple[str, ...] = ()


class Introduced(msgspec.Struct, frozen=True):
    """The findings that a change brought in."""

    findings: tuple[Finding, ...]
    left_out: int
    """how many others there are"""
    by_policy: int = 0
    """how many of the findings are there because the policy or the knowledge changed, not the code"""


def forms(findings: Iterable[Finding]) -> dict[str, Form]:
    """How each finding stands; of two with one fingerprint the worse counts."""
    found: dict[str, Form] = {}
    for finding in findings:
        form = _form(finding)
        other = found.get(finding.fingerprint, form)
        found[finding.fingerprint] = max(form, other, key=lambda one: (one.open, one.action, one.severity, one.places))
    return found


def hops(occurrences: Iterable[Occurrence]) -> Hops:
    """The files behind each place."""
    found: dict[Location, set[str]] = {}
    for seen in occurrences:
        found.setdefault(seen.location, set()).update([seen.location.path, *(hop.path for hop in seen.through)])
    return {place: frozenset(paths) for place, paths in found.items()}


def touching(findings: Iterable[Finding], ways: Hops, paths: Collection[str]) -> tuple[Finding, ...]:
    """The findings that touch one of the files, its places first; hops on the way to a call count too."""
    return tuple(_ordered(f, places) for f in findings if (places := _touched(f, ways, paths)))


def since(findings: Iterable[Finding], ways: Hops, before: Before) -> Introduced:
    """The findings that the change brought in, its own places first."""
    kept: list[Finding] = []
    left_out = by_policy = 0
    for finding in findings:
        places = _touched(finding, ways, before.changed)
        if not _is_new(finding, before.forms, touched=bool(places)):
            left_out += 1
            continue
        kept.append(_ordered(finding, places))
        if before.rejudged is not None and not _is_new(finding, before.rejudged, touched=bool(places)):
            by_policy += 1
    return Introduced(tuple(kept), left_out, by_policy)


def notes(introduced: Introduced, before: Before) -> tuple[Diagnostic, ...]:
    """What a reader should know of the comparison."""
    told = [Diagnostic("since", note, DiagnosticKind.CONFIGURATION) for note in before.notes]
    if before.rejudged is not None:
        message = (
            f"the policy or the knowledge is not what it was at {before.revision}, so everything was judged again: "
            f"{introduced.by_policy} of the {len(introduced.findings)} findings are new for that reason, not by the code"
        )
        told.append(Diagnostic("policy-changed", message, DiagnosticKind.NOTE))
    return tuple(told)


def _form(finding: Finding) -> Form:
    return Form(finding.action.rank, finding.severity.rank, len(finding.locations), is_open(finding))


def _is_new(finding: Finding, then: Mapping[str, Form], *, touched: bool) -> bool:
    old, now = then.get(finding.fingerprint), _form(finding)
    if old is None:
        return True
    worse = now.action > old.action or now.severity > old.severity or (finding.waived is None and not old.open)
    return worse or (touched and now.places > old.places)


def _touched(finding: Finding, ways: Hops, paths: Collection[str]) -> tuple[Location, ...]:
    return tuple(place for place in finding.locations if not ways.get(place, {place.path}).isdisjoint(paths))


def _ordered(finding: Finding, first: tuple[Location, ...]) -> Finding:
    rest = tuple(place for place in finding.locations if place not in first)
    return msgspec.structs.replace(finding, locations=(*first, *rest))
