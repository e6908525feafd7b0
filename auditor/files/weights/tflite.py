"""TFLite: a FlatBuffer, which may hold another one that tells of the model."""

import struct
from collections.abc import Callable
from typing import BinaryIO, Final

MAGIC: Final = b"TFL3"
"""from the fifth byte on"""
_METADATA_NAME: Final = b"TFLITE_METADATA"
_LONGEST: Final = 262_144
"""bytes of the metadata"""
_MOST_ENTRIES: Final = 64
_MODEL_BUFFERS, _MODEL_METADATA = 4, 6
"""fields of the table `Model`"""
_TEXTS: Final = {0: "name", 1: "description", 2: "version", 4: "author", 5: "license"}
"""fields of the table `ModelMetadata`"""

_Read = Callable[[int, int], bytes]


class _Table:
    """One table of a FlatBuffer. A read beyond the end raises struct.error."""

    def __init__(self, read: _Read, at: int) -> None:
        self._read = read
        self.at = at

    @classmethod
    def root(cls, read: _Read) -> "_Table":
        return cls(read, cls(read, 0).follow(0))

    def follow(self, at: int) -> int:
        """Where an offset leads."""
        return at + int(struct.unpack("<I", self._read(at, 4))[0])

    def number(self, at: int) -> int:
        return int(struct.unpack("<I", self._read(at, 4))[0])

    def field(self, index: int) -> int | None:
        """Where a field stands; None when the table has none."""
        table = self.at - int(struct.unpack("<i", self._read(self.at, 4))[0])
        (length,) = struct.unpack("<H", self._read(table, 2))
        place = 4 + 2 * index
        if place + 2 > length:
            return None
        (offset,) = struct.unpack("<H", self._read(table + place, 2))
        return self.at + offset if offset else None

    def value(self, index: int) -> bytes:
        """The bytes of a field that is a text or a vector of bytes; empty when there is none."""
        place = self.field(index)
        if place is None:
            return b""
        start = self.follow(place)
        return self._read(start + 4, min(self.number(start), _LONGEST))

    def tables(self, index: int) -> list["_Table"]:
        """The tables of a vector, the first ones."""
        place = self.field(index)
        if place is None:
            return []
        start = self.follow(place)
        return [self.item(start, i) for i in range(min(self.number(start), _MOST_ENTRIES))]

    def item(self, start: int, index: int) -> "_Table":
        return _Table(self._read, self.follow(start + 4 + 4 * index))


def metadata_only(file: BinaryIO) -> bytes:
    """The magic bytes, and behind them the metadata if there is any. Never raises for odd content."""

    def read(at: int, length: int) -> bytes:
        file.seek(max(at, 0))
        return file.read(length)

    head = read(0, 8)
    try:
        return head + _metadata(read)
    except (struct.error, OverflowError):
        return head


def _metadata(read: _Read) -> bytes:
    model = _Table.root(read)
    buffers = model.field(_MODEL_BUFFERS)
    for entry in model.tables(_MODEL_METADATA):
        place = entry.field(1)
        if buffers is not None and place is not None and entry.value(0) == _METADATA_NAME:
            start = model.follow(buffers)
            index = model.number(place)
            if index < model.number(start):
                return model.item(start, index).value(0)
    return b""


def metadata(content: bytes) -> dict[str, str]:
    """The texts of the model's metadata; none where they cannot be read."""
    inner = content[8:]

    def read(at: int, length: int) -> bytes:
        return inner[at : at + length] if at >= 0 else b""

    texts: dict[str, str] = {}
    try:
        table = _Table.root(read)
        for index, name in _TEXTS.items():
            if text := table.value(index):
                texts[name] = text.decode("utf-8", errors="replace")
    except (struct.error, OverflowError):
        pass
    return texts
