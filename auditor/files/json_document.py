"""JSON with positions; comments and trailing commas are tolerated, as editors' and compilers' settings have them."""

import json
import re
from typing import Any, Final

from auditor.files.document import Document, Lines, Mark, Marks, ParseError, Path

_SPACE: Final = re.compile(r"(?:[ \t\n\r]++|//[^\n]*+|/\*(?s:.*?)\*/)*+")
_STRING: Final = re.compile(r'"[^"\\]*+(?:\\(?s:.)[^"\\]*+)*+"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_WORDS: Final = {
    "true": True,
    "false": False,
    "null": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_WORD: Final = re.compile("|".join(_WORDS))
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def load(text: str, *, max_depth: int = 100, max_nodes: int = 1_000_000) -> Document:
    """The document. Raises ParseError. Of two equal keys the last one counts, as in the standard library.

    Half of a surrogate pair, which no output could encode, becomes U+FFFD.
    """
    return _Reader(text, max_depth, max_nodes).read()


class _Reader:
    """Walks once over the text, without recursion: what is open stands on a stack."""

    def __init__(self, text: str, max_depth: int, max_nodes: int) -> None:
        self.text = text
        self.max_depth = max_depth
        self.left = self.max_nodes = max_nodes
        self.lines = Lines(text)
        self.marks = Marks()
        self.at = 0
        self.stack: list[tuple[Path, list[Any] | dict[str, Any]]] = []

    def read(self) -> Document:
        value = root = self._value((), None)
        while self.stack:
            path, holder = self.stack[-1]
            closing = "]" if isinstance(holder, list) else "}"
            if self._closes(closing, first=value is holder):
                self.stack.pop()
                value = None
                continue
            if isinstance(holder, list):
                value = self._value((*path, len(holder)), None)
                holder.append(value)
            else:
                start, key = self.at, self._string()
                self._space()
                self._expect(":")
                value = self._value((*path, key), self.lines.mark(start))
                holder[key] = value
        self._space()
        if self.at < len(self.text):
            raise self._error("something follows the end of the value")
        return Document(root, self.marks.values, self.marks.keys)

    def _closes(self, closing: str, *, first: bool) -> bool:
        """Whether the open list or object ends here; if not, the comma before its next entry is read."""
        self._space()
        if not first and not self.text.startswith(closing, self.at):
            self._expect(",")
            self._space()
        if self.text.startswith(closing, self.at):
            self.at += 1
            return True
        return False

    def _value(self, path: Path, key: Mark | None) -> Any:  # noqa: ANN401 - JSON is any value
        """The value that begins here; of a list or object only the opening bracket, which goes on the stack."""
        self._space()
        self.left -= 1
        if self.left < 0:
            raise self._error(f"more than {self.max_nodes} values")
        self.marks.note(path, self.lines.mark(self.at), key)
        character = self.text[self.at : self.at + 1]
        if character == '"':
            return self._string()
        if character in {"[", "{"}:
            if len(self.stack) >= self.max_depth:
                raise self._error(f"nested more than {self.max_depth} deep")
            self.at += 1
            holder: list[Any] | dict[str, Any] = [] if character == "[" else {}
            self.stack.append((path, holder))
            return holder
        return self._scalar()

    def _scalar(self) -> float | bool | None:
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            return _WORDS[word[0]]
        if number := _NUMBER.match(self.text, self.at):
            try:
                value = float(number[0]) if number[1] or number[2] else int(number[0])
            except ValueError:
                raise self._error("a number of too many digits") from None
            self.at = number.end()
            return value
        raise self._error("a value is missing" if self.at < len(self.text) else "the text ends too early")

    def _string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise self._error("a string in double quotes is missing, or does not end")
        raw = match[0]
        if "\\" not in raw:
            value = raw[1:-1]
        else:
            try:
                value = json.loads(raw, strict=False)
            except ValueError as error:
                raise self._error("an escape that does not exist") from error
        self.at = match.end()
        return _LONE_SURROGATE.sub("\ufffd", value)

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _expect(self, character: str) -> None:
        if not self.text.startswith(character, self.at):
            raise self._error(f"expected {character!r}")
        self.at += 1

    def _error(self, message: str) -> ParseError:
        return ParseError(message, self.lines.mark(self.at))
