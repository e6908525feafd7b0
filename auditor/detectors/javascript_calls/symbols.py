"""Who binds what: the names of a module, class by class and function by function.

One walk over the tree, without recursion, notes for every name the nodes that give it a value; what they mean is worked
out only for the names that some call needs (`translate.py`).
"""

from collections import defaultdict
from typing import Final

import msgspec
from tree_sitter import Node

from auditor.detectors.javascript_calls.specifiers import module_name, module_prefix
from auditor.domain.expression import RETURN
from auditor.files.javascript_source import JavascriptSource

EACH: Final = "<each>"
"""a step from a list to each of its entries"""
FUNCTIONS: Final = frozenset(
    {"arrow_function", "function_expression", "function_declaration", "generator_function", "method_definition"}
    | {"generator_function_declaration"}
)
CLASSES: Final = frozenset({"class_declaration", "abstract_class_declaration", "class"})
WRAPPINGS: Final = frozenset(
    {"parenthesized_expression", "await_expression", "as_expression", "satisfies_expression", "non_null_expression"}
)
_ROOTS: Final = frozenset({"identifier", "this", "meta_property", "shorthand_property_identifier", "type_identifier"})
"""what a chain of names may begin with"""
_OVER_EACH: Final = frozenset(
    {"map", "forEach", "find", "filter", "flatMap", "some", "every", "findLast", "findIndex", "sort"}
)
_SKIPPED: Final = frozenset(
    {"type_annotation", "type_arguments", "type_parameters", "interface_declaration", "type_alias_declaration"}
    | {"comment", "string", "number", "regex", "jsx_text", "identifier", "property_identifier", "type_identifier"}
    | {"predefined_type", "this", "true", "false", "null", "undefined", "string_fragment", "escape_sequence"}
    | {"jsx_closing_element", "shorthand_property_identifier", "accessibility_modifier", "implements_clause"}
    | {"function_signature", "empty_statement", "import", "super", "statement_identifier", "html_character_reference"}
)


