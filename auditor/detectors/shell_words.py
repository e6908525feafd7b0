"""A shell text taken apart into commands and words, each with its place. Nothing is expanded or run."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

_TOKEN: Final = re.compile(
    r"""(?xs)
      (?P<space>(?:[ \t\r]|\\\r?\n)++)
    | (?P<heredoc><<[-~]?[ \t]{0,8}(?P<quote>['"]?)(?P<mark>[A-Za-z_][\w-]{0,60})(?P=quote))
    | (?P<end>\n|&&|\|\|?|;;?|&(?!>)|[()`])
    | (?P<redirect>\d?(?:>>|>\||[<>]&?|&>))
    | (?P<single>'[^']*+')
    | (?P<double>"(?:[^"\\]|\\.)*+")
    | (?P<escape>\\.)
    | (?P<plain>[^\s'"\\;&|()<>`]++)
    | (?P<other>.)
    """
)
_WORD_PARTS: Final = frozenset({"single", "double", "escape", "plain", "other"})
_ESCAPED: Final = re.compile(r'\\(["\\$`]|\n)')


class Word(msgspec.Struct, frozen=True):
    """One word without its quotes."""

    text: str
    offset: int
    """of its first character, behind an opening quote"""
    raw: str = ""
    """as it stands in the text, from `offset` on"""

    def part(self, text: str) -> "Word":
        """A part of the word, without quotes around it, with its own place."""
        text = text.strip("\"'")
        return Word(text, self.offset + max((self.raw or self.text).find(text), 0))


class Heredoc(msgspec.Struct, frozen=True):
    """The text that a command gets as its input."""

    text: str
    offset: int


class Command(msgspec.Struct, frozen=True):
    """A simple command: what stands between two operators."""

    words: tuple[Word, ...]
    heredoc: Heredoc | None = None


def commands(text: str, base: int = 0) -> Iterator[Command]:
    """The simple commands of a text, in order; `base` is added to every offset."""
    words: list[Word] = []
    parts: list[str] = []
    begin = at = 0
    marks: list[str] = []
    while at < len(text) and (match := _TOKEN.match(text, at)):
        start, at = match.span()
        kind, raw = match.lastgroup, match[0]
        comment = raw.startswith("#") and not parts
        if kind in _WORD_PARTS and not comment:
            if not parts:
                begin = start + (kind in {"single", "double"})
            parts.append(_plain(kind, raw))
            continue
        if parts:
            words.append(Word("".join(parts), base + begin, text[begin:start]))
            parts = []
        if comment:
            stop = text.find("\n", start)
            at = stop if stop >= 0 else len(text)
        elif kind == "heredoc":
            marks.append(match["mark"])
        elif kind == "end":
            heredoc = None
            if raw == "\n" and marks:
                heredoc, at = _body(text, at, marks, base)
                marks = []
            if heredoc is not None and not words:
                words = [Word("sh", heredoc.offset)]  # a Dockerfile's `RUN <<EOF`
            if words:
                yield Command(tuple(words), heredoc)
            words = []
    if parts:
        words.append(Word("".join(parts), base + begin, text[begin:]))
    if words:
        yield Command(tuple(words))


def _plain(kind: str | None, raw: str) -> str:
    if kind == "single":
        return raw[1:-1]
    if kind == "double":
        return _ESCAPED.sub(lambda match: match[1].strip("\n"), raw[1:-1])  # an escaped line break joins two lines
    return raw[1:] if kind == "escape" else raw


def _body(text: str, at: int, marks: list[str], base: int) -> tuple[Heredoc, int]:
    """The bodies that begin at `at`, as one; and where the text goes on."""
    start, end = at, at
    for mark in marks:
        while at < len(text):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            line, end, at = text[at:stop].strip(), at, stop + 1
            if line == mark:
                break
        else:
            end = len(text)
    return Heredoc(text[start:end], base + start), min(at, len(text))
