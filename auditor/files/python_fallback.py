"""A second parser for Python that the standard one refuses: newer syntax, Python 2, or a file with a broken line.

Tree-sitter's tree is translated into the standard library's nodes, so that all who read Python know one kind of tree.
What says nothing about values (most operators, patterns, type parameters) is left out.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Final, TypedDict

import tree_sitter_python
from tree_sitter import Language, Node, Parser

DEEPEST: Final = 60
"""nesting of expressions, and of statements, that is followed"""

_LANGUAGE: Final = Language(tree_sitter_python.language())


class _Place(TypedDict):
    lineno: int
    col_offset: int
    end_lineno: int
    end_col_offset: int


def translated(text: str) -> ast.Module:
    """What tree-sitter makes of the text; parts that it cannot read are missing."""
    tree = Parser(_LANGUAGE).parse(text.encode())
    return ast.Module(body=_body(tree.root_node, 0), type_ignores=[])


def _place(node: Node) -> _Place:
    (line, column), (end_line, end_column) = node.start_point, node.end_point
    return {"lineno": line + 1, "col_offset": column, "end_lineno": end_line + 1, "end_col_offset": end_column}


def _text(node: Node | None) -> str:
    return (node.text or b"").decode(errors="replace") if node is not None else ""


# -- statements ----------------------------------------------------------------------------------------------------------


def _body(node: Node | None, depth: int) -> list[ast.stmt]:
    if node is None or depth > DEEPEST:
        return []
    return [statement for child in node.named_children for statement in _statement(child, depth + 1)]


def _statement(node: Node, depth: int) -> Iterator[ast.stmt]:
    build = _STATEMENTS.get(node.type)
    if build is not None:
        yield from build(node, depth)
    elif node.type in _INNER:
        yield from _body(node, depth)
    elif node.type in _EXPRESSIONS:
        yield ast.Expr(_expression(node, depth), **_place(node))


def _simple(node: Node, depth: int) -> Iterator[ast.stmt]:
    for child in node.named_children:
        if child.type in {"assignment", "augmented_assignment"}:
            yield from _assignment(child, depth)
        elif child.type != "comment":
            yield ast.Expr(_expression(child, depth), **_place(child))


def _assignment(node: Node, depth: int) -> Iterator[ast.stmt]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    annotation = node.child_by_field_name("type")
    if left is None:
        return
    targets = [_expression(left, depth)]
    while right is not None and right.type == "assignment":
        inner = right.child_by_field_name("left")
        if inner is not None:
            targets.append(_expression(inner, depth))
        right = right.child_by_field_name("right")
    value = _expression(right, depth) if right is not None else None
    if annotation is not None and isinstance(targets[0], ast.Name | ast.Attribute | ast.Subscript):
        kind = _expression(annotation, depth)
        yield ast.AnnAssign(target=targets[0], annotation=kind, value=value, simple=1, **_place(node))
    elif value is not None:
        yield ast.Assign(targets=targets, value=value, **_place(node))


def _function(node: Node, depth: int) -> Iterator[ast.stmt]:
    yield ast.FunctionDef(
        name=_text(node.child_by_field_name("name")),
        args=_parameters(node.child_by_field_name("parameters"), depth),
        body=_body(node.child_by_field_name("body"), depth),
        decorator_list=[],
        **_place(node),
    )


def _parameters(node: Node | None, depth: int) -> ast.arguments:
    found = ast.arguments(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])
    keyword_only = False
    for child in node.named_children if node is not None else ():
        if child.type in {"list_splat_pattern", "keyword_separator"}:
            keyword_only = True
            continue
        name = child if child.type == "identifier" else child.child_by_field_name("name")
        if name is None and child.type == "typed_parameter":
            name = next((inner for inner in child.named_children if inner.type == "identifier"), None)
        if name is None:
            continue
        kind, default = child.child_by_field_name("type"), child.child_by_field_name("value")
        argument = ast.arg(_text(name), _expression(kind, depth) if kind is not None else None, **_place(name))
        value = _expression(default, depth) if default is not None else None
        if keyword_only:
            found.kwonlyargs.append(argument)
            found.kw_defaults.append(value)
        else:
            found.args.append(argument)
            if value is not None:
                found.defaults.append(value)
    return found


def _class(node: Node, depth: int) -> Iterator[ast.stmt]:
    bases = node.child_by_field_name("superclasses")
    yield ast.ClassDef(
        name=_text(node.child_by_field_name("name")),
        bases=[
            _expression(base, depth)
            for base in (bases.named_children if bases is not None else ())
            if base.type in {"identifier", "attribute", "subscript", "call"}
        ],
        keywords=[],
        body=_body(node.child_by_field_name("body"), depth),
        decorator_list=[],
        **_place(node),
    )


def _decorated(node: Node, depth: int) -> Iterator[ast.stmt]:
    decorators = [
        _expression(child.named_children[0], depth)
        for child in node.named_children
        if child.type == "decorator" and child.named_children
    ]
    definition = node.child_by_field_name("definition")
    for made in _statement(definition, depth) if definition is not None else ():
        if isinstance(made, ast.FunctionDef | ast.ClassDef):
            made.decorator_list = decorators
        yield made


def _if(node: Node, depth: int) -> Iterator[ast.stmt]:
    test = node.child_by_field_name("condition")
    condition = _expression(test, depth) if test is not None else ast.Constant(value=True, **_place(node))
    body = _body(node.child_by_field_name("consequence"), depth)
    branches = [branch for child in node.named_children if child.type in _INNER for branch in _body(child, depth)]
    yield ast.If(test=condition, body=body, orelse=branches if body != branches else [], **_place(node))


def _for(node: Node, depth: int) -> Iterator[ast.stmt]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return
    body = _body(node.child_by_field_name("body"), depth)
    yield ast.For(target=_expression(left, depth), iter=_expression(right, depth), body=body, orelse=[], **_place(node))


def _with(node: Node, depth: int) -> Iterator[ast.stmt]:
    items = []
    for clause in node.named_children:
        for item in clause.named_children if clause.type == "with_clause" else ():
            value = item.child_by_field_name("value")
            if value is None:
                continue
            target = None
            if value.type == "as_pattern" and len(value.named_children) > 1:
                target = _expression(value.named_children[1].named_children[0], depth)
                value = value.named_children[0]
            items.append(ast.withitem(context_expr=_expression(value, depth), optional_vars=target))
    yield ast.With(items=items, body=_body(node.child_by_field_name("body"), depth), **_place(node))


def _import(node: Node, depth: int) -> Iterator[ast.stmt]:
    names = [alias for child in node.children_by_field_name("name") if (alias := _alias(child)) is not None]
    if node.type == "import_statement":
        yield ast.Import(names=names, **_place(node))
        return
    module = _text(node.child_by_field_name("module_name"))
    level = len(module) - len(module.lstrip("."))
    if any(child.type == "wildcard_import" for child in node.named_children):
        names = [ast.alias("*", None, **_place(node))]
    yield ast.ImportFrom(module=module[level:] or None, names=names, level=level, **_place(node))


def _alias(node: Node) -> ast.alias | None:
    if node.type == "aliased_import":
        name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
        return ast.alias(_text(name), _text(alias) or None, **_place(node))
    return ast.alias(_text(node), None, **_place(node)) if node.type == "dotted_name" else None


def _return(node: Node, depth: int) -> Iterator[ast.stmt]:
    value = _expression(node.named_children[0], depth) if node.named_children else None
    yield ast.Return(value=value, **_place(node))


_INNER: Final = frozenset(
    [
        "block",
        "else_clause",
        "elif_clause",
        "except_clause",
        "except_group_clause",
        "finally_clause",
        "case_clause",
        "while_statement",
        "try_statement",
        "match_statement",
        "ERROR",
        "module",
    ]
)
_STATEMENTS: Final[dict[str, Callable[[Node, int], Iterator[ast.stmt]]]] = {
    "expression_statement": _simple,
    "assignment": _assignment,
    "function_definition": _function,
    "class_definition": _class,
    "decorated_definition": _decorated,
    "if_statement": _if,
    "for_statement": _for,
    "with_statement": _with,
    "import_statement": _import,
    "import_from_statement": _import,
    "return_statement": _return,
    "print_statement": _simple,
}


# -- expressions ---------------------------------------------------------------------------------------------------------


def _expression(node: Node, depth: int) -> ast.expr:
    """The expression; what is nested too deeply or means nothing here is `...`, which no one takes for a value."""
    build = _EXPRESSIONS.get(node.type)
    if build is None or depth > DEEPEST:
        return ast.Constant(value=..., **_place(node))
    return build(node, depth + 1)


def _field(node: Node, name: str, depth: int) -> ast.expr:
    child = node.child_by_field_name(name)
    return _expression(child, depth) if child is not None else ast.Constant(value=..., **_place(node))


def _children(node: Node, depth: int) -> list[ast.expr]:
    return [_expression(child, depth) for child in node.named_children if child.type != "comment"]


def _name(node: Node, depth: int) -> ast.expr:
    return ast.Name(id=_text(node), ctx=ast.Load(), **_place(node))


def _literal(node: Node, depth: int) -> ast.expr:
    try:
        value = ast.literal_eval(_text(node)[:1_000_000])
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        value = ...
    return ast.Constant(value=value, **_place(node))


def _string(node: Node, depth: int) -> ast.expr:
    if not any(child.type == "interpolation" for child in node.named_children):
        prefix = _text(node)[:3].split("'")[0].split('"')[0].lower()
        if "f" not in prefix and "t" not in prefix:
            return _literal(node, depth)
    values: list[ast.expr] = []
    for child in node.named_children:
        if child.type == "string_content":
            values.append(ast.Constant(value=_text(child), **_place(child)))
        elif child.type == "interpolation":
            inner = _field(child, "expression", depth)
            values.append(ast.FormattedValue(value=inner, conversion=-1, format_spec=None, **_place(child)))
    return ast.JoinedStr(values=values, **_place(node))


def _strings(node: Node, depth: int) -> ast.expr:
    parts = [_string(child, depth) for child in node.named_children if child.type == "string"]
    if all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
        text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        return ast.Constant(value=text, **_place(node))
    values = [inner for part in parts for inner in (part.values if isinstance(part, ast.JoinedStr) else [part])]
    return ast.JoinedStr(values=values, **_place(node))


def _attribute(node: Node, depth: int) -> ast.expr:
    name = _text(node.child_by_field_name("attribute"))
    return ast.Attribute(value=_field(node, "object", depth), attr=name, ctx=ast.Load(), **_place(node))


def _subscript(node: Node, depth: int) -> ast.expr:
    key = _field(node, "subscript", depth)
    return ast.Subscript(value=_field(node, "value", depth), slice=key, ctx=ast.Load(), **_place(node))


def _call(node: Node, depth: int) -> ast.expr:
    arguments, keywords = [], []
    holder = node.child_by_field_name("arguments")
    for child in holder.named_children if holder is not None else ():
        if child.type == "keyword_argument":
            name = _text(child.child_by_field_name("name"))
            keywords.append(ast.keyword(name, _field(child, "value", depth), **_place(child)))
        elif child.type == "dictionary_splat":
            keywords.append(ast.keyword(None, _expression(child.named_children[0], depth), **_place(child)))
        elif child.type != "comment":
            arguments.append(_expression(child, depth))
    return ast.Call(func=_field(node, "function", depth), args=arguments, keywords=keywords, **_place(node))


def _binary(node: Node, depth: int) -> ast.expr:
    sign = _text(node.child_by_field_name("operator"))
    operator: ast.operator = ast.Add() if sign == "+" else ast.Mod() if sign == "%" else ast.Sub()
    return ast.BinOp(left=_field(node, "left", depth), op=operator, right=_field(node, "right", depth), **_place(node))


def _boolean(node: Node, depth: int) -> ast.expr:
    operator: ast.boolop = ast.Or() if _text(node.child_by_field_name("operator")) == "or" else ast.And()
    return ast.BoolOp(op=operator, values=[_field(node, "left", depth), _field(node, "right", depth)], **_place(node))


def _conditional(node: Node, depth: int) -> ast.expr:
    parts = _children(node, depth)
    if len(parts) != 3:  # noqa: PLR2004 - value, condition, other value
        return ast.Constant(value=..., **_place(node))
    return ast.IfExp(test=parts[1], body=parts[0], orelse=parts[2], **_place(node))


def _dict(node: Node, depth: int) -> ast.expr:
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for child in node.named_children:
        if child.type == "pair":
            keys.append(_field(child, "key", depth))
            values.append(_field(child, "value", depth))
        elif child.type == "dictionary_splat" and child.named_children:
            keys.append(None)
            values.append(_expression(child.named_children[0], depth))
    return ast.Dict(keys=keys, values=values, **_place(node))


def _list(node: Node, depth: int) -> ast.expr:
    return ast.List(elts=_children(node, depth), ctx=ast.Load(), **_place(node))


def _tuple(node: Node, depth: int) -> ast.expr:
    return ast.Tuple(elts=_children(node, depth), ctx=ast.Load(), **_place(node))


def _inner(node: Node, depth: int) -> ast.expr:
    children = _children(node, depth)
    return children[0] if children else ast.Constant(value=..., **_place(node))


def _splat(node: Node, depth: int) -> ast.expr:
    return ast.Starred(value=_inner(node, depth), ctx=ast.Load(), **_place(node))


_EXPRESSIONS: Final[dict[str, Callable[[Node, int], ast.expr]]] = {
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
    "set": _list,
    "tuple": _tuple,
    "expression_list": _tuple,
    "pattern_list": _tuple,
    "tuple_pattern": _tuple,
    "parenthesized_expression": _inner,
    "await": _inner,
    "type": _inner,
    "list_splat": _splat,
}
