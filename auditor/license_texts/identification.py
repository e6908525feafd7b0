"""Which licence a text is: `identified`, `looks-like`, or `none`. Never the nearest one for want of a better.

A text is identified when all that the licence's copies hold stands in it, in order, and what stands besides changes
nothing. A number, a negation, a condition that differs makes it `looks-like`: a version nobody has read yet resembles
its sibling to nine tenths and more, so resemblance alone never decides.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from math import sqrt
from typing import Final

import msgspec

from auditor.license_texts.alignment import Alignment, align, trifling, whose
from auditor.license_texts.deciding import harmless
from auditor.license_texts.fingerprints import Index, Part, shipped
from auditor.license_texts.words import BLOCK, Words, words_of

LONGEST: Final = 1_000_000
"""characters that are looked at; licences of a tenth of this exist, beyond it is something else"""
RESEMBLES: Final = 0.5
"""share of a licence's blocks from which on a text is said to look like it"""
FRAGMENT: Final = 0.15
"""the same for a text that holds hardly anything else"""
_MOST: Final = 12
"""candidates that are laid beside the text, those with most in common"""
_BESIDE: Final = 40
"""words after a licence inside another text, in which it may be amended"""
_SLIPS: Final = 2
"""passages that may differ in a word or two, and one more for every six hundred words"""
_OUTSIDE: Final = 80
"""harmless words before and after a licence in a file of its own"""


class Verdict(StrEnum):
    """How sure we are."""

    IDENTIFIED = "identified"
    LOOKS_LIKE = "looks-like"
    NONE = "none"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A licence that the text may be."""

    license: str
    """the licence's id"""
    part: Part = "text"
    """the licence itself, or the use policy that belongs to it"""
    confidence: float
    """share of the licence's own words that stand in the text, less what stands between them; 0.0 to 1.0"""
    complete: bool
    """whether nothing of it is missing or changed; false for what merely resembles it"""
    line: int
    """where it begins, from 1"""
    lines: tuple[int, ...] = ()
    """where the text departs from it in more than a slip of the pen, at most twelve"""

    @property
    def told(self) -> str:
        """A statement of what the text resembles, which names no licence that one could be under."""
        where = f", first at line {self.lines[0]}" if self.lines else ""
        return f"a text like {self.license} ({self.confidence:.0%}) that departs from it{where}"


class Identification(msgspec.Struct, frozen=True):
    """What a text is."""

    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    """best first; empty for `none`"""

    @property
    def best(self) -> Candidate | None:
        """The first of the candidates."""
        return self.candidates[0] if self.candidates else None


NOTHING: Final = Identification(Verdict.NONE)


def identify(text: str, *, embedded: bool = False, index: Index | None = None) -> Identification:
    """Say which licence a text is.

    `embedded`: the text is a card or README that may hold a licence among other things; in a licence file, what stands
    beside the licence counts as an amendment of it. Only the first million characters are looked at.
    """
    words = words_of(text[:LONGEST])
    known = (index or shipped()).holders(words.words)
    alignments = _alignments(known, index or shipped())
    if not alignments:
        return NOTHING
    reading = _Reading(words, embedded, alignments)
    ranked = sorted(alignments, key=lambda each: (not reading.identifies(each), each.departures, -each.found))
    complete = [each for each in ranked if reading.identifies(each)]
    if complete and reading.alone(complete):
        return Identification(Verdict.IDENTIFIED, (reading.candidate(complete[0], complete=True),))
    likely = [each for each in ranked if reading.resembles(each)]
    likely.sort(key=lambda each: (-round(reading.confidence(each), 4), each.departures, each.fingerprint.id))
    candidates = tuple(reading.candidate(each, complete=False) for each in _one_each(likely))
    return Identification(Verdict.LOOKS_LIKE, candidates[:5]) if candidates else NOTHING


def _alignments(known: dict[int, list[tuple[int, int]]], index: Index) -> list[Alignment]:
    """The fingerprints that share most with the text, laid beside it."""

    def common(number: int) -> float:
        """Shared blocks, weighed so that neither a short text wins by its share nor a long one by its length."""
        return len({block for _, block in known[number]}) / sqrt(max(BLOCK, index.fingerprints[number].required))

    best = sorted(known, key=lambda number: (-common(number), number))[:_MOST]
    return [align(known[number], index.fingerprints[number]) for number in best]


def _one_each(alignments: Sequence[Alignment]) -> Iterator[Alignment]:
    """The best alignment of each licence."""
    met: set[str] = set()
    for each in alignments:
        if each.fingerprint.id not in met:
            met.add(each.fingerprint.id)
            yield each


