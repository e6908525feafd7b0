"""A syntax tree from JavaScript and TypeScript, also from the scripts of Vue, Svelte, Astro and HTML files.

One grammar reads both languages: TypeScript's holds JavaScript, and JSX where the file's name allows it. A tree of broken
source has the parts that could be read. Reading is bounded: the parser is never asked for what it cannot do in linear time.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Final

from tree_sitter import Language, Node, Parser, Tree

from auditor.domain.evidence import Location
from auditor.files.document import ParseError
from auditor.files.secrets import masked
from auditor.files.source_file import SourceFile

LONGEST: Final = 512 * 1024
"""bytes of a source file that is parsed"""
LONGEST_SOURCE: Final = 120
"""characters of an expression that are quoted"""
DEEPEST: Final = 400
"""brackets within brackets; the parser, written in C, uses its stack for each"""

PLAIN: Final = frozenset({".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"})
EMBEDDING: Final = frozenset({".vue", ".svelte", ".astro", ".html", ".htm"})

_WITHOUT_JSX: Final = frozenset({".ts", ".mts", ".cts", ".vue", ".svelte", ".astro"})
_SCRIPT: Final = re.compile(rb"(?i)<script\b([^<>]{0,400})>")
_SCRIPT_END: Final = re.compile(rb"(?i)</script\b")
_OTHER_SCRIPT: Final = re.compile(
    rb"(?i)type\s*=\s*[\"']?(?!module|text/(?:java|ecma|type|babel)|application/(?:java|ecma))"
)
_NO_TEXT: Final = re.compile(rb"[^\r\n]")
_BRACKETS: Final = {**dict.fromkeys(b"([{", 1), **dict.fromkeys(b")]}", -1)}
_NO_BRACKETS: Final = bytes(set(range(256)) - _BRACKETS.keys())
_UNFINISHED: Final = re.compile(rb":\s*\}")
_MOST_UNFINISHED: Final = 60
_STEPS: Final = 500
"""of the parser's work (a hundred operations each), for any file"""
_BYTES_PER_STEP: Final = 16
"""dense, correct source takes a step for forty bytes or more"""


class JavascriptSource:
    """A file's tree, and the way from its nodes to places in the file."""

    def __init__(self, file: SourceFile) -> None:
        """Raises ParseError for what is too long, too deep, or broken beyond the parser's means."""
        self.path = str(file.path)
        self.content = _script(file)
        self._columns: dict[int, list[int]] = {}
        """line → for each byte the characters before it; empty where each byte is one"""
        self.root: Final = _parsed(self.content, jsx=file.path.suffix.lower() not in _WITHOUT_JSX).root_node

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.content.split(b"\n")

    def location(self, node: Node) -> Location:
        """The place of a node."""
        (line, column), (end_line, end) = node.start_point, node.end_point
        return Location(self.path, line + 1, self._column(line, column), end_line + 1, self._column(end_line, end))

    def at(self, start: int, end: int) -> Location:
        """The place between two offsets in bytes."""
        line = self.content.count(b"\n", 0, start)
        begin = start - (self.content.rfind(b"\n", 0, start) + 1)
        last = line + self.content.count(b"\n", start, end)
        stop = end - (self.content.rfind(b"\n", 0, end) + 1)
        return Location(self.path, line + 1, self._column(line, begin), last + 1, self._column(last, stop))

    def text(self, node: Node | None) -> str:
        """A node as it is written."""
        return "" if node is None else self.content[node.start_byte : node.end_byte].decode(errors="replace")

    def source(self, node: Node) -> str:
        """A node as it is written, on one line, cut short, with secrets masked."""
        text = self.content[node.start_byte : min(node.end_byte, node.start_byte + 4000)].decode(errors="replace")
        first, newline, _ = masked(text).partition("\n")
        text = f"{first.rstrip()} …" if newline else first
        return text if len(text) <= LONGEST_SOURCE else text[: LONGEST_SOURCE - 1] + "…"

    def _column(self, line: int, offset: int) -> int:
        """An offset in bytes from 0 as a column in code points from 1."""
        if line not in self._columns:
            text = self._lines[line] if line < len(self._lines) else b""
            begins = (byte & 0xC0 != 0x80 for byte in text)  # a byte of UTF-8 that begins a character  # noqa: PLR2004
            self._columns[line] = [] if text.isascii() else [0, *accumulate(begins)]
        columns = self._columns[line]
        return (columns[min(offset, len(columns) - 1)] if columns else offset) + 1


def _script(file: SourceFile) -> bytes:
    """The file's script; of a file that embeds scripts everything else is blank, so that places stay what they are."""
    content = file.text.encode(errors="replace")
    suffix = file.path.suffix.lower()
    if suffix not in EMBEDDING:
        return content
    kept, end = [], 0
    for start, stop in _embedded(content, astro=suffix == ".astro"):
        kept += [_NO_TEXT.sub(b" ", content[end:start]), content[start:stop]]
        end = stop
    return b"".join(kept)


def _embedded(content: bytes, *, astro: bool) -> Iterator[tuple[int, int]]:
    """Where scripts begin and end: Astro's between `---`, and those in `<script>`."""
    position = 0
    if astro and content.startswith(b"---"):
        position = content.find(b"\n---", 3)
        if position < 0:
            return
        yield 3, position
    while (begin := _SCRIPT.search(content, position)) is not None:
        close = _SCRIPT_END.search(content, begin.end())
        position = close.start() if close else len(content)
        if not _OTHER_SCRIPT.search(begin[1]):
            yield begin.end(), position


def _parsed(content: bytes, *, jsx: bool) -> Tree:
    import tree_sitter_typescript

    if len(content) > LONGEST:
        raise ParseError(f"{len(content)} bytes of script; more than {LONGEST} are not parsed")
    if not _sane(content):
        raise ParseError("nested too deeply, or no script")
    language = tree_sitter_typescript.language_tsx() if jsx else tree_sitter_typescript.language_typescript()
    limit = _STEPS + len(content) // _BYTES_PER_STEP
    steps = 0

    def too_long(_offset: int, _error: bool) -> bool:  # noqa: FBT001 - the parser calls it so
        nonlocal steps
        steps += 1
        return steps > limit

    try:
        return Parser(Language(language)).parse(
            lambda offset, _: content[offset : offset + 65536], progress_callback=too_long
        )
    except ValueError:
        raise ParseError("too many errors") from None


def _sane(content: bytes) -> bool:
    """Whether the parser can be trusted with a text: it needs stack for depth, and square time for some kinds of rubbish."""
    brackets = content.translate(None, delete=_NO_BRACKETS)
    if max(accumulate(map(_BRACKETS.__getitem__, brackets)), default=0) > DEEPEST:
        return False
    if content.count(b"/*", content.rfind(b"*/") + 1) > _MOST_UNFINISHED:  # comments that never end
        return False
    return sum(1 for _ in _UNFINISHED.finditer(content)) <= _MOST_UNFINISHED
