"""Grammars of further languages, where the `languages` extra is installed."""

import importlib
import sys
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from tree_sitter import Language, Node, Parser

_MODULES: Final = {
    "go": ("tree_sitter_go", "language"),
    "java": ("tree_sitter_java", "language"),
    "kotlin": ("tree_sitter_kotlin", "language"),
    "c-sharp": ("tree_sitter_c_sharp", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "ruby": ("tree_sitter_ruby", "language"),
    "php": ("tree_sitter_php", "language_php"),
}
"""language → the module that holds its grammar, and the function that gives it"""


def parse(language: str, content: bytes) -> Node | None:
    """The root of the syntax tree; None where the grammar is not installed."""
    parser = _parser(language)
    return None if parser is None else parser.parse(content).root_node


def installed() -> tuple[str, ...]:
    """The languages that can be read here."""
    return tuple(language for language, (module, _) in sorted(_MODULES.items()) if find_spec(module) is not None)


@cache
def _parser(language: str) -> Parser | None:
    module, function = _MODULES[language]
    try:
        found: Any = importlib.import_module(module)
        return Parser(Language(getattr(found, function)()))
    except (ImportError, AttributeError, ValueError, TypeError):
        sys.modules.pop(module, None)
        return None
