"""A document with positions → a typed value; what does not fit is told in one sentence with `file:line:column`."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec

from auditor.errors import AuditorError
from auditor.files.document import Document, Path
from auditor.knowledge.misfit import sentence, unknown_key, wants_number

T = TypeVar("T")
DecodeHook = Callable[[type, Any], Any]
"""makes a value of a type that msgspec does not know; its ValueError's text is shown to the reader"""

_AT: Final = re.compile(r" - at `(?P<path>\$[^`]*)`$")
_STEP: Final = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<index>\d+)\]|\[(?P<any>\.\.\.)\]")
_UNKNOWN_KEY: Final = re.compile(r"Object contains unknown field `(?P<key>.*)`")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:_\d{3}){1,6}(?:\.\d{1,9})?")
_LONGEST: Final = 600
"""characters of a sentence"""

_Rejection = tuple[str, tuple[str | int | None, ...]]
"""msgspec's message, and the way to the value; None where it does not say which key of a mapping"""


def decode(document: Document, into: type[T], *, source: str, dec_hook: DecodeHook | None = None) -> T:
    """The document's value as `into`. Raises AuditorError.

    Scalars are text until the type gives them a meaning; `40_000` is a number where a number is wanted.
    """
    try:
        return msgspec.convert(document.value, into, strict=False, dec_hook=dec_hook)
    except msgspec.ValidationError:
        value = _ungrouped(document, into)
    try:
        return msgspec.convert(value, into, strict=False, dec_hook=dec_hook)
    except msgspec.ValidationError as error:
        message, path = _rejection(value, into, dec_hook, str(error))
    raise _explained(document, into, source, message, path)


def _ungrouped(document: Document, into: type) -> Any:  # noqa: ANN401 - a document holds any value
    """The value with `40_000` as `40000` where a number is wanted: YAML's readers know it, msgspec does not."""
    value = document.value
    for path, text, _ in document.strings():
        if _GROUPED.fullmatch(text) and wants_number(into, path):
            value = _replaced(value, path, text.replace("_", ""))
    return value


def fault(document: Document, path: Path, message: str, *, source: str, at_key: bool = False) -> AuditorError:
    """An error about the value at `path`, or about its key."""
    mark = document.key_position(path) if at_key else document.position(path)
    if len(message) > _LONGEST:  # a wrong value may be as long as a file, and stands first; what to do stands last
        message = f"{message[: _LONGEST * 2 // 3]}…{message[-_LONGEST // 3 :]}"
    return AuditorError(f"{source}:{mark.line}:{mark.column}: {message}")


def _explained(document: Document, into: type, source: str, message: str, path: Path) -> AuditorError:
    if unknown := _UNKNOWN_KEY.fullmatch(message):
        key = unknown["key"]
        return fault(document, (*path, key), unknown_key(into, path, key), source=source, at_key=True)
    return fault(document, path, sentence(into, path, message, at(document.value, path)), source=source)


def _rejection(value: Any, into: type, dec_hook: DecodeHook | None, error: str) -> tuple[str, Path]:  # noqa: ANN401
    """The message and the full path. msgspec writes `[...]` for the keys of a mapping: each entry is tried alone."""
    message, steps = _parse(error)
    path: Path = ()
    for step in steps:
        if step is not None:
            path = (*path, step)
            continue
        entries = at(value, path)
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            told = _tried(_replaced(value, path, {key: entry}), into, dec_hook)
            if told and told[0] == message and told[1] == steps:
                path = (*path, key)
                value = _replaced(value, path[:-1], {key: entry})
                break
        else:
            return message, path
    return message, path


def _tried(value: Any, into: type, dec_hook: DecodeHook | None) -> _Rejection | None:  # noqa: ANN401
    try:
        msgspec.convert(value, into, strict=False, dec_hook=dec_hook)
    except msgspec.ValidationError as error:
        return _parse(str(error))
    return None


def _parse(error: str) -> _Rejection:
    found = _AT.search(error)
    if found is None:
        return error, ()
    steps: list[str | int | None] = [
        None if step["any"] else int(step["index"]) if step["index"] else step["key"]
        for step in _STEP.finditer(found["path"][1:])
    ]
    return error[: found.start()], tuple(steps)


def at(value: Any, path: Path) -> Any:  # noqa: ANN401 - a document holds any value
    """What stands at a path of keys and indices; None where nothing does."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _replaced(value: Any, path: Path, new: Any) -> Any:  # noqa: ANN401 - a document holds any value
    """A copy with `new` at `path`; what lies beside the path is shared."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], new)
    return copy