class Scope:
    """A module, class or function: which names it binds, and how they are written in full."""

    def __init__(self, name: str, parent: "Scope | None", *, is_class: bool = False) -> None:
        self.name = name
        """in full: `src/app.ts::`, `src/app.ts::Chat.load.`; a prefix"""
        self.parent = parent
        self.is_class = is_class
        self.bound: set[str] = set()

    def resolve(self, name: str) -> str | None:
        """The name in full; None for what this module does not bind."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bound and (not scope.is_class or scope is self):
                return scope.name + name
            scope = scope.parent
        return None

    def this(self) -> str | None:
        """The class around."""
        scope: Scope | None = self
        while scope is not None and not scope.is_class:
            scope = scope.parent
        return scope.name.removesuffix(".") if scope is not None else None


class Value(msgspec.Struct, frozen=True):
    """What gives a name its value: a node, or another name, and the way from there into it."""

    node: Node
    scope: Scope
    name: str | None = None
    """the other name, in full; the node then only tells the place"""
    steps: tuple[str, ...] = ()
    """keys and indexes of a destructuring pattern"""
    default: Node | None = None
    is_type: bool = False
    """the node is a type, and the value an object of it"""

    def step(self, key: str) -> "Value":
        """A part of it."""
        return msgspec.structs.replace(self, steps=(*self.steps, key), default=None)

    def or_else(self, default: Node | None) -> "Value":
        """It, or else a default."""
        return msgspec.structs.replace(self, default=default)


class Import(msgspec.Struct, frozen=True):
    """A name that comes from elsewhere."""

    target: str
    node: Node


class FunctionSymbol(msgspec.Struct, frozen=True):
    """A function; a parameter that is taken apart at once has a number for a name."""

    node: Node
    parameters: tuple[str, ...]


class ClassSymbol(msgspec.Struct, frozen=True):
    """A class, and the scope in which its base is to be read."""

    node: Node
    scope: Scope
    base: Node | None


class Named(msgspec.Struct, frozen=True):
    """A name and the node that stands behind its `=`."""

    name: str
    value: Node


class Symbols:
    """All names of one file."""

    def __init__(self, source: JavascriptSource) -> None:
        self.source = source
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

    def text(self, node: Node | None) -> str:
        """A node as it is written."""
        return self.source.text(node)

    def pairs(self, node: Node) -> list[tuple[str, Node]]:
        """The entries of an object whose keys are written out."""
        found: list[tuple[str, Node]] = []
        for child in node.named_children:
            if child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and value is not None and key.type != "computed_property_name":
                    found.append((_key(self.text(key)), value))
        return found

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
            "export_statement": self._export,
            "import_statement": self._import,
            "switch_statement": self._switch,
        }
        while stack:
            node, scope = stack.pop()
            kind = node.type
            if kind in _SKIPPED:
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

    def last_name(self, call: Node) -> str:
        """The name right before the brackets of a call, or an element's."""
        function = _unwrapped(
            call.child_by_field_name("function")
            or call.child_by_field_name("constructor")
            or call.child_by_field_name("name")
        )
        if function is not None and function.type in {"member_expression", "nested_identifier"}:
            function = function.child_by_field_name("property")
        return self.text(function) if function is not None and function.child_count == 0 else ""

    def _call(self, node: Node, scope: Scope) -> None:
        last = self.last_name(node)
        self.calls[last].append((node, scope))
        function = node.child_by_field_name("function")
        if function is None:
            return
        arguments = _arguments(node)
        first = arguments[0] if arguments else None
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
            self._note(full, Value(node, scope, inner.name + RETURN), scope)
        else:
            self.functions[full] = FunctionSymbol(node, tuple(parameters))
        return inner

    def _named_function(self, node: Node, scope: Scope) -> str:
        name = node.child_by_field_name("name")
        if node.type == "method_definition" and scope.is_class:
            text = _key(self.text(name))
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
        self.classes[scope.name + text] = ClassSymbol(node, scope, _base(node))
        return Scope(f"{scope.name}{text}.", scope, is_class=True)

    def _field(self, node: Node, scope: Scope) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        kind = node.child_by_field_name("type")
        if name is None:
            return
        if value is not None and not self._defines(_key(self.text(name)), value, scope):
            self._note(scope.name + _key(self.text(name)), Value(value, scope), scope)
        elif kind is not None and kind.named_child_count == 1 and kind.named_children[0].type == "type_identifier":
            self._note(scope.name + _key(self.text(name)), Value(kind.named_children[0], scope, is_type=True), scope)

    def _enum(self, node: Node, scope: Scope) -> None:
        full = scope.name + self.text(node.child_by_field_name("name"))
        scope.bound.add(self.text(node.child_by_field_name("name")))
        self.classes[full] = ClassSymbol(node, scope, None)
        body = node.child_by_field_name("body")
        for member in body.named_children if body is not None else []:
            name, value = member.child_by_field_name("name"), member.child_by_field_name("value")
            if member.type == "enum_assignment" and name is not None and value is not None:
                key = f"{full}.{_key(self.text(name))}"
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
        inner = _unwrapped(value)
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
        inner = _unwrapped(value)
        if inner is None or inner.type != "call_expression" or not 0 < len(parts) < 3:  # noqa: PLR2004 - a state and its setter
            return
        arguments = _arguments(inner)
        if not self.last_name(inner).startswith("use") or not arguments:
            return
        self.named.append(Named(self.text(parts[0]), arguments[0]))
        if len(parts) > 1:
            self._setters[scope.name + self.text(parts[1])] = scope.name + self.text(parts[0])

    def _made(self, name: str, value: Node) -> None:
        made = _unwrapped(value)
        if made is not None and made.type in {"call_expression", "new_expression"} and (last := self.last_name(made)):
            self.makers[name].add(last)

    def _assignment(self, node: Node, scope: Scope) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        if left.type == "member_expression" and self.text(left) == "module.exports":
            self._exported_whole(right, scope)
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
            return target, value.step(_key(self.text(node.child_by_field_name("key"))))
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
            self._note(scope.name + name, value, scope)

    def _bind_attribute(self, node: Node, value: Value, scope: Scope) -> None:
        """`this.model = …`, `config.model = …`, `exports.model = …`, `process.env.MODEL = …`."""
        chain = self.chain(node)
        if chain is None:
            return
        if chain[0] == "exports" or chain[:2] == ["module", "exports"]:
            self._note(self.prefix + chain[-1], value, self.module)
            return
        if chain[:2] == ["process", "env"] and len(chain) == 3:  # noqa: PLR2004
            self.values[f"env:{chain[2]}"].append(value)
            return
        full = scope.this() if chain[0] == "this" else scope.resolve(chain[0])
        if full is not None and len(chain) > 1:
            attribute = ".".join([full, *chain[1:]])
            self.values[attribute].append(value)
            self.attributes[full].append(attribute)

    def _note(self, full: str, value: Value | Import, scope: Scope) -> None:
        self.values[full].append(value)
        if scope.is_class:
            self.attributes[scope.name.removesuffix(".")].append(full)
        scope.bound.add(full.removeprefix(scope.name))

    def chain(self, node: Node) -> list[str] | None:
        """`["a", "b", "c"]` of `a.b["c"]`; None for anything that is no chain of names."""
        parts: list[str] = []
        current: Node | None = node
        while current is not None:
            if current.type == "member_expression":
                parts.append(self.text(current.child_by_field_name("property")))
            elif current.type == "subscript_expression":
                index = current.child_by_field_name("index")
                if index is None or index.type not in {"string", "number"}:
                    return None
                parts.append(_key(self.text(index)))
            elif current.type not in WRAPPINGS - {"await_expression"}:
                break
            current = current.child_by_field_name("object") or next(iter(current.named_children), None)
        if current is None or current.type not in _ROOTS:
            return None
        return [self.text(current), *reversed(parts)]

    # -- imports and exports -----------------------------------------------------------------------------------------

    def _import(self, node: Node, scope: Scope) -> None:
        source = _key(self.text(node.child_by_field_name("source")))
        for clause in node.named_children:
            if clause.type == "import_require_clause":
                specifier = _key(self.text(clause.child_by_field_name("source")))
                name = self.text(clause.named_children[0])
                self._note(scope.name + name, Import(module_name(specifier, self.source.path), node), scope)
            elif clause.type == "import_clause":
                self._clause(clause, source, node)

    def _clause(self, clause: Node, specifier: str, node: Node) -> None:
        prefix = module_prefix(specifier, self.source.path)
        for part in clause.named_children:
            if part.type == "identifier":
                self._note(self.prefix + self.text(part), Import(f"{prefix}default", node), self.module)
            elif part.type == "namespace_import":
                target = module_name(specifier, self.source.path)
                self._note(self.prefix + self.text(part.named_children[-1]), Import(target, node), self.module)
            elif part.type == "named_imports":
                for each in part.named_children:
                    name = each.child_by_field_name("name")
                    local = each.child_by_field_name("alias") or name
                    target = prefix + _key(self.text(name))
                    self._note(self.prefix + self.text(local), Import(target, node), self.module)

    def _export(self, node: Node, scope: Scope) -> None:
        source = node.child_by_field_name("source")
        value = node.child_by_field_name("value")
        prefix = module_prefix(_key(self.text(source)), self.source.path) if source is not None else None
        for child in node.named_children:
            if child.type == "export_clause":
                for each in child.named_children:
                    self._exported(each, prefix, node)
            elif child.type == "namespace_export" and source is not None:
                target = module_name(_key(self.text(source)), self.source.path)
                self._note(self.prefix + _key(self.text(child.named_children[0])), Import(target, node), self.module)
        if prefix is not None and any(child.type == "*" for child in node.children):
            target = module_name(_key(self.text(source)), self.source.path)
            self.values[f"{self.prefix}*"].append(Import(target, node))
        if value is None and any(child.type == "default" for child in node.children):
            value = node.child_by_field_name("declaration")
        if value is not None:
            self._note(f"{self.prefix}default", Value(value, scope), self.module)

    def _exported(self, node: Node, prefix: str | None, statement: Node) -> None:
        name = _key(self.text(node.child_by_field_name("name")))
        alias = _key(self.text(node.child_by_field_name("alias"))) or name
        if prefix is not None:
            self._note(self.prefix + alias, Import(prefix + name, statement), self.module)
        elif alias != name:
            self._note(self.prefix + alias, Value(node, self.module, self.prefix + name), self.module)

    def _exported_whole(self, value: Node, scope: Scope) -> None:
        """`module.exports = { … }`: its entries are the module's names."""
        self._note(f"{self.prefix}default", Value(value, scope), self.module)
        for child in value.named_children if value.type == "object" else ():
            key, given = child.child_by_field_name("key"), child.child_by_field_name("value")
            if child.type == "pair" and key is not None and given is not None and self.text(key) != self.text(given):
                self._note(self.prefix + _key(self.text(key)), Value(given, scope), self.module)


def _unwrapped(node: Node | None) -> Node | None:
    """A node without brackets, `await`, casts and `!` around it."""
    while node is not None and node.type in WRAPPINGS and node.named_children:
        node = node.named_children[0]
    return node


def _arguments(call: Node) -> list[Node]:
    listed = call.child_by_field_name("arguments")
    if listed is None or listed.type != "arguments":
        return []
    return [child for child in listed.named_children if child.type != "comment"]


def _base(node: Node) -> Node | None:
    heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
    clause = heritage.named_children[0] if heritage is not None and heritage.named_children else None
    return clause.child_by_field_name("value") if clause is not None and clause.type == "extends_clause" else None


def _key(text: str) -> str:
    """A key without its quotes."""
    return text[1:-1] if len(text) > 1 and text[0] in "\"'`" else text
