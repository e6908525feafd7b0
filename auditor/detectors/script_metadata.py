"""Dependencies that a Python script states of itself, in a comment at its head (PEP 723)."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

import msgspec

from auditor.detectors.base import Claim
from auditor.detectors.claims import package_claims
from auditor.detectors.requirement_lines import read_requirement
from auditor.domain.audit import Diagnostic
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "script-metadata"
NEEDLES: Final = frozenset({b"# /// script"})

_BLOCK: Final = re.compile(r"(?m)^# /// script[ \t]*\n((?:#(?:[ ][^\n]*)?\n)*?)# ///[ \t]*$")
_LONGEST: Final = 100_000


def wants(path: PurePosixPath) -> bool:
    return path.suffix in {".py", ".pyw"}


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    match = _BLOCK.search(file.text)
    if match is None or len(match[1]) > _LONGEST:
        return
    text = "\n".join(line[2:] for line in match[1].split("\n"))
    try:
        dependencies = msgspec.toml.decode(text, type=_Metadata).dependencies
    except (msgspec.MsgspecError, RecursionError, ValueError):
        place = file.location_at(match.start())
        yield Diagnostic("unparsable", "the script's inline metadata cannot be read as TOML", location=place)
        return
    at = match.start(1)
    for requirement in dependencies:
        named = read_requirement(requirement) if isinstance(requirement, str) else None
        found = file.text.find(requirement, at, match.end()) if named is not None else -1
        if named is not None:
            at = found + len(requirement) if found >= 0 else at
            place = file.location_at(found + named.offset, len(named.name)) if found >= 0 else file.location_at(at)
            yield from package_claims(file, knowledge, NAME, "pypi", named.name, place, named.version)


class _Metadata(msgspec.Struct, frozen=True):
    dependencies: list[Any] = []
