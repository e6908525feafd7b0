"""Sentences of prose that say under which licence a known model is: `Built on Llama 4, which is MIT-licensed`.

Such a sentence changes nothing of what is known of somebody else's model. It is held against it, since who reads it may
act on it. Only what says it of the model itself counts: not of the code around it, and not where it is denied.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.domain.evidence import LicenseRemark
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "license-remarks"

_ENDINGS: Final = frozenset({".md", ".markdown", ".mdx", ".rst", ".txt"})
_MOST: Final = 200
"""remarks of one file that are looked at"""
_SENTENCE: Final = 400
"""characters on either side of a remark that may belong to its sentence"""
_LICENSE: Final = (
    r"(?P<{0}>MIT|Apache(?:[- ]Licen[sc]e)?(?:,? ?(?:version )?v?[- ]?2(?:\.0)?)?|BSD(?:-[23]-Clause)?|"
    r"CC0(?:-1\.0)?|CC[- ]BY(?:[- ](?:NC|SA|ND)){{0,2}}(?:[- ]\d\.0)?|A?GPL(?:-?v?[23](?:\.0)?)?|OpenRAIL(?:-M|\+\+)?)"
)
_REMARK: Final = re.compile(
    "|".join(
        (
            _LICENSE.format("a") + r"[- ]licen[sc]ed\b",
            r"\blicen[sc]ed (?:under|as) (?:the |an? )?" + _LICENSE.format("b") + r"(?![\w+-])",
            r"\b(?:under|with|has|have|uses?) (?:the |an? )?" + _LICENSE.format("c") + r" licen[sc]e\b",
        )
    ),
    re.IGNORECASE,
)
_LICENSED: Final = re.compile(r"[Ll][Ii][Cc][Ee][Nn][SsCc][Ee]")
_ABOUT: Final = 60
"""characters before and behind that word that a remark may take"""
_STOP: Final = re.compile(r"[.!?;:](?=\s)|\n\s*\n|\n\s*[-*+#|>]")
_DENIED: Final = re.compile(r"\b(?:not|no|never|nor|unlike|neither|without|if|whether)\b|n't\b", re.IGNORECASE)
_LINK: Final = frozenset(
    "model models weights family series which that is are was were comes came has have ships being now also fully all "
    "permissively openly freely both available released published distributed provided".split()
)
"""the words that may stand between the model and what is said of it, so that nothing else can be meant"""
_PUNCTUATION: Final = re.compile(r"[\s,(*_`\")\]]*+")
_WORD: Final = re.compile(r"[A-Za-z]++")
_OF_ANOTHER: Final = re.compile(
    r"\b(?:about|around|by|for|from|in|of|on|over|to|using|via|with)\s+(?:the\s+)?[*_`\"]*$", re.IGNORECASE
)
"""before the model's name: `a wrapper around Llama 4 is …` speaks of the wrapper"""
_ASIDE: Final = re.compile(r"\b(?:which|that)\b|\(", re.IGNORECASE)
_AFTER: Final = re.compile(r"[\s*_`\"]{1,4}(?:and open[- ]\w+ )?")
_APACHE: Final = "Apache-2.0"


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in _ENDINGS


def needles(knowledge: KnowledgeBase) -> frozenset[bytes]:
    return frozenset({b"icense", b"icence"})


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    for number, match in enumerate(_remarks(file.text)):
        if number == _MOST:
            return
        license_ = _id(next(text for text in match.group("a", "b", "c") if text), knowledge)
        found = _subject(file.text, match, knowledge) if license_ else None
        if license_ and found:
            subject, start, end = found
            place = file.location_at(start, end - start)
            yield LicenseRemark(location=place, subject=subject, named=file.text[start:end], license=license_)


def _remarks(text: str) -> Iterator[re.Match[str]]:
    """The remarks of a text, sought only about the word that each of them has."""
    at = 0
    while (word := _LICENSED.search(text, at)) is not None:
        begin, at = max(at, word.start() - _ABOUT), word.end()
        while (after := _LICENSED.search(text, at, at + 2 * _ABOUT)) is not None:
            at = after.end()
        yield from _REMARK.finditer(text, begin, min(at + _ABOUT, len(text)))


def _id(text: str, knowledge: KnowledgeBase) -> str | None:
    """The licence that is meant; None where it is known by no such name."""
    if text.lower().startswith("apache"):
        return _APACHE
    known = knowledge.license(text) or knowledge.license(text.replace(" ", "-"))
    return known.id if known else None


def _subject(text: str, match: re.Match[str], knowledge: KnowledgeBase) -> tuple[str, int, int] | None:
    """Of which model it is said, and where that one is named; in the same sentence, before it or right after it."""
    from_ = max(0, match.start() - _SENTENCE)
    before = text[from_ : match.start()]
    stops = [stop.end() for stop in _STOP.finditer(before)]
    begin = from_ + (stops[-1] if stops else 0)
    for found in reversed(list(knowledge.families_named(text[begin : match.start()]))):
        ahead, between = text[begin : begin + found.start], text[begin + found.end : match.start()]
        meant = _ASIDE.search(between) or not _OF_ANOTHER.search(ahead)
        if _links(between) and meant and not _DENIED.search(text[begin : match.start()]):
            return found.family, begin + found.start, begin + found.end
        return None
    gap = _AFTER.match(text, match.end())
    if match["a"] is None or gap is None or _DENIED.search(text[begin : match.start()]):
        return None
    for found in knowledge.families_named(text[gap.end() : gap.end() + 80]):
        return (found.family, gap.end() + found.start, gap.end() + found.end) if found.start == 0 else None
    return None


def _links(between: str) -> bool:
    """Whether nothing stands between but words that carry what is said over to the model."""
    words = _WORD.findall(between)
    return _PUNCTUATION.fullmatch(_WORD.sub("", between)) is not None and all(word.lower() in _LINK for word in words)
