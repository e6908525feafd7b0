"""The claims of one source file, whatever its language: the calls that matter, and every binding that they need."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from auditor.domain.expression import (
    INPUTS,
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

CodeClaim = Binding | Function | Class | Reference

N = TypeVar("N")
S = TypeVar("S")
V = TypeVar("V")


class Code(Protocol[N, S, V]):
    """One file's names, and what its nodes mean. `N` is a call, `S` a scope, `V` something that gives a name a value."""

    @property
    def prefix(self) -> str:
        """Of every name in full: `src/app.py::`."""

    @property
    def values(self) -> Mapping[str, Sequence[V]]:
        """By names in full."""

    @property
    def attributes(self) -> Mapping[str, Sequence[str]]:
        """Class or variable in full → its attributes and entries in full."""

    @property
    def calls(self) -> Mapping[str, Sequence[tuple[N, S]]]:
        """The function's last name → its calls."""

    @property
    def functions(self) -> Collection[str]:
        """Names in full."""

    @property
    def classes(self) -> Collection[str]:
        """Names in full."""

    def imported_as(self, name: str) -> str:
        """The last name of what a module-wide import calls `name` here; the name itself where none does."""

    def makers(self, name: str) -> Collection[str]:
        """The last names of the functions whose results are called by `name`, where functions make functions."""

    def made_by(self, functions: Collection[str]) -> Collection[str]:
        """The names in full of what such functions made, where another file may call it."""

    def reference(self, node: N, scope: S) -> Reference:
        """A call."""

    def bound(self, value: V, full: str) -> Binding | None:
        """A binding; None for one that says nothing about a value."""

    def function(self, full: str) -> Function:
        """One of the functions."""

    def class_(self, full: str) -> Class:
        """One of the classes."""


class CodeClaims(Generic[N, S, V]):
    """Collects the claims of one file, from its calls outwards."""

    def __init__(self, code: Code[N, S, V]) -> None:
        self._code = code
        self._told: set[str] = set()
        self._called: set[str] = set()
        self._found: list[CodeClaim] = []

    def of_calls(self, functions: Collection[str]) -> list[CodeClaim]:
        """The calls of functions with these last names, what their arguments need, and the calls of wrappers of theirs."""
        for name in self._code.calls:
            if (
                name in functions
                or self._code.imported_as(name) in functions
                or any(maker in functions for maker in self._code.makers(name))
            ):
                self._tell_calls(name)
        for full in [name for name in self._code.values if name.startswith("env:")]:
            self._tell(full)
        for full in self._code.made_by(functions):
            self._tell(full)
        return self._found

    def everything(self) -> list[CodeClaim]:
        """All bindings, functions and classes, and no calls."""
        for full in list(self._code.values):
            self._tell(full)
        for full in [*self._code.functions, *self._code.classes]:
            self._tell(full)
        return [claim for claim in self._found if not isinstance(claim, Reference)]

    def _tell_calls(self, name: str) -> None:
        if name in self._called:
            return
        self._called.add(name)
        for node, scope in self._code.calls.get(name, ()):
            reference = self._code.reference(node, scope)
            self._found.append(reference)
            self._tell_all(reference.call)

    def _tell_all(self, expression: Expression) -> None:
        """Tells what every name in an expression is bound to, and so on."""
        stack = [expression]
        while stack:
            for name in names_in(stack.pop()):
                if name.startswith(self._code.prefix):
                    for prefix in _prefixes(name, len(self._code.prefix)):
                        stack += self._tell(prefix)
                    stack += self._tell(f"{self._code.prefix}*")

    def _tell(self, full: str) -> list[Expression]:
        """Tells one name of this file; returns the expressions whose names are to be told next."""
        if full in self._told:
            return []
        self._told.add(full)
        told: list[Expression] = []
        for value in self._code.values.get(full, ()):
            binding = self._code.bound(value, full)
            if binding is not None:
                self._found.append(binding)
                told.append(binding.value)
        for attribute in self._code.attributes.get(full, ()):
            told += self._tell(attribute)
        if full in self._code.functions:
            told += self._tell_function(full)
        if full in self._code.classes:
            told += self._tell_class(full)
        self._tell_wrapper(full)
        return told

    def _tell_function(self, full: str) -> list[Expression]:
        function = self._code.function(full)
        self._found.append(function)
        told = self._tell(f"{full}.{RETURN}")
        for parameter in function.parameters:
            told += self._tell(f"{full}.{parameter}")
        return told

    def _tell_class(self, full: str) -> list[Expression]:
        told_class = self._code.class_(full)
        self._found.append(told_class)
        return [*told_class.bases, *self._tell(f"{full}.__init__"), *self._tell(f"{full}.{INPUTS}")]

    def _tell_wrapper(self, full: str) -> None:
        """Where a parameter is asked for, the calls of its function in this file tell its values."""
        function, _, parameter = full.rpartition(".")
        if function in self._code.functions and parameter in self._code.function(function).parameters:
            self._tell(function)
            name = function.removeprefix(self._code.prefix)
            self._tell_calls(name.removesuffix(".__init__").rpartition(".")[2])
        elif full in self._code.classes:
            self._tell_calls(full.removeprefix(self._code.prefix).rpartition(".")[2])


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
