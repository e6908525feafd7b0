"""Manifests that are documents: Cargo.toml and composer.json."""

import re
from collections.abc import Iterator
from typing import Any, Final

from auditor.detectors.claims import Finder
from auditor.detectors.package_manifests.asked import Asked
from auditor.files import json_document, toml_document
from auditor.files.document import Document, Path
from auditor.files.source_file import SourceFile

_CARGO: Final = ("dependencies", "dev-dependencies", "build-dependencies")
_CARGO_EXACT: Final = re.compile(r"=\s*(\d[\w.+-]{0,60})")
_COMPOSER_EXACT: Final = re.compile(r"v?(\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+][\w.+-]{1,40})?)")


def cargo(file: SourceFile) -> Iterator[Asked]:
    """The tables of dependencies, those of targets and of a workspace too. Raises ParseError."""
    document = toml_document.load(file.text)
    roots: list[tuple[Path, Any]] = [((), document.value)]
    workspace = document.value.get("workspace")
    roots.append((("workspace",), workspace))
    targets = document.value.get("target")
    if isinstance(targets, dict):
        roots += [(("target", name), table) for name, table in targets.items()]
    for path, root in roots:
        for table in _CARGO if isinstance(root, dict) else ():
            yield from _entries(file, document, (*path, table), root.get(table), _CARGO_EXACT)


def composer(file: SourceFile) -> Iterator[Asked]:
    """`require` and `require-dev`. Raises ParseError."""
    document = json_document.load(file.text)
    if isinstance(document.value, dict):
        for table in ("require", "require-dev"):
            yield from _entries(file, document, (table,), document.value.get(table), _COMPOSER_EXACT)


def _entries(
    file: SourceFile, document: Document, path: Path, table: object, exact: re.Pattern[str]
) -> Iterator[Asked]:
    finder = Finder(file)
    for key, wish in table.items() if isinstance(table, dict) else ():
        name, version = key, wish
        if isinstance(wish, dict):  # `alias = { package = "name", version = "1" }`
            version, package = wish.get("version"), wish.get("package")
            name = package if isinstance(package, str) else key
        pinned = exact.fullmatch(version) if isinstance(version, str) else None
        place = finder.offset(document.key_position((*path, key)))
        yield Asked(name, pinned[1] if pinned else None, max(file.text.find(name, place), place))
