"""Packages that lie installed in the tree, as in an image's file system or a layer: `openai-1.2.3.dist-info/METADATA`."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import package_claims
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "installed-packages"

_NAME: Final = re.compile(r"(?m)^Name:[ \t]*([A-Za-z0-9][A-Za-z0-9._-]{0,200})[ \t]*$")
_VERSION: Final = re.compile(r"(?m)^Version:[ \t]*(\S{1,80})[ \t]*$")


def wants(path: PurePosixPath) -> bool:
    return path.name == "METADATA" and path.parent.name.endswith(".dist-info")


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    head = file.text.partition("\n\n")[0]  # behind the first empty line stands the description
    name, version = _NAME.search(head), _VERSION.search(head)
    if name is not None:
        place = file.location_at(name.start(1), len(name[1]))
        yield from package_claims(
            file, knowledge, NAME, "pypi", name[1], place, version[1] if version is not None else None
        )
