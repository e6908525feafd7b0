"""What an expression may be, as far as one file tells: texts, the file's own constants, a client's named constants."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from tree_sitter import Node

from auditor.detectors.language_calls.syntax import (
    AROUND_ENTRIES,
    AROUND_LISTS,
    FALLING_BACK,
    LISTING,
    LISTS,
    WRAPPING,
    Syntax,
    plain,
)
from auditor.domain.evidence import Location

_LAST_WORD: Final = re.compile(r"(\w{1,120})(?:\s*<[^<>]{0,200}>)?[?!]?\s*$")
_DEEPEST: Final = 12
_MOST: Final = 40
_BRANCHES: Final = frozenset(
    {
        "conditional_expression", "ternary_expression", "elvis_expression", "conditional",
        "expression_list", "literal_element", "parenthesized_expression", "parenthesized_statements",
        "reference_expression", "unary_expression", "argument", "value_argument", "cast_expression", "try_expression",
        "equals_value_clause", "if_expression", "as_expression", "await_expression", "postfix_unary_expression",
    }
)  # fmt: skip
"""expressions that are one of their parts"""
_BINARY: Final = frozenset({"binary_expression", "binary"})
_EITHER: Final = frozenset({"??", "||", "or", "?:"})
_JOINING: Final = frozenset({"+", "."})
_NAMES: Final = re.compile(
    r"identifier|simple_identifier|selector_expression|field_access|member_access_expression|scoped_identifier|constant"
    r"|scope_resolution|class_constant_access_expression|variable_name|name|navigation_expression|field_expression"
    r"|instance_variable|member_access|qualified_name|property_access|member_expression|self|field_identifier"
    r"|class_variable|global_variable|scoped_property_access_expression"
)


class Found(msgspec.Struct, frozen=True):
    """A text, or the name of a constant that is none of the file's own."""

    text: str
    node: Node
    """of the literal, or of the constant's name"""
    constant: bool = False
    hop: Node | None = None
    """where the name that led to the literal stands"""
    place: Location | None = None
    """of the literal, where it stands in another file; `node` is the name then"""


class Values:
    """Evaluates expressions of one file."""

    def __init__(self, syntax: Syntax, elsewhere: Mapping[str, tuple[str, Location]] | None = None) -> None:
        """`elsewhere`: names as they are written here → what another file says that they stand for, and where."""
        self._syntax = syntax
        self._elsewhere = elsewhere or {}
        self._declared: dict[str, list[Node]] = defaultdict(list)

    def declare(self, node: Node) -> tuple[str, Node] | None:
        """Remember a declaration; its name and value."""
        pair = parts(node, self._syntax.declared[node.type])
        if pair is None:
            return None
        name = last_word(pair[0])
        if name and len(self._declared[name]) < _MOST:
            self._declared[name].append(pair[1])
        return (name, pair[1]) if name else None

    def of(self, node: Node, depth: int = 0, hop: Node | None = None) -> Iterator[Found]:
        """Everything that the expression may be."""
        if depth > _DEEPEST:
            return
        if node.type in self._syntax.texts:
            if (text := literal(node)) is not None:
                yield Found(text, node, hop=hop)
        elif node.type in _BINARY:
            yield from self._binary(node, depth, hop)
        elif node.type in _BRANCHES:
            for child in node.named_children[-_MOST:]:
                yield from self.of(child, depth + 1, hop)
        elif node.type in self._syntax.calls:
            yield from self._call(node, depth, hop)
        elif _NAMES.fullmatch(node.type):
            name = last_word(node)
            known = self._declared.get(name, ()) if hop is None else ()
            for value in known:
                yield from self.of(value, depth + 1, node)
            other = self._elsewhere.get(_text(node)) if not known else None
            if other is not None:
                yield Found(other[0], node, place=other[1])
            elif not known and name:
                yield Found(name, node, constant=True, hop=hop)

    def _binary(self, node: Node, depth: int, hop: Node | None) -> Iterator[Found]:
        """Either side of `??`; both of `"gpt-" + "4o"`, where both are texts; nothing of a comparison."""
        operator = node.child_by_field_name("operator")
        sign = (
            _text(operator) if operator is not None else next((_text(c) for c in node.children if not c.is_named), "")
        )
        sides = [list(self.of(child, depth + 1, hop)) for child in node.named_children if child.type != "comment"]
        if sign in _EITHER:
            yield from (found for side in sides for found in side)
        elif sign in _JOINING and all(len(side) == 1 and not side[0].constant for side in sides):
            joined = "".join(side[0].text for side in sides)
            yield msgspec.structs.replace(sides[0][0], text=joined)

    def _call(self, node: Node, depth: int, hop: Node | None) -> Iterator[Found]:
        """A call that hands on what it is given, or what it falls back to; of others nothing is known."""
        called = called_name(node, self._syntax).lower()
        given = arguments(node, self._syntax)
        receiver = node.child_by_field_name("function") or node.child_by_field_name("receiver")
        if called in FALLING_BACK and given:
            yield from self.of(given[-1][1], depth + 1, hop)
        elif called in WRAPPING:
            if given:
                yield from self.of(given[0][1], depth + 1, hop)
            elif receiver is not None and receiver.named_children:
                yield from self.of(receiver.named_children[0], depth + 1, hop)


