"""All that is bound in the tree, file by file; files that no detector had reason to read are asked for when needed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.expression import MODULE, Binding, Called, Class, Expression, Function, Name, Reference, Text
from auditor.linking.languages import JAVASCRIPT, PYTHON, language_of
from auditor.linking.modules import Modules, Place
from auditor.linking.script_modules import ScriptModules

MOST_IMPORTS: Final = 200
"""of one file, that are followed"""

MOST_VALUES: Final = 300
"""of one name, that are looked at; and as many that calls hand to a parameter"""

BindingsOf = Callable[[str], Iterable[object]]


class Program:
    """The bindings, functions, classes and calls of a tree."""

    def __init__(
        self, paths: Collection[str], libraries: Mapping[str, Callable[[str], bool]], bindings_of: BindingsOf
    ) -> None:
        """`libraries` tells, for each language, whether an import path leads into a library."""
        self._scripts = ScriptModules(paths)
        self._modules: dict[str, Modules | ScriptModules] = {PYTHON: Modules(paths), JAVASCRIPT: self._scripts}
        self._libraries = libraries
        self._bindings_of = bindings_of
        self._asked: set[str] = set()
        self._bound: dict[str, dict[tuple[Location, str], Binding]] = defaultdict(dict)
        self._holders: set[str] = set()
        """what has a bound attribute or entry"""
        self._imports: dict[str, set[str]] = defaultdict(set)
        """file → what it imports"""
        self._imported: dict[str, list[str]] = {}
        self._handed: dict[str, list[tuple[Expression, Location]]] = defaultdict(list)
        self.functions: dict[str, Function] = {}
        self.classes: dict[str, Class] = {}
        self.calls: dict[Location, Reference] = {}

    def add(self, claims: Iterable[object]) -> None:
        """Takes in what a detector said; the same twice is the same once."""
        for claim in claims:
            match claim:
                case Binding() if claim.name.startswith(MODULE) and isinstance(claim.value, Text):
                    folder, _, pattern = claim.name.removeprefix(MODULE).partition(":")
                    self._scripts.declare(folder, pattern, claim.value.value)
                case Binding():
                    self._bound[claim.name].setdefault((claim.location, type(claim.value).__name__), claim)
                    self._holders.add(claim.name.rpartition(".")[0])
                    if isinstance(claim.value, Name) and "::" not in claim.value.name:
                        self._imports[claim.location.path].add(claim.value.name)
                case Function():
                    self.functions[claim.name] = claim
                case Class():
                    self.classes[claim.name] = claim
                case Reference():
                    self.calls.setdefault(claim.call.location, claim)
                case _:
                    continue

    def locate(self, name: str, importer: str) -> Place | None:
        """Which file of the tree binds a name, as written in `importer`, and under which name; None: none does."""
        path, separator, rest = name.partition("::")
        if separator:
            return path, rest
        language = language_of(importer)
        if name.startswith("/") or not self._libraries[language](name):
            return self._modules[language].resolve(name, importer)
        return None

    def locate_own(self, name: str, importer: str) -> Place | None:
        """The same for a name under a library's, in a tree that is this library's own."""
        return self._modules[language_of(importer)].resolve(name, importer)

    def made(self) -> list[tuple[str, Called]]:
        """The names of scripts that are bound to what a call gives."""
        return [
            (name, binding.value)
            for name, bound in self._bound.items()
            for binding in bound.values()
            if isinstance(binding.value, Called) and language_of(binding.location.path) == JAVASCRIPT
        ]

    def hand(self, parameter: str, value: Expression, location: Location) -> None:
        """A call gives a parameter a value."""
        if len(self._handed[parameter]) < MOST_VALUES:
            self._handed[parameter].append((value, location))

    def forget_handed(self) -> None:
        """Before the calls are gone through anew."""
        self._handed.clear()

    def values(self, path: str, name: str) -> list[tuple[Expression, Location | None]]:
        """What a name of a file is bound to, each with the place of the call that handed it over, if one did."""
        full = f"{path}::{name}" if path else name
        bound = islice(self._bound.get(full, {}).values(), MOST_VALUES)
        found: list[tuple[Expression, Location | None]] = [(binding.value, None) for binding in bound]
        return found + list(self._handed.get(full, ()))

    def imported(self, path: str) -> list[str]:
        """The tree's modules that a file imports from, as far as they are needed to be known; sorted."""
        if path not in self._imported:
            self.ask(path)
            places = (self.locate(name, path) for name in sorted(self._imports[path])[:MOST_IMPORTS])
            self._imported[path] = sorted({place[0] for place in places if place is not None})
        return self._imported[path]

    def namesake(self, parameter: str) -> str | None:
        """The attribute of a method's own class that is called like its parameter: what frameworks hand back to it."""
        method, _, name = parameter.rpartition(".")
        attribute = f"{method.rpartition('.')[0]}.{name}"
        known = method.rpartition(".")[0] in self.classes
        return attribute if known and (attribute in self._bound or attribute in self._holders) else None

    def ask(self, path: str) -> bool:
        """Reads all bindings of a file, unless that was done before; tells whether there is something new to look at."""
        if path in self._asked or not path:
            return False
        self._asked.add(path)
        self.add(self._bindings_of(path))
        return True
