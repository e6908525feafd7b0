"""What a module takes in from others, and what it gives out."""

from typing import TYPE_CHECKING

from tree_sitter import Node

from auditor.detectors.javascript_calls.nodes import unquoted
from auditor.detectors.javascript_calls.scopes import Import, Scope, Value
from auditor.detectors.javascript_calls.specifiers import module_name, module_prefix

if TYPE_CHECKING:
    from auditor.detectors.javascript_calls.symbols import Symbols


def imported(symbols: "Symbols", node: Node, scope: Scope) -> None:
    """`import a, { b as c } from "…"`, `import d = require("…")`."""
    source = unquoted(symbols.text(node.child_by_field_name("source")))
    for clause in node.named_children:
        if clause.type == "import_require_clause":
            specifier = unquoted(symbols.text(clause.child_by_field_name("source")))
            name = symbols.text(clause.named_children[0])
            symbols.note(scope.name + name, Import(module_name(specifier, symbols.source.path), node), scope)
        elif clause.type == "import_clause":
            _clause(symbols, clause, source, node)


def _clause(symbols: "Symbols", clause: Node, specifier: str, node: Node) -> None:
    prefix = module_prefix(specifier, symbols.source.path)
    for part in clause.named_children:
        if part.type == "identifier":
            symbols.note(symbols.prefix + symbols.text(part), Import(f"{prefix}default", node), symbols.module)
        elif part.type == "namespace_import":
            target = module_name(specifier, symbols.source.path)
            symbols.note(symbols.prefix + symbols.text(part.named_children[-1]), Import(target, node), symbols.module)
        elif part.type == "named_imports":
            for each in part.named_children:
                name = each.child_by_field_name("name")
                local = each.child_by_field_name("alias") or name
                target = prefix + unquoted(symbols.text(name))
                symbols.note(symbols.prefix + symbols.text(local), Import(target, node), symbols.module)


def exported(symbols: "Symbols", node: Node, scope: Scope) -> None:
    """`export { a as b }`, `export * from "…"`, `export default …`."""
    source = node.child_by_field_name("source")
    value = node.child_by_field_name("value")
    prefix = module_prefix(unquoted(symbols.text(source)), symbols.source.path) if source is not None else None
    for child in node.named_children:
        if child.type == "export_clause":
            for each in child.named_children:
                _specified(symbols, each, prefix, node)
        elif child.type == "namespace_export" and source is not None:
            target = module_name(unquoted(symbols.text(source)), symbols.source.path)
            symbols.note(
                symbols.prefix + unquoted(symbols.text(child.named_children[0])), Import(target, node), symbols.module
            )
    if prefix is not None and any(child.type == "*" for child in node.children):
        target = module_name(unquoted(symbols.text(source)), symbols.source.path)
        symbols.values[f"{symbols.prefix}*"].append(Import(target, node))
    if value is None and any(child.type == "default" for child in node.children):
        value = node.child_by_field_name("declaration")
    if value is not None:
        symbols.note(f"{symbols.prefix}default", Value(value, scope), symbols.module)


def _specified(symbols: "Symbols", node: Node, prefix: str | None, statement: Node) -> None:
    name = unquoted(symbols.text(node.child_by_field_name("name")))
    alias = unquoted(symbols.text(node.child_by_field_name("alias"))) or name
    if prefix is not None:
        symbols.note(symbols.prefix + alias, Import(prefix + name, statement), symbols.module)
    elif alias != name:
        symbols.note(symbols.prefix + alias, Value(node, symbols.module, symbols.prefix + name), symbols.module)


def exported_whole(symbols: "Symbols", value: Node, scope: Scope) -> None:
    """`module.exports = { … }`: its entries are the module's names."""
    symbols.note(f"{symbols.prefix}default", Value(value, scope), symbols.module)
    for child in value.named_children if value.type == "object" else ():
        name, given = child.child_by_field_name("key"), child.child_by_field_name("value")
        if (
            child.type == "pair"
            and name is not None
            and given is not None
            and symbols.text(name) != symbols.text(given)
        ):
            symbols.note(symbols.prefix + unquoted(symbols.text(name)), Value(given, scope), symbols.module)
