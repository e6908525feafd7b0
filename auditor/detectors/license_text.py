"""A licence text or use policy that lies beside weights or a card: which licence it is, told by its words.

Only the model and the weights of the same folder are spoken of. A repository's own LICENSE is for its code, and says so
of nothing else. A title is believed where there is no text under it, or no text of that licence is known; a text that
departs from the licence that it resembles is stated as such, and never as that licence.

Wherever it lies, a whole text is a copy of its licence, which many licences want to travel with copies of the material.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from auditor.detectors.base import Claim
from auditor.detectors.license_links import linked
from auditor.detectors.own_artefacts import own_statement, own_weights
from auditor.domain.evidence import Location, Origin, Standing
from auditor.domain.fact import LicenseFact
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

if TYPE_CHECKING:
    from auditor.license_texts import Candidate

NAME: Final = "license-text"

_NAMES: Final = re.compile(
    r"(?:(?:model|weights)[-_.])?(?:licen[sc]e|copying|(?:acceptable[-_.])?use[-_.]policy)(?:[-_.][\w.-]{1,40})?",
    re.IGNORECASE,
)
_COLLECTIONS: Final = frozenset({"licenses", "licences", "license", "licence"})
"""folders of licence texts: REUSE's `LICENSES/Apache-2.0.txt`"""
_COPYRIGHT: Final = re.compile(
    r"(?im)^\W{0,4}copyright\b[ \t:]*(?:\(c\)|©)?[ \t\d,-]{0,40}(?:by\s)?([^\n<>\[\]{}]{2,120})$"
)
_HEAD: Final = 600
"""characters in which a licence that is written anew for each work says whose it is"""
_TITLE: Final = re.compile(r"\b(?:licen[sc]e|terms|agreement|attribution|creativeml|openrail|bsd|mit)\b", re.IGNORECASE)
_VERSION: Final = re.compile(r"version\s+(\d[\d.]{0,8}\d|\d)", re.IGNORECASE)
_LOOKED_AT: Final = 12
"""lines that are not empty, in which a title may stand"""
_LONGEST_TITLE: Final = 120
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`()]{8,300}")
_POINTER: Final = 600
"""characters; a file this short holds no licence but says which, or where it stands"""


def wants(path: PurePosixPath) -> bool:
    if path.suffix.lower() in {".py", ".js", ".ts", ".json", ".html"}:
        return False
    return _NAMES.fullmatch(path.name) is not None or _is_collected(path)


def _is_collected(path: PurePosixPath) -> bool:
    return path.parent.name.lower() in _COLLECTIONS and path.suffix.lower() in {"", ".txt", ".md"}


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    from auditor.license_texts import identify

    best = identify(file.text).best
    if best is not None and best.complete:
        yield copy_of(file, best)
    if _NAMES.fullmatch(file.path.name) is None:
        return
    if best is not None:
        yield _stated(file, best)
    elif "policy" not in file.path.name.lower():
        yield from _by_title(file, knowledge)


def copy_of(file: SourceFile, best: "Candidate", text: str = "", line: int = 1) -> ComplianceArtifact:
    """A whole licence text, or use policy; `text`: the part of the file that was read, which begins at this line."""
    kind = ArtifactKind.USE_POLICY if best.part == "policy" else ArtifactKind.LICENSE_TEXT
    holder = _COPYRIGHT.search((text or file.text)[:_HEAD])
    return ComplianceArtifact(
        kind=kind,
        what=best.license,
        location=file.location(line) if line > 1 else Location(str(file.path)),
        holder=holder[1].strip() if holder else "",
    )


def _stated(file: SourceFile, best: "Candidate") -> LicenseFact:
    """What a text that is known, or resembles a known one, states of the weights beside it."""
    if not best.complete:
        line = best.lines[0] if best.lines else 1
        return _fact(file, best.told, line)
    if best.part == "policy":  # it belongs to the licence, and does not say that this is the one
        return _fact(file, best.license, 1, guess=True)
    return _fact(file, best.license, 1)


def _by_title(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[LicenseFact]:
    lines = [(number, line.strip(" #*=-\t")) for number, line in enumerate(file.lines[:200], 1)]
    titles = [(number, line) for number, line in lines if line][:_LOOKED_AT]
    first = None
    for index, (number, line) in enumerate(titles):
        if len(line) > _LONGEST_TITLE or not _TITLE.search(line):
            continue
        first = first or (number, line)
        following = titles[index + 1][1] if index + 1 < len(titles) else ""
        for spelling in _spellings(line, following):
            if (known := knowledge.license(spelling)) is not None and _may_be(file, known.id):
                yield _fact(file, known.id, number)
                return
    if len(file.text) <= _POINTER and (pointer := _ADDRESS.search(file.text)) is not None:
        yield _pointed(file, knowledge, pointer)
    elif first is not None:
        yield _fact(file, first[1], first[0])


def _pointed(file: SourceFile, knowledge: KnowledgeBase, pointer: re.Match[str]) -> LicenseFact:
    """A file that only says where the licence stands: it names none, unless the address is one that is known."""
    link = pointer[0].rstrip(".,;")
    told = linked(knowledge, link)
    return LicenseFact(
        component=own_weights(file),
        expression=told or "other",
        origin=own_statement(link, by_link=told is not None),
        location=file.location_at(pointer.start(), len(link)),
    )


def _may_be(file: SourceFile, license_: str) -> bool:
    """Whether a title can be right although no text was recognised: it stands alone, or that text is not known."""
    from auditor.license_texts.fingerprints import shipped

    return len(file.text) <= _POINTER or license_ not in shipped().licenses


def _fact(file: SourceFile, expression: str, line: int, *, guess: bool = False) -> LicenseFact:
    origin = Origin(Standing.FAMILY, own_statement().source) if guess else own_statement()
    return LicenseFact(
        component=own_weights(file), expression=expression, origin=origin, location=file.location(line, 1), guess=guess
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
