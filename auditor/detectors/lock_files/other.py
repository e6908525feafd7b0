"""Cargo.lock, which is a table of packages; and composer.lock, which is JSON."""

from typing import Final

import msgspec

from auditor.detectors.lock_files.locked import Locked
from auditor.detectors.lock_files.python import parse_error
from auditor.domain.component import comparable
from auditor.files.source_file import SourceFile

_COMPOSER: Final = "composer"


class _Crate(msgspec.Struct, frozen=True):
    """One `[[package]]`."""

    name: str
    version: str
    dependencies: list[str] = []
    """`name`, or `name version` where the file has several versions of it, and maybe its source in brackets"""


class _CargoLock(msgspec.Struct, frozen=True):
    package: list[_Crate] = []


class _Package(msgspec.Struct, frozen=True):
    """One entry of `packages`."""

    name: str
    version: str | None = None
    require: dict[str, str] | list[str] = {}
    """an empty list where PHP had nothing to write"""


class _ComposerLock(msgspec.Struct, frozen=True, rename={"packages_dev": "packages-dev"}):
    packages: list[_Package] = []
    packages_dev: list[_Package] = []


def read_cargo_lock(file: SourceFile) -> list[Locked]:
    """The crates of a Cargo.lock. Raises ParseError."""
    try:
        lock = msgspec.toml.decode(file.text, type=_CargoLock)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise parse_error(error) from error
    versions: dict[str, list[str]] = {}
    for crate in lock.package:
        versions.setdefault(crate.name, []).append(crate.version)
    found = []
    for crate in lock.package:
        needs = []
        for entry in crate.dependencies:
            name, _, rest = entry.partition(" ")
            version = rest.partition(" ")[0] or versions.get(name, [""])[0]
            needs.append(f"{name} {version}")
        key = f"{crate.name} {crate.version}"
        found.append(Locked(key, crate.name, crate.version, tuple(needs), f'\nname = "{crate.name}"'))
    return found


def read_composer_lock(file: SourceFile) -> list[Locked]:
    """The packages of a composer.lock; what it needs of PHP itself is none of them. Raises ParseError."""
    try:
        lock = msgspec.json.decode(file.content.removeprefix(b"\xef\xbb\xbf"), type=_ComposerLock)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise parse_error(error) from error
    return [
        Locked(
            comparable(_COMPOSER, package.name),
            package.name,
            (package.version or "").removeprefix("v") or None,
            tuple(comparable(_COMPOSER, name) for name in package.require),
            f'"name": "{package.name}"',
        )
        for package in (*lock.packages, *lock.packages_dev)
    ]
