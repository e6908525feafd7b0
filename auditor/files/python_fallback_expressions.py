"""Expressions of the second parser: tree-sitter's nodes as those of the standard library."""

import ast
import re
import sys
from collections.abc import Callable
from typing import Final, TypedDict

from tree_sitter import Node

DEEPEST: Final = 60
"""nesting of expressions, and of statements, that is followed"""

_CHAINS: Final = frozenset({"attribute", "call", "subscript"})
_WHOLE: Final = sys.version_info < (3, 12)
"""the standard parser gives every part of an f-string the place of the whole"""


class Place(TypedDict):
    """Where a node stands, as the standard library's nodes say it."""

    lineno: int
    col_offset: int
    end_lineno: int
    end_col_offset: int


def place_of(node: Node, last: Node | None = None) -> Place:
    """Lines from 1, columns in bytes from 0; up to the end of `last`, if that is given."""
    (line, column), (end_line, end_column) = node.start_point, (last or node).end_point
    column += node.type in _CHAINS and _is_unpacked(node)
    return {"lineno": line + 1, "col_offset": column, "end_lineno": end_line + 1, "end_col_offset": end_column}


def _is_unpacked(node: Node) -> bool:
    """Whether the grammar took `*a.b()` for what is done to `*a`."""
    inner: Node | None = node
    while inner is not None and inner.type in _CHAINS:
        inner = inner.children[0] if inner.children else None
    return inner is not None and inner.type == "list_splat"


def end_of(node: Node) -> Node:
    """The last part of a node that is no comment: what follows behind it on its line does not belong to it."""
    while parts := [child for child in node.children if child.type != "comment"]:
        node = parts[-1]
    return node


def text_of(node: Node | None) -> str:
    """As it is written."""
    return (node.text or b"").decode(errors="replace") if node is not None else ""


def parameters(node: Node | None, depth: int) -> ast.arguments:
    """Of a function or a lambda, without `*arguments` and `**options`."""
    found = ast.arguments(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])
    keyword_only = False
    for child in node.named_children if node is not None else ():
        first = child.named_children[0].type if child.type == "typed_parameter" and child.named_children else child.type
        if first in {"list_splat_pattern", "keyword_separator"}:
            keyword_only = True
        if first in {"list_splat_pattern", "keyword_separator", "dictionary_splat_pattern", "positional_separator"}:
            continue
        name = child if child.type == "identifier" else child.child_by_field_name("name")
        if name is None and child.type == "typed_parameter":
            name = next((inner for inner in child.named_children if inner.type == "identifier"), None)
        if name is None:
            continue
        kind, default = child.child_by_field_name("type"), child.child_by_field_name("value")
        argument = ast.arg(text_of(name), expression(kind, depth) if kind is not None else None, **place_of(name))
        value = expression(default, depth) if default is not None else None
        if keyword_only:
            found.kwonlyargs.append(argument)
            found.kw_defaults.append(value)
        else:
            found.args.append(argument)
            if value is not None:
                found.defaults.append(value)
    return found


def expression(node: Node, depth: int) -> ast.expr:
    """The expression; what is nested too deeply or means nothing here is `...`, which no one takes for a value."""
    build = EXPRESSIONS.get(node.type)
    if build is None or depth > DEEPEST:
        return ast.Constant(value=..., **place_of(node))
    return build(node, depth + 1)


def _field(node: Node, name: str, depth: int) -> ast.expr:
    child = node.child_by_field_name(name)
    if child is not None and child.type == "list_splat" and child.named_children:
        child = child.named_children[0]
    return expression(child, depth) if child is not None else ast.Constant(value=..., **place_of(node))


def _children(node: Node, depth: int) -> list[ast.expr]:
    return [_element(child, depth) for child in node.named_children if child.type != "comment"]


def _element(node: Node, depth: int) -> ast.expr:
    value = expression(node, depth)
    return ast.Starred(value=value, ctx=ast.Load(), **place_of(node)) if _wraps(node) else value


def _wraps(node: Node) -> bool:
    return node.type in _CHAINS and _is_unpacked(node)


