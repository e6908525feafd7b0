"""A NOTICE file: the sentences that licences prescribe, and the licence texts that it holds.

Beside weights or a card such a sentence tells that this is their licence. Only the sentences that the knowledge has as
prescribed count. A list of third parties in a NOTICE says nothing of the model.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.license_text import copy_of
from auditor.detectors.own_artefacts import own_statement, own_weights
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import LicenseFact
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "notice-text"

_LOOKED_AT: Final = 20_000
"""characters; third parties' licences follow, which may be long"""
_READ: Final = 1_000_000
"""characters of a collection that are read"""
_SHORTEST: Final = 6
"""words of a sentence that says what is under which licence"""


_OF_OTHERS: Final = re.compile(r"(?i)third[-\s]part(?:y|ies)")
_HEADING: Final = 300
"""characters in which a list of third parties says that it is one"""
_OF_ITS_OWN: Final = re.compile(r"notice(?:[-_.](?:txt|md|model))?", re.IGNORECASE)
_COLLECTION: Final = re.compile(
    r"(?:notices?|third[-_. ]?party(?:[-_. ]?(?:notices?|licen[sc]es|software))?|attributions?)(?:[-_.][\w.-]{1,40})?",
    re.IGNORECASE,
)
_ENDINGS: Final = frozenset({"", ".txt", ".md", ".model", ".rst"})
_RULE: Final = re.compile(r"(?m)^[ \t]*([-=*_#~])\1{9,200}[ \t]*$")
"""a line of dashes between the texts of a collection"""
_SECTIONS: Final = 200
_SHORTEST_TEXT: Final = 400
"""characters of a section that may be a licence text"""
_LEGAL_CODE: Final = r"(?:legalcode|deed)"
"""Creative Commons' pages of one licence"""
_SPELLING: Final = re.compile(rf"^https?://(?:www\.)?|/(?:{_LEGAL_CODE}[\w.-]*)?/?$")
"""what differs between the spellings of one address"""
_GAP: Final = re.compile(r"<[^<>]{1,80}>|\[(?:[a-z ]{2,40})\]|…")
"""a place in a prescribed sentence that is filled in: `<MODELNAME>`, `[applicable year]`"""


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in _ENDINGS and _COLLECTION.fullmatch(path.name) is not None


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    yield from _notices(file, knowledge)
    yield from _addresses(file, knowledge)
    yield from _copies(file)
    if _OF_ITS_OWN.fullmatch(file.path.name):
        yield from _of_the_weights(file, knowledge)


def _notices(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[ComplianceArtifact]:
    """The sentences that stand in the file word for word, whatever the punctuation."""
    from auditor.license_texts.words import words_of

    text = words_of(file.text[:_READ])
    told = f" {' '.join(text.words)} "
    for license_ in knowledge.ids("license"):
        terms = knowledge.license(license_)
        answer = terms.answer("notice-text") if terms else None
        if answer is None or answer.word != "required" or not answer.words:
            continue
        if any(gap in file.text for gap in _GAP.findall(answer.words)):
            continue  # a form that nobody has filled in
        at = _found(told, [f" {' '.join(words_of(piece).words)} " for piece in _GAP.split(answer.words)])
        if at >= 0:
            place = file.location(text.line(told.count(" ", 0, at)))
            yield ComplianceArtifact(kind=ArtifactKind.NOTICE, what=license_, location=place)


def _found(told: str, pieces: list[str]) -> int:
    """Where the first of the pieces stands, if all do, in order; else -1."""
    first, at = -1, 0
    for piece in pieces:
        if piece.isspace():
            continue
        at = told.find(piece, at)
        if at < 0:
            return -1
        first = at if first < 0 else first
        at += len(piece) - 1
    return first


def _addresses(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[ComplianceArtifact]:
    """The addresses of licences of which an address will do."""
    text = file.text[:_READ]
    for license_ in knowledge.ids("license"):
        terms = knowledge.license(license_)
        if terms is None or not terms.url or not terms.answer("license-copy").address:
            continue
        address = _SPELLING.sub("", terms.url)
        match = re.search(rf"(?i)(?<![\w-]){re.escape(address)}(?![\w-]|[./](?!{_LEGAL_CODE})\w)", text)
        if match:
            place = file.location(text.count("\n", 0, match.start()) + 1)
            yield ComplianceArtifact(kind=ArtifactKind.LICENSE_ADDRESS, what=license_, location=place)


def _copies(file: SourceFile) -> Iterator[ComplianceArtifact]:
    """The whole licence texts among the parts of the file."""
    from auditor.license_texts import identify

    text = file.text[:_READ]
    starts = [0, *(match.end() for match in _RULE.finditer(text))][:_SECTIONS]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        section = text[start:end]
        if len(section) < _SHORTEST_TEXT:
            continue
        best = identify(section, embedded=True).best
        if best is not None and best.complete:
            yield copy_of(file, best, section.lstrip(), text.count("\n", 0, start) + best.line)


def _of_the_weights(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[LicenseFact]:
    """The licence of the weights beside it."""
    from auditor.license_texts.words import words_of

    if _OF_OTHERS.search(file.text[:_HEADING]):
        return
    text = words_of(file.text[:_LOOKED_AT])
    told = f" {' '.join(text.words)} "
    found: list[tuple[str, int]] = []
    for license_ in knowledge.ids("license"):
        terms = knowledge.license(license_)
        sentence = _sentence(terms.answer("notice-text").words) if terms else ""
        at = told.find(f" {sentence} ") if sentence else -1
        if at >= 0:
            found.append((license_, text.line(told.count(" ", 0, at))))
    certain = len(found) == 1
    if not certain:  # several dated texts prescribe the same sentence: the one that its name leads to today
        named = _named(told, knowledge)
        found = [(license_, line) for license_, line in found if license_ == named]
    for license_, line in found:
        origin = own_statement() if certain else Origin(Standing.FAMILY, own_statement().source)
        yield LicenseFact(
            component=own_weights(file),
            expression=license_,
            origin=origin,
            location=file.location(line, 1),
            guess=not certain,
        )


def _named(told: str, knowledge: KnowledgeBase) -> str | None:
    """The licence that is named after `under the` or `subject to the`."""
    name = re.search(r" (?:under|to) the ((?:\S+ ){1,9})", told)
    words = name[1].split() if name else []
    for length in range(len(words), 1, -1):
        if (terms := knowledge.license(" ".join(words[:length]))) is not None:
            return terms.id
    return None


def _sentence(prescribed: str | None) -> str:
    """What of a prescribed sentence stands in every copy of it: all up to the copyright; empty where that is too little."""
    from auditor.license_texts.words import words_of

    words = words_of(prescribed or "").words
    words = words[: words.index("copyright")] if "copyright" in words else words
    return " ".join(words) if len(words) >= _SHORTEST and "under" in words else ""
