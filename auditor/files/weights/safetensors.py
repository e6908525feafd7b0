"""Safetensors: eight bytes of length, then JSON with the tensors' places and a table of texts."""

from typing import Final

import msgspec

from auditor.files.document import ParseError

_PREFIX: Final = 8
_LONGEST: Final = 100_000_000
"""bytes; the format's own limit of a header"""


class _Header(msgspec.Struct, frozen=True):
    metadata: dict[str, str | int | float | bool | None] = msgspec.field(name="__metadata__", default_factory=dict)


def metadata(content: bytes, size: int) -> dict[str, str]:
    """The texts of `__metadata__`. Raises ParseError for a file that ends within its header, or is none."""
    length = int.from_bytes(content[:_PREFIX], "little")
    if len(content) < _PREFIX or content[_PREFIX : _PREFIX + 1] != b"{" or length > _LONGEST:
        raise ParseError("the file does not begin with a safetensors header")
    if _PREFIX + length > size:
        raise ParseError(f"the safetensors header is cut off after {size} bytes")
    if _PREFIX + length > len(content):
        return {}  # longer than anybody's texts: nothing of it was read
    try:
        header = msgspec.json.decode(content[_PREFIX : _PREFIX + length], type=_Header)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise ParseError("the safetensors header is no JSON of texts") from error
    return {key: str(value) for key, value in header.metadata.items() if value is not None}
