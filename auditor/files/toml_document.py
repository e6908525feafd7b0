"""TOML with positions. The standard library reads the values; it keeps no places, so a second look finds those.

The second look may be simple, since it only ever sees text that was found to be valid.
"""

import re
import tomllib
from datetime import date, time
from typing import Any, Final

from auditor.files.document import Document, Lines, Mark, Marks, ParseError, Path

_MAX_DEPTH: Final = 100
_LONG_KEY: Final = re.compile(
    r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]{0,200}+"|'[^'\n]{0,200}+')[ \t]*+\.[ \t]*+){64}""",
)
"""A key of very many parts: `tomllib` needs the cube of their number, so such a text is refused beforehand."""
_TOKEN: Final = re.compile(
    r'''(?sx)
      (?P<skip>[ \t\r]++|\#[^\n]*+)
    | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)|\'\'\'(?:[^']|'(?!''))*+(?:'{3,5}|\Z)
        |"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?)
    | (?P<mark>[\[\]{}=,.\n])
    | (?P<bare>[^\s\[\]{}=,.\#"']++)
    '''
)
_PLACE: Final = re.compile(r"at line (\d+), column (\d+)")


def load(text: str) -> Document:
    """The document; dates and times become text. Raises ParseError."""
    if found := _LONG_KEY.search(text):
        raise ParseError("a key of more than 64 parts", Lines(text).mark(found.start()))
    try:
        value = _plain(tomllib.loads(text), 0)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        mark = Mark(int(place[1]), int(place[2])) if place else Lines(text).mark(len(text))
        raise ParseError(message.partition(" (at ")[0], mark) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of too many digits
        raise ParseError("nested too deep, or a number too long") from error
    marks = _Places(text).found()
    return Document(value, marks.values, marks.keys)


def _plain(value: Any, depth: int) -> Any:  # noqa: ANN401 - TOML is any value
    if depth > _MAX_DEPTH:
        raise ParseError(f"nested more than {_MAX_DEPTH} deep")
    if isinstance(value, dict):
        return {key: _plain(child, depth + 1) for key, child in value.items()}
    if isinstance(value, list):
        return [_plain(child, depth + 1) for child in value]
    return value.isoformat() if isinstance(value, date | time) else value


class _Places:
    """Reads the tokens of a valid text and notes where keys and values begin."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.tokens = [
            (match.lastgroup, match[0], match.start()) for match in _TOKEN.finditer(text) if match.lastgroup != "skip"
        ]
        self.at = 0
        self.marks = Marks()
        self.tables: dict[Path, int] = {}
        """how many elements each array of tables has so far"""

    def found(self) -> Marks:
        self.marks.note((), Mark(1, 1))
        table: Path = ()
        while self.at < len(self.tokens):
            if self._is("\n"):
                self.at += 1
            elif self._is("["):
                table = self._header()
            elif not self._pair(table):
                break  # a text that this reader does not follow: what is known stands, the rest is "nearest"
        return self.marks

    def _is(self, mark: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][:2] == ("mark", mark)

    def _place(self) -> Mark:
        return self.lines.mark(self.tokens[self.at][2])

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`; gives the path of the table that it opens."""
        place = self._place()
        self.at += 1
        array = self._is("[")
        self.at += array
        *outer, last = self._key() or [("", place)]
        path: Path = ()
        for name, _ in outer:
            path = self._last_element((*path, name))
        path = (*path, last[0])
        if array:
            self.tables[path] = self.tables.get(path, 0) + 1
        self.marks.note(path, place, last[1])
        path = self._last_element(path)
        self.marks.note(path, place)
        while self._is("]"):
            self.at += 1
        return path

    def _last_element(self, path: Path) -> Path:
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def _key(self) -> list[tuple[str, Mark]]:
        parts: list[tuple[str, Mark]] = []
        while self.at < len(self.tokens) and self.tokens[self.at][0] != "mark":
            kind, raw, _ = self.tokens[self.at]
            parts.append((_unquoted(raw) if kind == "string" else raw, self._place()))
            self.at += 1
            if not self._is("."):
                break
            self.at += 1
        return parts

    def _pair(self, table: Path) -> bool:
        """`a.b = value`; False when there is none."""
        parts = self._key()
        if not parts or not self._is("="):
            return False
        self.at += 1
        path = table
        for name, place in parts:
            path = (*path, name)
            if path not in self.marks.values:
                self.marks.note(path, place, place)
        self._value(path, parts[-1][1])
        return True

    def _value(self, path: Path, key: Mark | None) -> None:
        if self.at >= len(self.tokens):
            return
        self.marks.note(path, self._place(), key)
        if self._is("["):
            self._array(path)
        elif self._is("{"):
            self._inline_table(path)
        else:
            while self.at < len(self.tokens) and (self.tokens[self.at][0] != "mark" or self._is(".")):
                self.at += 1  # `1979-05-27 07:32:00.5` is three tokens

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.at < len(self.tokens) and not self._is("]"):
            if self._is("\n") or self._is(","):
                self.at += 1
                continue
            before = self.at
            self._value((*path, index), None)
            index += 1
            if self.at == before:
                return
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self.at < len(self.tokens) and not self._is("}"):
            if self._is("\n") or self._is(","):
                self.at += 1
            elif not self._pair(path):
                return
        self.at += 1


def _unquoted(raw: str) -> str:
    """A quoted key's text."""
    if "\\" not in raw or raw.startswith("'"):
        return raw[1:-1]
    return str(tomllib.loads(f"key = {raw}")["key"])
