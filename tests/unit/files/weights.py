"""Small weights files, written byte by byte."""

import json
import struct


def gguf(
    entries: dict[str, str | int | float | list[str]], *, version: int = 3, order: str = "<", tensors: int = 0
) -> bytes:
    """A GGUF header with these entries and no tensors."""
    wide = "I" if version == 1 else "Q"

    def text(value: str) -> bytes:
        raw = value.encode()
        return struct.pack(f"{order}{wide}", len(raw)) + raw

    body = b""
    for key, value in entries.items():
        body += text(key)
        if isinstance(value, str):
            body += struct.pack(f"{order}I", 8) + text(value)
        elif isinstance(value, list):
            body += struct.pack(f"{order}II{wide}", 9, 8, len(value)) + b"".join(map(text, value))
        elif isinstance(value, float):
            body += struct.pack(f"{order}If", 6, value)
        else:
            body += struct.pack(f"{order}II", 4, value)
    return b"GGUF" + struct.pack(f"{order}I{wide}{wide}", version, tensors, len(entries)) + body


def safetensors(metadata: dict[str, str] | None, **tensors: object) -> bytes:
    """A safetensors header."""
    header: dict[str, object] = dict(tensors)
    if metadata is not None:
        header["__metadata__"] = metadata
    raw = json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw


def onnx(properties: dict[str, str], producer: str = "pytorch", graph: int = 0) -> bytes:
    """An ONNX model whose graph is that many bytes long."""

    def varint(value: int) -> bytes:
        out = b""
        while value > 0x7F:
            out += bytes([value & 0x7F | 0x80])
            value >>= 7
        return out + bytes([value])

    def field(number: int, value: bytes) -> bytes:
        return varint(number << 3 | 2) + varint(len(value)) + value

    entries = b"".join(
        field(14, field(1, key.encode()) + field(2, value.encode())) for key, value in properties.items()
    )
    return b"\x08\x07" + field(2, producer.encode()) + field(7, b"\x00" * graph) + entries


def tflite(license_text: str | None) -> bytes:
    """A TFLite model of nothing but its metadata; tables are laid out one after the other."""
    inner = _metadata(license_text) if license_text is not None else b""
    buffers = [b"", inner]
    name = b"TFLITE_METADATA"
    out = bytearray(b"\0\0\0\0TFL3")

    def u32(at: int, value: int) -> None:
        out[at : at + 4] = struct.pack("<I", value)

    def table(fields: dict[int, int], count: int) -> tuple[int, dict[int, int]]:
        """A table with room for four bytes a field; gives its place and the places of the fields."""
        vtable = len(out)
        places = {index: 4 + 4 * i for i, index in enumerate(fields)}
        out.extend(struct.pack("<HH", 4 + 2 * count, 4 + 4 * len(fields)))
        out.extend(struct.pack(f"<{count}H", *(places.get(i, 0) for i in range(count))))
        at = len(out)
        out.extend(struct.pack("<i", at - vtable))
        out.extend(b"\0" * 4 * len(fields))
        return at, {index: at + place for index, place in places.items()}

    def vector(place: int, values: bytes, count: int) -> int:
        at = len(out)
        u32(place, at - place)
        out.extend(struct.pack("<I", count) + values)
        return at + 4

    model, places = table({4: 0, 6: 0}, 7)
    u32(0, model)
    items = vector(places[4], b"\0" * 4 * len(buffers), len(buffers))
    for index, content in enumerate(buffers):
        at, inside = table({0: 0} if content else {}, 1)
        u32(items + 4 * index, at - items - 4 * index)
        if content:
            vector(inside[0], content, len(content))
    items = vector(places[6], b"\0" * 4, 1)
    at, inside = table({0: 0, 1: 0}, 2)
    u32(items, at - items)
    vector(inside[0], name, len(name))
    u32(inside[1], 1)
    return bytes(out)


def _metadata(license_text: str) -> bytes:
    """`ModelMetadata` with a licence alone."""
    text = license_text.encode()
    out = bytearray(b"\0\0\0\0M001")
    vtable = len(out)
    out.extend(struct.pack("<HH6H", 16, 8, 0, 0, 0, 0, 0, 4))
    at = len(out)
    out[0:4] = struct.pack("<I", at)
    out.extend(struct.pack("<iI", at - vtable, 4))
    out.extend(struct.pack("<I", len(text)) + text)
    return bytes(out)