def _name(node: Node, depth: int) -> ast.expr:
    return ast.Name(id=text_of(node), ctx=ast.Load(), **place_of(node))


def _literal(node: Node, depth: int) -> ast.expr:
    try:
        value = ast.literal_eval(text_of(node)[:1_000_000])
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        value = ...
    return ast.Constant(value=value, **place_of(node))


def _string(node: Node, depth: int) -> ast.expr:
    if not any(child.type == "interpolation" for child in node.named_children):
        prefix = text_of(node)[:3].split("'")[0].split('"')[0].lower()
        if "f" not in prefix and "t" not in prefix:
            return _literal(node, depth)
    return ast.JoinedStr(values=_joined(_parts(node, node, depth), node), **place_of(node))


def _parts(node: Node, whole: Node, depth: int) -> list[ast.expr]:
    """The texts and the values of an f-string."""
    values: list[ast.expr] = []
    raw = "r" in text_of(node)[:3].split("'")[0].split('"')[0].lower()
    for child in node.named_children:
        place = place_of(whole if _WHOLE else child)
        if child.type == "string_content":
            values.append(ast.Constant(value=_unescaped(text_of(child), raw=raw), **place))
        elif child.type == "interpolation":
            inner = _field(child, "expression", depth)
            if any(each.type == "=" for each in child.children):  # `{name=}` shows the name too
                shown = child.child_by_field_name("expression")
                values.append(ast.Constant(value=f"{text_of(shown)}=", **place))
            values.append(ast.FormattedValue(value=inner, conversion=-1, format_spec=None, **place))
    return values


def _unescaped(text: str, *, raw: bool) -> str:
    text = text.replace("{{", "{").replace("}}", "}")
    if raw or "\\" not in text:
        return text
    quoted = _QUOTE_OR_ESCAPE.sub(lambda found: found[1] or _ESCAPES[found[0]], text)
    try:
        return str(ast.literal_eval(f'"{quoted}"'))
    except (ValueError, SyntaxError):
        return text


_QUOTE_OR_ESCAPE: Final = re.compile(r"(\\.)|[\"\n\r]", re.DOTALL)
_ESCAPES: Final = {'"': '\\"', "\n": "\\n", "\r": "\\r"}


def _strings(node: Node, depth: int) -> ast.expr:
    strings = [child for child in node.named_children if child.type == "string"]
    parts = [_string(child, depth) for child in strings]
    if any(isinstance(part, ast.Constant) and isinstance(part.value, bytes) for part in parts):
        return _literal(node, depth)
    if all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
        text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        return ast.Constant(value=text, **place_of(node))
    values: list[ast.expr] = []
    for child, part in zip(strings, parts, strict=True):
        values += _parts(child, node, depth) if isinstance(part, ast.JoinedStr) else [part]
    return ast.JoinedStr(values=_joined(values, node), **place_of(node))


def _joined(parts: list[ast.expr], whole: Node) -> list[ast.expr]:
    """Texts that follow one another are one, as the standard parser has it."""
    joined: list[ast.expr] = []
    for part in parts:
        before = joined[-1] if joined else None
        if not isinstance(part, ast.Constant):
            joined.append(part)
        elif isinstance(before, ast.Constant):
            before.value = str(before.value) + str(part.value)
        else:
            joined.append(ast.Constant(value=part.value, **place_of(whole)) if _WHOLE else part)
    return joined


def _attribute(node: Node, depth: int) -> ast.expr:
    name = text_of(node.child_by_field_name("attribute"))
    return ast.Attribute(value=_field(node, "object", depth), attr=name, ctx=ast.Load(), **place_of(node))


def _subscript(node: Node, depth: int) -> ast.expr:
    keys = node.children_by_field_name("subscript")
    key = _field(node, "subscript", depth)
    if len(keys) > 1:
        elements = [expression(each, depth) for each in keys]
        key = ast.Tuple(elts=elements, ctx=ast.Load(), **place_of(keys[0], keys[-1]))
    return ast.Subscript(value=_field(node, "value", depth), slice=key, ctx=ast.Load(), **place_of(node))


