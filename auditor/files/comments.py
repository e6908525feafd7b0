"""Where a file's comments stand, by the rules of its kind: a string that holds the words of a comment is none.

Strings are read along with comments, from left to right, each once: no text is slow, and what never ends stops at the end
of its line or of the file.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

import yaml
from tree_sitter import Node

from auditor.files.document import Lines, ParseError
from auditor.files.source_file import SourceFile

Span = tuple[int, int]
"""offsets into the text: where a comment begins, its mark included, and where it ends"""

_DOUBLE: Final = r'"(?:[^"\\\n]|\\[\s\S]?)*(?:"|(?=\n)|\Z)'
_SINGLE: Final = r"'(?:[^'\\\n]|\\[\s\S]?)*(?:'|(?=\n)|\Z)"
_TRIPLE: Final = r"\"{3}(?:[^\\]|\\[\s\S]?)*?(?:\"{3}|\Z)|'{3}(?:[^\\]|\\[\s\S]?)*?(?:'{3}|\Z)"
_BLOCK: Final = r"(?P<block>/\*[\s\S]*?(?:\*/|\Z))"
_HEREDOC: Final = r"(?<!<)<<[-~]?[ \t]*[\"']?([A-Za-z_]\w{0,59})[\"']?[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|\Z)"
_HASH: Final = r"(?P<line>#[^\n]*)"
_SLASHES: Final = r"(?P<line>//[^\n]*)"


def _scanner(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.MULTILINE)


_PYTHON: Final = _scanner(_TRIPLE, _DOUBLE, _SINGLE, _HASH)
_C_LIKE: Final = _scanner(r"\"{3}[\s\S]*?(?:\"{3}|\Z)", _DOUBLE, r"'(?:[^'\\\n]|\\[^\n]{1,9}?)'", _SLASHES, _BLOCK)
_GO: Final = _scanner(r"`[^`]*(?:`|\Z)", _DOUBLE, r"'(?:[^'\\\n]|\\[^\n]{1,9}?)'", _SLASHES, _BLOCK)
_SCRIPT: Final = _scanner(r"`(?:[^`\\]|\\[\s\S]?)*(?:`|\Z)", _DOUBLE, _SINGLE, _SLASHES, _BLOCK)
_PHP: Final = _scanner(r"'(?:[^'\\]|\\[\s\S]?)*(?:'|\Z)", _DOUBLE, r"(?P<line>(?://|#(?!\[))[^\n]*)", _BLOCK)
_SQL: Final = _scanner(r"'[^']*(?:'|\Z)", r'"[^"]*(?:"|\Z)', r"(?P<line>--[^\n]*)", _BLOCK)
_SHELL: Final = _scanner(
    _HEREDOC, r'"(?:[^"\\]|\\[\s\S]?)*(?:"|\Z)', r"'[^']*(?:'|\Z)", r"\\[\s\S]", r"(?<![^\s;|&()])(?P<line>#[^\n]*)"
)
_HCL: Final = _scanner(_HEREDOC, _DOUBLE, r"(?P<line>(?:#|//)[^\n]*)", _BLOCK)
_TOML: Final = _scanner(_TRIPLE, _DOUBLE, r"'[^'\n]*(?:'|(?=\n)|\Z)", _HASH)
_XML: Final = _scanner(r"<!\[CDATA\[[\s\S]*?(?:\]\]>|\Z)", r"(?P<block><!--[\s\S]*?(?:-->|\Z))")
_MARKDOWN: Final = _scanner(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1|\Z)", r"(?P<block><!--[\s\S]*?(?:-->|\Z))"
)
_LONGEST_LINE: Final = 10_000
"""characters; no line of a table, and none that a person wrote, is longer"""

_ENDINGS: Final = {
    **dict.fromkeys(("py", "pyi", "pyw", "ipynb"), _PYTHON),
    **dict.fromkeys(("java", "kt", "kts", "cs", "rs", "scala", "swift", "groovy", "gradle", "proto", "jsonc"), _C_LIKE),
    **dict.fromkeys(("c", "h", "cc", "cpp", "hpp", "dart"), _C_LIKE),
    "go": _GO, "mod": _GO, "php": _PHP, "sql": _SQL, "tf": _HCL, "tfvars": _HCL, "hcl": _HCL, "toml": _TOML,
    **dict.fromkeys(("sh", "bash", "zsh", "ksh", "command"), _SHELL),
    **dict.fromkeys(("xml", "csproj", "fsproj", "props", "targets", "pom"), _XML),
    **dict.fromkeys(("md", "mdx", "markdown"), _MARKDOWN),
}  # fmt: skip
_BY_LINE: Final = {
    **dict.fromkeys(("txt", "in", "env", "conf", "properties", "rb", "gemspec", "r", "mk", "modelfile", "hf"), "#"),
    **dict.fromkeys(("ini", "cfg"), "#;"),
}
_NAMES: Final = re.compile(
    r"(?i)(dockerfile|containerfile|makefile|modelfile|gemfile|rakefile|pipfile|\.env)\b.*|.*\.dockerfile"
)
_JAVASCRIPT: Final = frozenset("js mjs cjs jsx ts mts cts tsx vue svelte astro html htm".split())
_COMMENT_NODES: Final = frozenset({"comment", "html_comment"})
_EMBEDDING: Final = frozenset("vue svelte astro html htm".split())


def has_comments(path: PurePosixPath) -> bool:
    """Whether comments of a file of this name can be told from its text."""
    ending = _ending(path)
    return ending in _ENDINGS or ending in _BY_LINE or ending in _JAVASCRIPT or _is_yaml(ending) or _named(path)


def comments(file: SourceFile, text: str, word: str) -> Iterator[Span]:
    """The comments of a file's text in which a word stands, in the order of the text.

    `text` is that of the file, or of a notebook its code. Of a file that cannot be parsed those are told that are sure.
    """
    ending = _ending(file.path)
    if word not in text:
        return
    if ending in _JAVASCRIPT:
        spans = _of_javascript(file, text, word, ending)
    elif _is_yaml(ending):
        spans = _of_yaml(text, word)
    elif ending == "toml" or ending not in _ENDINGS:
        marks = _BY_LINE.get(ending, "#")
        spans = _scanned(_TOML, text) if ending == "toml" else _by_line(text, word, marks)
    elif _ENDINGS[ending] is _MARKDOWN:
        spans = _of_markdown(text, word)
    else:
        spans = _scanned(_ENDINGS[ending], text)
    yield from (span for span in spans if text.find(word, *span) >= 0)


def _ending(path: PurePosixPath) -> str:
    return path.suffix[1:].lower()


def _is_yaml(ending: str) -> bool:
    return ending in {"yaml", "yml"}


def _named(path: PurePosixPath) -> bool:
    return bool(_NAMES.fullmatch(path.name))


def _scanned(scanner: re.Pattern[str], text: str, start: int = 0) -> Iterator[Span]:
    """Whatever the scanner gives the name of a comment."""
    for match in scanner.finditer(text, start):
        if match.lastgroup in {"line", "block"}:
            yield match.span(match.lastgroup)


def _by_line(text: str, word: str, marks: str, is_text: Callable[[int], bool] | None = None) -> Iterator[Span]:
    """Comments that end with their line, behind a mark at the beginning of a word that is not within quotes."""
    start = 0
    while (found := text.find(word, start)) >= 0:
        begin = text.rfind("\n", 0, found) + 1
        end = text.find("\n", found)
        start = end = len(text) if end < 0 else end
        if end - begin <= _LONGEST_LINE:
            behind = text.rfind(word, begin, end)
            candidates = _unquoted(text, begin, behind, end, marks)
            offset = next((at for at in candidates if is_text is None or not is_text(at)), None)
            if offset is not None:
                yield offset, end


def _unquoted(text: str, begin: int, stop: int, end: int, marks: str) -> Iterator[int]:
    """The marks of a line before `stop` that begin a word and do not stand within quotes that the line closes."""
    opened = ""
    at = begin
    while at < stop:
        char = text[at]
        if opened and char == "\\":
            at += 1
        elif opened:
            opened = "" if char == opened else opened
        elif char in "\"'" and text.find(char, at + 1, end) >= 0:  # an apostrophe alone is one
            opened = char
        elif char in marks and (at == begin or text[at - 1].isspace()):
            yield at
        at += 1


def _of_yaml(text: str, word: str) -> Iterator[Span]:
    """All but what stands within a value; of broken YAML, templates for instance, as lines tell."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    begins: list[tuple[int, int]] = []
    ends: list[tuple[int, int]] = []
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                begins.append((event.start_mark.line, event.start_mark.column))
                ends.append((event.end_mark.line, event.end_mark.column))
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError):
        pass
    lines = Lines(text)

    def is_text(offset: int) -> bool:
        mark = lines.mark(offset)
        place = (mark.line - 1, mark.column - 1)
        at = bisect_right(begins, place) - 1
        return at >= 0 and place < ends[at]

    return _by_line(text, word, "#", is_text)


