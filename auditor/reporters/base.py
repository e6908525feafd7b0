"""What a reporter is: a module that turns an audit into text."""

from typing import Protocol

from auditor.domain.audit import Audit


class Reporter(Protocol):
    """A plug-in; `render` is pure: no clock, no files, no printing, no policy of its own."""

    @property
    def NAME(self) -> str:
        """What stands behind `--format`."""

    @property
    def SPEAKS_WHEN_CLEAN(self) -> bool:
        """Whether it says something when nothing was found."""

    def render(self, audit: Audit) -> str:
        """The audit as text; the same audit gives the same bytes."""
