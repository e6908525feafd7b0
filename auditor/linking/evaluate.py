"""Which values an expression can take, over all files of the tree.

A small interpreter: it follows names, fields, entries, defaults and the arguments of calls, takes every branch, and
remembers the way. It never runs anything, and its work per question is bounded.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Final

import msgspec

from auditor.domain.evidence import Location
from auditor.domain.expression import (
    INPUTS,
    OPTIONS,
    RETURN,
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
from auditor.linking.program import Program

DEEPEST: Final = 40
"""steps from a call to a literal"""
MOST_STEPS: Final = 3_000
"""for one question; what is not reached by then is `computed`"""
MOST_VALUES: Final = 300
"""that one expression may take"""
MOST_JOINED: Final = 64
"""combinations of the parts of one text"""


class Member(msgspec.Struct, frozen=True):
    """Something that has attributes rather than a text: a module, class, function, or an object and the calls that made it."""

    name: str
    """an import path of a library, or `src/app.py::Settings`"""
    location: Location
    made: tuple[Called, ...] = ()
    """the calls on the way to it, the first one first"""
    is_result: bool = False
    """it is what the last of these calls gives, rather than an attribute of that"""

    @property
    def in_tree(self) -> bool:
        """Whether the tree defines it."""
        return "::" in self.name


class Result(msgspec.Struct, frozen=True):
    """One value, and how it came here."""

    what: Text | Table | Member | Dynamic
    through: tuple[Location, ...] = ()
    """the places passed on the way, nearest to the literal first"""
    choice: bool = False
    """an entry of a table whose key is only known at run time"""


class Evaluator:
    """Answers one question; make a new one for the next."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._left = MOST_STEPS
        self._open: set[str] = set()
        self._adjustable = 0
        """how often something was read that a user may set: a default, an option, an environment variable"""
        self.wrappers: set[str] = set()
        """functions and classes whose parameters were asked for: their calls, wherever they are, would tell more"""

    def texts(self, expression: Expression) -> list[Result]:
        """The texts that an expression can be, and the reasons why some remain unknown; a list gives each entry."""
        return list(self._texts(self.values(expression)))

    def _texts(self, results: Iterable[Result], depth: int = 0) -> Iterator[Result]:
        for result in islice(results, MOST_VALUES):
            what = result.what
            if isinstance(what, Text | Dynamic):
                yield result
            elif isinstance(what, Table):
                if what.sequence and depth < 3:  # noqa: PLR2004 - lists of lists of lists name nothing
                    for _, value in what.entries[:MOST_VALUES]:
                        yield from self._texts(_passed(self.values(value), result), depth + 1)
            else:
                yield Result(Dynamic(what.name, "argument" if what.made else "computed", what.location), result.through)

    def values(self, expression: Expression, depth: int = 0) -> list[Result]:
        """All values of an expression."""
        self._left -= 1
        if depth > DEEPEST or self._left < 0:
            return [_unknown(expression, "computed")]
        match expression:
            case Text() | Dynamic() | Table():
                return [Result(expression)]
            case Name():
                return self._name(expression, depth)
            case OneOf():
                return [found for option in expression.options for found in self.values(option, depth + 1)][
                    :MOST_VALUES
                ]
            case Environment():
                return self._environment(expression, depth)
            case Joined():
                return self._joined(expression, depth)
            case Lookup():
                return self._lookup(expression, depth)
            case Called():
                return self._called(expression, depth)

    # -- names ---------------------------------------------------------------------------------------------------------

    def _name(self, name: Name, depth: int) -> list[Result]:
        place = self._program.locate(name.name, name.location.path)
        if place is None:
            return [Result(Member(name.name.strip("/"), name.location))]
        found = self._bound(*place, name.location, depth)
        if found is None:
            return [Result(Dynamic(_short(name.name), "not-found", name.location))]
        return [_via(result, name.location) for result in found]

    def _bound(self, path: str, name: str, at: Location, depth: int) -> list[Result] | None:
        """What a name of a file stands for: the longest part that is bound, then its attributes. None: not bound."""
        full = f"{path}::{name}"
        if full in self._open:
            return []
        self._open.add(full)
        try:
            found = self._looked_up(path, name, at, depth)
            if found is None and path != at.path and self._program.ask(path):
                found = self._looked_up(path, name, at, depth)
            return found
        finally:
            self._open.discard(full)

    def _looked_up(self, path: str, name: str, at: Location, depth: int) -> list[Result] | None:
        if not name:
            return [Result(Member(f"{path}::", at))]
        parts = name.split(".")
        for length in range(len(parts), 0, -1):
            head, rest = ".".join(parts[:length]), parts[length:]
            found = self._head(path, head, rest, at, depth)
            if found is not None:
                return found
        for target, _ in self._program.values(path, "*"):
            if isinstance(target, Name):
                place = self._program.locate(target.name, path)
                found = self._bound(*_below(place, name), at, depth + 1) if place else None
                if found is not None:
                    return found
        return None

    def _head(self, path: str, head: str, rest: list[str], at: Location, depth: int) -> list[Result] | None:
        full = f"{path}::{head}"
        values = self._program.values(path, head)
        holder, _, last = full.rpartition(".")
        function = self._program.functions.get(holder)
        parameter = function is not None and last in function.parameters
        if parameter:
            self.wrappers.add(holder)
        if (parameter and any(call is None for _, call in values)) or OPTIONS in head:
            self._adjustable += 1
        if values or parameter:
            results = [
                _via(result, call) if call else result
                for value, call in values
                for result in self.values(value, depth + 1)
            ]
            if parameter and not any(isinstance(result.what, Text | Table) for result in results):
                results += self._offered(path, holder.partition("::")[2], last, at, depth)
            if parameter and not any(isinstance(result.what, Text | Table) for result in results):
                namesake = self._program.namesake(full)
                results.append(Result(Member(namesake, at) if namesake else Dynamic(_short(full), "argument", at)))
            return self._attributes(results, rest, at, depth)
        if full in self._program.classes:
            return self._of_class(full, rest, at, depth)
        if not rest and (full in self._program.functions or OPTIONS in (last, head)):
            return [Result(Member(full, at))]
        return None

    def _offered(self, path: str, method: str, parameter: str, at: Location, depth: int) -> list[Result]:
        """What the user of a ComfyUI node may choose for a parameter: `"required": {"model": ([…], {"default": …})}`."""
        owner, _, name = method.rpartition(".")
        runs = [value for value, _ in self._program.values(path, f"{owner}.FUNCTION") if isinstance(value, Text)]
        if not owner or name not in {value.value for value in runs}:
            return []
        stated = [result.what for result in self._bound(path, f"{owner}.{INPUTS}.{RETURN}", at, depth + 1) or []]
        for part in ("required", "optional"):
            stated += [inner for outer in list(stated) for inner in self._parts(outer, part, depth)]
        inputs = [inner for outer in stated for inner in self._parts(outer, parameter, depth)]
        settings = [inner for outer in inputs for inner in self._parts(outer, "1", depth)]
        defaults = [inner for outer in settings for inner in self._parts(outer, "default", depth)]
        choices = [inner for outer in inputs for inner in self._parts(outer, "0", depth) if isinstance(inner, Table)]
        listed = [each.what for choice in choices for each in self._entries(choice, depth + 1)]
        texts = [what for what in (*defaults, *listed) if isinstance(what, Text)]
        chosen = {what.value for what in defaults if isinstance(what, Text)} or {texts[0].value if texts else ""}
        return [Result(what, choice=what.value not in chosen) for what in texts]

    def _parts(
        self, of: Text | Table | Member | Dynamic, key: str, depth: int
    ) -> list[Text | Table | Member | Dynamic]:
        return [result.what for result in self._entry(of, key, depth + 1)] if isinstance(of, Table) else []

    def _of_class(self, full: str, rest: list[str], at: Location, depth: int) -> list[Result] | None:
        """A class, or what it inherits."""
        if self._program.classes[full].fields and f"{full}.__init__" not in self._program.functions:
            self.wrappers.add(full)
        if not rest:
            return [Result(Member(full, at))]
        found: list[Result] = []
        for base in self._program.classes[full].bases:
            inherited = [result for result in self.values(base, depth + 1) if isinstance(result.what, Member)]
            found += self._attributes(inherited, rest, at, depth + 1)
        return found or None

    def _attributes(self, results: list[Result], names: list[str], at: Location, depth: int) -> list[Result]:
        for name in names:
            results = [
                _passed_one(found, result)
                for result in results
                for found in self._attribute(result.what, name, at, depth + 1)
            ][:MOST_VALUES]
        return results

    def _attribute(self, what: Text | Table | Member | Dynamic, name: str, at: Location, depth: int) -> list[Result]:
        self._left -= 1
        match what:
            case Dynamic():
                return [Result(what)]
            case Text():
                return [Result(what)] if name in {"value", "default", "name"} else []
            case Table():
                return self._entry(what, name, depth)
            case Member() if not what.in_tree:
                return [Result(Member(f"{what.name}.{name}", what.location, what.made))]
            case Member():
                return self._of_object(what, name, at, depth)

    def _of_object(self, what: Member, name: str, at: Location, depth: int) -> list[Result]:
        """The attribute of an object of the tree: what its constructor was given for it, or what its class says."""
        if what.made:
            given = self._given(what, name, depth)
            if given:
                return given
        path, _, inner = what.name.partition("::")
        found = self._bound(path, f"{inner}.{name}" if inner else name, at, depth + 1) or []
        if not found and inner == OPTIONS and not self._program.values(path, f"{OPTIONS}.{name}"):
            found = self._option_elsewhere(path, name, at, depth)
        return [
            Result(msgspec.structs.replace(r.what, made=what.made + r.what.made), r.through, r.choice)
            if isinstance(r.what, Member)
            else r
            for r in found
        ]

    def _option_elsewhere(self, path: str, name: str, at: Location, depth: int) -> list[Result]:
        """An option that another module adds to this one's parser: `add_model_options(parser)`."""
        for module in self._program.imported(path):
            self._program.ask(module)
            if self._program.values(module, f"{OPTIONS}.{name}"):
                return self._bound(module, f"{OPTIONS}.{name}", at, depth + 1) or []
        return []

    def _given(self, what: Member, name: str, depth: int) -> list[Result]:
        """What the call that made an object of a class without `__init__` gave for one of its fields."""
        known = self._program.classes.get(what.name)
        if known is None or f"{what.name}.__init__" in self._program.functions:
            return []
        call = what.made[-1]
        plain = [argument for argument in call.arguments if argument.keyword is None]
        for argument in call.arguments:
            if argument.keyword == name:
                return self.values(argument.value, depth + 1)
        if name in known.fields and known.fields.index(name) < len(plain):
            return self.values(plain[known.fields.index(name)].value, depth + 1)
        return []

    # -- entries -------------------------------------------------------------------------------------------------------

    def _lookup(self, lookup: Lookup, depth: int) -> list[Result]:
        before = self._adjustable
        keys = list(self._texts(self.values(lookup.key, depth + 1))) if lookup.key is not None else []
        known = [key.what.value for key in keys if isinstance(key.what, Text)]
        free = before != self._adjustable or any(isinstance(key.what, Dynamic) for key in keys)
        found = self._named_entry(lookup.of, known, depth)
        certain = False
        for holder in [] if found else self.values(lookup.of, depth + 1):
            found += [_passed_one(result, holder) for result in self._looked_into(holder.what, lookup, known, depth)]
            if free and known and isinstance(holder.what, Table):
                found += self._others(holder.what, found, depth)
            certain |= bool(found) and known != [] and isinstance(holder.what, Table)
        if lookup.default is not None and not certain:
            found = [result for result in found if not isinstance(result.what, Dynamic)]
            found += self.values(lookup.default, depth + 1)
        return found[:MOST_VALUES]

    def _named_entry(self, of: Expression, keys: list[str], depth: int) -> list[Result]:
        """An entry that was assigned by itself: `config["model"] = "x"`."""
        if not isinstance(of, Name) or not keys:
            return []
        place = self._program.locate(of.name, of.location.path)
        if place is None:
            return []
        found: list[Result] = []
        for key in keys:
            path, name = _below(place, key)
            if self._program.values(path, name):
                found += self._bound(path, name, of.location, depth + 1) or []
        return found

    def _others(self, table: Table, found: list[Result], depth: int) -> list[Result]:
        """The entries that another key would give, where the key can be set from outside."""
        known = {result.what for result in found}
        return [
            Result(result.what, result.through, choice=True)
            for result in self._entries(table, depth)
            if result.what not in known
        ]

    def _looked_into(
        self, what: Text | Table | Member | Dynamic, lookup: Lookup, keys: list[str], depth: int
    ) -> list[Result]:
        location = what.location if not isinstance(what, Table) else None
        if keys:
            found = [result for key in keys for result in self._attribute(what, key, location or _NOWHERE, depth + 1)]
            if found or not isinstance(what, Table) or lookup.default is not None:
                return found
            if any(not result.isdigit() for result in keys):
                return []
        if isinstance(what, Table):
            entries = self._entries(what, depth)
            if lookup.each:
                return entries
            return [Result(result.what, result.through, choice=True) for result in entries]
        if isinstance(what, Dynamic):
            return [Result(what)]
        return [Result(Dynamic(_short(getattr(what, "name", "")), "computed", location or _NOWHERE))]

    def _entry(self, table: Table, key: str, depth: int) -> list[Result]:
        """The entries under a key; a list may be indexed from its end."""
        entries = dict(table.entries)
        if table.sequence and key.startswith("-") and key[1:].isdigit():
            key = str(len(table.entries) - int(key[1:8]))
        if key in entries:
            return self.values(entries[key], depth + 1)
        spread = [value for name, value in table.entries if name == "**"]
        return [
            _passed_one(found, result)
            for value in spread
            for result in self.values(value, depth + 1)
            for found in self._attribute(result.what, key, _NOWHERE, depth + 1)
        ]

    def _entries(self, table: Table, depth: int) -> list[Result]:
        found: list[Result] = []
        for name, value in table.entries[:MOST_VALUES]:
            for result in self.values(value, depth + 1):
                if name == "**" and isinstance(result.what, Table):
                    found += [_passed_one(inner, result) for inner in self._entries(result.what, depth + 1)]
                else:
                    found.append(result)
        return found[:MOST_VALUES]

    # -- texts and calls -----------------------------------------------------------------------------------------------

    def _environment(self, variable: Environment, depth: int) -> list[Result]:
        self._adjustable += 1
        found = [
            _via(result, variable.location)
            for value, _ in self._program.values("", f"env:{variable.name}")
            for result in self.values(value, depth + 1)
        ]
        if variable.default is not None:
            found += self.values(variable.default, depth + 1)
        return found or [Result(Dynamic(variable.name, "environment", variable.location))]

    def _joined(self, joined: Joined, depth: int) -> list[Result]:
        parts: list[list[Result]] = []
        for part in joined.parts:
            results = list(self._texts(self.values(part, depth + 1)))
            texts = [result for result in results if isinstance(result.what, Text)]
            if not texts:
                return results[:1] or [Result(Dynamic("", "computed", joined.location))]
            parts.append(texts)
        found = []
        for combination in islice(product(*parts), MOST_JOINED):
            text = "".join(result.what.value for result in combination if isinstance(result.what, Text))
            hops = tuple(dict.fromkeys(hop for result in combination for hop in result.through))
            choice = any(result.choice for result in combination)
            found.append(Result(Text(text[:2000], joined.location), hops, choice))
        return found

    def _called(self, call: Called, depth: int) -> list[Result]:
        found: list[Result] = []
        for function in self.values(call.function, depth + 1):
            what = function.what
            if not isinstance(what, Member):
                found.append(Result(Dynamic("", "computed", call.location)))
            elif what.name in self._program.functions:
                path, _, name = what.name.partition("::")
                returned = self._bound(path, f"{name}.{RETURN}", call.location, depth + 1)
                unknown = [Result(Dynamic(_short(what.name), "computed", call.location))]
                found += [_via(result, call.location) for result in returned] if returned else unknown
            else:
                found.append(
                    Result(Member(what.name, what.location, (*what.made, call), is_result=True), function.through)
                )
        return found[:MOST_VALUES]


_NOWHERE: Final = Location("")


def _below(place: tuple[str, str], name: str) -> tuple[str, str]:
    path, inner = place
    return path, f"{inner}.{name}" if inner else name


def _via(result: Result, hop: Location) -> Result:
    """The result with one more place on its way."""
    last = result.through[-1] if result.through else None
    start = result.what.location if isinstance(result.what, Text) else None
    for known in (last, start):
        if known is not None and (known.path, known.line) == (hop.path, hop.line):
            return result
    return Result(result.what, (*result.through, hop), result.choice)


def _passed_one(found: Result, holder: Result) -> Result:
    """A part of something: the way to the part goes on as the way of the whole did."""
    hops = tuple(dict.fromkeys((*found.through, *holder.through)))
    return Result(found.what, hops, found.choice or holder.choice)


def _passed(found: list[Result], holder: Result) -> list[Result]:
    return [_passed_one(result, holder) for result in found]


def _unknown(expression: Expression, reason: str) -> Result:
    location = getattr(expression, "location", _NOWHERE)
    return Result(Dynamic("", reason, location))


def _short(name: str) -> str:
    return name.rpartition("::")[2].rpartition("/")[2][:120]
