"""Why a value does not fit its type, in plain words instead of msgspec's."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from msgspec import inspect

from auditor.files.document import Path

_MISSING: Final = re.compile(r"Object missing required field `(?P<key>.*)`")
_EXPECTED: Final = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_PATTERN: Final = re.compile(r"Expected `str` matching regex (?P<pattern>.*)")
_NEEDED: Final = {
    "object": "a mapping (key: value)",
    "array": "a list",
    "str": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "null": "nothing",
    "date": "a date",
}
_SHOWN: Final = 80
"""characters of a wrong value that are repeated"""


def unknown_key(into: type, path: Path, key: str) -> str:
    """`'comercial' is not a key of use; did you mean commercial?`."""
    known = sorted({field.encode_name for struct in _structs(into, path) for field in struct.fields})
    return f"{_quoted(key)} is not a key of {_called(path)}{suggestion(key, known)}"


def wants_number(into: type, path: Path) -> bool:
    """Whether the type asks for a number at `path`."""
    return any(isinstance(kind, inspect.IntType | inspect.FloatType) for kind in _types(into, path))


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing when no known word is near."""
    spelt = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), list(spelt), n=1, cutoff=0.6)
    return f"; did you mean {spelt[near[0]]}?" if near else ""


def sentence(into: type, path: Path, message: str, value: object) -> str:
    """The sentence for msgspec's message about the value at `path`."""
    if missing := _MISSING.fullmatch(message):
        return f"{_called(path)} needs the key {_quoted(missing['key'])}"
    if message.startswith("Invalid RFC3339"):
        return f"{_quoted(value)} is no date; dates are written 2026-12-31"
    if message.startswith("Invalid enum value"):
        return _not_one_of(into, path, value)
    if found := _PATTERN.fullmatch(message):
        return f"{_quoted(value)} does not have the form {found['pattern'].strip(chr(39))}"
    if found := _EXPECTED.fullmatch(message):
        return _of_another_kind(found["wanted"], value)
    return message.replace("`", "'")


def _of_another_kind(wanted: str, value: object) -> str:
    needed = " or ".join(_NEEDED.get(word, word) for word in wanted.split(" | ") if word != "null")
    if value is None:
        return f"nothing is written here; {needed} is needed"
    what = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else _quoted(value)
    return f"{what} stands where {needed} is needed"


def _not_one_of(into: type, path: Path, value: object) -> str:
    for kind in _types(into, path):
        if isinstance(kind, inspect.EnumType):
            words = [str(member.value) for member in kind.cls]
            return f"{_quoted(value)} is not {_with_article(kind.cls.__name__)}; use {_either(words)}"
    return f"{_quoted(value)} is none of the words that may stand here"


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _with_article(class_name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_name).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _called(path: Path) -> str:
    """A path as a reader calls it: `use`, `waivers[0]`; the whole file when it is empty."""
    told = ""
    for step in path:
        told += f"[{step}]" if isinstance(step, int) else f".{step}" if told else step
    return told or "this file"


def _quoted(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def _structs(into: type, path: Path) -> Iterator[inspect.StructType]:
    return (kind for kind in _types(into, path) if isinstance(kind, inspect.StructType))


def _types(into: type, path: Path) -> list[inspect.Type]:
    """The types that may stand at `path`, unions taken apart."""
    kinds = _apart(_type_info(into))
    for step in path:
        kinds = [deeper for kind in kinds for inner in _inside(kind, step) for deeper in _apart(inner)]
    return kinds


@cache
def _type_info(into: type) -> inspect.Type:
    return inspect.type_info(into)


def _inside(kind: inspect.Type, step: str | int) -> list[inspect.Type]:
    if isinstance(kind, inspect.StructType):
        return [field.type for field in kind.fields if field.encode_name == step]
    if isinstance(kind, inspect.DictType):
        return [kind.value_type]
    if isinstance(kind, inspect.ListType | inspect.VarTupleType):
        return [kind.item_type]
    return []


def _apart(kind: inspect.Type) -> list[inspect.Type]:
    inner: Any = kind
    while isinstance(inner, inspect.Metadata):
        inner = inner.type
    return [part for each in inner.types for part in _apart(each)] if isinstance(inner, inspect.UnionType) else [inner]
