"""One JavaScript or TypeScript file as `code_claims` asks it."""

from collections.abc import Collection

from tree_sitter import Node

from auditor.detectors.code_claims import CodeClaims
from auditor.detectors.javascript_calls.scopes import Import, Scope, Value
from auditor.detectors.javascript_calls.symbols import Symbols
from auditor.detectors.javascript_calls.translate import Translator
from auditor.domain.expression import Binding, Class, Function, Reference
from auditor.files.javascript_source import JavascriptSource

LANGUAGE = "javascript"


class JavascriptCode:
    """The names of one file, and what its nodes mean."""

    def __init__(self, symbols: Symbols, detector: str) -> None:
        self._symbols = symbols
        self._source: JavascriptSource = symbols.source
        self._translator = Translator(symbols)
        self._detector = detector
        self.prefix = symbols.prefix
        self.values = symbols.values
        self.attributes = symbols.attributes
        self.calls = symbols.calls
        self.functions: Collection[str] = symbols.functions.keys()
        self.classes: Collection[str] = symbols.classes.keys()

    def imported_as(self, name: str) -> str:
        """The last name of what an import calls `name` here."""
        values = self.values.get(self.prefix + name, ())
        target = next((value.target for value in values if isinstance(value, Import)), name)
        return target.replace("/", ".").rpartition(".")[2]

    def makers(self, name: str) -> Collection[str]:
        """The functions whose results are called `name`: `const groq = createGroq()`."""
        return self._symbols.makers.get(name, ())

    def made_by(self, functions: Collection[str]) -> Collection[str]:
        """The module's variables that hold what such functions made."""
        made = (name for name, makers in self._symbols.makers.items() if not makers.isdisjoint(functions))
        return [self.prefix + name for name in made if self.prefix + name in self.values]

    def reference(self, node: Node, scope: Scope) -> Reference:
        """A call."""
        return Reference(self._translator.call(node, scope), self._detector, LANGUAGE)

    def bound(self, value: Value | Import, full: str) -> Binding | None:
        """A binding; None for one that says nothing about a value."""
        expression = self._translator.value(value)
        return None if expression is None else Binding(full, expression, self._source.location(value.node))

    def function(self, full: str) -> Function:
        """One of the functions."""
        symbol = self._symbols.functions[full]
        return Function(full, symbol.parameters, self._source.location(symbol.node), len(symbol.parameters))

    def class_(self, full: str) -> Class:
        """One of the classes."""
        symbol = self._symbols.classes[full]
        base = () if symbol.base is None else (self._translator.expression(symbol.base, symbol.scope),)
        return Class(full, base, self._source.location(symbol.node))


def claims_of(symbols: Symbols, detector: str) -> CodeClaims[Node, Scope, Value | Import]:
    """Collects the claims of one file."""
    return CodeClaims(JavascriptCode(symbols, detector))
