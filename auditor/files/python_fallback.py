"""A second parser for Python that the standard one refuses: newer syntax, Python 2, or a file with a broken line.

Tree-sitter's tree is translated into the standard library's nodes, so that all who read Python know one kind of tree.
What says nothing about values (most operators, patterns, type parameters) is left out.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Final

import tree_sitter_python
from tree_sitter import Language, Node, Parser

from auditor.files.python_fallback_expressions import (
    DEEPEST,
    EXPRESSIONS,
    end_of,
    expression,
    parameters,
    place_of,
    text_of,
)

_LANGUAGE: Final = Language(tree_sitter_python.language())


def translated(text: str) -> ast.Module:
    """What tree-sitter makes of the text; parts that it cannot read are missing."""
    tree = Parser(_LANGUAGE).parse(text.encode())
    return ast.Module(body=_body(tree.root_node, 0), type_ignores=[])


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
    elif node.type in EXPRESSIONS:
        yield ast.Expr(expression(node, depth), **place_of(node))


def _simple(node: Node, depth: int) -> Iterator[ast.stmt]:
    for child in node.named_children:
        if child.type == "assignment":
            yield from _assignment(child, depth)
        elif child.type == "augmented_assignment":
            yield from _augmented(child, depth)
        elif child.type != "comment":
            yield ast.Expr(expression(child, depth), **place_of(child))


def _assignment(node: Node, depth: int) -> Iterator[ast.stmt]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    annotation = node.child_by_field_name("type")
    if left is None:
        return
    targets = [expression(left, depth)]
    while right is not None and right.type == "assignment":
        inner = right.child_by_field_name("left")
        if inner is not None:
            targets.append(expression(inner, depth))
        right = right.child_by_field_name("right")
    value = expression(right, depth) if right is not None else None
    if annotation is not None and isinstance(targets[0], ast.Name | ast.Attribute | ast.Subscript):
        kind = expression(annotation, depth)
        yield ast.AnnAssign(target=targets[0], annotation=kind, value=value, simple=1, **place_of(node))
    elif value is not None:
        yield ast.Assign(targets=targets, value=value, **place_of(node))


def _augmented(node: Node, depth: int) -> Iterator[ast.stmt]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    target = expression(left, depth) if left is not None else None
    if right is not None and isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
        yield ast.AugAssign(target=target, op=ast.Add(), value=expression(right, depth), **place_of(node))


def _function(node: Node, depth: int) -> Iterator[ast.stmt]:
    kind = ast.AsyncFunctionDef if node.children and node.children[0].type == "async" else ast.FunctionDef
    yield kind(
        name=text_of(node.child_by_field_name("name")),
        args=parameters(node.child_by_field_name("parameters"), depth),
        body=_body(node.child_by_field_name("body"), depth),
        decorator_list=[],
        **place_of(node, end_of(node)),
    )


def _class(node: Node, depth: int) -> Iterator[ast.stmt]:
    bases = node.child_by_field_name("superclasses")
    yield ast.ClassDef(
        name=text_of(node.child_by_field_name("name")),
        bases=[
            expression(base, depth)
            for base in (bases.named_children if bases is not None else ())
            if base.type in {"identifier", "attribute", "subscript", "call"}
        ],
        keywords=[],
        body=_body(node.child_by_field_name("body"), depth),
        decorator_list=[],
        **place_of(node, end_of(node)),
    )


def _decorated(node: Node, depth: int) -> Iterator[ast.stmt]:
    decorators = [
        expression(child.named_children[0], depth)
        for child in node.named_children
        if child.type == "decorator" and child.named_children
    ]
    definition = node.child_by_field_name("definition")
    for made in _statement(definition, depth) if definition is not None else ():
        if isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.decorator_list = decorators
        yield made


def _if(node: Node, depth: int) -> Iterator[ast.stmt]:
    test = node.child_by_field_name("condition")
    condition = expression(test, depth) if test is not None else ast.Constant(value=True, **place_of(node))
    then = node.child_by_field_name("consequence")
    others = [child for child in node.named_children if child.type in _INNER and child != then]
    branches = [branch for child in others for branch in _body(child, depth)]
    yield ast.If(test=condition, body=_body(then, depth), orelse=branches, **place_of(node))


def _for(node: Node, depth: int) -> Iterator[ast.stmt]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return
    yield ast.For(
        target=expression(left, depth),
        iter=expression(right, depth),
        body=_body(node.child_by_field_name("body"), depth),
        orelse=_body(node.child_by_field_name("alternative"), depth),
        **place_of(node),
    )


def _with(node: Node, depth: int) -> Iterator[ast.stmt]:
    items = []
    for clause in node.named_children:
        for item in clause.named_children if clause.type == "with_clause" else ():
            value = item.child_by_field_name("value")
            if value is None:
                continue
            target = None
            if value.type == "as_pattern" and len(value.named_children) > 1:
                target = expression(value.named_children[1].named_children[0], depth)
                value = value.named_children[0]
            items.append(ast.withitem(context_expr=expression(value, depth), optional_vars=target))
    yield ast.With(items=items, body=_body(node.child_by_field_name("body"), depth), **place_of(node))


def _import(node: Node, depth: int) -> Iterator[ast.stmt]:
    names = [alias for child in node.children_by_field_name("name") if (alias := _alias(child)) is not None]
    if node.type == "import_statement":
        yield ast.Import(names=names, **place_of(node))
        return
    future = node.type == "future_import_statement"
    module = "__future__" if future else text_of(node.child_by_field_name("module_name"))
    level = len(module) - len(module.lstrip("."))
    if any(child.type == "wildcard_import" for child in node.named_children):
        names = [ast.alias("*", None, **place_of(node))]
    yield ast.ImportFrom(module=module[level:] or None, names=names, level=level, **place_of(node))


def _alias(node: Node) -> ast.alias | None:
    if node.type == "aliased_import":
        name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
        return ast.alias(text_of(name), text_of(alias) or None, **place_of(node))
    return ast.alias(text_of(node), None, **place_of(node)) if node.type == "dotted_name" else None


def _names(node: Node, depth: int) -> Iterator[ast.stmt]:
    """`global` and `nonlocal`."""
    names = [text_of(child) for child in node.named_children if child.type == "identifier"]
    kind = ast.Global if node.type == "global_statement" else ast.Nonlocal
    yield kind(names=names, **place_of(node))


def _parts(node: Node, depth: int) -> Iterator[ast.stmt]:
    """`assert`, `raise`, `del`: what matters is what they call."""
    for child in node.named_children:
        if child.type in EXPRESSIONS:
            yield ast.Expr(expression(child, depth), **place_of(child))


def _return(node: Node, depth: int) -> Iterator[ast.stmt]:
    value = expression(node.named_children[0], depth) if node.named_children else None
    yield ast.Return(value=value, **place_of(node))


_INNER: Final = frozenset(
    [
        "block",
        "else_clause",
        "elif_clause",
        "except_clause",
        "except_group_clause",
        "finally_clause",
        "case_clause",
        "if_clause",
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
    "future_import_statement": _import,
    "return_statement": _return,
    "print_statement": _simple,
    "global_statement": _names,
    "nonlocal_statement": _names,
    "assert_statement": _parts,
    "raise_statement": _parts,
    "delete_statement": _parts,
}
