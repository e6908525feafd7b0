"""What the licences ask to be done, for a person in a terminal."""

from typing import Final

from auditor.domain.audit import Audit
from auditor.domain.evidence import Location
from auditor.domain.obligation import DutyStatus, Obligation
from auditor.obligations.above import CUT_SHORT
from auditor.reporters import wording
from auditor.reporters.escape import plain
from auditor.reporters.grouping import Duties, by_duty
from auditor.reporters.terminal.page import Page, Span

_WIDTH: Final = 100
_NAMED: Final = 6
"""components that are named of those that owe the same"""
_STATUSES: Final = (DutyStatus.OPEN, DutyStatus.NOT_KNOWN)


def page(audit: Audit, width: int = _WIDTH, *, colour: bool = False) -> str:
    """What is open, then what is not known, with clause and place; what is done or not called for is counted."""
    sheet = Page(width)
    sheet.wrapped("Duties: ", text=wording.duties(audit.obligations), indent=len("Duties: "))
    if unread := wording.unread_duties(audit):
        sheet.wrapped(text=unread)
    for diagnostic in audit.diagnostics:
        if diagnostic.code == CUT_SHORT:
            sheet.wrapped(text=plain(wording.sentence(diagnostic.message)))
    for group in by_duty(audit.obligations):
        if group.first.status in _STATUSES:
            sheet.blank()
            _group(sheet, audit, group)
    return sheet.coloured() if colour else sheet.plain()


def _group(sheet: Page, audit: Audit, group: Duties) -> None:
    first = group.first
    style = "warning" if first.is_open else "note"
    sheet.wrapped(Span(wording.duty_state(first), style), ": ", text=first.what, indent=2)
    for one in group.obligations[:_NAMED]:
        _field(sheet, "for", wording.own_name(audit.root, one.component) + _at(one.locations[:1]))
        if one.inherited_from is not None:
            _field(sheet, "through", wording.chain(audit.root, one.chain))
    if (more := len(group.obligations) - _NAMED) > 0:
        _field(sheet, "", f"and {wording.plural(more, 'more component')}")
    _field(sheet, "where", first.where)
    if first.text and first.text not in first.what:
        _field(sheet, "words", first.text)
    if first.reference:
        _field(sheet, "list", wording.reference(first.reference))
    _field(sheet, "why", first.because + _at(first.evidence))
    if first.waived is not None:
        _field(sheet, "answer", first.waived)
    told = first.license_name + (f", {wording.clause(first.clause.clause)}" if first.clause.clause else "")
    _field(sheet, "clause", told + (" (the licence is guessed from the name)" if first.guess else ""))


def _at(places: tuple[Location, ...]) -> str:
    return f" ({', '.join(str(place) for place in places)})" if places else ""


def _field(sheet: Page, label: str, text: str) -> None:
    lead = Span(f"  {label:<9}", "label")
    sheet.wrapped(lead, text=plain(text), indent=len(lead.text))


def open_duties(audit: Audit) -> tuple[Obligation, ...]:
    """Those that nobody has done, or answered for."""
    return tuple(one for one in audit.obligations if one.is_open)
