"""All calls of the tree: which of them name a component, and what with."""

from collections.abc import Iterator, Mapping

import msgspec

from auditor.domain.evidence import Location, Occurrence, Role, Unresolved
from auditor.domain.expression import (
    Argument,
    Called,
    Class,
    Dynamic,
    Expression,
    Lookup,
    Name,
    Reference,
    Text,
    last_name,
)
from auditor.knowledge.call_sites import CallSite, CallSites
from auditor.knowledge.records import ArgumentPlace, Call
from auditor.linking import names
from auditor.linking.arguments import argument_at, hand_fields, hand_over
from auditor.linking.evaluate import Evaluator, Member, Result
from auditor.linking.languages import language_of
from auditor.linking.occurrences import HTTP, UNKNOWN_ADDRESS, Found, Occurrences
from auditor.linking.program import Program

RESULT = "()"
"""the last segment of a pattern for what a function makes, when that is called in its turn: `createGroq.()`"""
_MOST_BASES = 8
"""steps up from a class to a library's class"""


class Calls:
    """Goes through all calls known so far; run again when more have become known."""

    def __init__(self, program: Program, sites: Mapping[str, CallSites], occurrences: Occurrences) -> None:
        """`sites` are the tables of each language."""
        self._program = program
        self._sites = sites
        patterns = [call.function for tables in sites.values() for record in tables.records for call in record.calls]
        self._makers = {pattern.split(".")[-2] for pattern in patterns if pattern.endswith(f".{RESULT}")}
        self._build = occurrences
        self._shortest: dict[tuple[object, ...], tuple[int, tuple[Location, ...]]] = {}
        self.occurrences: list[Occurrence] = []
        self.unresolved: list[Unresolved] = []
        self.wrappers: set[str] = set()
        """the tree's own functions and classes whose calls would tell more"""

    def run(self) -> None:
        """Sorts the calls into those of libraries and those of the tree's own functions, then answers the former."""
        self.occurrences, self.unresolved = [], []
        self._shortest.clear()
        self._program.forget_handed()
        named: list[tuple[Reference, CallSite, Member | None]] = []
        for location in sorted(self._program.calls):
            reference = self._program.calls[location]
            named += ((reference, site, member) for site, member in self._targets(reference.call))
        for reference, site, member in named:
            self._answer(reference, site, member)
        self.wrappers |= {name for name, call in self._program.made() if self._makes_callable(call)}
        self._inherit()

    def _inherit(self) -> None:
        """A class that takes over a constructor whose calls would tell more: its own calls would, too."""
        heirs = {
            name: known
            for name, known in self._program.classes.items()
            if f"{name}.__init__" not in self._program.functions
        }
        for _ in range(_MOST_BASES):
            found = {name for name, known in heirs.items() if name not in self.wrappers and self._constructs_as(known)}
            if not found:
                return
            self.wrappers |= found

    def _constructs_as(self, known: Class) -> bool:
        """Whether one of the bases is a class of the tree whose constructor is asked for."""
        bases = (result.what for base in known.bases for result in Evaluator(self._program).values(base))
        names = [what.name for what in bases if isinstance(what, Member) and what.in_tree]
        return any(name in self.wrappers or f"{name}.__init__" in self.wrappers for name in names)

    def _tables(self, call: Called) -> CallSites:
        return self._sites[language_of(call.location.path)]

    def _makes_callable(self, call: Called) -> bool:
        """Whether what a call gives is itself called with the name of a model."""
        if not isinstance(call.function, Name) or call.function.name.rpartition(".")[2] not in self._makers:
            return False
        results = Evaluator(self._program).values(call.function)
        made = (result.what for result in results if isinstance(result.what, Member) and not result.what.in_tree)
        return any(self._tables(call).match(f"{what.name}.{RESULT}") for what in made)

    # -- whose function it is ------------------------------------------------------------------------------------------

    def _targets(self, call: Called) -> list[tuple[CallSite, Member | None]]:
        """The entries that a call means, each once; calls of the tree's own functions hand their arguments over."""
        found: dict[int, tuple[CallSite, Member | None]] = {}
        for result in Evaluator(self._program).values(call.function):
            what = result.what
            if isinstance(what, Member):
                for name in self._library_names(what, call):
                    for site in self._tables(call).match(name.removesuffix(".__init__")):
                        found.setdefault(id(site.call), (site, what))
        if not found and (spelling := _spelling(call.function)):
            found = {id(site.call): (site, None) for site in self._tables(call).match(f"?.{spelling}")}
        return list(found.values())

    def _library_names(self, what: Member, call: Called) -> Iterator[str]:
        if not what.in_tree:
            yield f"{what.name}.{RESULT}" if what.is_result else what.name
            own = (
                None if self._tables(call).match(what.name) else self._program.locate_own(what.name, call.location.path)
            )
            if own is not None:
                yield from self._library_names(Member("::".join(own), what.location), call)
        elif what.name in self._program.functions:
            hand_over(self._program, self._program.functions[what.name], call)
        else:
            yield from self._constructed(what.name, call, 0)

    def _constructed(self, name: str, call: Called, depth: int) -> Iterator[str]:
        """A class of the tree is called: its constructor, or that of the class it inherits one from."""
        known = self._program.classes.get(name)
        if known is None or depth > _MOST_BASES:
            return
        constructor = self._program.functions.get(f"{name}.__init__")
        if constructor is not None:
            hand_over(self._program, constructor, call)
            return
        hand_fields(self._program, name, known.fields, call)
        for base in known.bases:
            for result in Evaluator(self._program).values(base):
                if isinstance(result.what, Member) and result.what.in_tree:
                    yield from self._constructed(result.what.name, call, depth + 1)
                elif isinstance(result.what, Member):
                    yield result.what.name

    # -- what it names -------------------------------------------------------------------------------------------------

    def _answer(self, reference: Reference, site: CallSite, member: Member | None) -> None:
        entry, call = site.call, reference.call
        if entry.names == "none" or not self._holds(entry, call):
            return
        argument = argument_at(call, entry.identifier)
        results = self._texts(argument.value) if argument is not None else []
        if any("." in name for name in site.record.names):
            results = [_constant(result, site) for result in results]
        texts = [result for result in results if isinstance(result.what, Text)]
        if argument is not None and not texts and results:
            self._unresolved(site, call, argument, results)
            return
        found = msgspec.structs.replace(self._details(site, call, member), detector=reference.detector)
        if entry.fixed:
            self._add(msgspec.structs.replace(found, text=entry.fixed))
        if entry.surface:
            self._add(msgspec.structs.replace(found, text=entry.surface, role=Role.IMPLIED))
        if not results and entry.implied:
            self._add(msgspec.structs.replace(found, text=entry.implied, role=Role.IMPLIED))
        for result in texts:
            if isinstance(result.what, Text) and argument is not None:
                self._add(
                    msgspec.structs.replace(
                        found,
                        text=result.what.value,
                        location=result.what.location,
                        through=_through(result, argument.location),
                        role=Role.CHOICE if result.choice else Role.DEFAULT,
                    )
                )

    def _holds(self, entry: Call, call: Called) -> bool:
        """Whether the arguments are given, or left out, that the entry wants so. One's own weights file is not given."""
        return (entry.given is None or self._is_given(call, entry.given)) and (
            entry.absent is None or not self._is_given(call, entry.absent)
        )

    def _is_given(self, call: Called, place: ArgumentPlace) -> bool:
        """Whether any of the place's keywords is given."""
        keywords = place.keyword if isinstance(place.keyword, tuple) else (place.keyword,)
        return any(self._says(call, msgspec.structs.replace(place, keyword=keyword)) for keyword in keywords)

    def _says(self, call: Called, place: ArgumentPlace) -> bool:
        argument = argument_at(call, place)
        results = Evaluator(self._program).values(argument.value) if argument is not None else []
        return any(
            not (isinstance(found.what, Dynamic) and found.what.source == "False")
            and not (isinstance(found.what, Text) and (names.is_weights(found.what.value) or "/" in found.what.value))
            for found in results
        )

    def _add(self, found: Found) -> None:
        """Builds the occurrence, unless a shorter way from the same text to the same function was taken before."""
        named = (found.text, found.names, found.revision, found.provider, found.base_url)
        key = (id(found.site.call), found.location, found.role, *named)
        way = (len(found.through), found.through)
        if key in self._shortest and self._shortest[key] <= way:
            return
        self._shortest[key] = way
        occurrence = self._build.of(found)
        if occurrence is not None:
            self.occurrences.append(occurrence)
        elif names.is_to_be_filled_in(found.text) and found.names != "file" and found.site.ecosystem != HTTP:
            call = found.site.call.function
            self.unresolved.append(
                Unresolved(location=found.location, call=call, expression=repr(found.text), reason="placeholder")
            )

    def _unresolved(self, site: CallSite, call: Called, argument: Argument, results: list[Result]) -> None:
        """A name that stays open; an object of a library is none: the call that made it says what it is."""
        open_results = [result.what for result in results if isinstance(result.what, Dynamic)]
        reasons = [what.reason for what in open_results if not self._tables(call).is_library(what.source)]
        if argument.keyword in {"*", "**"} or not reasons or site.ecosystem == HTTP:
            return
        place, source = argument.location, argument.source
        self.unresolved.append(
            Unresolved(location=place, call=site.call.function, expression=source, reason=reasons[0])
        )

    def _texts(self, expression: Expression) -> list[Result]:
        evaluator = Evaluator(self._program)
        results = evaluator.texts(expression)
        self.wrappers |= evaluator.wrappers
        return results

    def told_already(self, full: str) -> bool:
        """Whether every call of a function was told with it, or none is made elsewhere in source code."""
        name = last_name(full)
        nested = full.removesuffix(".__init__").rpartition(".")[0] in self._program.functions
        return nested or name.startswith(("test_", "__"))

    def _details(self, site: CallSite, call: Called, member: Member | None) -> Found:
        """All that the call says besides the name."""
        entry = site.call
        kind = self._first(call, entry.kind_argument)
        base_url = self._first(call, entry.base_url, UNKNOWN_ADDRESS)
        provider = self._first(call, entry.provider)
        for made in reversed(member.made if member is not None else ()):
            maker = self._maker(made)
            if maker is not None:
                base_url = base_url or self._first(made, maker.call.base_url, UNKNOWN_ADDRESS)
                provider = provider or self._first(made, maker.call.provider)
        return Found(
            site=site,
            text="",
            location=call.location,
            names=kind if kind in {"dataset", "model", "space"} else entry.names,
            revision=self._first(call, entry.revision),
            base_url=base_url,
            provider=provider,
        )

    def _maker(self, made: Called) -> CallSite | None:
        for result in Evaluator(self._program).values(made.function):
            if isinstance(result.what, Member):
                for site in self._tables(made).match(result.what.name):
                    return site
        return None

    def _first(self, call: Called, place: ArgumentPlace | None, unknown: str | None = None) -> str | None:
        """The first text that an argument can be; `unknown` for one that is given but cannot be known."""
        argument = argument_at(call, place)
        if argument is None:
            return None
        results = Evaluator(self._program).texts(argument.value)
        texts = [result.what.value for result in results if isinstance(result.what, Text)]
        if not texts and not (results and argument.keyword != "**"):
            return None
        return texts[0] if texts else unknown


def _through(result: Result, use: Location) -> tuple[Location, ...]:
    """The places between the literal and the call, and the call's own unless the literal stands there."""
    literal = result.what.location if isinstance(result.what, Text) else use
    last = result.through[-1] if result.through else literal
    if (last.path, last.line, last.cell) == (use.path, use.line, use.cell):
        return result.through
    return (*result.through, use)


def _constant(result: Result, site: CallSite) -> Result:
    """A constant of the library's own, such as `SpeechModel.nano`, as the name that the tables list it by."""
    what = result.what
    if isinstance(what, Dynamic) and what.source:
        name = ".".join(what.source.split(".")[-2:])
        if name in site.record.names:
            return Result(Text(name, what.location), result.through, result.choice)
    return result


def _spelling(function: Expression) -> str:
    """How a function is spelt where nobody can tell whose it is: `chat.completions.create`, without what stands before."""
    parts: list[str] = []
    while isinstance(function, Lookup) and isinstance(function.key, Text):
        parts.append(function.key.value)
        function = function.of
    names = function.name.rpartition("::")[2].split(".")[1:] if isinstance(function, Name) else []
    return ".".join([*names, *reversed(parts)])
