"""Policy files upon each other: what a file says wins over what it extends; every key remembers its file and line."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from auditor.domain.finding import Action, Severity
from auditor.files.document import Document, Mark, Path
from auditor.knowledge.decode import at

CONCATENATED: Final = frozenset({"agreements", "declare", "curations", "waivers"})
"""lists of single cases, which add up; every other list replaces the one it extends"""
WORDS: Final = frozenset({"schema", "name", "extends", "unreadable", "inline-waivers"})
"""keys that hold one word each: written without one, they are a slip, not a section that is still empty"""
_SAID: Final = 100
"""characters of a value that are repeated to the reader"""


class Place(msgspec.Struct, frozen=True):
    """Where a key of the merged policy was written, and what it says there."""

    source: str
    mark: Mark
    said: str
    """the key and its value on one line; ends with the colon when the value was left empty"""

    def __str__(self) -> str:
        return f"{self.source}:{self.mark.line}:{self.mark.column}"

    @property
    def sentence(self) -> str:
        """`policies/x.yaml:8 says commercial: true`."""
        verb = "leaves open" if self.said.endswith(":") else "says"
        return f"{self.source}:{self.mark.line} {verb} {self.said.removesuffix(':')}"


class Layer(msgspec.Struct, frozen=True):
    """One policy file."""

    source: str
    document: Document


class Merged(NamedTuple):
    """All layers together."""

    value: Any
    places: dict[Path, Place]
    """where each key was written that holds"""
    overridden: dict[Path, tuple[Place, ...]]
    """where else it was written, and said something else; the nearest first"""


def spelt_out(document: Document) -> Document:
    """The document with its short forms in full.

    A rule's setting may be one word (`note` is an action, `low` a severity), `distribution: true` means weights, and a
    section under which nothing stands is as good as left out.
    """
    if not isinstance(document.value, dict):
        return document
    value = {key: section for key, section in document.value.items() if section is not None or key in WORDS}
    if isinstance(value.get("rules"), dict):
        value["rules"] = {rule: _setting(setting) for rule, setting in value["rules"].items()}
    if isinstance(value.get("use"), dict):
        value["use"] = spelt_out_use(value["use"])
        if isinstance(paths := value["use"].get("paths"), list):
            value["use"]["paths"] = [spelt_out_use(path) for path in paths]
    return msgspec.structs.replace(document, value=value)


def _setting(setting: object) -> object:
    if not isinstance(setting, str):
        return setting
    is_severity = setting in set(Severity) and setting not in set(Action)
    return {"severity" if is_severity else "action": setting}


def spelt_out_use(use: Any) -> Any:  # noqa: ANN401 - not yet checked
    """A `use:` section with `distribution: true` in full."""
    if isinstance(use, dict) and use.get("distribution") == "true":
        return {**use, "distribution": "weights"}
    return dict(use) if isinstance(use, dict) else use


def merged(layers: Sequence[Layer]) -> Merged:
    """The value of all layers together, the most general first, and where each of its keys was written."""
    value: Any = {}
    places: dict[Path, Place] = {}
    overridden: dict[Path, tuple[Place, ...]] = {}
    for layer in layers:
        shift = {key: len(value.get(key, ())) for key in CONCATENATED}
        written = dict(_places(layer, shift))
        _forget_replaced(places, layer.document.value)
        value = _over(value, layer.document.value)
        for path, place in written.items():
            before = places.get(path)
            if (
                before is not None
                and before.said != place.said
                and not isinstance(at(layer.document.value, path), dict)
            ):
                overridden[path] = (before, *overridden.get(path, ()))
        places.update(written)
    return Merged(value, places, overridden)


def _over(below: Any, above: Any, path: Path = ()) -> Any:  # noqa: ANN401 - YAML is any value
    if isinstance(below, dict) and isinstance(above, dict) and path != ("extends",):
        return {**below, **{key: _over(below.get(key), above[key], (*path, key)) for key in above}}
    if isinstance(below, list) and isinstance(above, list) and len(path) == 1 and path[0] in CONCATENATED:
        return below + above
    return above


def _forget_replaced(places: dict[Path, Place], above: Any) -> None:  # noqa: ANN401 - YAML is any value
    """Drop the places inside of lists that another list replaces."""
    for path in [path for path in places if path[0] not in CONCATENATED]:
        for end in range(1, len(path)):
            above_there = at(above, path[:end])
            if isinstance(path[end], int) and isinstance(above_there, list):
                del places[path]
                break


def _places(layer: Layer, shift: dict[str, int]) -> Iterator[tuple[Path, Place]]:
    for path in layer.document.values:
        if not path:
            continue
        value = at(layer.document.value, path)
        mark = layer.document.position(path) if isinstance(path[-1], int) else layer.document.key_position(path)
        said = rendered(value) if isinstance(path[-1], int) else f"{path[-1]}: {rendered(value)}".rstrip()
        if path[0] in CONCATENATED and len(path) > 1 and isinstance(path[1], int):
            path = (path[0], path[1] + shift[str(path[0])], *path[2:])  # noqa: PLW2901 - the path in the merged list
        yield path, Place(layer.source, mark, said)


def rendered(value: object) -> str:
    """A value on one line, as YAML writes it."""
    text = _flow(value)
    return text if len(text) <= _SAID else text[: _SAID - 1] + "…"


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return "" if value is None else str(value)


def dotted(path: Path) -> str:
    """`use.commercial`, `rules.license/naming-duty`, `waivers[0].expires`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
