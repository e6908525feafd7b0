"""A text laid beside one fingerprint: which blocks stand in it, in order, and what departs from them."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from auditor.license_texts.deciding import decides, harmless
from auditor.license_texts.fingerprints import Fingerprint
from auditor.license_texts.words import BLOCK

SMALL: int = 12
"""words that may stand in place of a block or two, such as a holder's name"""


class Passage(msgspec.Struct, frozen=True):
    """A run of words of the text, `start` to `end`, that stands where the fingerprint has `missing` other blocks."""

    start: int
    end: int
    missing: int = 0
    """blocks that a whole copy has here"""
    decides: bool = False
    """whether one of these holds a deciding word"""


class Alignment(msgspec.Struct, frozen=True):
    """How a text and a fingerprint lie beside each other."""

    fingerprint: Fingerprint
    found: int
    """required blocks that stand in the text"""
    covered: int
    """words of the text from the first to the last of its blocks that belong to one"""
    head: Passage
    """what stands before the first block"""
    tail: Passage
    """what stands after the last one"""
    inner: tuple[Passage, ...]
    """what departs in between"""

    @property
    def share(self) -> float:
        """How much of what a whole copy has stands in the text, 0.0 to 1.0."""
        return self.found / max(1, self.fingerprint.required)

    @property
    def departures(self) -> int:
        """Blocks that are missing, and words that are too many, in one figure; less is closer."""
        outer = self.head.missing + self.tail.missing
        return outer + sum(passage.missing + passage.end - passage.start for passage in self.inner)


def align(pairs: Sequence[tuple[int, int]], fingerprint: Fingerprint) -> Alignment:
    """Lay out the longest run of blocks that stand in the text in their own order.

    `pairs` are (position of a word, number of a block), by position.
    """
    chain = _longest_run(pairs)
    missing = bytearray(b"\1" * len(fingerprint.hashes))
    for _, block in chain:
        missing[block] = 0
    lacking = _Lacking(fingerprint, missing)
    inner: list[Passage] = []
    covered = BLOCK
    for (position, block), (next_position, next_block) in pairwise(chain):
        end = position + BLOCK
        covered += min(BLOCK, next_position - position)
        gone, deciding = lacking.between(block + 1, next_block)
        if gone or next_position > end:
            inner.append(Passage(end, max(end, next_position), gone, deciding))
    first, last = chain[0], chain[-1]
    required = fingerprint.required - sum(
        gone and not optional for gone, optional in zip(missing, fingerprint.may_lack, strict=True)
    )
    return Alignment(
        fingerprint=fingerprint,
        found=required,
        covered=covered,
        head=Passage(0, first[0], *lacking.between(0, first[1])),
        tail=Passage(last[0] + BLOCK, last[0] + BLOCK, *lacking.between(last[1] + 1, len(missing))),
        inner=tuple(inner),
    )


class _Lacking(msgspec.Struct, frozen=True):
    """Which required blocks are missing."""

    fingerprint: Fingerprint
    missing: bytearray

    def between(self, start: int, end: int) -> tuple[int, bool]:
        """How many from `start` up to `end`, and whether one holds a deciding word."""
        may_lack, deciding = self.fingerprint.may_lack, self.fingerprint.deciding
        gone = [block for block in range(start, end) if self.missing[block] and not may_lack[block]]
        return len(gone), any(deciding[block] for block in gone)


def _longest_run(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs in which both numbers grow, by patience sorting."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ends: list[int] = []  # the smallest block that ends a run of each length
    owners: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, block) in enumerate(ordered):
        length = bisect_left(ends, block)
        before.append(owners[length - 1] if length else -1)
        if length == len(ends):
            ends.append(block)
            owners.append(number)
        else:
            ends[length] = block
            owners[length] = number
    run: list[tuple[int, int]] = []
    at = owners[-1] if owners else -1
    while at >= 0:
        run.append(ordered[at])
        at = before[at]
    return run[::-1]


def whose(passage: Passage, words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether an inner passage only tells who holds the copyright; every copy may."""
    extra = words[passage.start : passage.end]
    return not passage.missing and "copyright" in extra and len(extra) <= 4 * SMALL and harmless(extra, known=known)


def trifling(passage: Passage, words: Sequence[str]) -> bool:
    """Whether an inner passage changes nothing: a name, a slip of the pen."""
    extra = words[passage.start : passage.end]
    if passage.decides or passage.missing > 2:  # noqa: PLR2004 - a name spoils one block, or the two that it straddles
        return False
    return len(extra) <= SMALL and not any(decides(word) for word in extra)
