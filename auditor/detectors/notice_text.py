"""A NOTICE file beside weights or a card: the sentence that a licence prescribes tells that this is the licence.

Only the sentences that the knowledge has as prescribed count. A list of third parties in a NOTICE says nothing of the model.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.own_artefacts import own_statement, own_weights
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import LicenseFact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "notice-text"

_LOOKED_AT: Final = 20_000
"""characters; third parties' licences follow, which may be long"""
_SHORTEST: Final = 6
"""words of a sentence that says what is under which licence"""


def wants(path: PurePosixPath) -> bool:
    return re.fullmatch(r"notice(?:[-_.](?:txt|md|model))?", path.name, re.IGNORECASE) is not None


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    from auditor.license_texts.words import words_of

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
