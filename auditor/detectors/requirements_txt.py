"""requirements.txt and constraints files, as pip reads them: continuations, hashes, markers, VCS addresses.

Files that one includes with `-r` or `-c` are files of the tree and are read by themselves.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import occurrence, package_claims
from auditor.detectors.requirement_lines import Named, read_requirement
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location, Occurrence
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "requirements-txt"

_SPACY_MODEL: Final = re.compile(r"[a-z]{2,3}[_-](?:core|ent|dep|sent)[_-][a-z]{2,8}[_-](?:sm|md|lg|trf)")
"""spaCy's trained pipelines are weights that come as packages"""
_OPTION: Final = re.compile(r"\s+--?[a-z][a-z-]*(?:[= ]|$)")
_COMMENT: Final = re.compile(r"(?:^|\s)#")
_EDITABLE: Final = re.compile(r"\s*(?:-e|--editable)(?:\s+|=)")


def wants(path: PurePosixPath) -> bool:
    name = path.name.lower()
    if not name.endswith((".txt", ".in")):
        return False
    return "requirements" in name or "constraints" in name or path.parent.name.lower() == "requirements"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    for offset, line in logical_lines(file.text):
        named = read_requirement(line)
        if named is not None:
            location = file.location_at(offset + named.offset, len(named.name))
            if _SPACY_MODEL.fullmatch(named.name):
                yield _spacy_model(file, knowledge, named, location)
            yield from package_claims(file, knowledge, NAME, "pypi", named.name, location, named.version)


def _spacy_model(file: SourceFile, knowledge: KnowledgeBase, named: Named, location: Location) -> Occurrence:
    """SpaCy's own names have underscores, however the requirement spells them."""
    name = named.name.replace("-", "_")
    identity = knowledge.identify("spacy", name, ComponentKind.MODEL)
    return occurrence(file, NAME, identity, name, location, version=named.version)


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """The requirements of a text, each with its offset: without comments, options and hashes, continued lines joined.

    What is left out within a line is behind the name, so that the offset of the name holds.
    """
    offset, pending, begin = 0, "", 0
    for line in text.split("\n"):
        if not pending:
            begin = offset
        offset += len(line) + 1
        comment = _COMMENT.search(line)
        content = line[: comment.start()] if comment else line
        if content.endswith("\\") and len(pending) < 10_000:  # noqa: PLR2004 - nobody writes so long a requirement
            pending += content[:-1] + " "
            continue
        yield from _requirement(begin, pending + content)
        pending = ""
    if pending:
        yield from _requirement(begin, pending)


def _requirement(begin: int, line: str) -> Iterator[tuple[int, str]]:
    if editable := _EDITABLE.match(line):
        begin, line = begin + editable.end(), line[editable.end() :]
    if line.lstrip().startswith("-") or not line.strip():
        return
    option = _OPTION.search(line)
    yield begin, line[: option.start()] if option else line
