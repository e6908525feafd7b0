"""What is kept of each licence's text: hashes of its blocks of words, in order. No text can be read out of them."""

import base64
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Literal

import msgspec

from auditor.license_texts.words import BLOCK

SHIPPED: Final = Path(__file__).parent / "fingerprints.jsonl"
Part = Literal["text", "policy"]


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """One copy of one licence's text, or of the policy that belongs to it. A line of the shipped file."""

    id: str
    """the licence's id"""
    part: Part = "text"
    names: str = ""
    """what a heading may call it"""
    source: str
    """`repository:path` of the copy that was read"""
    blocks: str
    """base64 of 32-bit little-endian hashes in the order of the text; the lowest bit tells of a deciding word"""
    optional: tuple[tuple[int, int], ...] = ()
    """ranges of blocks that a copy may lack: title, appendix"""

    @cached_property
    def hashes(self) -> "array[int]":
        """The blocks without their marks."""
        return array("I", [value >> 1 for value in self._marked])

    @cached_property
    def deciding(self) -> bytes:
        """Per block 1 where it holds a deciding word."""
        return bytes(value & 1 for value in self._marked)

    @cached_property
    def may_lack(self) -> bytes:
        """Per block 1 where a copy may lack it."""
        marks = bytearray(len(self._marked))
        for start, end in self.optional:
            marks[start:end] = b"\1" * (min(end, len(marks)) - start)
        return bytes(marks)

    @cached_property
    def required(self) -> int:
        """How many blocks a whole copy has at least."""
        return len(self.may_lack) - sum(self.may_lack)

    @cached_property
    def _marked(self) -> "array[int]":
        values = array("I")
        values.frombytes(base64.b64decode(self.blocks))
        if sys.byteorder == "big":
            values.byteswap()
        return values


def block_hash(words: Sequence[str]) -> int:
    """31 bits for a block of words."""
    return zlib.crc32(" ".join(words).encode()) >> 1


class Index:
    """All fingerprints, and which of them hold a given block."""

    def __init__(self, fingerprints: Iterable[Fingerprint]) -> None:
        self.fingerprints = tuple(fingerprints)
        self._first: dict[int, int] = {}
        """hash → the last fingerprint and block entered for it, as one number"""
        self._more: dict[int, list[int]] = {}
        """hash → the others, for blocks that several texts share or one repeats"""
        for number, fingerprint in enumerate(self.fingerprints):
            self._enter(number << _SHIFT, fingerprint.hashes)

    @cached_property
    def licenses(self) -> frozenset[str]:
        """The ids of the licences whose text is known."""
        return frozenset(each.id for each in self.fingerprints if each.part == "text")

    def _enter(self, base: int, hashes: Sequence[int]) -> None:
        first, more = self._first, self._more
        for block, value in enumerate(hashes):
            if value in first:
                more.setdefault(value, []).append(base + block)
            else:
                first[value] = base + block

    def holders(self, words: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
        """For each fingerprint that shares blocks with the words: (position of a word, number of the block)."""
        found: dict[int, list[tuple[int, int]]] = {}
        seen: dict[int, int] = {}
        first, more, crc32 = self._first, self._more, zlib.crc32
        for position in range(len(words) - BLOCK + 1):
            value = crc32(" ".join(words[position : position + BLOCK]).encode()) >> 1
            if value not in first or seen.get(value, 0) == _REPEATED:
                continue
            seen[value] = seen.get(value, 0) + 1
            for place in (first[value], *more.get(value, ())):
                found.setdefault(place >> _SHIFT, []).append((position, place & _MASK))
        return found


_SHIFT: Final = 16
_MASK: Final = (1 << _SHIFT) - 1
_REPEATED: Final = 32
"""how often the same block is looked at in one text; a hostile one may consist of nothing else"""


@lru_cache(maxsize=1)
def shipped() -> Index:
    """The fingerprints that come with the program; read once, and only when a text is to be identified."""
    return read(SHIPPED)


def read(path: Path) -> Index:
    """The fingerprints of a file."""
    decoder = msgspec.json.Decoder(Fingerprint)
    return Index(decoder.decode_lines(path.read_bytes()))
