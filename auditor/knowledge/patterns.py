"""Which family a name belongs to, judged by patterns only; whoever asks marks the answer as a guess."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

_HUB: Final = "huggingface"
_TELLING: Final = 8
"""letters of a name that nobody takes by chance; a shorter one needs a number: `gemma-3`, and not `llama`"""


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
        match = self._within.search(name.rpartition("/")[2].lower().replace(" ", "-"))
        return None if match is None else self._makers_words[match[1]]

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
    def _within(self) -> re.Pattern[str]:
        words = sorted(self._makers_words, key=lambda word: (-len(word), word))
        joined = "|".join(re.escape(word) for word in words)
        return re.compile(rf"(?<![a-z0-9])({joined or '(?!)'})(?![0-9a-z]|\.[0-9])")


class FirstOf:
    """Many globs as one expression: which of them, in their order, is the first to match."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._joined = re.compile("|".join(f"({_body(pattern)})" for pattern in patterns) or "(?!)", re.IGNORECASE)

    def of(self, name: str) -> int | None:
        """The number of the first pattern that the whole name fits, counted from 0."""
        match = self._joined.fullmatch(name)
        return match.lastindex - 1 if match and match.lastindex else None


def compiled(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression. No segment holds more than three stars, so that matching stays linear enough."""
    return re.compile(_body(pattern), re.IGNORECASE)


def _body(pattern: str) -> str:
    parts = [re.escape(part) for part in re.sub(r"\*+", "*", pattern).split("*")]
    return "[^/]{0,200}".join(parts)
