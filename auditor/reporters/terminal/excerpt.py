"""A line of source with carets below the words that name a component."""

from typing import Final

import msgspec

from auditor.domain.evidence import Location
from auditor.reporters.escape import cells, plain

_TAB: Final = 4
_ELLIPSIS: Final = "…"
_LEAST: Final = 20


class Excerpt(msgspec.Struct, frozen=True):
    """The line as it is shown, and the columns of it that matter."""

    line: str
    offset: int
    """columns of the terminal before the first caret"""
    length: int
    """how many carets"""


def excerpt(source: str, location: Location, room: int) -> Excerpt:
    """The line cut to the room there is, with the named words in view. Carets never leave the line."""
    begin = min(max(location.column - 1, 0), len(source))
    end = location.end_column - 1 if location.end_line in {0, location.line} else len(source)
    end = min(max(end, begin + 1), max(len(source), begin + 1))
    before, named, after = _shown(source[:begin]), _shown(source[begin:end]), _shown(source[end:])
    room = max(room, _LEAST)
    stripped = before.lstrip(" ")
    if cells(before + named + after) > room:
        before = stripped
    if cells(before + named) > room:
        keep = max(room - cells(named) - 1 - bool(after), _LEAST // 2)
        before = before if len(before) <= keep else _ELLIPSIS + before[-keep:]
    line = before + named + after
    if cells(line) > room:
        line = _cut(line, room - 1) + _ELLIPSIS
    length = max(min(cells(named), cells(line) - cells(before)), 1)
    return Excerpt(line.rstrip(" "), cells(before), length)


def _shown(text: str) -> str:
    return plain(text.replace("\t", " " * _TAB))


def _cut(text: str, room: int) -> str:
    taken = 0
    for index, char in enumerate(text):
        taken += cells(char)
        if taken > room:
            return text[:index]
    return text
