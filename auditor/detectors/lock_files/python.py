"""uv.lock, poetry.lock, pdm.lock and pylock.toml, which are tables of packages; and Pipfile.lock, which is JSON."""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from auditor.detectors.lock_files.locked import Locked
from auditor.detectors.requirement_lines import read_requirement
from auditor.domain.component import comparable
from auditor.files.document import Mark, ParseError
from auditor.files.source_file import SourceFile

_PLACE: Final = re.compile(r"line (\d{1,9}), column (\d{1,9})")


class _Package(msgspec.Struct, frozen=True, rename="kebab"):
    """One `[[package]]`."""

    name: str
    version: str | None = None
    dependencies: list[Any] | dict[str, Any] = {}
    """uv and pylock: tables with a name; pdm: requirements; poetry: a table by name"""
    optional_dependencies: dict[str, list[Any]] = {}
    """uv: by extra"""


class _Lock(msgspec.Struct, frozen=True):
    package: list[_Package] = []
    packages: list[_Package] = []
    """pylock.toml says it in the plural"""


class _Pinned(msgspec.Struct, frozen=True):
    version: str | None = None
    ref: str | None = None


class _PipfileLock(msgspec.Struct, frozen=True):
    default: dict[str, _Pinned] = {}
    develop: dict[str, _Pinned] = {}


def read_toml(file: SourceFile) -> list[Locked]:
    """The packages of a TOML lock file. Raises ParseError."""
    try:
        lock = msgspec.toml.decode(file.text, type=_Lock)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise parse_error(error) from error
    return [
        Locked(
            comparable("pypi", package.name),
            package.name,
            package.version,
            tuple(comparable("pypi", name) for name in _needs(package)),
            f'\nname = "{package.name}"',
        )
        for package in (*lock.package, *lock.packages)
    ]


def read_pipfile_lock(file: SourceFile) -> list[Locked]:
    """The packages of a Pipfile.lock, which keeps no edges. Raises ParseError."""
    try:
        lock = msgspec.json.decode(file.text.encode(), type=_PipfileLock)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise parse_error(error) from error
    return [
        Locked(
            comparable("pypi", name), name, pinned.ref or (pinned.version or "").lstrip("=") or None, (), f'"{name}"'
        )
        for group in (lock.default, lock.develop)
        for name, pinned in group.items()
    ]


def parse_error(error: Exception) -> ParseError:
    """What a decoder says, with the place where it tells one."""
    message = str(error).splitlines()[0] if str(error) else "nested too deep"
    place = _PLACE.search(message)
    return ParseError(message[:200], Mark(int(place[1]), int(place[2])) if place else None)


def _needs(package: _Package) -> Iterator[str]:
    entries = [*package.dependencies, *(each for extra in package.optional_dependencies.values() for each in extra)]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            yield entry["name"]
        elif isinstance(entry, str) and (named := read_requirement(entry)) is not None:
            yield named.name
