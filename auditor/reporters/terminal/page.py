"""Lines of styled text, laid out to a width; plain unless colour is asked for."""

import io
import textwrap
from typing import Final, NamedTuple

from auditor.reporters.escape import cells, plain

STYLES: Final = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "pass": "bold green",
    "rule": "bold",
    "gutter": "blue",
    "label": "bold blue",
    "faint": "dim",
    "": "",
}
_NARROWEST: Final = 20


class Span(NamedTuple):
    """Some text of one style. The text is shown as it is and never read as markup."""

    text: str
    style: str = ""


class Page:
    """What is to be printed, line by line."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._lines: list[tuple[Span, ...]] = []

    def line(self, *spans: Span | str) -> None:
        """Add one line as it stands."""
        self._lines.append(tuple(span if isinstance(span, Span) else Span(span) for span in spans))

    def blank(self) -> None:
        """Add an empty line, but never two."""
        if self._lines and self._lines[-1]:
            self._lines.append(())

    def wrapped(self, *lead: Span | str, text: str, indent: int | None = None, style: str = "") -> None:
        """Add text behind a lead, broken to the width; further lines are indented to stand below the first."""
        spans = [span if isinstance(span, Span) else Span(span) for span in lead]
        taken = sum(cells(span.text) for span in spans)
        margin = taken if indent is None else indent
        room = max(self.width - margin, _NARROWEST)
        pieces = textwrap.wrap(
            plain(text),
            room,
            initial_indent=" " * max(taken - margin, 0),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
        self.line(*spans, Span(pieces[0].lstrip(), style))
        for piece in pieces[1:]:
            self.line(" " * margin, Span(piece, style))

    def plain(self) -> str:
        """The page without colour."""
        return "".join("".join(span.text for span in line).rstrip() + "\n" for line in self._lines)

    def coloured(self) -> str:
        """The page with the sixteen colours that every terminal has."""
        from rich.console import Console
        from rich.text import Text

        console = Console(
            file=io.StringIO(),
            width=self.width,
            color_system="standard",
            force_terminal=True,
            legacy_windows=False,
            no_color=False,
            _environ={},
        )
        with console.capture() as capture:
            for line in self._lines:
                text = Text.assemble(*((span.text, STYLES[span.style]) for span in line))
                text.rstrip()
                console.print(text, soft_wrap=True, markup=False, highlight=False, emoji=False)
        return capture.get()
