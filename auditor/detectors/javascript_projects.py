"""Names that a JavaScript project gives its own folders: packages of a workspace, and the paths of tsconfig.json."""

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from auditor.detectors.base import Claim
from auditor.domain.expression import MODULE, Binding, Text
from auditor.files.document import ParseError
from auditor.files.json_document import load
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "javascript-projects"
NEEDLES: Final = frozenset({b'"name"', b'"paths"', b'"baseUrl"', b'"imports"'})

_ENTRIES: Final = ("source", "types", "typings", "module", "main")
_USUAL: Final = ("src/index", "index", "src/main", "lib/index")
"""where a package begins whose own entry is built first"""
_CONDITIONS: Final = ("source", "import", "default", "require", "types")
MOST_ENTRIES: Final = 500


def wants(path: PurePosixPath) -> bool:
    return path.name in {"package.json", "deno.json", "deno.jsonc"} or (
        path.name.startswith(("tsconfig", "jsconfig")) and path.suffix == ".json"
    )


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        settings = load(file.text).value
    except ParseError:
        return  # its own detector says so
    if not isinstance(settings, dict):
        return
    folder = str(file.path.parent)
    if file.path.name == "package.json":
        yield from _package(file, settings, folder)
    else:
        yield from _paths(file, settings, folder)


def _package(file: SourceFile, settings: dict[str, Any], folder: str) -> Iterator[Binding]:
    """A workspace's packages are imported by their names, from anywhere in the tree."""
    name = settings.get("name")
    if isinstance(name, str) and name:
        for entry in [settings.get(key) for key in _ENTRIES] + [_first(_inner(settings, "exports", "."))]:
            if isinstance(entry, str):
                yield _binding(file, "", name, folder, entry)
        for usual in _USUAL:
            yield _binding(file, "", name, folder, usual)
        yield _binding(file, "", f"{name}/*", folder, "*")
        yield _binding(file, "", f"{name}/*", folder, "src/*")
    yield from _table(file, settings.get("imports"), folder, folder)


def _paths(file: SourceFile, settings: dict[str, Any], folder: str) -> Iterator[Binding]:
    options = settings.get("compilerOptions")
    options = options if isinstance(options, dict) else {}
    base = options.get("baseUrl")
    root = posixpath.join(folder, base) if isinstance(base, str) else folder
    yield from _table(file, options.get("paths"), folder, root)
    yield from _table(file, settings.get("imports"), folder, folder)
    if isinstance(base, str):
        yield _binding(file, folder, "*", root, "*")


def _table(file: SourceFile, table: object, folder: str, root: str) -> Iterator[Binding]:
    for pattern, targets in list(table.items())[:MOST_ENTRIES] if isinstance(table, dict) else ():
        for target in targets if isinstance(targets, list) else [_first(targets)]:
            if isinstance(target, str) and "://" not in target and not target.startswith(("npm:", "jsr:")):
                yield _binding(file, folder, pattern, root, target)


def _inner(settings: dict[str, Any], key: str, inner: str) -> object:
    found = settings.get(key)
    return found.get(inner, found) if isinstance(found, dict) else found


def _first(value: object) -> object:
    """A target, or that of the first condition."""
    for _ in range(3):
        if isinstance(value, dict):
            value = next((value[key] for key in _CONDITIONS if key in value), None)
    return value


def _binding(file: SourceFile, folder: str, pattern: str, root: str, target: str) -> Binding:
    """A pattern, the folder whose files may import by it, and the path that it stands for; a `*` stands for itself."""
    path = posixpath.normpath(posixpath.join(root, target))
    place = file.location(0)
    return Binding(f"{MODULE}{'' if folder == '.' else folder}:{pattern}", Text(path, place), place)
