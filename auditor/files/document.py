"""What YAML, JSON and TOML files have in common once they are read: plain values, and where each of them stands."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from auditor.errors import AuditorError

Path = tuple[str | int, ...]
"""the way to a value: keys of mappings, indexes of lists"""


class Mark(msgspec.Struct, frozen=True, order=True):
    """A place in a text; line and column count from 1, in code points."""

    line: int
    column: int


class ParseError(AuditorError):
    """A document that cannot be read; `mark` says where."""

    def __init__(self, message: str, mark: Mark | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.mark = mark


class Lines:
    """Turns offsets into a text into marks."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def mark(self, offset: int) -> Mark:
        """The place of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Mark(line, offset - self._starts[line - 1] + 1)


PATH_BUDGET: Final = 2_000_000
"""How many path elements one document's marks may hold together: some 16 MB. A real file stays far below."""


class Marks:
    """Where values and keys begin, written down while a document is read.

    Deep and wide input would make the paths larger than the text itself. Once the budget is spent nothing more is
    written down, and `Document.position` answers with the nearest thing around.
    """

    def __init__(self) -> None:
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self._left = PATH_BUDGET

    def note(self, path: Path, value: Mark, key: Mark | None = None) -> None:
        """The value at `path` begins at `value`, and its key, where it has one, at `key`."""
        self._left -= len(path)
        if self._left < 0:
            return
        self.values[path] = value
        if key is not None:
            self.keys[path] = key


class Document(msgspec.Struct, frozen=True):
    """One document: `str`, `int`, `float`, `bool`, None, `list` and `dict` with string keys.

    In YAML every scalar stays text, so that `NO` is Norway and `3.10` a version; an empty value is None.
    """

    value: Any
    values: dict[Path, Mark]
    """where each value begins"""
    keys: dict[Path, Mark]
    """where each mapping's key begins; the path is that of the key's value"""

    def position(self, path: Path) -> Mark:
        """Where the value at `path` begins, or, where that is not known, the nearest thing around it."""
        return self._nearest(self.values, path)

    def key_position(self, path: Path) -> Mark:
        """Where the key of the value at `path` begins, or the nearest thing around it."""
        return self.keys.get(path) or self._nearest(self.values, path)

    def strings(self) -> Iterator[tuple[Path, str, Mark]]:
        """Every string value, in the order of the text."""
        stack: list[tuple[Path, Any]] = [((), self.value)]
        while stack:
            path, value = stack.pop()
            if isinstance(value, str):
                yield path, value, self.position(path)
            elif isinstance(value, dict):
                stack += [((*path, key), child) for key, child in reversed(value.items())]
            elif isinstance(value, list):
                stack += [((*path, index), child) for index, child in reversed(list(enumerate(value)))]

    @staticmethod
    def _nearest(marks: dict[Path, Mark], path: Path) -> Mark:
        while path and path not in marks:
            path = path[:-1]
        return marks.get(path) or Mark(1, 1)
