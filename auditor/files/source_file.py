"""One file of the tree, read once."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Final

from auditor.domain.evidence import Location
from auditor.files.secrets import masked

SNIPPET_LENGTH = 240
_LONG: Final = 1_000_000
"""characters from which on lines are counted for a place rather than all listed"""
_COUNTED: Final = 50
"""places that are found so, before the list of lines is the cheaper way"""


class SourceFile:
    """A file's path within the tree and its bytes; text, lines and places are worked out when asked for."""

    def __init__(self, path: str | PurePosixPath, content: bytes, *, size: int | None = None) -> None:
        self.path = PurePosixPath(path)
        self.content = content
        self.size = len(content) if size is None else size
        """bytes on disk; more than `content` holds when only the head of a weights file was read"""
        self._snippets: dict[int, str] = {}
        self._counted = 0
        self._last = (0, 1)
        """the last place that was counted, and its line"""

    @cached_property
    def text(self) -> str:
        """The content as text: a byte-order mark is dropped, CRLF becomes LF, bytes that are no UTF-8 become U+FFFD."""
        text = self.content.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    @property
    def is_utf8(self) -> bool:
        """Whether the content is valid UTF-8."""
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]
        starts.pop()  # behind the last line there is no other
        return starts

    def location_at(self, offset: int, length: int = 0) -> Location:
        """The place of a character of `text`, spanning `length` characters of the same line."""
        before, line = self._last if offset >= self._last[0] else (0, 1)
        # Of a huge file few places are asked for, mostly one behind the other: that way each line is counted once.
        if len(self.text) > _LONG and (before or self._counted < _COUNTED):
            self._counted += not before
            line += self.text.count("\n", before, offset)
            self._last = (offset, line)
            return self.location(line, offset - self.text.rfind("\n", 0, offset), length)
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return self.location(line, column, length)

    def location(self, line: int, column: int = 0, length: int = 0) -> Location:
        """A place by line and column, both from 1, spanning `length` characters."""
        if not (column and length):
            return Location(path=str(self.path), line=line, column=column)
        return Location(path=str(self.path), line=line, column=column, end_line=line, end_column=column + length)

    def snippet(self, line: int) -> str:
        """The line, stripped, with secrets masked, cut to a readable length; empty when there is no such line."""
        if not 0 < line <= len(self.lines):
            return ""
        if line not in self._snippets:
            text = masked(self.lines[line - 1][:4000].strip())
            self._snippets[line] = text if len(text) <= SNIPPET_LENGTH else text[: SNIPPET_LENGTH - 1] + "…"
        return self._snippets[line]
