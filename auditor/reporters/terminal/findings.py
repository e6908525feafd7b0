"""Findings as compilers print them: the message, the line of source, the reason, the way out."""

from collections.abc import Iterable, Sequence
from typing import Final

from auditor.domain.audit import Audit
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location, Occurrence
from auditor.domain.finding import Action, Clause, Finding
from auditor.knowledge.sentences import topic
from auditor.reporters import wording
from auditor.reporters.escape import plain
from auditor.reporters.grouping import Group, differing, grouped, open_findings
from auditor.reporters.terminal.excerpt import excerpt
from auditor.reporters.terminal.page import Page, Span

_PLACES: Final = 3
_SOURCES: Final = 2
_COUNTED: Final = 5
_NOTES: Final = 12
_MORE: Final = 24
"""warnings for the same reason that are listed, unless all are asked for; errors are always"""

Sightings = dict[tuple[str, Location], Occurrence]
"""component key and place → what was seen there"""


def write_findings(page: Page, audit: Audit, *, full: bool = False) -> None:
    """Errors and warnings in full, one block for each group; notes on a line each, unless they are asked for."""
    seen = sightings(audit)
    notes: dict[str, list[Group]] = {}
    for group in grouped(open_findings(audit)):
        if group.first.action is Action.NOTE and not full:
            notes.setdefault(group.first.rule, []).append(group)
            continue
        _block(page, audit, group.first, seen)
        _rest(page, group, len(group.rest) if full or group.first.action is Action.FAIL else _MORE)
        page.blank()
    for rule, groups in notes.items():
        _notes(page, rule, groups)


def sightings(audit: Audit) -> Sightings:
    """Who was seen where."""
    return {
        (assessment.profile.component.key, occurrence.location): occurrence
        for assessment in audit.assessments
        for occurrence in assessment.profile.occurrences
    }


def _block(page: Page, audit: Audit, finding: Finding, seen: Sightings) -> None:
    level = wording.level(finding.action)
    page.wrapped(
        Span(level, level), Span(f"[{finding.rule}]", "rule"), ": ", text=finding.message, indent=4, style="rule"
    )
    gutter = " " * _gutter(finding)
    if finding.locations:
        _source(page, audit, finding, seen, gutter)
    for label, text in _details(audit, finding):
        page.wrapped(Span(f"{gutter} = ", "gutter"), Span(f"{label}: ", "label"), text=text)


def _gutter(finding: Finding) -> int:
    return len(str(finding.locations[0].line)) if finding.locations else 1


def _source(page: Page, audit: Audit, finding: Finding, seen: Sightings, gutter: str) -> None:
    place = finding.locations[0]
    page.line(Span(f"{gutter}--> ", "gutter"), plain(str(place)))
    lines = audit.snippets.get(f"{place.path}:{place.line}")
    if not lines or not place.line:
        return
    shown = excerpt(lines[0], place, page.width - len(gutter) - 3)
    page.line(Span(f"{gutter} |", "gutter"))
    page.line(Span(f"{place.line} | ", "gutter"), shown.line)
    style = wording.level(finding.action)
    carets = Span("^" * shown.length, style)
    occurrence = seen.get((finding.component.key, place)) if finding.component else None
    label = f" {_label(occurrence)}" if occurrence else ""
    lead = (Span(f"{gutter} | ", "gutter"), " " * shown.offset)
    if len(gutter) + 3 + shown.offset + shown.length + len(label) <= page.width:
        page.line(*lead, carets, Span(label, style))
    else:
        page.line(*lead, carets)
        page.wrapped(Span(f"{gutter} | ", "gutter"), text=label.strip(), style=style)


def _label(occurrence: Occurrence) -> str:
    verb = "mentions" if occurrence.strength == "mention" else "names"
    component = occurrence.component
    of_tree = component.ecosystem == "tree" and component.kind is ComponentKind.MODEL  # whose name is only a folder's
    name = plain(occurrence.literal if of_tree else component.name)
    return f"{verb} {name} ({occurrence.detector}, confidence {occurrence.confidence})"


def _details(audit: Audit, finding: Finding) -> Iterable[tuple[str, str]]:
    for clause in finding.clauses:
        yield "terms", clause_sentence(clause)
    if finding.policy_key:
        yield "policy", wording.policy_line(audit, finding.policy_key)
    if len(finding.chain) > 1:
        yield "via", wording.chain(audit.root, finding.chain)
    if counted := wording.contributors(audit, finding):
        more = f", and {len(counted) - _COUNTED:,} more" if len(counted) > _COUNTED else ""
        yield "counted", ", ".join(component.name for component in counted[:_COUNTED]) + more
    if len(finding.locations) > 1:
        yield "also", places(finding.locations[1:], _PLACES)
    if finding.remedy:
        yield "fix", wording.sentence(finding.remedy)
    for source in finding.origins[:_SOURCES]:
        yield "source", wording.origin(source)
    yield "help", f"auditor explain {finding.rule}"


def clause_sentence(clause: Clause) -> str:
    """`Llama 2 …, clause 2 (thresholds): …; it says “…”`."""
    where = f", {wording.clause(clause.clause)}" if clause.clause else ""
    told = f"{clause.license}{where}: {topic(clause.question).lower()}"
    if clause.answer:
        told += f" {clause.answer}" if clause.answer.startswith(("is ", "are ")) else f": {clause.answer}"
    return told + (f"; it says “{clause.words}”" if clause.words else "")


def places(locations: tuple[Location, ...], most: int) -> str:
    """The first few, and how many more there are."""
    told = ", ".join(str(location) for location in locations[:most])
    more = len(locations) - most
    return f"{told}, and {wording.plural(more, 'more place')}" if more > 0 else told


def _notes(page: Page, rule: str, groups: Sequence[Group]) -> None:
    """What asks for nothing today: the rule, and a line for each component."""
    page.line(Span("note", "note"), Span(f"[{rule}]", "rule"))
    findings = [finding for group in groups for finding in group.findings]
    whole: Finding | None = None
    for finding in findings[:_NOTES]:
        told = finding.message if whole is None else differing(whole.message, finding.message)
        if told == finding.message:
            whole = finding
        elif not told.endswith("…"):
            told += ": likewise"
        compact(page, finding, told)
    _hidden(page, len(findings) - _NOTES)
    page.blank()


def _rest(page: Page, group: Group, most: int) -> None:
    if not group.rest:
        return
    page.line(Span(f"  and {len(group.rest):,} more for the same reason:", "faint"))
    for finding in group.rest[:most]:
        compact(page, finding, differing(group.first.message, finding.message))
    _hidden(page, len(group.rest) - most)


def _hidden(page: Page, count: int) -> None:
    if count > 0:
        page.line(Span(f"    … and {count:,} more: --verbose shows them, as do the other reports", "faint"))


def compact(page: Page, finding: Finding, told: str, suffix: str = "") -> None:
    """A finding on one line, its place in front so that an editor can open it."""
    place = f"{plain(str(finding.locations[0]))}: " if finding.locations else ""
    more = len(finding.locations) - 1
    also = f" (and {wording.plural(more, 'more place')})" if more > 0 else ""
    page.wrapped("    ", Span(place, "gutter"), text=f"{told}{also}{suffix}", indent=8)
