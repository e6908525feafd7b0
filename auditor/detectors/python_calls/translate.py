"""From Python's syntax to values: what a node means, as far as its own file tells."""

import ast
import re
from functools import partial
from typing import Final

from auditor.detectors.python_calls.known_functions import MOST_PARTS, known
from auditor.detectors.python_calls.symbols import Import, Scope, Symbols, Value, dotted
from auditor.domain.expression import (
    OPTIONS,
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
from auditor.files.secrets import is_secret, masked, names_secret

DEEPEST: Final = 25
"""nesting that is followed; what lies deeper is `computed`"""

_ENVIRONMENT: Final = frozenset(
    {"os.getenv", "os.environ.get", "os.environ.setdefault", "os.environ.pop", "decouple.config"}
)
_DECLARES_DEFAULT: Final = frozenset(
    {"Field", "field", "attrib", "ib", "Option", "Argument", "Query", "Body", "Form", "Param", "Input", "PrivateAttr"}
)
_SAME: Final = frozenset(
    {"str", "list", "tuple", "set", "sorted", "vars", "iter", "reversed", "frozenset", "deepcopy", "copy"}
)
_SAME_METHODS: Final = frozenset(
    {"strip", "rstrip", "lstrip", "copy", "lower", "values", "encode", "decode", "get_secret_value", "unwrap"}
)
_TAKES: Final = frozenset({"pop", "setdefault"})
_PARSES_OPTIONS: Final = frozenset({"parse_args", "parse_known_args", "parse_intermixed_args"})
_PARSES_CLASSES: Final = frozenset({"parse_args_into_dataclasses", "parse_args_and_config", "parse"})
_FIELD: Final = re.compile(r"\{\{|\}\}|\{([^{}]{0,80})\}|%\((\w{1,60})\)s|%[sd]")


class Translator:
    """Translates the nodes of one file."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._source = symbols.source

    def value(self, value: Value | Import, name: str) -> Expression | None:
        """What a name is bound to; None where the binding says nothing about a value."""
        if isinstance(value, Import):
            return Name(value.target, self._source.location(value.node))
        node, scope, item = value.node, value.scope, value.item
        match item:
            case None:
                return self.expression(node, scope)
            case "default":
                return self.default(node, scope)
            case "annotation":
                return self._instance(node, scope)
            case "option":
                return self._dynamic(node, "argument") if name.startswith(self._symbols.prefix + OPTIONS) else None
            case "setting" | "setting-default":
                default = self.default(node, scope) if item == "setting-default" else None
                return Environment(name.rpartition(".")[2].upper(), default, self._source.location(node))
            case "variable":
                if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                    return None
                return Environment(node.value, None, self._source.location(node))
            case "each":
                return self._each(node, scope)
            case int():
                return Lookup(self.expression(node, scope), Text(str(item), self._source.location(node)))
            case _:
                _, index, last = str(item).split()
                return self._each(node, scope, int(index), int(last))

    def default(self, node: ast.expr, scope: Scope) -> Expression | None:
        """The default that a field or parameter declares: its value, or what stands in `Field(…)`, `Option(…)`."""
        if isinstance(node, ast.Call):
            keywords = {keyword.arg: keyword.value for keyword in node.keywords}
            chain = dotted(node.func) or ""
            if "default" in keywords:
                return self.expression(keywords["default"], scope)
            factory = keywords.get("default_factory")
            if isinstance(factory, ast.Lambda):
                return self.expression(factory.body, scope)
            if chain.rpartition(".")[2] in _DECLARES_DEFAULT:
                return self.expression(node.args[0], scope) if node.args else None
        return self.expression(node, scope)

    def call(self, node: ast.Call, scope: Scope, depth: int = 0) -> Called:
        """A call with its arguments."""
        arguments = [
            Argument(
                self.expression(inner.value if isinstance(inner, ast.Starred) else inner, scope, depth + 1),
                self._source.location(inner),
                self._source.source(inner),
                "*" if isinstance(inner, ast.Starred) else None,
            )
            for inner in node.args[:MOST_PARTS]
        ]
        arguments += [self._keyword(inner, scope, depth) for inner in node.keywords[:MOST_PARTS]]
        return Called(self._function(node.func, scope, depth), tuple(arguments), self._source.location(node))

    def _keyword(self, node: ast.keyword, scope: Scope, depth: int) -> Argument:
        """An argument by name; what is written down for `password=` goes no further than here."""
        location = self._source.location(node.value)
        if node.arg and isinstance(node.value, ast.Constant) and names_secret(node.arg):
            return Argument(self._dynamic(node.value, "computed", "…"), location, "…", node.arg)
        return Argument(
            self.expression(node.value, scope, depth + 1), location, self._source.source(node.value), node.arg or "**"
        )

    def _function(self, node: ast.expr, scope: Scope, depth: int) -> Expression:
        """What is called; `super().__init__` is the class that is inherited from."""
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "__init__"
            and (own := self._symbols.inherited(node, scope))
        ):
            return OneOf(tuple(self.expression(base, own.scope, depth + 1) for base in own.node.bases[:MOST_PARTS]))
        return self.expression(node, scope, depth + 1)

    def expression(self, node: ast.expr, scope: Scope, depth: int = 0) -> Expression:
        """What a node means."""
        if depth > DEEPEST:
            return self._dynamic(node, "computed")
        match node:
            case ast.Constant(value=None):
                return OneOf(())
            case ast.Constant(value=str() | int() | float()) if not isinstance(node.value, bool):
                text = str(node.value)
                return Text(masked(text) if is_secret(text) else text, self._source.location(node))
            case ast.Name() | ast.Attribute():
                return self._name(node, scope, depth)
            case ast.Call():
                return self._call(node, scope, depth)
            case ast.JoinedStr():
                return self._joined(node, node.values, scope, depth)
            case ast.FormattedValue() | ast.Await() | ast.Starred() | ast.NamedExpr():
                return self.expression(node.value, scope, depth + 1)
            case ast.BinOp():
                return self._binary(node, scope, depth)
            case ast.IfExp():
                return OneOf(tuple(self.expression(part, scope, depth + 1) for part in (node.body, node.orelse)))
            case ast.BoolOp():
                parts = node.values if isinstance(node.op, ast.Or) else node.values[-1:]
                return OneOf(tuple(self.expression(part, scope, depth + 1) for part in parts[:MOST_PARTS]))
            case ast.Dict() | ast.List() | ast.Tuple() | ast.Set():
                return self._table(node, scope, depth)
            case ast.Subscript():
                return self._subscript(node, scope, depth)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return Table((("0", self.expression(node.elt, scope, depth + 1)),), sequence=True)
            case _:
                return self._dynamic(node, "computed")

    # -- names ---------------------------------------------------------------------------------------------------------

    def name(self, chain: str, scope: Scope) -> str | None:
        """A chain of names in full: imports followed to where they lead, locals by their place in the file."""
        root, dot, rest = chain.partition(".")
        full = scope.resolve(root)
        if full is None:
            return f"{self._symbols.prefix}{chain}" if f"{self._symbols.prefix}*" in self._symbols.values else None
        values = self._symbols.values.get(full, ())
        if len(values) == 1 and isinstance(values[0], Import):
            return values[0].target + dot + rest
        return full + dot + rest

    def _name(self, node: ast.expr, scope: Scope, depth: int) -> Expression:
        parts: list[str] = []
        base = node
        while isinstance(base, ast.Attribute):
            parts.append(base.attr)
            base = base.value
        location = self._source.location(node)
        if isinstance(base, ast.Name):
            chain = ".".join([base.id, *reversed(parts)])
            if chain == "os.environ":
                return Name(chain, location)
            full = self.name(chain, scope)
            return Name(full, location) if full else self._dynamic(node, "not-found")
        found = self.expression(base, scope, depth + 1)
        for part in reversed(parts[-MOST_PARTS:]):
            if part == "__dict__":
                continue
            found = Lookup(found, Text(part, location))
        return found

    def _instance(self, node: ast.expr, scope: Scope) -> Expression | None:
        """What an annotation promises: an object of a class that this file knows by name."""
        match node:
            case ast.Constant(value=str() as quoted) if quoted.replace(".", "").isidentifier():
                chain: str | None = quoted
            case ast.Subscript() if (dotted(node.value) or "").endswith(("Optional", "Annotated")):
                inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
                return self._instance(inner, scope) if inner is not node else None
            case ast.BinOp(op=ast.BitOr()):
                return self._instance(node.left, scope)
            case _:
                chain = dotted(node)
        full = self.name(chain, scope) if chain else None
        location = self._source.location(node)
        return Called(Name(full, location), (), location) if full else None

    # -- calls ---------------------------------------------------------------------------------------------------------

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Expression:
        chain = dotted(node.func)
        full = (self.name(chain, scope) or chain) if chain else None
        function = node.func
        if full in _ENVIRONMENT:
            return self._environment(node, scope, depth)
        if isinstance(function, ast.Attribute):
            found = self._method(node, function, scope, depth)
            if found is not None:
                return found
        if chain in _SAME and node.args:
            return self.expression(node.args[0], scope, depth + 1)
        plain = known(full or "", function)
        value = plain(partial(self.expression, scope=scope, depth=depth + 1), node) if plain is not None else None
        return self.call(node, scope, depth) if value is None else value

    def _environment(self, node: ast.Call, scope: Scope, depth: int) -> Expression:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        variable = node.args[0] if node.args else keywords.get("key")
        if not (isinstance(variable, ast.Constant) and isinstance(variable.value, str)):
            return self._dynamic(node, "environment")
        default = node.args[1] if len(node.args) > 1 else keywords.get("default")
        fallback = self.expression(default, scope, depth + 1) if default is not None else None
        return Environment(variable.value, fallback, self._source.location(node))

    def _method(self, node: ast.Call, function: ast.Attribute, scope: Scope, depth: int) -> Expression | None:
        last, first = function.attr, node.args[0] if node.args else None
        if (last == "get" or (last in _TAKES and isinstance(first, ast.Constant))) and first is not None:
            default = self.expression(node.args[1], scope, depth + 1) if len(node.args) > 1 else None
            return Lookup(self.expression(function.value, scope, depth + 1), self._key(first, scope, depth), default)
        if last in _SAME_METHODS:
            return self.expression(function.value, scope, depth + 1)
        if last == "format" and isinstance(function.value, ast.Constant) and isinstance(function.value.value, str):
            return self._formatted(node, function.value, node.args, node.keywords, scope, depth)
        if last in _PARSES_OPTIONS:
            options = Name(self._symbols.prefix + OPTIONS, self._source.location(node))
            return Table((("0", options),)) if last == "parse_known_args" else options
        if last in _PARSES_CLASSES:
            return self._parsed_classes(function.value, scope, depth)
        return None

    def _parsed_classes(self, parser: ast.expr, scope: Scope, depth: int) -> Expression | None:
        """`HfArgumentParser((A, B)).parse_args_into_dataclasses()`: one object of each class."""
        if isinstance(parser, ast.Name):
            values = self._symbols.values.get(scope.resolve(parser.id) or "", ())
            parser = next((value.node for value in values if isinstance(value, Value)), parser)
        if not (isinstance(parser, ast.Call) and (dotted(parser.func) or "").endswith("Parser") and parser.args):
            return None
        classes = parser.args[0]
        nodes = classes.elts if isinstance(classes, ast.Tuple | ast.List) else [classes]
        location = self._source.location(parser)
        return Table(
            tuple(
                (str(index), Called(self.expression(one, scope, depth + 1), (), location))
                for index, one in enumerate(nodes[:MOST_PARTS])
            ),
            sequence=True,
        )

    # -- texts ---------------------------------------------------------------------------------------------------------

    def _joined(self, node: ast.expr, parts: list[ast.expr], scope: Scope, depth: int) -> Expression:
        translated = tuple(self.expression(part, scope, depth + 1) for part in parts[:MOST_PARTS])
        return Joined(translated, self._source.location(node))

    def _binary(self, node: ast.BinOp, scope: Scope, depth: int) -> Expression:
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            given = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
            return self._formatted(node, node.left, given, [], scope, depth)
        if not isinstance(node.op, ast.Add):
            return self._dynamic(node, "computed")
        parts: list[ast.expr] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add) and len(parts) < MOST_PARTS:
            parts.append(left.right)
            left = left.left
        return self._joined(node, [left, *reversed(parts)], scope, depth)

    def _formatted(
        self,
        node: ast.expr,
        pattern: ast.Constant,
        given: list[ast.expr],
        named: list[ast.keyword],
        scope: Scope,
        depth: int,
    ) -> Expression:
        """`"org/{}-{size}".format(a, size=b)`, `"org/%s" % a`."""
        text, location = str(pattern.value)[:10_000], self._source.location(node)
        keywords = {keyword.arg: keyword.value for keyword in named}
        parts: list[Expression] = []
        end = count = 0
        for match in _FIELD.finditer(text):
            parts.append(Text(text[end : match.start()], location))
            end = match.end()
            if match[0] in {"{{", "}}"}:
                parts.append(Text(match[0][0], location))
                continue
            field = (match[1] or match[2] or "").partition(":")[0].partition("!")[0]
            value = keywords.get(field)
            if value is None and (not field or field.isdigit()):
                index = int(field) if field and len(field) < 4 else count  # noqa: PLR2004 - no call has a thousand
                count += 1
                value = given[index] if index < len(given) else None
            parts.append(self.expression(value, scope, depth + 1) if value else self._dynamic(node, "computed"))
        parts.append(Text(text[end:], location))
        return Joined(tuple(parts[:MOST_PARTS]), location)

    # -- tables --------------------------------------------------------------------------------------------------------

    def _table(self, node: ast.Dict | ast.List | ast.Tuple | ast.Set, scope: Scope, depth: int) -> Expression:
        entries: list[tuple[str, Expression]] = []
        if isinstance(node, ast.Dict):
            for position, (key, inner) in enumerate(zip(node.keys[:MOST_PARTS], node.values[:MOST_PARTS], strict=True)):
                if key is None:
                    name = "**"
                elif isinstance(key, ast.Constant):
                    name = str(key.value)
                else:
                    name = dotted(key) or f"<{position}>"
                entries.append((name, self.expression(inner, scope, depth + 1)))
            return Table(tuple(entries))
        for index, element in enumerate(node.elts[:MOST_PARTS]):
            spread = isinstance(element, ast.Starred)
            entries.append(("**" if spread else str(index), self.expression(element, scope, depth + 1)))
        return Table(tuple(entries), sequence=True)

    def _subscript(self, node: ast.Subscript, scope: Scope, depth: int) -> Expression:
        of = self.expression(node.value, scope, depth + 1)
        if isinstance(of, Name) and of.name == "os.environ":
            variable = node.slice
            if isinstance(variable, ast.Constant) and isinstance(variable.value, str):
                return Environment(variable.value, None, self._source.location(node))
            return self._dynamic(node, "environment")
        return Lookup(of, self._key(node.slice, scope, depth))

    def _key(self, node: ast.expr, scope: Scope, depth: int) -> Expression | None:
        if isinstance(node, ast.Slice):
            return None
        if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
            return Text(f"-{node.operand.value!r}", self._source.location(node))
        if (chain := dotted(node)) and isinstance(node, ast.Attribute):
            return OneOf((self.expression(node, scope, depth + 1), Text(chain, self._source.location(node))))
        return self.expression(node, scope, depth + 1)

    def _each(self, node: ast.expr, scope: Scope, index: int = -1, last: int = 0) -> Expression | None:
        """What a loop's variable takes, one after the other; `index` of `last` + 1 variables where it unpacks."""
        location = self._source.location(node)
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "items" and isinstance(node.func, ast.Attribute):
                of = self.expression(node.func.value, scope)
                return Lookup(of, None, each=True) if index == last else self._dynamic(node, "computed")
            if name == "enumerate" and node.args and index >= 0:
                return Lookup(self.expression(node.args[0], scope), None, each=True) if index == last else None
            if name == "zip" and 0 <= index < len(node.args):
                return Lookup(self.expression(node.args[index], scope), None, each=True)
        each = Lookup(self.expression(node, scope), None, each=True)
        return each if index < 0 else Lookup(each, Text(str(index), location))

    def _dynamic(self, node: ast.expr, reason: str, shown: str | None = None) -> Dynamic:
        return Dynamic(self._source.source(node) if shown is None else shown, reason, self._source.location(node))
