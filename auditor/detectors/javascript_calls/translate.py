"""From JavaScript's syntax to values: what a node means, as far as its own file tells."""

from typing import Final

from tree_sitter import Node

from auditor.detectors.javascript_calls.methods import meaning_of
from auditor.detectors.javascript_calls.nodes import CLASSES, FUNCTIONS, WRAPPINGS
from auditor.detectors.javascript_calls.scopes import EACH, Import, Scope, Value
from auditor.detectors.javascript_calls.symbols import Symbols
from auditor.detectors.javascript_calls.texts import literal
from auditor.domain.expression import (
    Argument,
    Called,
    Dynamic,
    Environment,
    Expression,
    Joined,
    Lookup,
    Name,
    OneOf,
    Table,
    Text,
)
from auditor.files.secrets import is_secret, masked

DEEPEST: Final = 25
"""nesting that is followed; what lies deeper is `computed`"""
MOST_PARTS: Final = 500
"""entries of one literal, or parts of one concatenation, that are read"""
GLOBAL: Final = "globalThis."
"""what stands before names that nobody binds: `fetch`"""
_NOTHING: Final = frozenset({"null", "undefined"})
_ENVIRONMENTS: Final = frozenset({("process", "env"), ("import.meta", "env"), ("Bun", "env")})


