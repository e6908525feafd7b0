"""Which family a name belongs to, judged by patterns only; whoever asks marks the answer as a guess."""

import re
from collections.abc import Sequence

import msgspec


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

    def family(self, ecosystem: str, name: str) -> str | None:
        """The family's id, or None."""
        first = self._first.get(ecosystem)
        found = first.of(name) if first else None
        return None if found is None else self._families[ecosystem][found]


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
