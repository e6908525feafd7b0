"""A difference for a person at a terminal: what came, what is gone, what changed, and why."""

from typing import Final

from auditor.comparison import words
from auditor.comparison.difference import ComponentItem, Difference, Finding, FindingItem, Replaced
from auditor.comparison.words import Part
from auditor.reporters.escape import plain
from auditor.reporters.terminal.page import Page, Span

WIDTH: Final = 100
_LABEL: Final = 15
_NOTES: Final = 12
_EDGES: Final = 20
_COME, _GONE, _CHANGED = Span("  + ", "pass"), Span("  - ", "error"), Span("  ~ ", "warning")
_STYLES: Final = {"error": "error", "warning": "warning", "note": "note"}
_VERDICTS: Final = {"fail": "error", "warn": "warning", "pass": "pass"}


def render(told: Difference, *, width: int = WIDTH, colour: bool = False) -> str:
    """The difference as text."""
    page = Page(width)
    page.wrapped(Span("diff ", "label"), text=words.heading(told), style="rule")
    page.blank()
    if why := words.causes(told):
        page.wrapped(text=why, indent=0)
        page.blank()
    for part in words.parts(told):
        if part.because and told.basis:
            page.line(Span(part.title, "label"))
            page.blank()
        _components(page, part, {one.new: one for one in told.components.replaced})
        _relationships(page, part)
        _findings(page, part)
    if told.is_empty:
        page.line("nothing differs in what was found")
        page.blank()
    for note in told.notes:
        page.wrapped(Span("note: ", "note"), text=note)
    page.blank()
    _summary(page, told)
    return page.coloured() if colour else page.plain()


def _components(page: Page, part: Part, replaced: dict[str, Replaced]) -> None:
    if not (part.come or part.gone or part.changed):
        return
    page.line(Span("components", "rule"))
    for item in part.come:
        _component(page, _COME, item)
        if kin := replaced.get(item.component.id):
            _kin(page, kin)
    for item in part.gone:
        _component(page, _GONE, item)
    for one in part.changed:
        page.line(_CHANGED, Span(plain(one.name), "rule"), f" ({words.kind(one.kind)})")
        for change in words.changes(one):
            page.wrapped("      ", text=change, indent=8)
        for term in one.license.terms if one.license else ():
            page.wrapped("        ", text=words.term(term), indent=10)
    page.blank()


def _component(page: Page, sign: Span, item: ComponentItem) -> None:
    one = item.component
    page.wrapped(sign, Span(plain(one.name), "rule"), ": ", text=words.component(one), indent=6)
    if one.places and sign is _COME:
        page.line("      ", Span(plain(words.place(one.places)), "gutter"))


def _kin(page: Page, kin: Replaced) -> None:
    page.wrapped("      ", text=words.kin(kin), indent=8)
    page.wrapped("      ", text=words.shift(kin.license), indent=8)
    for term in kin.license.terms:
        page.wrapped("        ", text=words.term(term), indent=10)


def _relationships(page: Page, part: Part) -> None:
    edges = [(_COME, one.relationship) for one in part.edges_come] + [
        (_GONE, one.relationship) for one in part.edges_gone
    ]
    if not edges:
        return
    page.line(Span("relationships", "rule"))
    for sign, edge in edges[:_EDGES]:
        page.wrapped(sign, text=f"{edge.source} --{edge.type}→ {edge.target}", indent=6)
    _more(page, len(edges) - _EDGES)
    page.blank()


def _findings(page: Page, part: Part) -> None:
    if not (part.findings_come or part.findings_gone or part.findings_changed):
        return
    page.line(Span("findings", "rule"))
    _listed(page, _COME, part.findings_come)
    for one in part.findings_changed:
        _finding(page, _CHANGED, one.new, suffix=f" ({words.finding_change(one)})")
    _listed(page, _GONE, part.findings_gone)
    page.blank()


def _listed(page: Page, sign: Span, items: list[FindingItem]) -> None:
    """Errors and warnings all, notes as many as a person reads."""
    serious = [one for one in items if one.finding.action != "note"]
    notes = [one for one in items if one.finding.action == "note"]
    for one in (*serious, *notes[:_NOTES]):
        _finding(page, sign, one.finding)
    _more(page, len(notes) - _NOTES)


def _finding(page: Page, sign: Span, finding: Finding, suffix: str = "") -> None:
    level = words.level(finding)
    aside = " [waived]" if finding.waived is not None else " [known from a baseline]" if finding.known else ""
    lead = (sign, Span(plain(level), _STYLES.get(level, "")), Span(f"[{plain(finding.rule)}]", "rule"), ": ")
    page.wrapped(*lead, text=f"{finding.message}{suffix}{aside}", indent=6)
    if finding.places and sign is not _GONE:
        page.line("      ", Span(plain(words.place(finding.places)), "gutter"))


def _more(page: Page, count: int) -> None:
    if count > 0:
        page.line(Span(f"    … and {count:,} more: --format json shows them", "faint"))


def _summary(page: Page, told: Difference) -> None:
    _field(page, "verdict", words.verdict(told), _VERDICTS.get(told.new.verdict, ""))
    for label, text in (*words.tally(told), *words.basis(told)):
        _field(page, label, text)


def _field(page: Page, label: str, text: str, style: str = "") -> None:
    page.wrapped(Span(f"{label:<{_LABEL}}", "label"), text=text, indent=_LABEL, style=style)
