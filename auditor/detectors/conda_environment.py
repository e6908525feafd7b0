"""environment.yml of conda: its packages, and those that it hands on to pip."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, package_claims, unparsable
from auditor.detectors.requirement_lines import Named, read_requirement
from auditor.files.document import Document, ParseError, Path
from auditor.files.source_file import SourceFile
from auditor.files.yaml_document import load_all
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "conda-environment"

_FILE: Final = re.compile(r"(?:conda[-_.]?)?(?:environment|env|conda)(?:[-_.][\w.-]{1,40})?\.ya?ml", re.IGNORECASE)
_SPECIFICATION: Final = re.compile(
    r"(?:[\w./-]{1,80}::)?([A-Za-z0-9][\w.-]{0,80})\s*(?:(={1,2})\s*([0-9][\w.!+-]{0,40})(?:=[\w.*]{1,60})?|[\s<>=!~*].*)?"
)
_OF_PYPI: Final = {"pytorch": "torch", "pytorch-gpu": "torch", "pytorch-cpu": "torch", "tensorflow-gpu": "tensorflow"}
"""conda's own names of packages that PyPI calls otherwise"""


def wants(path: PurePosixPath) -> bool:
    return _FILE.fullmatch(path.name) is not None


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    try:
        documents = load_all(file.text)
    except ParseError as error:
        if "environment" in file.path.name.lower():  # of the others `config-values` tells
            yield unparsable(file, error)
        return
    for document in documents:
        if isinstance(document.value, dict):
            yield from _listed(file, knowledge, document, document.value.get("dependencies"))


def _listed(file: SourceFile, knowledge: KnowledgeBase, document: Document, value: Any) -> Iterator[Claim]:  # noqa: ANN401
    finder = Finder(file)
    for path, named in _names(value if isinstance(value, list) else []):
        location = finder.first(document.position(path), named.name)
        name = named.name
        if len(path) == _OF_CONDA and knowledge.package("pypi", name) is None:
            name = _OF_PYPI.get(name.lower(), name)
        yield from package_claims(file, knowledge, NAME, "pypi", name, location, named.version)


_OF_CONDA: Final = 2
"""the length of the path of conda's own entries; those of pip lie deeper"""


def _names(entries: list[Any]) -> Iterator[tuple[Path, Named]]:
    for index, entry in enumerate(entries):
        if isinstance(entry, str) and (match := _SPECIFICATION.fullmatch(entry.strip())):
            yield ("dependencies", index), Named(match[1], match[3] if match[2] else None, 0)
        elif isinstance(entry, dict) and isinstance(entry.get("pip"), list):
            for place, text in enumerate(entry["pip"]):
                if isinstance(text, str) and not text.startswith("-") and (named := read_requirement(text)):
                    yield ("dependencies", index, "pip", place), named
