"""What YAML, JSON and TOML files have in common once they are read: plain values, and where each of them stands."""

from collections.abc import Iterator
from typing import Any

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
