"""The duties that the register knows, each a function of a case; listed in the order in which they are told."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from auditor.domain.obligation import Obligation
from auditor.obligations.case import Case
from auditor.obligations.duties.copies import changes_stated, license_copy, notice
from auditor.obligations.duties.licensor import asked_of_the_licensor, registration
from auditor.obligations.duties.onward import restrictions_passed_on, share_alike
from auditor.obligations.duties.shown import name, shown_text

DUTIES: Final[Sequence[Callable[[Case], Iterator[Obligation]]]] = [
    license_copy,
    notice,
    shown_text,
    name,
    changes_stated,
    share_alike,
    restrictions_passed_on,
    registration,
    asked_of_the_licensor,
]
