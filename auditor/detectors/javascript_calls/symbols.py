"""Who binds what: the names of a module, class by class and function by function.

One walk over the tree, without recursion, notes for every name the nodes that give it a value; what they mean is worked
out only for the names that some call needs (`translate.py`).
"""

from collections import defaultdict
from typing import Final

import msgspec
from tree_sitter import Node

from auditor.detectors.javascript_calls.imports import exported, exported_whole, imported
from auditor.detectors.javascript_calls.nodes import (
    CLASSES,
    FUNCTIONS,
    SKIPPED,
    Reading,
    arguments,
    base,
    unquoted,
    unwrapped,
)
from auditor.detectors.javascript_calls.scopes import (
    EACH,
    ClassSymbol,
    FunctionSymbol,
    Import,
    Named,
    Scope,
    Value,
)
from auditor.domain.expression import RETURN
from auditor.files.javascript_source import JavascriptSource

_OVER_EACH: Final = frozenset(
    {"map", "forEach", "find", "filter", "flatMap", "some", "every", "findLast", "findIndex", "sort"}
)


class Symbols(Reading):
    """All names of one file."""

    def __init__(self, source: JavascriptSource) -> None:
        super().__init__(source)
        self.prefix = f"{source.path}::"
        self.module = Scope(self.prefix, None)
        self.values: dict[str, list[Value | Import]] = defaultdict(list)
        self.functions: dict[str, FunctionSymbol] = {}
        self.classes: dict[str, ClassSymbol] = {}
        self.attributes: dict[str, list[str]] = defaultdict(list)
        """class or variable in full → its attributes and entries in full"""
        self.calls: dict[str, list[tuple[Node, Scope]]] = defaultdict(list)
        """the function's last name → its calls"""
        self.makers: dict[str, set[str]] = defaultdict(set)
        """last name of a variable → last names of the functions whose results it holds"""
        self.named: list[Named] = []
        """variables, fields, parameters and states, in the order of the file"""
        self.objects: list[Node] = []
        self.listed: set[int] = set()
        """ids of the objects that are entries of a list"""
        self.switches: list[Node] = []
        self.names_of: dict[int, str] = {}
        """id of a function's or class's node → its name in full"""
        self._called_as: dict[int, str] = {}
        """id of a function's or class's node → the variable or field that it is the value of"""
        self._given: dict[int, Value] = {}
        """id of a function's node → what its first parameter is handed"""
        self._setters: dict[str, str] = {}
        """React's `setModel` in full → the state in full"""
        self._walk()

    # -- the walk ----------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        stack: list[tuple[Node, Scope]] = [(self.source.root, self.module)]
        handlers = {
            "call_expression": self._call,
            "new_expression": self._call,
            "jsx_opening_element": self._element,
            "jsx_self_closing_element": self._element,
            "variable_declarator": self._declarator,
            "assignment_expression": self._assignment,
            "augmented_assignment_expression": self._assignment,
            "return_statement": self._return,
            "for_in_statement": self._loop,
            "object": self._object,
            "array": self._array,
            "enum_declaration": self._enum,
            "public_field_definition": self._field,
            "export_statement": lambda node, scope: exported(self, node, scope),
            "import_statement": lambda node, scope: imported(self, node, scope),
            "switch_statement": self._switch,
        }
        while stack:
            node, scope = stack.pop()
            kind = node.type
            if kind in SKIPPED:
                continue
            inner = scope
            if kind in FUNCTIONS:
                inner = self._function(node, scope)
            elif kind in CLASSES or kind == "internal_module":
                inner = self._class(node, scope)
            elif (handler := handlers.get(kind)) is not None:
                handler(node, scope)
                if kind == "import_statement":
                    continue
            stack += [(child, inner) for child in reversed(node.named_children)]

    # -- calls -------------------------------------------------------------------------------------------------------

    def _call(self, node: Node, scope: Scope) -> None:
        last = self.last_name(node)
        self.calls[last].append((node, scope))
        function = node.child_by_field_name("function")
        if function is None:
            return
        given = arguments(node)
        first = given[0] if given else None
        if function.type == "member_expression" and first is not None and first.type in FUNCTIONS:
            holder = function.child_by_field_name("object")
            if holder is not None and last in _OVER_EACH:
                self._given[first.id] = Value(holder, scope, steps=(EACH,))
            elif holder is not None and last == "then":
                self._given[first.id] = Value(holder, scope)
        elif function.type == "identifier" and first is not None and first.type not in FUNCTIONS:
            full = scope.resolve(last)
            state = self._setters.get(full) if full else None
            if state is not None:
                self.values[state].append(Value(first, scope))
                self.named.append(Named(state.rpartition(".")[2].rpartition("::")[2], first))

    def _element(self, node: Node, scope: Scope) -> None:
        last = self.last_name(node)
        if last[:1].isupper():
            self.calls[last].append((node, scope))
        for attribute in node.named_children:
            parts = attribute.named_children
            if attribute.type == "jsx_attribute" and len(parts) == 2:  # noqa: PLR2004 - a name and a value
                self.named.append(Named(self.text(parts[0]), parts[1]))

    # -- functions and classes ---------------------------------------------------------------------------------------

    def _function(self, node: Node, scope: Scope) -> Scope:
        full = self._named_function(node, scope)
        self.names_of[node.id] = full
        inner = Scope(f"{full}.", scope)
        parameters: list[str] = []
        listed = node.child_by_field_name("parameters")
        alone = node.child_by_field_name("parameter")
        for position, parameter in enumerate(listed.named_children if listed is not None else [alone] if alone else []):
            if parameter.type == "comment":
                continue
            given = self._given.get(node.id) if position == 0 else None
            parameters.append(self._parameter(parameter, position, given, inner))
        body = node.child_by_field_name("body")
        if body is not None and body.type != "statement_block":
            self._returned(body, inner)
        if node.type == "method_definition" and any(child.type == "get" for child in node.children):
            self.note(full, Value(node, scope, inner.name + RETURN), scope)
        else:
            self.functions[full] = FunctionSymbol(node, tuple(parameters))
        return inner

    def _named_function(self, node: Node, scope: Scope) -> str:
        name = node.child_by_field_name("name")
        if node.type == "method_definition" and scope.is_class:
            text = unquoted(self.text(name))
            scope.bound.add(text)
            self.attributes[scope.name.removesuffix(".")].append(f"{scope.name}{text}")
            return scope.name + ("__init__" if text == "constructor" else text)
        if name is not None and node.type != "method_definition":
            if node.type.endswith("declaration"):
                scope.bound.add(self.text(name))
            return scope.name + self.text(name)
        return scope.name + self._called_as.get(node.id, f"<{node.start_point.row + 1}:{node.start_point.column}>")

    def _parameter(self, node: Node, position: int, given: Value | None, inner: Scope) -> str:
        pattern = node.child_by_field_name("pattern") or node
        default = node.child_by_field_name("value")
        if pattern.type == "assignment_pattern":
            default, pattern = pattern.child_by_field_name("right"), pattern.child_by_field_name("left") or pattern
        name = self.text(pattern) if pattern.child_count == 0 else str(position)
        full = inner.name + name
        inner.bound.add(name)
        if given is not None:
            self.values[full].append(given)
        if default is not None:
            self.values[full].append(Value(default, inner))
            self.named.append(Named(name, default))
        kind = node.child_by_field_name("type")
        if kind is not None and kind.named_child_count == 1 and kind.named_children[0].type == "type_identifier":
            self.values[full].append(Value(kind.named_children[0], inner, is_type=True))
        if pattern.child_count:
            self._bind(pattern, Value(pattern, inner, full), inner)
        if inner.name.endswith(".__init__.") and any(
            child.type in {"accessibility_modifier", "readonly"} for child in node.children
        ):
            owner = inner.name.removesuffix(".__init__.")
            self.values[f"{owner}.{name}"].append(Value(node, inner, full))
            self.attributes[owner].append(f"{owner}.{name}")
        return name

    def _class(self, node: Node, scope: Scope) -> Scope:
        name = node.child_by_field_name("name")
        unnamed = f"<{node.start_point.row + 1}:{node.start_point.column}>"
        text = self._called_as.get(node.id, self.text(name) or unnamed)
        scope.bound.add(text)
        self.names_of[node.id] = scope.name + text
        self.classes[scope.name + text] = ClassSymbol(node, scope, base(node))
        return Scope(f"{scope.name}{text}.", scope, is_class=True)

    def _field(self, node: Node, scope: Scope) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        kind = node.child_by_field_name("type")
        if name is None:
            return
        if value is not None and not self._defines(unquoted(self.text(name)), value, scope):
            self.note(scope.name + unquoted(self.text(name)), Value(value, scope), scope)
        elif kind is not None and kind.named_child_count == 1 and kind.named_children[0].type == "type_identifier":
            self.note(scope.name + unquoted(self.text(name)), Value(kind.named_children[0], scope, is_type=True), scope)

    def _enum(self, node: Node, scope: Scope) -> None:
        full = scope.name + self.text(node.child_by_field_name("name"))
        scope.bound.add(self.text(node.child_by_field_name("name")))
        self.classes[full] = ClassSymbol(node, scope, None)
        body = node.child_by_field_name("body")
        for member in body.named_children if body is not None else []:
            name, value = member.child_by_field_name("name"), member.child_by_field_name("value")
            if member.type == "enum_assignment" and name is not None and value is not None:
                key = f"{full}.{unquoted(self.text(name))}"
                self.values[key].append(Value(value, scope))
                self.attributes[full].append(key)

    # -- bindings ----------------------------------------------------------------------------------------------------

    def _declarator(self, node: Node, scope: Scope) -> None:
        pattern, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if pattern is None:
            return
        if value is None:
            scope.bound.add(self.text(pattern)[:100])
            return
        if pattern.type == "identifier":
            if self._defines(self.text(pattern), value, scope):
                return
        elif pattern.type == "array_pattern":
            self._state(pattern, value, scope)
        self._bind(pattern, Value(value, scope), scope)

    def _defines(self, name: str, value: Node, scope: Scope) -> bool:
        """Whether a variable or field stands for a function or class, which then goes by its name."""
        inner = unwrapped(value)
        if inner is not None and inner.type in FUNCTIONS | CLASSES:
            self._called_as[inner.id] = name
            scope.bound.add(name)
            if scope.is_class:
                self.attributes[scope.name.removesuffix(".")].append(scope.name + name)
            return True
        self._made(name, value)
        self.named.append(Named(name, value))
        return False

    def _state(self, pattern: Node, value: Node, scope: Scope) -> None:
        """`const [model, setModel] = useState("…")`."""
        parts = pattern.named_children
        inner = unwrapped(value)
        if inner is None or inner.type != "call_expression" or not 0 < len(parts) < 3:  # noqa: PLR2004 - a state and its setter
            return
        given = arguments(inner)
        if not self.last_name(inner).startswith("use") or not given:
            return
        self.named.append(Named(self.text(parts[0]), given[0]))
        if len(parts) > 1:
            self._setters[scope.name + self.text(parts[1])] = scope.name + self.text(parts[0])

    def _made(self, name: str, value: Node) -> None:
        made = unwrapped(value)
        if made is not None and made.type in {"call_expression", "new_expression"} and (last := self.last_name(made)):
            self.makers[name].add(last)

    def _assignment(self, node: Node, scope: Scope) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        if left.type == "member_expression" and self.text(left) == "module.exports":
            exported_whole(self, right, scope)
            return
        self._bind(left, Value(right, scope), scope, declared=False)
        last = left.child_by_field_name("property") or left
        if last.child_count == 0:
            self._made(self.text(last), right)
            self.named.append(Named(self.text(last), right))

    def _return(self, node: Node, scope: Scope) -> None:
        if node.named_child_count and scope.parent is not None:
            self._returned(node.named_children[0], scope)

    def _returned(self, node: Node, scope: Scope) -> None:
        self.values[scope.name + RETURN].append(Value(node, scope))
        self.named.append(Named(scope.name.removesuffix(".").rpartition("::")[2].rpartition(".")[2], node))

    def _loop(self, node: Node, scope: Scope) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is not None and right is not None and self.text(operator) == "of":
            self._bind(left, Value(right, scope, steps=(EACH,)), scope)

    def _object(self, node: Node, scope: Scope) -> None:
        self.objects.append(node)
        for key, value in self.pairs(node):
            self._made(key, value)

    def _array(self, node: Node, scope: Scope) -> None:
        self.listed.update(child.id for child in node.named_children if child.type == "object")

    def _switch(self, node: Node, scope: Scope) -> None:
        self.switches.append(node)

    def _bind(self, pattern: Node, value: Value, scope: Scope, *, declared: bool = True) -> None:
        """Every name of a pattern is bound to its part of a value."""
        stack = [(pattern, value)]
        while stack:
            node, part = stack.pop()
            match node.type:
                case "identifier" | "shorthand_property_identifier_pattern":
                    self._bind_name(self.text(node), part, scope, declared=declared)
                case "object_pattern":
                    stack += [self._entry(child, part) for child in node.named_children]
                case "array_pattern":
                    index = 0
                    for child in node.children:
                        if child.is_named and child.type != "comment":
                            stack.append((child, part.step(str(index))))
                        index += child.type == ","
                case "assignment_pattern":
                    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
                    if left is not None:
                        stack.append((left, part.or_else(right)))
                        if right is not None and left.child_count == 0:
                            self.named.append(Named(self.text(left), right))
                case "rest_pattern":
                    stack += [
                        (child, msgspec.structs.replace(part, steps=part.steps[:-1])) for child in node.named_children
                    ]
                case "member_expression" | "subscript_expression":
                    self._bind_attribute(node, part, scope)
                case _:
                    continue

    def _entry(self, node: Node, value: Value) -> tuple[Node, Value]:
        """One entry of an object pattern: the pattern that it is bound to, and its part of the value."""
        if node.type == "pair_pattern":
            target = node.child_by_field_name("value") or node
            return target, value.step(unquoted(self.text(node.child_by_field_name("key"))))
        if node.type == "object_assignment_pattern":
            left, right = node.child_by_field_name("left") or node, node.child_by_field_name("right")
            if right is not None:
                self.named.append(Named(self.text(left), right))
            return left, value.step(self.text(left)).or_else(right)
        if node.type == "rest_pattern":
            return node, value.step("")
        return node, value.step(self.text(node))

    def _bind_name(self, name: str, value: Value, scope: Scope, *, declared: bool) -> None:
        known = None if declared else scope.resolve(name)
        if known is not None:
            self.values[known].append(value)
        elif scope.is_class:
            return
        else:
            self.note(scope.name + name, value, scope)

    def _bind_attribute(self, node: Node, value: Value, scope: Scope) -> None:
        """`this.model = …`, `config.model = …`, `exports.model = …`, `process.env.MODEL = …`."""
        chain = self.chain(node)
        if chain is None:
            return
        if chain[0] == "exports" or chain[:2] == ["module", "exports"]:
            self.note(self.prefix + chain[-1], value, self.module)
            return
        if chain[:2] == ["process", "env"] and len(chain) == 3:  # noqa: PLR2004
            self.values[f"env:{chain[2]}"].append(value)
            return
        full = scope.this() if chain[0] == "this" else scope.resolve(chain[0])
        if full is not None and len(chain) > 1:
            attribute = ".".join([full, *chain[1:]])
            self.values[attribute].append(value)
            self.attributes[full].append(attribute)

    def note(self, full: str, value: Value | Import, scope: Scope) -> None:
        """Binds a name of a scope, given in full."""
        self.values[full].append(value)
        if scope.is_class:
            self.attributes[scope.name.removesuffix(".")].append(full)
        scope.bound.add(full.removeprefix(scope.name))
