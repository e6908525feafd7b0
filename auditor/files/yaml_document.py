"""YAML with positions. Every scalar stays text: `NO` is Norway, `3.10` a version, `on` a key.

PyYAML's event stream is folded here, without its constructors: nothing is ever made but text, lists and dicts.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import yaml

from auditor.files.document import Document, Mark, Marks, ParseError, Path

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it, some ten times as fast; else the same parser in Python."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_MERGE: Final = "<<"
_YAML_1_1_BREAKS: Final = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Line ends to YAML 1.1 and to nobody else; left in place they would shift every line number below them."""


class _Node(NamedTuple):
    """A value as it stands in the text; an alias is the very node that its anchor names."""

    mark: Mark
    value: "str | list[_Node] | dict[str, _Entry] | None"


class _Entry(NamedTuple):
    key: Mark
    node: _Node


def load_all(text: str, *, max_nodes: int = 200_000, max_depth: int = 100, unique_keys: bool = False) -> list[Document]:
    """Every document of a YAML stream; none for an empty text. Raises ParseError.

    Of two equal keys the later one counts; with `unique_keys` it is a mistake. An alias counts as much as what it stands
    for, so that a few lines cannot grow into billions of values.
    """
    text = text.translate(_YAML_1_1_BREAKS) if any(chr(code) in text for code in _YAML_1_1_BREAKS) else text
    composer = _Composer(max_nodes, max_depth, unique_keys=unique_keys)
    try:
        return [_fold(root, max_nodes, max_depth) for root in composer.roots(text)]
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        message = error.problem or error.context or "this is no YAML"
        raise ParseError(message, Mark(place.line + 1, place.column + 1) if place else None) from error
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        raise ParseError(f"this is no YAML: {str(error).splitlines()[0]}") from error


class _Open(NamedTuple):
    """A list or mapping whose end has not been reached."""

    node: _Node
    anchor: str | None
    keys: list[tuple[str | None, Mark]]
    """in a mapping: the key that waits for its value, if one does; its text is None when the key is no scalar"""
    merged: list[_Node]


class _Composer:
    """Turns the events of a stream into one root node per document."""

    def __init__(self, max_nodes: int, max_depth: int, *, unique_keys: bool) -> None:
        self.unique_keys = unique_keys
        self.left = self.max_nodes = max_nodes
        self.max_depth = max_depth
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Node] = {}

    def roots(self, text: str) -> Iterator[_Node]:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors = {}
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                self._open(event)
            elif (finished := self._finished(event)) is not None:
                node, anchor = finished
                self._spend(1, node.mark)
                if anchor is not None:
                    self.anchors[anchor] = node
                if not self.stack:
                    yield node
                else:
                    self._put(self.stack[-1], node, event)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        mark = _mark(event)
        if len(self.stack) >= self.max_depth:
            raise ParseError(f"nested more than {self.max_depth} deep", mark)
        empty: list[_Node] | dict[str, _Entry] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self.stack.append(_Open(_Node(mark, empty), event.anchor, [], []))

    def _finished(self, event: yaml.Event) -> tuple[_Node, str | None] | None:
        """The node that this event completes, and its anchor."""
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            done = self.stack.pop()
            self._merge(done)
            return done.node, done.anchor
        if isinstance(event, yaml.ScalarEvent):
            return _Node(_mark(event), _scalar(event)), event.anchor
        if isinstance(event, yaml.AliasEvent):
            node = self.anchors.get(event.anchor or "")
            if node is None:  # never named, or the alias stands inside of what it means
                raise ParseError(f"the alias *{event.anchor} names nothing that is complete here", _mark(event))
            return node, None
        return None

    def _put(self, into: _Open, node: _Node, event: yaml.Event) -> None:
        """Hang a finished node into the list or mapping around it."""
        holder = into.node.value
        if isinstance(holder, list):
            holder.append(node)
        elif isinstance(holder, dict) and not into.keys:
            # A key that is itself a list or mapping has no name that anybody could ask for: it is passed over.
            name = event.value if isinstance(event, yaml.ScalarEvent) else node.value
            into.keys.append((name if isinstance(name, str) else None, node.mark))
        elif isinstance(holder, dict):
            name, mark = into.keys.pop()
            if name == _MERGE and (sources := _mappings(node)):
                into.merged.extend(sources)
            elif name is not None:
                if (before := holder.pop(name, None)) and self.unique_keys:
                    raise ParseError(f"{name!r} stands here a second time, after line {before.key.line}", mark)
                holder[name] = _Entry(mark, node)

    def _merge(self, done: _Open) -> None:
        """What stands in a mapping beats what is merged into it; of two merged, the first counts."""
        holder = done.node.value
        for source in done.merged:
            if isinstance(holder, dict) and isinstance(source.value, dict):
                self._spend(len(source.value), done.node.mark)
                for name, entry in source.value.items():
                    holder.setdefault(name, entry)

    def _spend(self, count: int, mark: Mark) -> None:
        self.left -= count
        if self.left < 0:
            raise ParseError(f"more than {self.max_nodes} values", mark)


def _mark(event: yaml.Event) -> Mark:
    place = event.start_mark
    return Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)


def _scalar(event: yaml.ScalarEvent) -> str | None:
    text: str = event.value
    return None if not event.style and event.tag is None and text in _NULLS else text


def _mappings(node: _Node) -> list[_Node]:
    """What a merge key names: one mapping, or a list of them; empty when it is anything else."""
    nodes = node.value if isinstance(node.value, list) else [node]
    return nodes if all(isinstance(each.value, dict) for each in nodes) else []


class _Folding(NamedTuple):
    """What one document may still grow to."""

    marks: Marks
    left: list[int]
    max_nodes: int
    max_depth: int

    def fold(self, node: _Node, path: Path, key: Mark | None) -> Any:  # noqa: ANN401 - YAML is any value
        self.left[0] -= 1
        if self.left[0] < 0:
            raise ParseError(f"its aliases stand for more than {self.max_nodes} values", node.mark)
        if len(path) > self.max_depth:
            raise ParseError(f"nested more than {self.max_depth} deep", node.mark)
        self.marks.note(path, node.mark, key)
        if isinstance(node.value, dict):
            return {name: self.fold(entry.node, (*path, name), entry.key) for name, entry in node.value.items()}
        if isinstance(node.value, list):
            return [self.fold(child, (*path, index), None) for index, child in enumerate(node.value)]
        return node.value


def _fold(root: _Node, max_nodes: int, max_depth: int) -> Document:
    folding = _Folding(Marks(), [max_nodes], max_nodes, max_depth)
    value = folding.fold(root, (), None)
    return Document(value, folding.marks.values, folding.marks.keys)
