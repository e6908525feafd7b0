"""The audit for a person at a terminal: findings like a compiler's, then a summary."""

from typing import Final

from auditor.domain.audit import Audit
from auditor.reporters.terminal.findings import write_findings
from auditor.reporters.terminal.page import Page
from auditor.reporters.terminal.summary import write_asides, write_summary

NAME: Final = "terminal"
SPEAKS_WHEN_CLEAN: Final = True
WIDTH: Final = 100
"""columns, where nobody says how wide the terminal is"""


def render(audit: Audit) -> str:
    return render_styled(audit, width=WIDTH, colour=False)


def render_styled(audit: Audit, *, width: int, colour: bool, full: bool = False) -> str:
    """The same text for a terminal of this width, with colour if asked for; `full`: notes as long as errors."""
    page = Page(width)
    write_findings(page, audit, full=full)
    write_asides(page, audit)
    write_summary(page, audit)
    return page.coloured() if colour else page.plain()