def _call(node: Node, depth: int) -> ast.expr:
    arguments: list[ast.expr] = []
    keywords: list[ast.keyword] = []
    holder = node.child_by_field_name("arguments")
    if holder is not None and holder.type == "generator_expression":
        arguments.append(expression(holder, depth))
        holder = None
    for child in holder.named_children if holder is not None else ():
        if child.type == "keyword_argument":
            name = text_of(child.child_by_field_name("name"))
            keywords.append(ast.keyword(name, _field(child, "value", depth), **place_of(child)))
        elif child.type == "dictionary_splat":
            keywords.append(ast.keyword(None, expression(child.named_children[0], depth), **place_of(child)))
        elif child.type != "comment":
            arguments.append(_element(child, depth))
    return ast.Call(func=_field(node, "function", depth), args=arguments, keywords=keywords, **place_of(node))


def _binary(node: Node, depth: int) -> ast.expr:
    sign = text_of(node.child_by_field_name("operator"))
    operator: ast.operator = {"+": ast.Add(), "%": ast.Mod(), "|": ast.BitOr()}.get(sign, ast.Sub())
    return ast.BinOp(
        left=_field(node, "left", depth), op=operator, right=_field(node, "right", depth), **place_of(node)
    )


def _boolean(node: Node, depth: int) -> ast.expr:
    operator: ast.boolop = ast.Or() if text_of(node.child_by_field_name("operator")) == "or" else ast.And()
    left, before = _field(node, "left", depth), node.child_by_field_name("left")
    chained = isinstance(left, ast.BoolOp) and type(left.op) is type(operator)
    bare = before is not None and before.type == node.type  # and not in brackets
    values = left.values if bare and chained and isinstance(left, ast.BoolOp) else [left]
    return ast.BoolOp(op=operator, values=[*values, _field(node, "right", depth)], **place_of(node))


def _conditional(node: Node, depth: int) -> ast.expr:
    parts = _children(node, depth)
    if len(parts) != 3:  # noqa: PLR2004 - value, condition, other value
        return ast.Constant(value=..., **place_of(node))
    return ast.IfExp(test=parts[1], body=parts[0], orelse=parts[2], **place_of(node))


def _dict(node: Node, depth: int) -> ast.expr:
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for child in node.named_children:
        if child.type == "pair":
            keys.append(_field(child, "key", depth))
            values.append(_field(child, "value", depth))
        elif child.type == "dictionary_splat" and child.named_children:
            keys.append(None)
            values.append(expression(child.named_children[0], depth))
    return ast.Dict(keys=keys, values=values, **place_of(node))


def _list(node: Node, depth: int) -> ast.expr:
    return ast.List(elts=_children(node, depth), ctx=ast.Load(), **place_of(node))


def _tuple(node: Node, depth: int) -> ast.expr:
    return ast.Tuple(elts=_children(node, depth), ctx=ast.Load(), **place_of(node))


def _inner(node: Node, depth: int) -> ast.expr:
    children = _children(node, depth)
    return children[0] if children else ast.Constant(value=..., **place_of(node))


def _splat(node: Node, depth: int) -> ast.expr:
    return ast.Starred(value=_inner(node, depth), ctx=ast.Load(), **place_of(node))


def _set(node: Node, depth: int) -> ast.expr:
    return ast.Set(elts=_children(node, depth), **place_of(node))


def _await(node: Node, depth: int) -> ast.expr:
    return ast.Await(value=_inner(node, depth), **place_of(node))


def _walrus(node: Node, depth: int) -> ast.expr:
    target, value = _field(node, "name", depth), _field(node, "value", depth)
    return ast.NamedExpr(target=target, value=value, **place_of(node)) if isinstance(target, ast.Name) else value


def _compared(node: Node, depth: int) -> ast.expr:
    first, *others = _children(node, depth)
    return ast.Compare(left=first, ops=[ast.Eq() for _ in others], comparators=others, **place_of(node))


def _unary(node: Node, depth: int) -> ast.expr:
    sign = "not" if node.type == "not_operator" else text_of(node.child_by_field_name("operator"))
    operator: ast.unaryop = {"not": ast.Not(), "-": ast.USub(), "+": ast.UAdd()}.get(sign, ast.Invert())
    return ast.UnaryOp(op=operator, operand=_field(node, "argument", depth), **place_of(node))


