"""`.gitmodules`: repositories of the hub that a tree takes along as submodules."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import occurrence
from auditor.domain.component import ComponentKind
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "git-modules"

_URL: Final = re.compile(
    r"(?m)^[ \t]*url[ \t]*=[ \t]*"
    r"(?:https?://(?:[^@/\s]{1,100}@)?|ssh://git@|git@)(?:www\.)?(?:huggingface\.co|hf\.co)[/:]"
    r"((?:datasets/|spaces/)?[\w.-]{1,96}(?:/[\w.-]{1,96}?)?)(?:\.git)?/?[ \t]*$"
)


def wants(path: PurePosixPath) -> bool:
    return path.name == ".gitmodules"


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    for match in _URL.finditer(file.text):
        kind = ComponentKind.DATASET if match[1].startswith("datasets/") else ComponentKind.MODEL
        name = match[1].removeprefix("datasets/")
        if not name.startswith("spaces/"):
            identity = knowledge.identify("huggingface", name, kind)
            start = match.end(1) - len(name)
            yield occurrence(file, NAME, identity, name, file.location_at(start, len(name)))
