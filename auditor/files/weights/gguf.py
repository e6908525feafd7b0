"""GGUF: keys and values first, tensors behind them."""

from typing import Final, Literal

from auditor.files.document import ParseError

_WIDTHS: Final = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""value type → bytes, of those of fixed width"""
_INTEGERS: Final = frozenset({0, 1, 2, 3, 4, 5, 10, 11})
_SIGNED: Final = frozenset({1, 3, 5, 11})
_TEXT: Final = 8
_LIST: Final = 9
_MOST_ENTRIES: Final = 65_536
_MOST_ITEMS: Final = 4_096
"""of a list; a tokenizer's are longer, and tell nothing"""
_DEEPEST: Final = 4
"""lists within lists"""
_LONGEST_KEPT: Final = 4_000
_LARGEST_VERSION: Final = 0xFFFF
"""a larger one is a small one in the other byte order"""


class _Short(Exception):
    """The bytes end before the value does; no error by itself, since the head may end where the file goes on."""


def metadata(content: bytes, size: int) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Texts and lists of texts by key. Raises ParseError for a file that ends within its header, or is none."""
    reader = _Reader(content)
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    try:
        entries = reader.open()
        for _ in range(min(entries, _MOST_ENTRIES)):
            key, value = reader.text(), reader.value(reader.integer(4))
            if isinstance(value, tuple):
                lists[key] = value
            elif value is not None:
                texts[key] = value[:_LONGEST_KEPT]
    except _Short as short:
        if size <= len(content):
            raise ParseError(f"the GGUF header is cut off after {size} bytes") from short
    return texts, lists


class _Reader:
    """Goes through the bytes once."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0
        self._order: Literal["little", "big"] = "little"
        self._length_width = 8

    def open(self) -> int:
        """Read the fixed part; how many entries follow."""
        magic = self.take(4)
        version = self.integer(4)
        if magic == b"FUGG" or version > _LARGEST_VERSION:  # written for machines of the other byte order
            self._order = "big"
            version = int.from_bytes(version.to_bytes(4, "little"), "big")
        if not 1 <= version <= _LARGEST_VERSION:
            raise ParseError(f"GGUF version {version} is none that is known")
        self._length_width = 4 if version == 1 else 8
        self.integer(self._length_width)  # the number of tensors
        return self.integer(self._length_width)

    def take(self, length: int) -> bytes:
        end = self._at + length
        if end > len(self._content):
            raise _Short
        taken = self._content[self._at : end]
        self._at = end
        return taken

    def integer(self, width: int, *, signed: bool = False) -> int:
        return int.from_bytes(self.take(width), self._order, signed=signed)

    def text(self) -> str:
        return self.take(self.integer(self._length_width)).decode("utf-8", errors="replace")

    def value(self, kind: int) -> str | tuple[str, ...] | None:
        """A text, a number as text, or a list of texts; None for what tells nothing."""
        if kind == _TEXT:
            return self.text()
        if kind == _LIST:
            return self._list()
        width = _WIDTHS.get(kind)
        if width is None:
            raise ParseError(f"the GGUF header has a value of the unknown type {kind}")
        if kind in _INTEGERS:
            return str(self.integer(width, signed=kind in _SIGNED))
        self.take(width)
        return None

    def _list(self, depth: int = 0) -> tuple[str, ...] | None:
        """A list of texts; one of numbers, of lists, or a very long one is passed over."""
        kind, count = self.integer(4), self.integer(self._length_width)
        if kind in _WIDTHS:
            self.take(_WIDTHS[kind] * count)
            return None
        if kind == _LIST and depth < _DEEPEST:
            for _ in range(count):
                self._list(depth + 1)
            return None
        if kind != _TEXT:
            raise ParseError(f"the GGUF header has a list of the unknown type {kind}")
        texts = []
        for index in range(count):
            text = self.text()
            if index < _MOST_ITEMS:
                texts.append(text[:_LONGEST_KEPT])
        return tuple(texts) if count <= _MOST_ITEMS else None
