"""package.json: the packages that a JavaScript project asks for."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, package_claims, unparsable
from auditor.files.document import ParseError
from auditor.files.json_document import load
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "package-json"

_TABLES: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_EXACT: Final = re.compile(r"[=v]?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]{1,100})?)")


def wants(path: PurePosixPath) -> bool:
    return path.name == "package.json"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        document = load(file.text)
    except ParseError as error:
        yield unparsable(file, error)
        return
    finder = Finder(file)
    for table in _TABLES:
        entries = document.value.get(table) if isinstance(document.value, dict) else None
        for key, wish in entries.items() if isinstance(entries, dict) else ():
            name, version = _named(key, wish if isinstance(wish, str) else "")
            location = finder.first(document.key_position((table, key)), name)
            yield from package_claims(file, knowledge, NAME, "npm", name, location, version)


def _named(key: str, wish: str) -> tuple[str, str | None]:
    """The package and its exact version: an alias (`"ai": "npm:other@1.0.0"`) asks for the package that it names."""
    if wish.startswith("npm:"):
        name, _, wish = wish.removeprefix("npm:").rpartition("@")
        key = name or wish
    match = _EXACT.fullmatch(wish.strip())
    return key, match[1] if match else None
