"""Which component that came stands in the place of one that is gone: its kin, by family, by what succeeds what, by name.

That somebody *meant* to replace one by the other is not known, and not said: two of a kind went and came at once.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final, Literal

from auditor.comparison.difference import Component, Replaced
from auditor.comparison.licenses import license_shift
from auditor.knowledge.base import KnowledgeBase

Relation = Literal["family", "successor", "series", "namespace"]
_RANKS: Final[dict[Relation, int]] = {"family": 0, "successor": 1, "series": 2, "namespace": 3}
_KINDS: Final = frozenset({"machine-learning-model", "data", "service"})
_WORD: Final = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*")
_MOST: Final = 400
"""components on a side; with more nobody reads who stands for whom, and every pair would be looked at"""


def replacements(gone: Collection[Component], come: Collection[Component], knowledge: KnowledgeBase) -> list[Replaced]:
    """Each component at most once, the nearest kin first; the same pairs whichever side is called the old one."""
    if len(gone) > _MOST or len(come) > _MOST:
        return []
    pairs = sorted(_pairs(gone, come), key=lambda pair: pair[0])
    taken: set[str] = set()
    found: list[Replaced] = []
    for _, relation, old, new in pairs:
        if old.id in taken or new.id in taken:
            continue
        taken |= {old.id, new.id}
        found.append(Replaced(old.id, new.id, relation, license_shift(old, new, knowledge)))
    return sorted(found, key=lambda one: sorted((one.old, one.new)))


def _pairs(
    gone: Iterable[Component], come: Iterable[Component]
) -> Iterable[tuple[tuple[object, ...], Relation, Component, Component]]:
    come = tuple(come)
    for old in gone:
        for new in come:
            relation = _relation(old, new)
            if relation is not None:
                order = (_RANKS[relation], -_likeness(old.name, new.name), *sorted((old.id, new.id)))
                yield order, relation, old, new


def _relation(one: Component, other: Component) -> Relation | None:
    if one.kind != other.kind or one.kind not in _KINDS or one.used != other.used:
        return None
    if one.family is not None and one.family == other.family:
        return "family"
    if _succeeds(one, other) or _succeeds(other, one):
        return "successor"
    series = _series(one.family)
    if series and series == _series(other.family) and one.supplier == other.supplier is not None:
        return "series"
    return "namespace" if _is_neighbour(one, other) else None


def _succeeds(one: Component, other: Component) -> bool:
    """Whether the knowledge calls `one` the successor of `other`."""
    return other.superseded_by is not None and other.superseded_by in {one.id, one.name, one.family}


def _series(family: str | None) -> str:
    """`llama` for `llama-3.1`: a family's name without its version."""
    words = _WORD.findall((family or "").lower())
    return " ".join(word for word in words if word.isalpha() and len(word) > 1)


def _is_neighbour(one: Component, other: Component) -> bool:
    """Whether both are published by the same namespace, under names that begin with the same word."""
    (space, slash, name), (their_space, _, their_name) = one.name.partition("/"), other.name.partition("/")
    words, their_words = _WORD.findall(name.lower()), _WORD.findall(their_name.lower())
    return bool(slash) and space.lower() == their_space.lower() and words[:1] == their_words[:1] != []


def _likeness(one: str, other: str) -> float:
    """The share of words that two names have in common."""
    words, others = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(words & others) / max(len(words | others), 1)
