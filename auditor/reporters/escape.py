"""Scanned text made harmless: names, paths and lines come from strangers, and reach terminals and browsers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

_MARKDOWN: Final = re.compile(
    r"[\\`*\[\]<>|~&$]"  # what Markdown, GFM and its mathematics read as markup
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # within a word it is a letter like others
    r"|#(?=\d)"  # a reference to an issue
    r"|(?<=[A-Za-z]):(?=//)"  # what would become a link by itself
    r"|(?<=www)\."
)
_BLOCK_START: Final = re.compile(r"\A(?:[#>+=-]|\d{1,9}(?=[.)]|\Z)|\s+)")
_MERMAID: Final = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}
_SAFE_URL: Final = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]{1,2000}")
_NO_BYTE: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # the rest stand for bytes that are no UTF-8
_WIDE: Final = frozenset("WF")


def plain(text: str) -> str:
    """The text with every control, format and unpaired character spelt out: no escape sequence, no hidden direction."""
    return text if text.isprintable() else "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    return char.encode("unicode_escape").decode("ascii")


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(char) for char in text)


def _cells_of(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def prose(text: str) -> str:
    """Text that may stand within a Markdown line or table cell and is read as written."""
    shown = _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", plain(text))
    # a mention would notify somebody; an invisible space keeps the name readable and the person undisturbed
    return shown.replace("@", "&#64;&#8203;")


def paragraph(text: str) -> str:
    """The same for text that begins a line, where a number, a dash or a space would begin a list or a block."""
    shown = prose(text)
    return f"&#{ord(shown[0])};{shown[1:]}" if _BLOCK_START.match(shown) else shown


def code(text: str) -> str:
    """A name, path or line as Markdown code; as prose where it holds what code in a table cell cannot hold."""
    shown = plain(text)
    if not shown.strip() or "`" in shown or "|" in shown or shown != shown.strip():
        return paragraph(text)
    return f"`{shown}`"


def link(text: str, url: str | None) -> str:
    """A Markdown link to a source that we ourselves cite; the mere text when the address is anything but plain."""
    if url is None or not _SAFE_URL.fullmatch(url):
        return prose(text)
    return f"[{prose(text)}](<{url}>)"


def mermaid(text: str) -> str:
    """A label between quotes in a Mermaid diagram."""
    return "".join(_MERMAID.get(char, char) for char in plain(text))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table; its cells are escaped already."""
    for values in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(values)} |"


def uri(path: str) -> str:
    """A relative path as a URI: percent-encoded byte by byte, so that any file name comes through."""
    encoded = quote(_NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape"), safe="/-._~")
    first, slash, rest = encoded.partition("/")
    return f"{first.replace(':', '%3A')}{slash}{rest}"


def well_formed(text: str) -> str:
    """The text with unpaired surrogates replaced, which JSON readers refuse."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
