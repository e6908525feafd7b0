"""Writes knowledge as people would: a short mapping on one line, a long one spread out, quotes only where needed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

WIDTH: Final = 118
_PLAIN: Final = re.compile(r"[A-Za-z0-9_./<=+(][^\n]*")
_WORDS_OF_YAML: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"})

Value = Mapping[str, "Value"] | Sequence["Value"] | str | int | float | bool | None


def block(key: str, value: Value, indent: int = 0) -> Iterator[str]:
    """The lines of `key: value`."""
    pad = " " * indent
    line = f"{pad}{scalar(key)}: {flow(value)}"
    if len(line) <= WIDTH or isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        yield line
    elif isinstance(value, Mapping):
        yield f"{pad}{scalar(key)}:"
        for name, item in value.items():
            yield from block(name, item, indent + 2)
    else:
        yield f"{pad}{scalar(key)}:"
        for item in value:
            yield from _item(item, indent + 2)


def _item(item: Value, indent: int) -> Iterator[str]:
    pad = " " * indent
    if len(f"{pad}- {flow(item)}") <= WIDTH or not isinstance(item, Mapping):
        yield f"{pad}- {flow(item)}"
        return
    lines = [line for name, inner in item.items() for line in block(name, inner, indent + 2)]
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def flow(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def scalar(value: str | float | None) -> str:
    """A text, plain where YAML and its readers agree on it, else quoted."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if not isinstance(value, str):
        return str(value)
    plain = (
        _PLAIN.fullmatch(value)
        and not re.search(r"[,\[\]{}]|: |:$| #|\s$", value)
        and value.lower() not in _WORDS_OF_YAML
        and not re.fullmatch(r"[-+\d_.,eExo:]+", value.replace("-", "x", 0))
    )
    if plain or re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    return json.dumps(value, ensure_ascii=False)
