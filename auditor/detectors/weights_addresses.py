"""Addresses of weights files as texts of source code: what a program downloads by itself, whatever function it takes.

An address that ends in the suffix of a weights file names nothing else. It stands for a model of the hub where it leads
there, else for the file: of a release page nobody states under which terms such a file is.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import occurrence
from auditor.detectors.model_values import WEIGHTS, fetched
from auditor.domain.evidence import Technique
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "weights-addresses"
NEEDLES: Final = tuple(suffix.encode() for suffix in (*WEIGHTS, ".bin"))

_SOURCES: Final = frozenset(
    ".py .js .mjs .cjs .ts .jsx .tsx .vue .svelte .java .kt .kts .scala .swift .dart .go .rs .cs .cpp .cc .cxx .c .h .hpp "
    ".m .mm .rb .php .lua .gd".split()
)
_ADDRESS: Final = re.compile(r"([\"'`])(https?://[^\s\"'`<>{}$\\]{8,400})\1")
_COMMENTS: Final = ("#", "//", "*", "/*", ">>>", "--")
"""what a line begins with that is no code; `>>>` is an example in a docstring"""


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in _SOURCES


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    for match in _ADDRESS.finditer(file.text):
        location = file.location_at(match.start(2), len(match[2]))
        if file.lines[location.line - 1].lstrip().startswith(_COMMENTS):
            continue
        identity = fetched(knowledge, match[2])
        if identity is not None:
            yield occurrence(file, NAME, identity, match[2], location, technique=Technique.SOURCE_CODE)
