"""`python -c "…"` in a command: a few lines of Python whose calls load models, as images are built with.

The lines are parsed, never run. What is written out in a call counts, and a name that has one text in the whole snippet.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.call_sites import CallSite, call_sites

_LONGEST: Final = 10_000
"""characters; longer code stands in files"""
_MOST: Final = 500
"""calls of one snippet"""
_KINDS: Final = {
    "model": ComponentKind.MODEL,
    "adapter": ComponentKind.MODEL,
    "dataset": ComponentKind.DATASET,
    "service": ComponentKind.SERVICE,
}


class Given(msgspec.Struct, frozen=True):
    """A text that is given to a function."""

    function: str
    """by its import path"""
    place: str
    """a position, or a keyword"""
    text: str
    revision: str | None = None

    @property
    def call(self) -> str:
        """Function and place as one word."""
        return f"{self.function}({self.place})"


def given(code: str) -> Iterator[Given]:
    """Every text that a call of an imported name is given."""
    try:
        tree = ast.parse(code if len(code) <= _LONGEST else "")
        nodes = list(ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    imported = {alias: path for node in nodes for alias, path in _imported(node)}
    constants = _constants(nodes)
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    for call in calls[:_MOST]:
        function = _path(call.func, imported)
        if function is None:
            continue
        keywords = {keyword.arg: _text(keyword.value, constants) for keyword in call.keywords if keyword.arg}
        places = {str(number): _text(argument, constants) for number, argument in enumerate(call.args)} | keywords
        for place, text in places.items():
            if text and place != "revision":
                yield Given(function, place, text, keywords.get("revision"))


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for name in node.names:
            yield (
                (name.asname, name.name) if name.asname else (name.name.partition(".")[0], name.name.partition(".")[0])
            )
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for name in node.names:
            yield name.asname or name.name, f"{node.module}.{name.name}"


def _path(function: ast.expr, imported: dict[str, str]) -> str | None:
    """The import path of what is called: `SentenceTransformer`, `whisper.load_model`."""
    parts: list[str] = []
    while isinstance(function, ast.Attribute):
        parts.append(function.attr)
        function = function.value
    if not isinstance(function, ast.Name) or function.id not in imported:
        return None
    return ".".join([imported[function.id], *reversed(parts)])


def _constants(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """The names that are given one text, and nothing else, in the whole of the code."""
    bound = Counter(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            text = _text(node.value, {})
            if text is not None and bound[node.targets[0].id] == 1:
                found[node.targets[0].id] = text
    return found


def _text(value: ast.expr, constants: Mapping[str, str]) -> str | None:
    if isinstance(value, ast.Name):
        return constants.get(value.id)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def named_by(call: str, text: str, knowledge: KnowledgeBase) -> Identity | None:
    """What a text names where it is given to this function at this place; None where such calls name nothing."""
    function, _, place = call.removesuffix(")").rpartition("(")
    for site in call_sites(knowledge, "python").match(function):
        kind = _KINDS.get(site.call.names)
        if kind is None or not _takes(site, place):
            continue
        listed = {name.lower(): component for name, component in site.record.names.items()}.get(text.lower())
        if listed is not None:
            return Identity(ComponentId.parse(listed))
        if not text.startswith((".", "/", "~")) and "://" not in text and not text.endswith("/"):
            return knowledge.identify(site.ecosystem, text, kind)
    return None


def _takes(site: CallSite, place: str) -> bool:
    expected = site.call.identifier
    if expected is None:
        return False
    keywords = expected.keyword if isinstance(expected.keyword, tuple) else (expected.keyword,)
    return place in keywords or (place.isdigit() and int(place) == expected.position)