def entries(node: Node, syntax: Syntax) -> list[Node]:
    """The entries of a list, whatever its type: `[]string{"a"}`, `List.of("a")`, `%w[a].freeze`; empty for anything else."""
    for _ in range(_DEEPEST):
        if node.type in syntax.calls and called_name(node, syntax).lower() in LISTING:
            given = [value for _, value in arguments(node, syntax)]
            receiver = node.child_by_field_name("receiver")
            if given or receiver is None:
                return given[:_MOST]
            node = receiver
        elif node.type in AROUND_LISTS and not (node.type in LISTS and not _inner(node)):
            inner = _inner(node)
            if inner is None:
                return []
            node = inner
        else:
            break
    if node.type not in LISTS:
        return []
    found = [child for child in node.named_children if child.type != "comment"][:_MOST]
    for index, child in enumerate(found):
        while child.type in AROUND_ENTRIES and child.named_children:
            child = child.named_children[-1]  # noqa: PLW2901 - the same, without what is around it
        found[index] = child
    return found


def _inner(node: Node) -> Node | None:
    """The list in what stands around it."""
    within = [child for child in node.named_children if child.type in LISTS | AROUND_LISTS]
    return within[-1] if within else None


def literal(node: Node) -> str | None:
    """The text of a string; None for one that holds an expression."""
    children = node.named_children
    if not children:
        return _text(node).strip("\"'`@")
    if not plain({child.type for child in children}):
        return None
    return "".join(_text(child) for child in children)


def parts(node: Node, fields: tuple[str, str]) -> tuple[Node, Node] | None:
    """The two ends of a node that has a name and a value; None where one is missing."""
    named = [child for child in node.named_children if child.type not in {"modifiers", "comment"}]
    first = node.child_by_field_name(fields[0]) if fields[0] else (named[0] if named else None)
    second = node.child_by_field_name(fields[1]) if fields[1] else (named[-1] if len(named) > 1 else None)
    return None if first is None or second is None or first == second else (first, second)


def called_name(node: Node, syntax: Syntax) -> str:
    """The last name of what is called."""
    field = syntax.calls[node.type][0]
    function = node.child_by_field_name(field) if field else (node.named_children[0] if node.named_children else None)
    return last_word(function) if function is not None else ""


def arguments(node: Node, syntax: Syntax) -> list[tuple[str, Node]]:
    """Name, empty where it has none, and value of each argument."""
    field = syntax.calls[node.type][1]
    holder = node.child_by_field_name(field) if field else (node.named_children[-1] if node.named_children else None)
    given: list[tuple[str, Node]] = []
    for child in holder.named_children if holder is not None and "argument" in holder.type else ():
        if child.type == "comment":
            continue
        named = child.named_children if child.type in syntax.arguments else []
        if len(named) > 1 and (child.child_by_field_name("name") is not None or named[0].type == "identifier"):
            given.append((last_word(named[0]), named[-1]))
        else:
            given.append(("", named[0] if named else child))
    return given


def last_word(node: Node) -> str:
    """The last name of `a.b.Name`, `A::NAME`, `$name` or `:name`."""
    match = _LAST_WORD.search(_text(node)[-200:].rstrip(": \"'"))
    return match[1] if match else ""


def _text(node: Node) -> str:
    return node.text.decode("utf-8", errors="replace") if node.text is not None else ""
