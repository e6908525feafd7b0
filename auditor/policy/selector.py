"""Which components an entry of the policy means: `model:huggingface/acme/*`, `service:azure/*`, `pkg:pypi/openai`."""

from functools import lru_cache
from typing import Final, Self
from urllib.parse import unquote

import msgspec

from auditor.domain.component import ComponentId, ComponentKind, comparable

MAX_LENGTH: Final = 500
_KIND_WORDS: Final = frozenset(kind.word for kind in ComponentKind) | {"*"}


def matches_glob(pattern: str, text: str) -> bool:
    """Whether the pattern is the whole text; `*` stands for any characters, and nothing else is special.

    The pieces between the stars are looked for from left to right, each once, so that no pattern is slow.
    """
    first, *pieces = pattern.split("*")
    if not pieces:
        return pattern == text
    *between, last = pieces
    if not (text.startswith(first) and text.endswith(last) and len(text) >= len(first) + len(last)):
        return False
    position, end = len(first), len(text) - len(last)
    for piece in between:
        found = text.find(piece, position, end)
        if found < 0:
            return False
        position = found + len(piece)
    return True


class Selector(msgspec.Struct, frozen=True):
    """A pattern over ids or package URLs. Names are compared as their ecosystem compares them; `*` crosses slashes."""

    kind: str
    """a kind's word, `*`, or `pkg` for a package URL"""
    ecosystem: str
    name: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a selector. Raises ValueError when the text has another form."""
        kind, colon, rest = text.partition(":")
        ecosystem, slash, name = rest.partition("/")
        if len(text) > MAX_LENGTH or not (colon and slash and ecosystem and name):
            raise ValueError(
                f"{text[:MAX_LENGTH]!r} selects no component; write model:huggingface/acme/* or pkg:pypi/openai"
            )
        if kind == "pkg":
            name = unquote(name)
            if "@" in name.split("/")[-1]:
                raise ValueError(f"{text!r} names a version; a component is selected without one")
        elif kind not in _KIND_WORDS:
            words = ", ".join(sorted(_KIND_WORDS - {"*", "application"}))
            raise ValueError(f"{kind!r} is no kind of component; use {words} or pkg")
        return cls(kind, ecosystem, name)

    def matches(self, component: ComponentId) -> bool:
        """Whether the component is meant."""
        if self.kind == "pkg":
            purl = component.purl
            ecosystem = purl.removeprefix("pkg:").partition("/")[0] if purl else None
        else:
            ecosystem = component.ecosystem if self.kind in {"*", component.kind.word} else None
        if ecosystem is None or not matches_glob(self.ecosystem, ecosystem):
            return False
        wanted = comparable(component.ecosystem, self.name)
        return matches_glob(wanted, comparable(component.ecosystem, component.name))


def selects(text: str, component: ComponentId) -> bool:
    """Whether a selector that was checked when the policy was read means the component."""
    return _parsed(text).matches(component)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Selector:
    return Selector.parse(text)
