"""Pipfile: the packages that a project of pipenv asks for."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, package_claims, unparsable
from auditor.detectors.requirement_lines import exact
from auditor.files.document import ParseError
from auditor.files.source_file import SourceFile
from auditor.files.toml_document import load
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "pipfile"

_OTHER: Final = frozenset({"source", "requires", "scripts", "pipenv"})
"""tables that hold no packages; every other table is a category of them"""


def wants(path: PurePosixPath) -> bool:
    return path.name == "Pipfile"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        document = load(file.text)
    except ParseError as error:
        yield unparsable(file, error)
        return
    finder = Finder(file)
    for category, table in document.value.items():
        if category in _OTHER or not isinstance(table, dict):
            continue
        for name, wish in table.items():
            location = finder.first(document.key_position((category, name)), name)
            yield from package_claims(file, knowledge, NAME, "pypi", name, location, _version(wish))


def _version(wish: object) -> str | None:
    """The exact version of `"==4.46.0"`, of `{version = …}` or of `{git = …, ref = …}`."""
    if isinstance(wish, dict):
        ref = wish.get("ref")
        return ref if isinstance(ref, str) else _version(wish.get("version"))
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return exact(SpecifierSet(wish)) if isinstance(wish, str) and wish != "*" else None
    except InvalidSpecifier:
        return None