def _lambda(node: Node, depth: int) -> ast.expr:
    arguments = parameters(node.child_by_field_name("parameters"), depth)
    return ast.Lambda(args=arguments, body=_field(node, "body", depth), **place_of(node))


def _yield(node: Node, depth: int) -> ast.expr:
    value = expression(node.named_children[0], depth) if node.named_children else None
    if value is not None and any(child.type == "from" for child in node.children):
        return ast.YieldFrom(value=value, **place_of(node))
    return ast.Yield(value=value, **place_of(node))


def _slice(node: Node, depth: int) -> ast.expr:
    parts: list[ast.expr | None] = [None, None, None]
    at = 0
    for child in node.children:
        if child.type == ":":
            at = min(at + 1, 2)
        elif child.is_named and child.type != "comment":
            parts[at] = expression(child, depth)
    return ast.Slice(lower=parts[0], upper=parts[1], step=parts[2], **place_of(node))


def _generic(node: Node, depth: int) -> ast.expr:
    """`list[str]` where a type is expected."""
    name, *rest = node.named_children
    keys = [expression(inner, depth) for holder in rest for inner in holder.named_children]
    if not keys:
        return expression(name, depth)
    inside = [inner for holder in rest for inner in holder.named_children]
    whole = ast.Tuple(elts=keys, ctx=ast.Load(), **place_of(inside[0], inside[-1]))
    key = keys[0] if len(keys) == 1 else whole
    return ast.Subscript(value=expression(name, depth), slice=key, ctx=ast.Load(), **place_of(node))


def _union(node: Node, depth: int) -> ast.expr:
    first, *others = _children(node, depth)
    for other in others:
        first = ast.BinOp(left=first, op=ast.BitOr(), right=other, **place_of(node))
    return first


def _comprehension(node: Node, depth: int) -> ast.expr:
    body, *clauses = [child for child in node.named_children if child.type != "comment"]
    generators: list[ast.comprehension] = []
    for clause in clauses:
        if clause.type == "for_in_clause":
            target, over = _field(clause, "left", depth), _field(clause, "right", depth)
            generators.append(ast.comprehension(target=target, iter=over, ifs=[], is_async=0))
        elif clause.type == "if_clause" and generators:
            generators[-1].ifs += _children(clause, depth)
    if node.type == "dictionary_comprehension":
        key, value = _field(body, "key", depth), _field(body, "value", depth)
        return ast.DictComp(key=key, value=value, generators=generators, **place_of(node))
    kind = {"list_comprehension": ast.ListComp, "set_comprehension": ast.SetComp}.get(node.type, ast.GeneratorExp)
    return kind(elt=expression(body, depth), generators=generators, **place_of(node))


EXPRESSIONS: Final[dict[str, Callable[[Node, int], ast.expr]]] = {
    "identifier": _name,
    "string": _string,
    "concatenated_string": _strings,
    "integer": _literal,
    "float": _literal,
    "none": _literal,
    "true": _literal,
    "false": _literal,
    "attribute": _attribute,
    "subscript": _subscript,
    "call": _call,
    "binary_operator": _binary,
    "boolean_operator": _boolean,
    "conditional_expression": _conditional,
    "dictionary": _dict,
    "list": _list,
    "set": _set,
    "tuple": _tuple,
    "expression_list": _tuple,
    "pattern_list": _tuple,
    "tuple_pattern": _tuple,
    "parenthesized_expression": _inner,
    "await": _await,
    "type": _inner,
    "list_splat": _splat,
    "list_splat_pattern": _splat,
    "list_pattern": _list,
    "named_expression": _walrus,
    "comparison_operator": _compared,
    "not_operator": _unary,
    "unary_operator": _unary,
    "lambda": _lambda,
    "yield": _yield,
    "slice": _slice,
    "generic_type": _generic,
    "union_type": _union,
    "list_comprehension": _comprehension,
    "set_comprehension": _comprehension,
    "dictionary_comprehension": _comprehension,
    "generator_expression": _comprehension,
}
