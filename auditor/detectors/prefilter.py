"""Which detectors need not see a file at all, told by a search for a few byte strings.

A detector that has needles (`NEEDLES`, or `needles(knowledge)` where they come from the knowledge) is handed only files
in which one of them occurs. One that has none sees every file that it wants.
"""

import importlib
import re
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from auditor.detectors.base import Detector
from auditor.knowledge.base import KnowledgeBase

_LONGEST: Final = 64
"""bytes; of a longer needle its beginning is searched, which finds no less"""
_Search = Callable[[bytes], set[bytes]]


def needles_of(detector: Detector, knowledge: KnowledgeBase) -> frozenset[bytes] | None:
    """The needles; None for a detector that has none and so wants every file."""
    ask = getattr(detector, "needles", None)
    found = ask(knowledge) if callable(ask) else getattr(detector, "NEEDLES", None)
    return None if found is None else frozenset(needle[:_LONGEST] for needle in found)


class Prefilter:
    """Searches a file once for the needles of all detectors."""

    def __init__(self, needles: Sequence[frozenset[bytes] | None], *, fast: bool = True) -> None:
        self._needles = needles
        everything = frozenset[bytes]().union(*(each for each in needles if each is not None))
        self._search = (_automaton(everything) if fast else None) or _expression(everything)

    def passing(self, candidates: Collection[int], content: bytes) -> list[int]:
        """Those of the candidate detectors, by index, that must see a file of this content."""
        if all(self._needles[index] is None for index in candidates):
            return sorted(candidates)
        found = self._search(content)
        return [
            index
            for index in sorted(candidates)
            if (needles := self._needles[index]) is None or b"" in needles or not found.isdisjoint(needles)
        ]


def _automaton(needles: Collection[bytes]) -> _Search | None:
    """By Aho and Corasick's automaton, where the `fast` extra is installed."""
    try:
        library: Any = importlib.import_module("ahocorasick_rs")
    except ImportError:
        return None
    listed = sorted(needles - {b""} if isinstance(needles, frozenset) else needles)
    automaton = library.BytesAhoCorasick(listed)
    return lambda content: {
        listed[index] for index, _, _ in automaton.find_matches_as_indexes(content, overlapping=True)
    }


def _expression(needles: Collection[bytes]) -> _Search:
    """By a regular expression of the shape of a trie, so that common beginnings are compared once.

    It finds the shortest needle at each place, and from that the longer ones that begin likewise.
    """
    listed = sorted(needle for needle in needles if needle)
    if not listed:
        return lambda _: set()
    expression = re.compile(b"(?=(" + _trie(listed, 0) + b"))")
    longer = {needle: [other for other in listed if other.startswith(needle)] for needle in listed}

    def search(content: bytes) -> set[bytes]:
        found: set[bytes] = set()
        for match in expression.finditer(content):
            found.update(other for other in longer[match[1]] if content.startswith(other, match.start()))
        return found

    return search


def _trie(needles: Sequence[bytes], depth: int) -> bytes:
    """An expression for needles that agree up to `depth`; a needle that ends here makes longer ones needless."""
    if any(len(needle) == depth for needle in needles):
        return b""
    groups: dict[int, list[bytes]] = {}
    for needle in needles:
        groups.setdefault(needle[depth], []).append(needle)
    branches = [re.escape(bytes([byte])) + _trie(group, depth + 1) for byte, group in groups.items()]
    return branches[0] if len(branches) == 1 else b"(?:" + b"|".join(branches) + b")"