class Translator:
    """Translates the nodes of one file."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.source = symbols.source

    def value(self, value: Value | Import) -> Expression | None:
        """What a name is bound to; None where the binding says nothing about a value."""
        location = self.source.location(value.node)
        if isinstance(value, Import):
            return Name(value.target, location)
        if value.is_type:
            full = self.name(self.source.text(value.node), value.scope)
            return Called(Name(full, location), (), location) if full and not full.startswith(("/", "@/")) else None
        found = Name(value.name, location) if value.name else self.expression(value.node, value.scope)
        for step in value.steps:
            if step == EACH:
                found = Lookup(found, None, each=True)
            elif step:
                found = Lookup(found, Text(step, location))
        if value.default is None:
            return found
        default = self.expression(value.default, value.scope)
        if isinstance(found, Lookup):
            return Lookup(found.of, found.key, default)
        return OneOf((found, default))

    def call(self, node: Node, scope: Scope, depth: int = 0) -> Called:
        """A call with its arguments; an element is a call with its attributes."""
        if node.type.startswith("jsx_"):
            return self._element(node, scope, depth)
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor") or node
        listed = node.child_by_field_name("arguments")
        given = [] if listed is None else [listed] if listed.type == "template_string" else listed.named_children
        arguments = tuple(
            Argument(
                self.expression(each, scope, depth + 1),
                self.source.location(each),
                self.source.source(each),
                "*" if each.type == "spread_element" else None,
            )
            for each in given[:MOST_PARTS]
            if each.type != "comment"
        )
        callee = self.expression(function, scope, depth + 1) if function is not node else self.dynamic(node, "computed")
        return Called(callee, arguments, self.source.location(node))

    def expression(self, node: Node, scope: Scope, depth: int = 0) -> Expression:
        """What a node means."""
        kind = node.type
        if depth > DEEPEST:
            return self.dynamic(node, "computed")
        if kind in {"string", "number"}:
            text = literal(self.source.text(node))
            return Text(masked(text) if is_secret(text) else text, self.source.location(node))
        if kind == "template_string":
            return self._template(node, scope, depth)
        if kind in _NOTHING or self.source.text(node) == "undefined":
            return OneOf(())
        if kind in {
            "identifier",
            "type_identifier",
            "shorthand_property_identifier",
            "member_expression",
            "this",
            "super",
        }:
            return self._name(node, scope, depth)
        if kind == "subscript_expression":
            return self._subscript(node, scope, depth)
        if kind in WRAPPINGS or kind in {"spread_element", "yield_expression", "type_assertion", "jsx_expression"}:
            inner = [child for child in node.named_children if child.type != "type_arguments"]
            return self.expression(inner[0], scope, depth + 1) if inner else self.dynamic(node, "computed")
        if kind == "sequence_expression":
            return self.expression(node.named_children[-1], scope, depth + 1)
        if kind in {"call_expression", "new_expression"}:
            meaning = meaning_of(self, node, scope, depth)
            return self.call(node, scope, depth) if meaning is None else meaning
        if kind in FUNCTIONS or kind in CLASSES:
            full = self.symbols.names_of.get(node.id)
            return Name(full, self.source.location(node)) if full else self.dynamic(node, "computed")
        return self._compound(node, scope, depth)

    def dynamic(self, node: Node, reason: str) -> Dynamic:
        """What cannot be known."""
        return Dynamic(self.source.source(node), reason, self.source.location(node))

    def _compound(self, node: Node, scope: Scope, depth: int) -> Expression:
        """Nodes that are put together from others."""
        match node.type:
            case "object":
                return self._object(node, scope, depth)
            case "array":
                entries: list[tuple[str, Expression]] = []
                for index, child in enumerate(node.named_children[:MOST_PARTS]):
                    key = "**" if child.type == "spread_element" else str(index)
                    if child.type != "comment":
                        entries.append((key, self.expression(child, scope, depth + 1)))
                return Table(tuple(entries), sequence=True)
            case "binary_expression":
                return self._binary(node, scope, depth)
            case "ternary_expression":
                branches = (node.child_by_field_name("consequence"), node.child_by_field_name("alternative"))
                return OneOf(
                    tuple(self.expression(branch, scope, depth + 1) for branch in branches if branch is not None)
                )
            case "assignment_expression" | "augmented_assignment_expression":
                right = node.child_by_field_name("right")
                return self.expression(right, scope, depth + 1) if right is not None else OneOf(())
            case _:
                return self.dynamic(node, "computed")

    # -- names ---------------------------------------------------------------------------------------------------------

    def name(self, chain: str, scope: Scope) -> str | None:
        """A chain of names in full: imports followed to where they lead, locals by their place in the file."""
        root, dot, rest = chain.partition(".")
        full = scope.this() if root == "this" else scope.resolve(root)
        if full is None:
            return None
        values = self.symbols.values.get(full, ())
        if len(values) == 1 and isinstance(values[0], Import):
            return values[0].target + dot + rest
        return full + dot + rest

    def _name(self, node: Node, scope: Scope, depth: int) -> Expression:
        location = self.source.location(node)
        if node.type == "super":
            return self._super(node, scope, depth)
        chain = self.symbols.chain(node)
        if chain is not None:
            if len(chain) == 3 and tuple(chain[:2]) in _ENVIRONMENTS and scope.resolve(chain[0]) is None:  # noqa: PLR2004
                return Environment(chain[-1], None, location)
            chain = chain[:DEEPEST]
            full = self.name(".".join(chain), scope)
            if full is not None:
                return Name(full, location)
            return self.dynamic(node, "computed") if chain[0] == "this" else Name(GLOBAL + ".".join(chain), location)
        base, parts = node, []
        while base.type == "member_expression" and (inner := base.child_by_field_name("object")) is not None:
            parts.append(self.source.text(base.child_by_field_name("property")))
            base = inner
        if base is node or len(parts) > DEEPEST:
            return self.dynamic(node, "computed")
        found = self.expression(base, scope, depth + 1)
        for part in reversed(parts):
            found = Lookup(found, Text(part, location))
        return found

    def _super(self, node: Node, scope: Scope, depth: int) -> Expression:
        symbol = self.symbols.classes.get(scope.this() or "")
        if symbol is None or symbol.base is None:
            return self.dynamic(node, "computed")
        return self.expression(symbol.base, symbol.scope, depth + 1)

    def _subscript(self, node: Node, scope: Scope, depth: int) -> Expression:
        chain = self.symbols.chain(node)
        if chain is not None and chain[:2] in (["process", "env"], ["import.meta", "env"]):
            return self._name(node, scope, depth)
        of, key = node.child_by_field_name("object"), node.child_by_field_name("index")
        if of is None or key is None:
            return self.dynamic(node, "computed")
        return Lookup(self.expression(of, scope, depth + 1), self.key(key, scope, depth + 1))

    def key(self, node: Node, scope: Scope, depth: int) -> Expression:
        """What a key can be: its value, or, for a chain of names, the way it is written in a table of such keys."""
        value = self.expression(node, scope, depth + 1)
        if node.type == "member_expression":
            return OneOf((value, Text(self.source.text(node)[:200], self.source.location(node))))
        return value

    # -- texts and tables ----------------------------------------------------------------------------------------------

    def _template(self, node: Node, scope: Scope, depth: int) -> Expression:
        location = self.source.location(node)
        parts: list[Expression] = []
        position = node.start_byte + 1
        for child in node.named_children[:MOST_PARTS]:
            if child.type == "template_substitution":
                parts.append(Text(self._between(position, child.start_byte), location))
                inner = child.named_children
                parts.append(self.expression(inner[0], scope, depth + 1) if inner else OneOf(()))
                position = child.end_byte
        text = Text(self._between(position, node.end_byte - 1), location)
        return Joined((*parts, text), location) if parts else text

    def _between(self, start: int, end: int) -> str:
        return literal(self.source.content[start:end].decode(errors="replace"), quoted=False)

    def _binary(self, node: Node, scope: Scope, depth: int) -> Expression:
        operator = self.source.text(node.child_by_field_name("operator"))
        parts: list[Node] = []
        left: Node | None = node
        while (
            left is not None
            and left.type == "binary_expression"
            and len(parts) < MOST_PARTS
            and self.source.text(left.child_by_field_name("operator")) == operator
        ):
            right = left.child_by_field_name("right")
            parts += [right] if right is not None else []
            left = left.child_by_field_name("left")
        parts += [left] if left is not None else []
        if operator == "&&":
            return self.expression(parts[0], scope, depth + 1) if parts else self.dynamic(node, "computed")
        if operator not in {"+", "||", "??"}:
            return self.dynamic(node, "computed")
        found = tuple(self.expression(part, scope, depth + 1) for part in reversed(parts))
        return self._or_else(found) if operator != "+" else Joined(found, self.source.location(node))

    def _or_else(self, options: tuple[Expression, ...]) -> Expression:
        """`a || b`: an environment variable's stand-in, or any of them."""
        if len(options) == 2 and isinstance(options[0], Environment):  # noqa: PLR2004 - a variable and its stand-in
            return Environment(options[0].name, options[1], options[0].location)
        return OneOf(options)

    def _object(self, node: Node, scope: Scope, depth: int) -> Expression:
        entries: list[tuple[str, Expression]] = []
        for child in node.named_children[:MOST_PARTS]:
            if child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and value is not None:
                    entries.append((self._spelt(key), self.expression(value, scope, depth + 1)))
            elif child.type == "shorthand_property_identifier":
                entries.append((self.source.text(child), self.expression(child, scope, depth + 1)))
            elif child.type == "spread_element":
                entries.append(("**", self.expression(child, scope, depth + 1)))
            elif child.type == "method_definition":
                name = child.child_by_field_name("name")
                entries.append((self.source.text(name), self.expression(child, scope, depth + 1)))
        return Table(tuple(entries))

    def _spelt(self, key: Node) -> str:
        """A key as a text; a computed one as it is written: `[Models.Fast]`."""
        if key.type == "computed_property_name" and key.named_children:
            inner = key.named_children[0]
            return literal(self.source.text(inner)) if inner.type == "string" else self.source.text(inner)[:200]
        return literal(self.source.text(key)) if key.type == "string" else self.source.text(key)

    def _element(self, node: Node, scope: Scope, depth: int) -> Called:
        entries: list[tuple[str, Expression]] = []
        for attribute in node.named_children[:MOST_PARTS]:
            parts = attribute.named_children
            if attribute.type == "jsx_attribute" and len(parts) == 2:  # noqa: PLR2004 - a name and a value
                entries.append((self.source.text(parts[0]), self.expression(parts[1], scope, depth + 1)))
            elif attribute.type == "jsx_expression" and parts:
                entries.append(("**", self.expression(parts[0], scope, depth + 1)))
        name, location = node.child_by_field_name("name"), self.source.location(node)
        function = self.expression(name, scope, depth + 1) if name is not None else self.dynamic(node, "computed")
        given = Argument(Table(tuple(entries)), location, self.source.source(node))
        return Called(function, (given,), location)
