"""What no source line shows, and the policy declares: occurrences that stand in the policy's own file."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Occurrence, Role, Technique
from auditor.policy.load import LoadedPolicy

DETECTOR: Final = "policy"
_SHOWN: Final = 240
"""characters of the reason that a report repeats"""


def declared(loaded: LoadedPolicy, base: Path) -> Iterator[Occurrence]:
    """One use for each entry of `declare:`, at its place. `base` is the scanned folder."""
    for index, entry in enumerate(loaded.policy.declare):
        component = ComponentId.parse(entry.component)
        place = loaded.places.get(f"declare[{index}].component") or loaded.places.get(f"declare[{index}]")
        yield Occurrence(
            component=component,
            location=_location(place or loaded.source, base),
            literal=component.name,
            role=Role(entry.role),
            detector=DETECTOR,
            technique=Technique.ATTESTATION,
            snippet=f"declared: {entry.because}"[:_SHOWN],
        )


def _location(place: str, base: Path) -> Location:
    """The place in a policy of the scanned folder; of one that lies elsewhere, the file's name and no folder."""
    source, *numbers = place.rsplit(":", 2) if place.count(":") > 1 else [place]
    line, column = (int(numbers[0]), int(numbers[1])) if numbers else (0, 0)
    path = within(source, base) or PurePosixPath(source.replace("\\", "/")).name
    return Location(path, line, column) if numbers else Location(path)


def within(source: str, base: Path) -> str | None:
    """The path of a policy file within the scanned folder; None when it lies outside."""
    root, file = base.resolve(), Path(source).resolve()
    inside = file.is_file() and file.is_relative_to(root)
    return PurePosixPath(file.relative_to(root)).as_posix() if inside else None
