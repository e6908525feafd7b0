"""setup.cfg: what a package of setuptools asks for."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import package_claims
from auditor.detectors.requirement_lines import read_requirement
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "setup-cfg"

_SECTION: Final = re.compile(r"\[([^\]]{1,100})\]\s*(?:[#;].*)?")
_KEY: Final = re.compile(r"([A-Za-z_][\w.-]{0,80})\s*[=:]\s*(.*)")
_LISTS: Final = frozenset({"install_requires", "setup_requires", "tests_require"})
_EXTRAS: Final = "options.extras_require"


def wants(path: PurePosixPath) -> bool:
    return path.name == "setup.cfg"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    for offset, text in _requirements(file.text):
        named = read_requirement(text)
        if named is not None:
            location = file.location_at(offset + named.offset, len(named.name))
            yield from package_claims(file, knowledge, NAME, "pypi", named.name, location, named.version)


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold requirements, each with its offset. An indented line belongs to the key above it."""
    section, wanted, offset = "", False, 0
    for line in text.split("\n"):
        begin, content = offset, line
        offset += len(line) + 1
        if not line.strip() or line.lstrip().startswith(("#", ";")):
            continue
        if heading := _SECTION.fullmatch(line.rstrip()):
            section, wanted = heading[1].strip(), False
            continue
        if not line[0].isspace():
            key = _KEY.match(line)
            wanted = key is not None and (section == _EXTRAS or (section == "options" and key[1] in _LISTS))
            if key is not None:
                begin, content = begin + key.start(2), key[2]
        if wanted and content.strip():
            yield begin, content.split(" #")[0]
