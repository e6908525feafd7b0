"""The audit as a risk report that a procurement officer can file: GitHub-flavoured Markdown, without any raw HTML."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.audit import Audit
from auditor.reporters import wording
from auditor.reporters.markdown.duties import duties_section
from auditor.reporters.markdown.findings import findings_section, set_aside_section
from auditor.reporters.markdown.graph import lineage_section, suppliers_section
from auditor.reporters.markdown.overview import summary_section, title, used_section
from auditor.reporters.markdown.terms import dates_section, terms_section
from auditor.reporters.markdown.unknowns import sources_section, unknowns_section

NAME: Final = "markdown"
SPEAKS_WHEN_CLEAN: Final = True


def render(audit: Audit) -> str:
    return "\n".join(_lines(audit)) + "\n"


def _lines(audit: Audit) -> Iterator[str]:
    """From the verdict to the sources: who stops reading early has read what matters most."""
    yield from title(audit)
    for section in (
        summary_section,
        findings_section,
        duties_section,
        used_section,
        terms_section,
        dates_section,
        suppliers_section,
    ):
        yield ""
        yield from section(audit)
    yield from lineage_section(audit)
    for section in (unknowns_section, set_aside_section, sources_section):
        yield ""
        yield from section(audit)
    yield ""
    yield wording.NOT_LEGAL_ADVICE
