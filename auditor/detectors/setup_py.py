"""setup.py, read as a syntax tree and never run: what `setup()` is told that the package needs.

Lists that are put together in front of the call are found as well: strings that are requirements, in lists and tables
of a file that calls `setup`, and what such lists are indexed with (`deps["torch"]`) is by then already among them.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import package_claims, unparsable
from auditor.detectors.requirement_lines import read_requirement
from auditor.files.document import Mark, ParseError
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "setup-py"

_ARGUMENTS: Final = frozenset({"install_requires", "setup_requires", "tests_require", "extras_require", "requires"})
_HINTS: Final = ("require", "deps", "dependenc", "extras", "packages")
"""parts of the names that lists of requirements have"""
_NEVER: Final = ("keyword", "classif", "package_data", "find_packages")


def wants(path: PurePosixPath) -> bool:
    return path.name == "setup.py"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        tree = ast.parse(file.text)
    except SyntaxError as error:
        yield unparsable(file, ParseError("this is no Python", Mark(error.lineno or 1, error.offset or 1)))
        return
    except (ValueError, RecursionError, MemoryError):
        yield unparsable(file, ParseError("nested too deep, or with a null byte"))
        return
    seen: set[tuple[int, int]] = set()
    for string in sorted(_strings(tree), key=lambda each: (each.lineno, each.col_offset)):
        named = read_requirement(string.value) if isinstance(string.value, str) and "\n" not in string.value else None
        place = (string.lineno, string.col_offset)
        if named is None or place in seen:
            continue
        seen.add(place)
        column = _column(file, string) + named.offset
        location = file.location(string.lineno, column, len(named.name))
        yield from package_claims(file, knowledge, NAME, "pypi", named.name, location, named.version)


def _strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of the lists and tables that hold requirements."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node.func) == "setup":
            for keyword in node.keywords:
                if keyword.arg in _ARGUMENTS:
                    yield from _constants(keyword.value)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_holds_requirements(target) for target in targets):
                yield from _constants(node.value)


def _holds_requirements(target: ast.expr) -> bool:
    """Whether a name such as `_deps`, `REQUIRED_PACKAGES` or `extras["test"]` is that of a list of requirements."""
    while isinstance(target, ast.Subscript):
        target = target.value
    name = target.id.lower() if isinstance(target, ast.Name) else ""
    return any(hint in name for hint in _HINTS) and not any(other in name for other in _NEVER)


def _constants(value: ast.expr) -> Iterator[ast.Constant]:
    """The strings in lists, tuples, sets and the values of dicts; what a call works out is not known."""
    stack: list[ast.expr | None] = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Constant):
            yield node
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            stack += node.elts
        elif isinstance(node, ast.Dict):
            stack += node.values
        elif isinstance(node, ast.BinOp):
            stack += [node.left, node.right]


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _column(file: SourceFile, string: ast.Constant) -> int:
    """Where the text of a string begins; the parser counts bytes, and its quotes."""
    line = file.lines[string.lineno - 1] if string.lineno <= len(file.lines) else ""
    before = line.encode()[: string.col_offset].decode(errors="replace")
    rest = line[len(before) :]
    return len(before) + 1 + (len(rest) - len(rest.lstrip("rRuUbB\"'")))
