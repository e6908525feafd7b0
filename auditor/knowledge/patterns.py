"""Which family a name belongs to, judged by patterns only; whoever asks marks the answer as a guess."""

import re

import msgspec


class Pattern(msgspec.Struct, frozen=True, order=True):
    """One pattern of one family; `*` stays within a path segment."""

    ecosystem: str
    pattern: str
    family: str


class Patterns:
    """All patterns, asked by ecosystem and name; the longest pattern that matches wins."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self._by_ecosystem: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for entry in sorted(patterns, key=lambda entry: (-len(entry.pattern), entry)):
            self._by_ecosystem.setdefault(entry.ecosystem, []).append((compiled(entry.pattern), entry.family))

    def family(self, ecosystem: str, name: str) -> str | None:
        """The family's id, or None."""
        for pattern, family in self._by_ecosystem.get(ecosystem, ()):
            if pattern.fullmatch(name):
                return family
        return None


def compiled(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression. No segment holds more than three stars, so that matching stays linear enough."""
    parts = [re.escape(part) for part in re.sub(r"\*+", "*", pattern).split("*")]
    return re.compile("[^/]{0,200}".join(parts), re.IGNORECASE)
