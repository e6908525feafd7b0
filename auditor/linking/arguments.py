"""Which argument of a call a call-sites entry means, and which parameter of the tree's own functions one reaches."""

from collections.abc import Iterator
from typing import Final

import msgspec

from auditor.domain.expression import Argument, Called, Dynamic, Expression, Function, Lookup, Name, OneOf, Table, Text
from auditor.knowledge.records import ArgumentPlace
from auditor.linking.program import Program

_UNPACKED: Final = ("*", "**")


def argument_at(call: Called, place: ArgumentPlace | None) -> Argument | None:
    """The argument at a place, with the key inside it followed; None when the call has none there."""
    if place is None:
        return None
    found = _keyword(call, place) or _given(_positional(call, place), _spread(call, place))
    if found is None or place.key is None:
        return found
    keys = (place.key,) if isinstance(place.key, str) else place.key
    parts = tuple(_inside(found, key) for key in keys)
    value = parts[0] if len(parts) == 1 else OneOf(parts)
    for key in keys:
        written = _written(found.value, key)
        if isinstance(written, Name):
            return Argument(value, written.location, written.name.rpartition("::")[2].rpartition("/")[2], found.keyword)
        if isinstance(written, Text | Dynamic):
            return Argument(value, written.location, getattr(written, "source", found.source), found.keyword)
    return Argument(value, found.location, found.source, found.keyword)


def _written(value: Expression, keys: str) -> Expression | None:
    """What an object that is written out has under a key."""
    found: Expression | None = value
    for key in keys.split("."):
        found = dict(found.entries).get(key) if isinstance(found, Table) else None
    return found


def _inside(argument: Argument, keys: str) -> Expression:
    """`a.b` of what is handed over; `.` is all of it, `*` each entry."""
    value = argument.value
    for key in keys.split(".") if keys != "." else ():
        step = None if key == "*" else Text(key, argument.location)
        value = Lookup(value, step, each=step is None)
    return value


def _keywords(place: ArgumentPlace) -> tuple[str, ...]:
    return (place.keyword,) if isinstance(place.keyword, str) else place.keyword or ()


def _keyword(call: Called, place: ArgumentPlace) -> Argument | None:
    for keyword in _keywords(place):
        for argument in call.arguments:
            if argument.keyword == keyword:
                return argument
    return None


def _given(positional: Argument | None, spread: Argument | None) -> Argument | None:
    """What is written at the position counts, before what `**options` may hold; of `*arguments` and `**options` both do."""
    if positional is None or spread is None or positional.keyword != "*":
        return positional or spread
    return msgspec.structs.replace(positional, value=OneOf((positional.value, spread.value)))


def _spread(call: Called, place: ArgumentPlace) -> Argument | None:
    """What `**options` may hold under the keyword, where nothing else is given."""
    keywords = _keywords(place)
    spread = next((argument for argument in call.arguments if argument.keyword == "**"), None)
    if spread is None or not keywords:
        return None
    key = Text(keywords[0], spread.location)
    return Argument(Lookup(spread.value, key), spread.location, spread.source, "**")


def _positional(call: Called, place: ArgumentPlace) -> Argument | None:
    if place.position is None:
        return None
    plain = [argument for argument in call.arguments if argument.keyword in (None, "*")]
    for index, argument in enumerate(plain[: place.position + 1]):
        if argument.keyword == "*":
            key = Text(str(place.position - index), argument.location)
            return Argument(Lookup(argument.value, key), argument.location, argument.source, "*")
        if index == place.position:
            return argument
    return None


def hand_over(program: Program, function: Function, call: Called) -> None:
    """Every argument of a call of the tree's own function becomes a value of the parameter that it reaches."""
    given = list(_matched(function.parameters, function.positional, call))
    for parameter, value in given:
        program.hand(f"{function.name}.{parameter}", value, call.location)


def hand_fields(program: Program, name: str, fields: tuple[str, ...], call: Called) -> None:
    """The same for a class without `__init__`: a dataclass, or a model of pydantic's."""
    for field, value in _matched(fields, len(fields), call):
        program.hand(f"{name}.{field}", value, call.location)
    for argument in call.arguments:
        if argument.keyword not in (None, *_UNPACKED, *fields):
            program.hand(f"{name}.{argument.keyword}", argument.value, call.location)


def _matched(parameters: tuple[str, ...], positional: int, call: Called) -> Iterator[tuple[str, Expression]]:
    seen: set[str] = set()
    for index, argument in enumerate(a for a in call.arguments if a.keyword in (None, "*")):
        if argument.keyword == "*":
            break
        if index < min(positional, len(parameters)):
            seen.add(parameters[index])
            yield parameters[index], argument.value
    for argument in call.arguments:
        if argument.keyword in parameters:
            seen.add(str(argument.keyword))
            yield str(argument.keyword), argument.value
        elif argument.keyword == "**":
            for parameter in parameters:
                if parameter not in seen:
                    yield parameter, Lookup(argument.value, Text(parameter, argument.location))
