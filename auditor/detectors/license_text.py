"""A licence text that lies beside weights: which licence it is, told by its title.

Only the weights of the same folder are spoken of. A repository's own LICENSE is for its code, and says so of nothing else.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.own_artefacts import own_statement, own_weights
from auditor.domain.fact import LicenseFact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "license-text"

_NAMES: Final = re.compile(r"(?:(?:model|weights)[-_.])?(?:licen[sc]e|copying)(?:[-_.][\w.-]{1,40})?", re.IGNORECASE)
_TITLE: Final = re.compile(r"\b(?:licen[sc]e|terms|agreement|attribution|creativeml|openrail|bsd|mit)\b", re.IGNORECASE)
_VERSION: Final = re.compile(r"version\s+(\d[\d.]{0,8}\d|\d)", re.IGNORECASE)
_LOOKED_AT: Final = 12
"""lines that are not empty, in which a title may stand"""
_LONGEST_TITLE: Final = 120


def wants(path: PurePosixPath) -> bool:
    return _NAMES.fullmatch(path.name) is not None and path.suffix.lower() not in {
        ".py",
        ".js",
        ".ts",
        ".json",
        ".html",
    }


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    lines = [(number, line.strip(" #*=-\t")) for number, line in enumerate(file.lines[:200], 1)]
    titles = [(number, line) for number, line in lines if line][:_LOOKED_AT]
    first = None
    for index, (number, line) in enumerate(titles):
        if len(line) > _LONGEST_TITLE or not _TITLE.search(line):
            continue
        first = first or (number, line)
        following = titles[index + 1][1] if index + 1 < len(titles) else ""
        for spelling in _spellings(line, following):
            if (known := knowledge.license(spelling)) is not None:
                yield _fact(file, known.id, number)
                return
    if first is not None:
        yield _fact(file, first[1], first[0])


def _fact(file: SourceFile, expression: str, line: int) -> LicenseFact:
    return LicenseFact(
        component=own_weights(file), expression=expression, origin=own_statement(), location=file.location(line, 1)
    )


def _spellings(title: str, following: str) -> Iterator[str]:
    """A title as the tables may have it: without an article, with its version, with its publisher."""
    bare = re.sub(r"\s*\([^()]{0,40}\)$", "", title).removeprefix("The ").removeprefix("the ").rstrip(" .,:")
    yield title
    yield bare
    version = _VERSION.search(title) or _VERSION.match(following)
    if version is not None:
        name = _VERSION.split(bare, maxsplit=1)[0].rstrip(" ,")
        number = version[1]
        for end in (f", Version {number}", f" Version {number}", f" v{number}", f" {number}", f" v{number}.0"):
            yield name + end
    yield f"Creative Commons {bare}"
