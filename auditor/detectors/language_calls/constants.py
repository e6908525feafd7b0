"""Names that one file hands to a call and another file gives a value: what a file seeks, and what it has to give."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from auditor.detectors.language_calls.syntax import SYNTAX
from auditor.detectors.language_calls.values import Values, last_word

Words = tuple[str, ...]

_INSIDE: Final = re.compile(
    r".*(?:function|method|lambda|closure|constructor|local_|func_literal|do_block|accessor|anonymous).*"
)
"""nodes whose names nobody outside of them can use"""
_NAME: Final = re.compile(r"[A-Za-z_]\w{1,79}")
_QUALIFIED: Final = re.compile(r"(?:[A-Za-z_]\w{0,79}(?:\.|::|\\|->)){0,6}\$?[A-Za-z_]\w{1,79}")
_SEPARATORS: Final = re.compile(r"::|->|[.\\/]")
_SELF: Final = frozenset({"self", "this", "static", "parent", "cls", "Self", "super", "it"})
"""owners that are the file's own"""
_MOST: Final = 500
_IMPORTS: Final = {
    "go": re.compile(r'(?m)^[ \t]*+(?:import\s+)?(?:(?P<alias>\w{1,60})[ \t]+)?"(?P<path>[\w./@-]{1,300})"\s*$'),
    "java": re.compile(r"(?m)^[ \t]*+import\s+(?:static\s+)?(?P<path>[\w.]{1,300})(?P<alias>)\s*;"),
    "kotlin": re.compile(r"(?m)^[ \t]*+import\s+(?P<path>[\w.]{1,300})(?:[ \t]+as[ \t]+(?P<alias>\w{1,60}))?\s*$"),
    "c-sharp": re.compile(
        r"(?m)^[ \t]*+(?:global\s+)?using\s+(?:(?P<alias>\w{1,60})\s*=\s*)?(?P<path>[\w.]{1,300})\s*;"
    ),
    "rust": re.compile(r"(?m)^[ \t]*+(?:pub\s+)?use\s+(?P<path>[\w:]{1,300})(?:\s+as\s+(?P<alias>\w{1,60}))?\s*;"),
    "php": re.compile(r"(?m)^[ \t]*+use\s+(?:const\s+)?\\?(?P<path>[\w\\]{1,300})(?:\s+as\s+(?P<alias>\w{1,60}))?\s*;"),
}
_RUST_GROUP: Final = re.compile(
    r"(?m)^[ \t]*+(?:pub\s+)?use\s+(?P<path>[\w:]{1,300})::\{(?P<names>[\w\s,]{1,2000}+)\}\s{0,8};"
)
_GO_VERSION: Final = re.compile(r"v\d{1,3}")


def imported(language: str, text: str) -> dict[str, Words]:
    """By which name a file calls what, as far as its imports tell: `config` → `example.com`, `app`, `config`."""
    found: dict[str, Words] = {}
    pattern = _IMPORTS.get(language)
    for index, match in enumerate(pattern.finditer(text) if pattern is not None else ()):
        if index == _MOST:
            break
        words = tuple(word for word in _SEPARATORS.split(match["path"]) if word)
        if language == "go":  # its host's name is one word
            words = tuple(match["path"].split("/"))
            last = words[-2] if len(words) > 1 and _GO_VERSION.fullmatch(words[-1]) else words[-1]
            found[match["alias"] or last] = words
        elif words:
            found[match["alias"] or words[-1]] = words
    for index, match in enumerate(_RUST_GROUP.finditer(text) if language == "rust" else ()):
        if index == _MOST:
            break
        head = tuple(word for word in match["path"].split("::") if word)
        for name in match["names"].split(",")[:_MOST]:
            if name.strip():
                found[name.strip()] = (*head, name.strip())
    return found


def sought(language: str, written: str, imports: dict[str, Words]) -> tuple[str, Words] | None:
    """The name and the owner's words of what `written` seeks in another file; None where it can be in none."""
    if not _QUALIFIED.fullmatch(written):
        return None
    *owner, name = (word.lstrip("$") for word in _SEPARATORS.split(written))
    if not _NAME.fullmatch(name) or (owner and owner[0] in _SELF and language != "rust"):
        return None
    if owner and owner[0] in imports:
        return name, (*imports[owner[0]], *owner[1:])
    if not owner and name in imports:
        return imports[name][-1], imports[name][:-1]
    if owner and language == "go":
        return None  # a field of a variable
    if not owner and language not in {"go", "kotlin", "rust"}:
        return None  # of these languages only classes hold constants
    return name, tuple(owner)


def constants(language: str, root: Node) -> Iterator[tuple[str, str, Node]]:
    """The names of a file that others can use and that stand for one text: name, text, and the literal's node."""
    syntax = SYNTAX[language]
    values = Values(syntax)
    pairs: list[tuple[str, Node]] = []
    for node in _outer(root, frozenset(syntax.declared)):
        pair = values.declare(node)
        if pair is not None:
            pairs.append(pair)
    for name, value in pairs[: _MOST * 10]:
        texts = [found for found in values.of(value) if not found.constant]
        if len(texts) == 1 and _NAME.fullmatch(name):
            yield name, texts[0].text, texts[0].node


def written_as(node: Node) -> str:
    """A name as it stands: `config.Model`, `crate::config::MODEL`, `Models::CHAT`."""
    text = node.text.decode("utf-8", errors="replace") if node.text is not None else ""
    return text if len(text) < 300 else last_word(node)  # noqa: PLR2004 - no name is so long


def _outer(root: Node, declared: frozenset[str]) -> Iterator[Node]:
    """The declarations outside of functions."""
    stack = [root]
    left = 200_000
    while stack and left:
        left -= 1
        node = stack.pop()
        if node.type in declared:
            yield node
        elif node is root or not _INSIDE.fullmatch(node.type):
            stack.extend(reversed(node.named_children))