def _of_markdown(text: str, word: str) -> Iterator[Span]:
    """Comments of HTML outside of code, and those of the YAML head."""
    close = text.find("\n---", 3) if text.startswith("---") else -1
    if close >= 0:
        yield from _of_yaml(text[:close], word)
    yield from _scanned(_MARKDOWN, text, max(close, 0))


def _of_javascript(file: SourceFile, text: str, word: str, ending: str) -> Iterator[Span]:
    """What the grammar calls a comment; in a page, those of HTML too."""
    from auditor.files.javascript_source import JavascriptSource

    spans: list[Span] = []
    try:
        source = JavascriptSource(file)
        spans = _as_characters(source.content, _comment_nodes(source.root, source.content, word.encode()))
    except ParseError:
        spans = list(_scanned(_SCRIPT, text)) if ending not in _EMBEDDING else []
    if ending in _EMBEDDING:
        spans += _scanned(_XML, text)
    yield from sorted(set(spans))


def _comment_nodes(root: Node, content: bytes, word: bytes) -> list[Span]:
    """The comments that hold a word, in bytes."""
    places: list[int] = []
    at = content.find(word)
    while at >= 0:
        places.append(at)
        at = content.find(word, at + 1)
    found: list[Span] = []
    left = [root]
    while left:
        node = left.pop()
        first = bisect_left(places, node.start_byte)
        if first == len(places) or places[first] >= node.end_byte:
            continue
        if node.type in _COMMENT_NODES:
            found.append((node.start_byte, node.end_byte))
        else:
            left += node.children
    return sorted(found)


def _as_characters(content: bytes, spans: list[Span]) -> list[Span]:
    """Spans in bytes, sorted and apart, as spans in characters."""
    if content.isascii():
        return spans
    told: list[Span] = []
    byte = character = 0
    for begin, end in spans:
        start = character + len(content[byte:begin].decode(errors="replace"))
        byte, character = end, start + len(content[begin:end].decode(errors="replace"))
        told.append((start, character))
    return told
