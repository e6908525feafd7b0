"""What the calls of the language itself give: `JSON.stringify(x)`, `models.find(…)`, `useState("…")`, `require("…")`."""

from typing import TYPE_CHECKING, Final

from tree_sitter import Node

from auditor.detectors.javascript_calls.nodes import FUNCTIONS
from auditor.detectors.javascript_calls.scopes import Scope
from auditor.detectors.javascript_calls.specifiers import module_name
from auditor.detectors.javascript_calls.texts import literal
from auditor.domain.expression import Called, Environment, Expression, Lookup, Name, OneOf, Table, Text

if TYPE_CHECKING:
    from auditor.detectors.javascript_calls.translate import Translator

_FIRST: Final = frozenset(
    {"JSON.stringify", "JSON.parse", "Object.freeze", "Object.seal", "Object.values", "Array.from", "structuredClone"}
    | {"String", "Promise.all", "Promise.resolve", "Set", "URL", "Proxy", "encodeURIComponent", "readonly", "Array.of"}
    | {"useRef", "ref", "shallowRef", "reactive", "writable", "readable", "signal", "$state", "$derived", "computed"}
    | {"useCallback", "cache", "memo", "forwardRef", "observable", "Buffer.from", "toRaw", "unref", "Object"}
)
"""give what they are handed, or an object whose value that is"""
_STATES: Final = frozenset({"useState", "useSignal", "createSignal", "useLocalStorage", "useAtom", "usePersistedState"})
_HOLDERS: Final = {"useRef": "current", "ref": "value", "shallowRef": "value", "signal": "value", "computed": "value"}
_SAME: Final = frozenset(
    {"filter", "slice", "concat", "sort", "reverse", "flat", "toSorted", "values", "trim", "toString", "toLowerCase"}
    | {"catch", "finally", "bind", "optional", "nullable", "describe", "valueOf", "json"}
)
"""methods that give their object, or some of it"""
_ANY_ENTRY: Final = frozenset({"find", "findLast", "at", "pop", "shift"})
_ENVIRONMENT: Final = frozenset({"Deno.env.get", "Bun.env.get", "process.env.get"})


def meaning_of(translator: "Translator", node: Node, scope: Scope, depth: int) -> Expression | None:
    """What a call gives, where the language or a common framework says so; None for all other calls."""
    function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
    listed = node.child_by_field_name("arguments")
    if function is None or listed is None:
        return None
    arguments = [child for child in listed.named_children if child.type != "comment"]
    first = arguments[0] if arguments else None
    if function.type == "import":
        return _module(translator, first)
    chain = translator.symbols.chain(function)
    if chain is not None and scope.resolve(chain[0]) is None:
        found = _global(translator, ".".join(chain), arguments, scope, depth)
        if found is not None:
            return found
    last = translator.symbols.last_name(node)
    if first is not None and (last in _STATES or last in _HOLDERS or last in _FIRST) and function.type == "identifier":
        return _framework(translator, last, first, scope, depth)
    if function.type == "member_expression":
        return _method(translator, function, last, arguments, scope, depth)
    return None


def _module(translator: "Translator", first: Node | None) -> Expression | None:
    if first is None or first.type not in {"string", "template_string"}:
        return None
    specifier = literal(translator.source.text(first))
    return Name(module_name(specifier, translator.source.path), translator.source.location(first))


def _global(translator: "Translator", chain: str, arguments: list[Node], scope: Scope, depth: int) -> Expression | None:
    """A function of the language: nothing in the file is called so."""
    first = arguments[0] if arguments else None
    if first is None:
        return Table(()) if chain in {"Map", "Set"} else None
    if chain in {"require", "require.resolve"}:
        return _module(translator, first)
    if chain in _ENVIRONMENT and first.type == "string":
        return Environment(literal(translator.source.text(first)), None, translator.source.location(first))
    if chain == "Object.assign":
        return Table(tuple(("**", translator.expression(each, scope, depth + 1)) for each in arguments[:20]))
    if chain == "Map" and first.type == "array":
        return _map(translator, first, scope, depth)
    if chain == "Object.entries":
        whole = translator.expression(first, scope, depth + 1)
        pair = Table(
            (("0", translator.dynamic(first, "computed")), ("1", Lookup(whole, None, each=True))), sequence=True
        )
        return Table((("0", pair),), sequence=True)
    if chain in _FIRST:
        return _framework(translator, chain, first, scope, depth)
    return None


def _map(translator: "Translator", array: Node, scope: Scope, depth: int) -> Expression:
    """`new Map([["a", x], ["b", y]])`."""
    entries: list[tuple[str, Expression]] = []
    for pair in array.named_children[:500]:
        parts = pair.named_children
        if pair.type == "array" and len(parts) == 2:  # noqa: PLR2004 - a key and a value
            key = literal(translator.source.text(parts[0]))
            entries.append((key, translator.expression(parts[1], scope, depth + 1)))
    return Table(tuple(entries))


def _framework(translator: "Translator", name: str, first: Node, scope: Scope, depth: int) -> Expression:
    """A state, a reference, or the thing itself; a function that is handed over says it by what it returns."""
    value = translator.expression(first, scope, depth + 1)
    if first.type in FUNCTIONS and name not in {"useCallback", "cache", "memo", "forwardRef", "ref"}:
        value = Called(value, (), translator.source.location(first))
    if name in _STATES:
        return Table((("0", value),), sequence=True)
    if name in _HOLDERS:
        return Table(((_HOLDERS[name], value),))
    return value


def _method(
    translator: "Translator", function: Node, last: str, arguments: list[Node], scope: Scope, depth: int
) -> Expression | None:
    holder = function.child_by_field_name("object")
    if holder is None:
        return None
    first = arguments[0] if arguments else None
    if last in _SAME:
        return translator.expression(holder, scope, depth + 1)
    if last in _ANY_ENTRY:
        key = translator.key(first, scope, depth + 1) if last == "at" and first is not None else None
        return Lookup(translator.expression(holder, scope, depth + 1), key)
    if first is None:
        return None
    if last == "then" and first.type in FUNCTIONS:
        return Called(translator.expression(first, scope, depth + 1), (), translator.source.location(first))
    if last in {"map", "flatMap"} and first.type in FUNCTIONS:
        made = Called(translator.expression(first, scope, depth + 1), (), translator.source.location(first))
        return Table((("0", made),), sequence=True)
    if last == "get" and len(arguments) == 1:
        return Lookup(translator.expression(holder, scope, depth + 1), translator.key(first, scope, depth + 1))
    if last == "default" and len(arguments) == 1:
        return translator.expression(first, scope, depth + 1)
    if last == "join" and holder.type == "array":
        return _joined(translator, holder, first, scope, depth)
    return None


def _joined(translator: "Translator", array: Node, separator: Node, scope: Scope, depth: int) -> Expression | None:
    """`["org", name].join("/")`."""
    from auditor.domain.expression import Joined

    if separator.type != "string":
        return None
    location = translator.source.location(array)
    between = Text(literal(translator.source.text(separator)), location)
    parts: list[Expression] = []
    for child in array.named_children[:50]:
        parts += [translator.expression(child, scope, depth + 1), between]
    return Joined(tuple(parts[:-1]), location) if parts else OneOf(())
