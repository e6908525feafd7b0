"""What the licences ask to be done, and whether it is; what is open first."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.audit import Audit
from auditor.domain.obligation import DutyStatus, Obligation
from auditor.reporters import wording
from auditor.reporters.escape import code, link, prose, table
from auditor.reporters.grouping import Duties, by_duty
from auditor.reporters.markdown.overview import places

_NAMED: Final = 4
"""components that a row names"""


def duties_section(audit: Audit) -> Iterator[str]:
    """A table of what is open, not known or done; what this use does not call for is counted."""
    yield "## Duties"
    yield ""
    told = f"{wording.duties(audit.obligations).capitalize()}."
    if not audit.obligations:
        told = "No known licence of a used component asks for anything to be done."
    yield prose(" ".join(part for part in (told, wording.unread_duties(audit)) if part))
    groups = [group for group in by_duty(audit.obligations) if group.first.status is not DutyStatus.NOT_APPLICABLE]
    if groups:
        yield ""
        yield from table(("State", "To do", "For", "Clause"), (_row(audit, group) for group in groups))


def _row(audit: Audit, group: Duties) -> tuple[str, ...]:
    first = group.first
    return (_state(first), _to_do(first), _components(audit, group), _clause(first))


def _state(obligation: Obligation) -> str:
    told = wording.duty_state(obligation)
    if obligation.is_open:
        told = f"**{told}**"
    elif obligation.status is DutyStatus.OPEN and obligation.waived is not None:
        return f"{told}: {prose(obligation.waived)}"
    told += f": {prose(obligation.because)}"
    return f"{told} ({places(obligation.evidence)})" if obligation.evidence else told


def _to_do(obligation: Obligation) -> str:
    told = f"{prose(wording.sentence(obligation.what))} Where: {prose(obligation.where)}."
    if obligation.text and obligation.text not in obligation.what:
        told += f" The words: “{prose(obligation.text)}”"
    if obligation.reference:
        told += f" The list: {_reference(obligation.reference)}."
    return told


def _reference(where: str) -> str:
    told = wording.reference(where)
    return link(told, where) if told == where else prose(told)


def _components(audit: Audit, group: Duties) -> str:
    told = ", ".join(_component(audit, obligation) for obligation in group.obligations[:_NAMED])
    more = len(group.obligations) - _NAMED
    return f"{told} and {wording.plural(more, 'more component')}" if more > 0 else told


def _component(audit: Audit, obligation: Obligation) -> str:
    above = f", from {code(obligation.inherited_from.name)}" if obligation.inherited_from else ""
    at = f" ({places(obligation.locations, 1)})" if obligation.locations else ""
    return f"{code(wording.own_name(audit.root, obligation.component))}{above}{at}"


def _clause(obligation: Obligation) -> str:
    told = link(obligation.license_name, obligation.clause.url)
    if obligation.clause.clause:
        told += f", {prose(wording.clause(obligation.clause.clause))}"
    return told + (" (guessed from the name)" if obligation.guess else "")
