"""Packages that lie installed in the tree, as in an image's file system or a layer: `openai-1.2.3.dist-info/METADATA`."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import package_claims
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import SupportFact, SupportStatus
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "installed-packages"

_NAME: Final = re.compile(r"(?m)^Name:[ \t]*([A-Za-z0-9][A-Za-z0-9._-]{0,200})[ \t]*$")
_VERSION: Final = re.compile(r"(?m)^Version:[ \t]*(\S{1,80})[ \t]*$")
_INACTIVE: Final = re.compile(r"(?m)^Classifier:[ \t]*Development Status :: 7 - Inactive[ \t]*$")


def wants(path: PurePosixPath) -> bool:
    return path.name == "METADATA" and path.parent.name.endswith(".dist-info")


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    head = file.text.partition("\n\n")[0]  # behind the first empty line stands the description
    name, version = _NAME.search(head), _VERSION.search(head)
    if name is not None:
        place = file.location_at(name.start(1), len(name[1]))
        told = list(
            package_claims(file, knowledge, NAME, "pypi", name[1], place, version[1] if version is not None else None)
        )
        yield from told
        if told and _INACTIVE.search(head) is not None:
            origin = Origin(Standing.EXACT, NAME, says="maker")
            about = ComponentId(ComponentKind.LIBRARY, "pypi", name[1])
            note = "its own metadata calls it inactive"
            yield SupportFact(component=about, status=SupportStatus.NO_SUPPORT, note=note, origin=origin)
