"""One Python file as `code_claims` asks it."""

import ast
from collections.abc import Collection
from typing import Final

from auditor.detectors.code_claims import CodeClaim, CodeClaims
from auditor.detectors.python_calls.symbols import Import, Scope, Symbols, Value
from auditor.detectors.python_calls.translate import Translator
from auditor.domain.expression import Binding, Class, Function, Reference
from auditor.files.python_source import PythonSource

_GENERATIONS: Final = 4
"""of classes that inherit from one another in one file"""
FileClaim = CodeClaim


class PythonCode:
    """The names of one file, and what its nodes mean."""

    def __init__(self, source: PythonSource, detector: str) -> None:
        self._source = source
        self._symbols = Symbols(source)
        self._translator = Translator(self._symbols)
        self._detector = detector
        self.prefix = self._symbols.prefix
        self.values = self._symbols.values
        self.attributes = self._symbols.attributes
        self.calls = self._symbols.calls
        self.functions: Collection[str] = self._symbols.functions.keys()
        self.classes: Collection[str] = self._symbols.classes.keys()

    def imported_as(self, name: str) -> str:
        """The last name of what a module-wide import calls `name` here."""
        values = self.values.get(self.prefix + name, ())
        target = next((value.target for value in values if isinstance(value, Import)), name)
        return target.replace("/", ".").rpartition(".")[2]

    def makers(self, name: str) -> Collection[str]:
        """Nothing: what Python's libraries make is called by a method's name."""
        return ()

    def made_by(self, functions: Collection[str]) -> Collection[str]:
        """The classes that inherit from such a class, and from those: its constructor may be theirs."""
        found: dict[str, None] = {}
        names = set(functions)
        for _ in range(_GENERATIONS):
            heirs = [
                full for full, symbol in self._symbols.classes.items() if full not in found and symbol.inherits(names)
            ]
            if not heirs:
                break
            found |= dict.fromkeys(heirs)
            names = {full.rpartition("::")[2].rpartition(".")[2] for full in heirs}
        return found.keys()

    def reference(self, node: ast.Call, scope: Scope) -> Reference:
        """A call."""
        return Reference(self._translator.call(node, scope), self._detector)

    def bound(self, value: Value | Import, full: str) -> Binding | None:
        """A binding; None for one that says nothing about a value."""
        expression = self._translator.value(value, full)
        return None if expression is None else Binding(full, expression, self._source.location(value.node))

    def function(self, full: str) -> Function:
        """One of the functions."""
        symbol = self._symbols.functions[full]
        return Function(full, symbol.parameters, self._source.location(symbol.node), symbol.positional)

    def class_(self, full: str) -> Class:
        """One of the classes."""
        symbol = self._symbols.classes[full]
        bases = tuple(self._translator.expression(base, symbol.scope) for base in symbol.node.bases)
        return Class(full, bases, self._source.location(symbol.node), symbol.fields)


def claims_of(source: PythonSource, detector: str) -> CodeClaims[ast.Call, Scope, Value | Import]:
    """Collects the claims of one file."""
    return CodeClaims(PythonCode(source, detector))
