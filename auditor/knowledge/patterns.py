"""Which family a name belongs to, judged by patterns only; whoever asks marks the answer as a guess."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

_HUB: Final = "huggingface"
_TELLING: Final = 8
"""letters of a name that nobody takes by chance; a shorter one needs a number: `gemma-3`, and not `llama`"""
_WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_CONTINUED: Final = re.compile(r"[0-9a-z]|\.[0-9]")
"""what may not follow a name's words"""


_ANYBODY: Final = "*"


class Pattern(msgspec.Struct, frozen=True, order=True):
    """One pattern of one family; `*` stays within a path segment."""

    ecosystem: str
    pattern: str
    family: str


class Patterns:
    """All patterns, asked by ecosystem and name; the longest pattern that matches wins."""

    def __init__(self, patterns: list[Pattern]) -> None:
        by_ecosystem: dict[str, list[Pattern]] = {}
        for entry in sorted(patterns, key=lambda entry: (-len(entry.pattern), entry)):
            by_ecosystem.setdefault(entry.ecosystem, []).append(entry)
        self._families = {name: [entry.family for entry in entries] for name, entries in by_ecosystem.items()}
        self._first = {name: FirstOf([entry.pattern for entry in entries]) for name, entries in by_ecosystem.items()}
        self._of_makers = by_ecosystem.get(_HUB, [])

    def family(self, ecosystem: str, name: str) -> str | None:
        """The family's id, or None."""
        first = self._first.get(ecosystem)
        found = first.of(name) if first else None
        return None if found is None else self._families[ecosystem][found]

    def resembled(self, name: str) -> str | None:
        """The family whose maker's own names a name has in it, whoever published it: `acme/my-Llama-3.1-8B-tuned`."""
        text = name.rpartition("/")[2].lower().replace(" ", "-")
        words = self._makers_words
        for start in range(len(text)):
            if text[start] not in self._beginnings or (start and text[start - 1] in _WORD):
                continue
            for end in range(min(len(text), start + self._longest_word), start, -1):
                if text[start:end] in words and not _CONTINUED.match(text, end):
                    return words[text[start:end]]
        return None

    @cached_property
    def _makers_words(self) -> dict[str, str]:
        """What names of a family begin with on the hub → the family."""
        found: dict[str, str] = {}
        for entry in self._of_makers:
            words = entry.pattern.partition("/")[2].partition("*")[0].strip("-_.").lower()
            if len(words) >= _TELLING or any(letter.isdigit() for letter in words):
                found.setdefault(words, entry.family)
        return found

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[0] for word in self._makers_words)

    @cached_property
    def _longest_word(self) -> int:
        return max(map(len, self._makers_words), default=0)


class FirstOf:
    """Many globs: which of them, in their order, is the first to match.

    Those that begin with a maker's name, `acme/model-*`, are tried on its names only, so that a scan compiles few.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._of_maker: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            maker, slash, _ = pattern.partition("/")
            fixed = slash and maker.isascii() and "*" not in maker
            self._of_maker.setdefault(maker.lower() if fixed else "", []).append(number)
        self._joined: dict[str, tuple[re.Pattern[str], list[int]]] = {}

    def of(self, name: str) -> int | None:
        """The number of the first pattern that the whole name fits, counted from 0."""
        expression, numbers = self._expression(name)
        match = expression.fullmatch(name)
        return numbers[match.lastindex - 1] if match and match.lastindex else None

    def _expression(self, name: str) -> tuple[re.Pattern[str], list[int]]:
        """The patterns that the name may fit as one expression, and the number of each."""
        maker = name.partition("/")[0].lower() if name.isascii() else _ANYBODY
        if maker != _ANYBODY and maker not in self._of_maker:
            maker = ""
        found = self._joined.get(maker)
        if found is None:
            numbers = sorted({*self._of_maker.get(maker, ()), *self._of_maker.get("", ())})
            if maker == _ANYBODY:  # a letter outside ASCII may stand for one within, whatever its case
                numbers = list(range(len(self._patterns)))
            joined = "|".join(f"({_body(self._patterns[number])})" for number in numbers)
            found = self._joined[maker] = (re.compile(joined or "(?!)", re.IGNORECASE), numbers)
        return found


def compiled(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression. No segment holds more than three stars, so that matching stays linear enough."""
    return re.compile(_body(pattern), re.IGNORECASE)


def _body(pattern: str) -> str:
    parts = [re.escape(part) for part in re.sub(r"\*+", "*", pattern).split("*")]
    return "[^/]{0,200}".join(parts)
