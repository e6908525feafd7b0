"""ONNX: a Protocol Buffers message, whose graph holds the tensors and is skipped."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from auditor.files.document import ParseError

_GRAPH: Final = 7
_TRAINING: Final = 20
_FUNCTIONS: Final = 25
_SKIPPED: Final = frozenset({_GRAPH, _TRAINING, _FUNCTIONS})
_NAMES: Final = {2: "producer_name", 3: "producer_version", 4: "domain", 6: "doc_string"}
_PROPERTIES: Final = 14
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST_VARINT: Final = 10
_LONGEST_KEPT: Final = 65_536
"""bytes of one field that is no graph"""
_MOST_FIELDS: Final = 10_000
_LONGEST_HEAD: Final = 1_048_576
_LONGEST_FILE: Final = 2**48


def without_graph(file: BinaryIO, start: bytes) -> bytes:
    """The fields of the model around its graph, as a message of the same form. Never raises for odd content."""
    if start.startswith(b"version https://"):
        return start
    kept = bytearray()
    at = 0
    for _ in range(_MOST_FIELDS):
        file.seek(at)
        begin = file.read(2 * _LONGEST_VARINT)
        try:
            tag, length = _varint(begin, 0)
            if tag & 7 == _BYTES:
                inner, length = _varint(begin, length)
            else:
                inner, length = 0, _end(begin, tag & 7, length)
        except ParseError:
            return bytes(kept) if kept and not begin else start
        if tag >> 3 not in _SKIPPED and length + inner <= _LONGEST_KEPT:
            file.seek(at)
            kept += file.read(length + inner)
        at += length + inner
        if len(kept) > _LONGEST_HEAD or at > _LONGEST_FILE:
            break
    return bytes(kept)


def metadata(content: bytes) -> dict[str, str]:
    """The model's own texts and its properties. Raises ParseError for what is no such message."""
    texts: dict[str, str] = {}
    for number, value in _fields(content):
        if number in _NAMES:
            texts[_NAMES[number]] = _text(value)
        elif number == _PROPERTIES:
            entry = dict(_fields(value))
            texts[_text(entry.get(1, b""))] = _text(entry.get(2, b""))
    return texts


def _fields(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and value of each field that holds bytes."""
    at = 0
    while at < len(content):
        tag, at = _varint(content, at)
        if tag & 7 == _BYTES:
            length, at = _varint(content, at)
            if at + length > len(content) and tag >> 3 not in _SKIPPED:
                raise ParseError("the ONNX header is cut off")
            yield tag >> 3, content[at : at + length]
            at += length
        else:
            at = _end(content, tag & 7, at)


def _end(content: bytes, wire: int, at: int) -> int:
    """Where a value of fixed width, or a number, ends."""
    if wire == _VARINT:
        return _varint(content, at)[1]
    if wire in {_EIGHT, _FOUR}:
        return at + (8 if wire == _EIGHT else 4)
    raise ParseError("the file is no ONNX model")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(content[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
            return value, at + index + 1
    raise ParseError("the file is no ONNX model")


def _text(value: bytes) -> str:
    return value.decode("utf-8", errors="replace")
