"""The audit as a risk report that a procurement officer can file: GitHub-flavoured Markdown, without any raw HTML."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.audit import Audit
from auditor.reporters import wording
from auditor.reporters.markdown.findings import findings, set_aside
from auditor.reporters.markdown.graph import lineage, suppliers
from auditor.reporters.markdown.overview import summary, title, used
from auditor.reporters.markdown.terms import dates, terms
from auditor.reporters.markdown.unknowns import sources, unknowns

NAME: Final = "markdown"
SPEAKS_WHEN_CLEAN: Final = True


def render(audit: Audit) -> str:
    return "\n".join(_lines(audit)) + "\n"


def _lines(audit: Audit) -> Iterator[str]:
    """From the verdict to the sources: who stops reading early has read what matters most."""
    yield from title(audit)
    for section in (summary, findings, used, terms, dates, suppliers):
        yield ""
        yield from section(audit)
    yield from lineage(audit)
    for section in (unknowns, set_aside, sources):
        yield ""
        yield from section(audit)
    yield ""
    yield wording.NOT_LEGAL_ADVICE