class _Reading:
    """One text, and how it compares."""

    def __init__(self, words: Words, embedded: bool, alignments: Sequence[Alignment]) -> None:  # noqa: FBT001
        self.words = words
        self.embedded = embedded
        self.parts = alignments

    def identifies(self, each: Alignment) -> bool:
        """Whether the text is this one, and no amended form of it."""
        if each.head.missing or each.tail.missing:
            return False
        names = _names(each)
        odd = [passage for passage in each.inner if not whose(passage, self.words.words, names)]
        few = len(odd) <= _SLIPS + each.fingerprint.required // 100
        return few and all(trifling(p, self.words.words) for p in odd) and self._nothing_beside(each, names)

    def _nothing_beside(self, each: Alignment, names: frozenset[str]) -> bool:
        words = self.words.words
        start, end = each.head.end, each.tail.start
        if self.embedded:
            before = words[max(0, start - BLOCK * 2) : start]
            return harmless(before, known=names | _HEADING) and harmless(
                words[end : min(end + _BESIDE, self._next_heading(end))], known=names
            )
        before, after = self._unknown(each, 0, start), self._unknown(each, end, len(words))
        return len(before) + len(after) <= _OUTSIDE and harmless(before, known=names) and harmless(after, known=names)

    def _unknown(self, each: Alignment, start: int, end: int) -> list[str]:
        """The words of a range that do not belong to another part of the same licence, such as its use policy."""
        spans = sorted(
            (other.head.end, other.tail.start)
            for other in self.parts
            if other.fingerprint.id == each.fingerprint.id
            and other.fingerprint.part != each.fingerprint.part
            and other.share > 0.9  # noqa: PLR2004 - the whole of it
        )
        left: list[str] = []
        for first, last in spans:
            left += self.words.words[start : max(start, min(first, end))]
            start = max(start, min(last, end))
        return left + self.words.words[start:end]

    def _next_heading(self, number: int) -> int:
        """The number of the first word under the next Markdown heading."""
        starts, text = self.words.starts, self.words.text
        if number >= len(starts):
            return number
        heading = text.find("\n#", starts[number - 1] if number else 0)
        limit = min(number + _BESIDE, len(starts))
        return next((i for i in range(number, limit) if 0 <= heading < starts[i]), limit)

    def alone(self, complete: Sequence[Alignment]) -> bool:
        """Whether no other licence is as good a reading."""
        best = complete[0]
        rivals = [each for each in complete[1:] if each.fingerprint.id != best.fingerprint.id]
        return all(
            (each.departures, -each.covered) > (best.departures, -best.covered) or _inside(each, best)
            for each in rivals
        )

    def resembles(self, each: Alignment) -> bool:
        """Whether the likeness is worth telling."""
        covered = each.covered / max(1, len(self.words.words))
        return each.share >= RESEMBLES or (each.share >= FRAGMENT and covered >= 0.8 and each.found >= BLOCK)  # noqa: PLR2004

    def confidence(self, each: Alignment) -> float:
        """Share of the licence found, less what stands in between."""
        between = sum(passage.end - passage.start for passage in each.inner)
        return each.share * each.covered / max(1, each.covered + between)

    def candidate(self, each: Alignment, *, complete: bool) -> Candidate:
        """The licence with where the text departs from it."""
        return Candidate(
            license=each.fingerprint.id,
            part=each.fingerprint.part,
            confidence=round(1.0 if complete else min(self.confidence(each), 0.99), 2),
            complete=complete,
            line=self.words.line(each.head.end),
            lines=() if complete else tuple(sorted({self.words.line(at) for at in self._departures(each)})),
        )

    def _departures(self, each: Alignment) -> list[int]:
        """The numbers of the words at which the text departs, at most twelve."""
        names, words = _names(each), self.words.words
        found = [each.head.start] if each.head.missing else []
        if not harmless(self._unknown(each, 0, each.head.end), known=names):
            found.append(0)
        found += [p.start for p in each.inner if not whose(p, words, names) and not trifling(p, words)]
        end = each.tail.start
        if each.tail.missing or not harmless(self._unknown(each, end, len(words)), known=names):
            found.append(min(end, len(words) - 1))
        return found[:12]


_HEADING: Final = frozenset({"license", "licensing", "terms", "1", "2", "3", "4", "5", "6", "7", "8", "9"})


def _names(each: Alignment) -> frozenset[str]:
    """The words of a licence's names, which a heading may hold."""
    return frozenset(words_of(f"{each.fingerprint.names} {each.fingerprint.id.replace('-', ' ')}").words)


def _inside(each: Alignment, other: Alignment) -> bool:
    """Whether a licence stands within another one's text, as MIT's does in a modified MIT."""
    return other.head.end <= each.head.end and each.tail.start <= other.tail.start and each.covered < other.covered
