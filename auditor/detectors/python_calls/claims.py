"""The claims of one file: the calls that matter, and every binding that they need."""

import ast
from collections.abc import Collection, Iterator

from auditor.detectors.python_calls.symbols import Import, Scope, Symbols
from auditor.detectors.python_calls.translate import Translator
from auditor.domain.expression import (
    RETURN,
    Binding,
    Called,
    Class,
    Environment,
    Expression,
    Function,
    Joined,
    Lookup,
    Name,
    OneOf,
    Reference,
    Table,
)
from auditor.files.python_source import PythonSource

FileClaim = Binding | Function | Class | Reference


class Claims:
    """Collects the claims of one file, from its calls outwards."""

    def __init__(self, source: PythonSource, detector: str) -> None:
        self._source = source
        self._symbols = Symbols(source)
        self._translator = Translator(self._symbols)
        self._detector = detector
        self._told: set[str] = set()
        self._called: set[str] = set()
        self._found: list[FileClaim] = []

    def of_calls(self, functions: Collection[str]) -> list[FileClaim]:
        """The calls of functions with these last names, what their arguments need, and the calls of wrappers of theirs."""
        for name in self._symbols.calls:
            if name in functions or self._imported_as(name) in functions:
                self._tell_calls(name)
        for full in [name for name in self._symbols.values if name.startswith("env:")]:
            self._tell(full)
        return self._found

    def everything(self) -> list[FileClaim]:
        """All bindings, functions and classes, and no calls."""
        for full in self._symbols.values:
            self._tell(full)
        for full in [*self._symbols.functions, *self._symbols.classes]:
            self._tell(full)
        return [claim for claim in self._found if not isinstance(claim, Reference)]

    def _imported_as(self, name: str) -> str:
        """The last name of what a module-wide import calls `name` here."""
        values = self._symbols.values.get(self._symbols.prefix + name, ())
        target = next((value.target for value in values if isinstance(value, Import)), name)
        return target.replace("/", ".").rpartition(".")[2]

    def _tell_calls(self, name: str) -> None:
        if name in self._called:
            return
        self._called.add(name)
        for node, scope in self._symbols.calls.get(name, ()):
            call = self._call(node, scope)
            self._found.append(Reference(call, self._detector))
            self._tell_all(call)

    def _call(self, node: ast.Call, scope: Scope) -> Called:
        return self._translator.call(node, scope)

    def _tell_all(self, expression: Expression) -> None:
        """Tells what every name in an expression is bound to, and so on."""
        stack = [expression]
        while stack:
            for name in names_in(stack.pop()):
                if name.startswith(self._symbols.prefix):
                    for prefix in _prefixes(name, len(self._symbols.prefix)):
                        stack += self._tell(prefix)
                    stack += self._tell(f"{self._symbols.prefix}*")

    def _tell(self, full: str) -> list[Expression]:
        """Tells one name of this file; returns the expressions whose names are to be told next."""
        if full in self._told:
            return []
        self._told.add(full)
        told: list[Expression] = []
        for value in self._symbols.values.get(full, ()):
            expression = self._translator.value(value, full)
            if expression is not None:
                self._found.append(Binding(full, expression, self._source.location(value.node)))
                told.append(expression)
        for attribute in self._symbols.attributes.get(full, ()):
            told += self._tell(attribute)
        if full in self._symbols.functions:
            told += self._tell_function(full)
        if full in self._symbols.classes:
            told += self._tell_class(full)
        self._tell_wrapper(full)
        return told

    def _tell_function(self, full: str) -> list[Expression]:
        symbol = self._symbols.functions[full]
        place = self._source.location(symbol.node)
        self._found.append(Function(full, symbol.parameters, place, symbol.positional))
        told = self._tell(f"{full}.{RETURN}")
        for parameter in symbol.parameters:
            told += self._tell(f"{full}.{parameter}")
        return told

    def _tell_class(self, full: str) -> list[Expression]:
        symbol = self._symbols.classes[full]
        bases = tuple(self._translator.expression(base, symbol.scope) for base in symbol.node.bases)
        self._found.append(Class(full, bases, self._source.location(symbol.node), symbol.fields))
        told = list(bases)
        told += self._tell(f"{full}.__init__")
        return told

    def _tell_wrapper(self, full: str) -> None:
        """Where a parameter is asked for, the calls of its function in this file tell its values."""
        function, _, parameter = full.rpartition(".")
        symbol = self._symbols.functions.get(function)
        if symbol is not None and parameter in symbol.parameters:
            self._tell(function)
            name = function.removeprefix(self._symbols.prefix)
            name = name.removesuffix(".__init__").rpartition(".")[2]
            self._tell_calls(name)
        elif full in self._symbols.classes:
            self._tell_calls(full.removeprefix(self._symbols.prefix).rpartition(".")[2])


def names_in(expression: Expression) -> Iterator[str]:
    """Every name that an expression mentions."""
    stack: list[Expression | None] = [expression]
    while stack:
        part = stack.pop()
        match part:
            case Name():
                yield part.name
            case Environment():
                stack.append(part.default)
            case Joined():
                stack += part.parts
            case OneOf():
                stack += part.options
            case Table():
                stack += (value for _, value in part.entries)
            case Lookup():
                stack += (part.of, part.key, part.default)
            case Called():
                stack.append(part.function)
                stack += (argument.value for argument in part.arguments)
            case _:
                continue


def _prefixes(name: str, start: int) -> Iterator[str]:
    """`f::a`, `f::a.b`, `f::a.b.c` of `f::a.b.c`."""
    position = name.find(".", start)
    while position >= 0:
        yield name[:position]
        position = name.find(".", position + 1)
    yield name
