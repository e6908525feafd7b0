"""package-lock.json, pnpm-lock.yaml and yarn.lock; the latter two by lines, since only machines write them."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from auditor.detectors.lock_files.locked import Locked
from auditor.detectors.lock_files.python import parse_error
from auditor.files.document import Mark, ParseError
from auditor.files.source_file import SourceFile

_FOLDER: Final = "node_modules/"


# -- npm -----------------------------------------------------------------------------------------------------------


class _Entry(msgspec.Struct, frozen=True):
    """One folder of `packages`, in files of version 2 and 3."""

    name: str | None = None
    version: str | None = None
    dependencies: dict[str, str] = {}
    optionalDependencies: dict[str, str] = {}  # noqa: N815 - npm's words
    peerDependencies: dict[str, str] = {}  # noqa: N815


class _Nested(msgspec.Struct, frozen=True):
    """One package of `dependencies`, in files of version 1, with the packages that lie in its folder."""

    version: str | None = None
    requires: dict[str, str] | bool = {}
    dependencies: dict[str, "_Nested"] = {}


class _PackageLock(msgspec.Struct, frozen=True):
    packages: dict[str, _Entry] = {}
    dependencies: msgspec.Raw = msgspec.Raw(b"{}")
    """read only where there is nothing else: files of version 2 say everything twice"""


def read_package_lock(file: SourceFile) -> list[Locked]:
    """The packages of a package-lock.json. Raises ParseError."""
    try:
        lock = msgspec.json.decode(file.content.removeprefix(b"\xef\xbb\xbf"), type=_PackageLock)
        folders = lock.packages or _folders(msgspec.json.decode(lock.dependencies, type=dict[str, _Nested]))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise parse_error(error) from error
    nested = bool(lock.packages)
    inside = {folder.rpartition(_FOLDER)[2] for folder in folders if folder.count(_FOLDER) > 1}
    found = []
    for folder, entry in folders.items():
        if folder:
            inner = folder.rpartition(_FOLDER)[2]
            needs = [*entry.dependencies, *entry.optionalDependencies, *entry.peerDependencies]
            # Only of packages that lie in another's folder there may be several to choose from.
            keys = tuple([_resolved(name, folder, folders) if name in inside else _FOLDER + name for name in needs])
            needle = f'"{folder}"' if nested else f'"{inner}": {{'
            found.append(Locked(folder, entry.name or inner, entry.version, keys, needle))
    return found


def _folders(packages: dict[str, _Nested]) -> dict[str, _Entry]:
    """Files of version 1 as those of version 2 would have it."""
    folders: dict[str, _Entry] = {}
    stack = [("", packages)]
    while stack:
        parent, inner = stack.pop()
        for name, package in inner.items():
            folder = f"{parent}{_FOLDER}{name}"
            requires = package.requires if isinstance(package.requires, dict) else {}
            folders[folder] = _Entry(version=package.version, dependencies=requires)
            if package.dependencies:
                stack.append((f"{folder}/", package.dependencies))
    return folders


def _resolved(name: str, folder: str, folders: dict[str, _Entry]) -> str:
    """The folder in which Node.js would find `name`: the nearest one, going outwards."""
    while True:
        candidate = f"{folder}/{_FOLDER}{name}" if folder else f"{_FOLDER}{name}"
        if candidate in folders or not folder:
            return candidate
        folder = folder.rpartition(_FOLDER)[0].rstrip("/")


# -- pnpm ----------------------------------------------------------------------------------------------------------

_PNPM_ENTRY: Final = re.compile(
    r"  '?(/?(?:@[^/@'\s]{1,100}/)?[^/@'(\s:]{1,214})[@/]([^'(\s:_]{1,100})[^\n]{0,4000}?'?:(?:\s*\{\})?\s*"
)
_PNPM_NEED: Final = re.compile(
    r"      '?((?:@[^/@'\s]{1,100}/)?[^/@'(\s:]{1,214})'?: "
    r"'?/?(?:((?:@[^/@'\s]{1,100}/)?[^\s'(@\d][^\s'(@]{0,213})@)?([^\s'(_]{1,100})"
)
"""a name and its version; of an alias the name and version behind it"""
_PNPM_LISTS: Final = ("    dependencies:", "    optionalDependencies:")


def read_pnpm_lock(file: SourceFile) -> list[Locked]:
    """The packages of a pnpm-lock.yaml, versions 5 to 9. Raises ParseError."""
    if "lockfileVersion" not in file.text and file.text.strip():
        raise ParseError("no lockfileVersion", Mark(1, 1))
    found: dict[str, tuple[str, str, list[str], str]] = {}
    section, needs, listing = "", list[str](), False
    for line in file.lines:
        if line and not line[0].isspace():
            section = line.rstrip(": ")
        elif section not in {"packages", "snapshots"}:
            continue
        elif line.startswith("  ") and line[2:3] not in {" ", ""}:
            listing = False
            if entry := _PNPM_ENTRY.fullmatch(line):
                name, version = entry[1].lstrip("/"), entry[2]
                needs = found.setdefault(f"{name}@{version}", (name, version, [], f"\n{line}"))[2]
        elif line.startswith("    ") and line[4:5] != " ":
            listing = line.startswith(_PNPM_LISTS)
        elif listing and (need := _PNPM_NEED.match(line)):
            needs.append(f"{need[2] or need[1]}@{need[3]}")
    return [Locked(key, name, version, tuple(needs), needle) for key, (name, version, needs, needle) in found.items()]


# -- yarn ----------------------------------------------------------------------------------------------------------

_YARN_VERSION: Final = re.compile(r'  version:? "?([^"\s]{1,100})"?')
_YARN_NEED: Final = re.compile(r'    "?((?:@[^/@"\s]{1,100}/)?[^@"\s:]{1,214})"?:? "?([^"\n]{1,300}?)"?')
_YARN_LISTS: Final = frozenset({"  dependencies:", "  optionalDependencies:"})


def read_yarn_lock(file: SourceFile) -> list[Locked]:
    """The packages of a yarn.lock, of either generation. Raises ParseError."""
    entries = list(_yarn_entries(file.lines))
    if not entries and any(line.strip() and not line.startswith("#") for line in file.lines):
        raise ParseError("no entries", Mark(1, 1))
    keys = {descriptor: descriptors[0] for descriptors, _, _, _ in entries for descriptor in descriptors}
    by_name = {_yarn_name(descriptors[0]): descriptors[0] for descriptors, _, _, _ in entries}
    found = []
    for descriptors, version, needs, needle in entries:
        wanted = (keys.get(f"{n}@{r}") or keys.get(f"{n}@npm:{r}") or by_name.get(n) for n, r in needs)
        name = _yarn_name(descriptors[0])
        found.append(Locked(descriptors[0], name, version, tuple(key for key in wanted if key), needle))
    return found


def _yarn_entries(lines: list[str]) -> Iterator[tuple[list[str], str | None, list[tuple[str, str]], str]]:
    """Descriptors, version, needs and first line of each entry."""
    descriptors: list[str] = []
    version: str | None = None
    needs: list[tuple[str, str]] = []
    listing, needle = False, ""
    for line in [*lines, "end:"]:
        if line and line[0] not in " #" and line.endswith(":"):
            if descriptors and "__metadata" not in descriptors:
                yield descriptors, version, needs, needle
            descriptors = [part.strip().strip('"') for part in line[:-1].replace('"', "").split(", ")]
            version, needs, listing, needle = None, [], False, f"\n{line}"
        elif match := _YARN_VERSION.fullmatch(line):
            version = match[1]
        elif line.startswith("  ") and line[2:3] != " ":
            listing = line.rstrip() in _YARN_LISTS
        elif listing and (match := _YARN_NEED.fullmatch(line)):
            needs.append((match[1], match[2]))


def _yarn_name(descriptor: str) -> str:
    """`@scope/name@npm:^1.0.0` → `@scope/name`; of an alias (`a@npm:b@^1`) the package behind it."""
    name, _, wish = descriptor.rpartition("@") if descriptor.count("@") == 1 else descriptor[1:].partition("@")
    if descriptor.count("@") != 1:
        name = descriptor[0] + name
    inner = wish.removeprefix("npm:")
    return inner.rpartition("@")[0] if "@" in inner[1:] and wish.startswith("npm:") else (name or descriptor)
