"""SQL scripts, as far as texts stand in columns: what is inserted, set, or the default. No dialect is parsed in full."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

_TOKEN: Final = re.compile(
    r"""(?xs)
      (?P<space>\s++)
    | (?P<comment>--[^\n]*+ | /\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))
    | (?P<dollar>\$[A-Za-z_]{0,60}\$)
    | (?P<text>[eEnN]?'(?:[^'\\]|''|\\.)*+(?:'|\Z))
    | (?P<name>[A-Za-z_][\w$]{0,120} | "[^"\n]{0,120}" | `[^`\n]{0,120}` | \[[A-Za-z_][\w ]{0,120}\])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<other>.)
    """
)
_DEEPEST: Final = 200
_TYPES: Final = frozenset({"constraint", "primary", "unique", "foreign", "check"})


class Use(StrEnum):
    """What is done with a text."""

    INSERTED = "inserted"
    SET = "set"
    DEFAULT = "default"
    COMPARED = "compared"


class Cell(msgspec.Struct, frozen=True):
    """A text and the column it stands in."""

    table: str
    column: str
    """empty where the statement names none"""
    text: str
    offset: int
    """of the first character behind the quote"""
    use: Use
    row: int
    """counted over the script; the cells of one row, of an update or of a column's default have the same"""


class _Statement(msgspec.Struct):
    """Where the reader is in a statement."""

    kind: str = ""
    table: str = ""
    columns: list[str] = msgspec.field(default_factory=list)
    stage: str = ""
    index: int = 0
    depth: int = 0
    column: str = ""
    """the first name behind a bracket or comma, or behind COLUMN"""
    fresh: bool = True
    last: str = ""
    before: str = ""
    """the last word or sign"""


def cells(text: str) -> Iterator[Cell]:
    """Every text that stands in a column, in order. Never raises; what is no SQL has no cells."""
    state, row = _Statement(), 0
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup, match[0]
        if kind in {"space", "comment", "dollar"}:
            continue
        if kind == "text":
            cell = _cell(state, raw, match.start(), row)
            if cell is not None:
                yield cell
            state.before = "text"
        elif kind == "name":
            _name(state, raw)
        elif kind == "open":
            state.depth = min(state.depth + 1, _DEEPEST)
            row += _opened(state)
        elif kind == "close":
            state.depth = max(state.depth - 1, 0)
            if state.stage == "columns" and state.depth == 0:
                state.stage = "table"
            state.before = ")"
        elif raw == ";":
            state, row = _Statement(), row + 1
        else:
            _sign(state, raw)


def _cell(state: _Statement, raw: str, start: int, row: int) -> Cell | None:
    begin = raw.index("'") + 1
    text = raw[begin:-1] if raw.endswith("'") and len(raw) > begin else raw[begin:]
    text = text.replace("''", "'")
    if state.stage == "values" and state.before in {"(", ",", "values", "select"}:
        column = state.columns[state.index] if state.index < len(state.columns) else ""
        return Cell(state.table, column, text, start + begin, Use.INSERTED, row)
    if state.before == "default":
        return Cell(state.table, state.column, text, start + begin, Use.DEFAULT, row)
    if state.before == "=":
        use = Use.SET if state.stage == "set" else Use.COMPARED
        return Cell(state.table, state.last, text, start + begin, use, row)
    return None


def _name(state: _Statement, raw: str) -> None:
    name = raw.strip('"`[]')
    word = raw.lower()
    if word in {"insert", "update", "create", "alter"} and state.depth == 0:
        fresh = _Statement(kind=word)
        for field in fresh.__struct_fields__:
            setattr(state, field, getattr(fresh, field))
    elif word in {"into", "table", "update"} or (word in {"if", "not", "exists", "only"} and not state.table):
        state.stage = "into"
    elif word == "set":
        state.stage = "set" if state.kind == "update" or state.stage == "values" else state.stage
    elif word in {"where", "having", "on", "when"}:
        state.stage = "where"
    elif word in {"values", "select"} and state.kind == "insert":
        state.stage, state.index = "values", 0
    elif word == "from" and state.stage == "values":
        state.stage = "where"
    elif state.kind and not state.table and (state.stage == "into" or state.kind == "update"):
        state.table, state.stage = name, "table"
    elif state.before == "." and state.stage == "table" and not state.columns:
        state.table = name  # what stood before was the schema
    elif state.stage == "columns":
        state.columns.append(name)
    elif (state.fresh or state.before == "column") and word not in _TYPES | {"default", "add", "alter", "column"}:
        state.column, state.fresh = name, False
    state.last = name
    state.before = word


def _opened(state: _Statement) -> int:
    """A bracket opens; 1 where a new row begins with it."""
    state.fresh, state.before = True, "("
    if state.stage == "table" and state.kind == "insert" and state.depth == 1:
        state.stage = "columns"
    if state.stage == "values" and state.depth == 1:
        state.index = 0
        return 1
    return 0


def _sign(state: _Statement, raw: str) -> None:
    if raw == ",":
        state.fresh = True
        if state.stage == "values" and state.depth <= 1:
            state.index += 1
    state.before = raw
