"""NOTICE files beside weights."""

from pathlib import PurePosixPath

import msgspec
import pytest

from auditor.detectors import notice_text
from auditor.domain.fact import LicenseFact
from auditor.domain.license import Answer, LicenseTerms
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from tests.unit.frozen import terms

SENTENCES = {
    "Harbour-3": "Harbour 3 is licensed under the Harbour 3 Licence, Copyright © Harbour Institute.",
    "Pier-2024": "Pier is provided under and subject to the Pier Terms of Use found at pier.example/terms",
    "Pier-2025": "Pier is provided under and subject to the Pier Terms of Use found at pier.example/terms",
    "Plain": "All rights reserved.",
}


class Licenses(KnowledgeBase):
    def ids(self, kind: str) -> tuple[str, ...]:
        return (*SENTENCES, "Silent") if kind == "license" else ()

    def license(self, name: str) -> LicenseTerms | None:
        if name.lower() == "pier terms of use":
            name = "Pier-2025"
        if name in SENTENCES:
            answer = Answer(answer="required", clause="1", words=SENTENCES[name])
            return msgspec.structs.replace(terms(name), answers={"notice-text": answer})
        return terms(name) if name == "Silent" else None


def stated(text: str) -> list[tuple[str, str, bool, int]]:
    found = notice_text.detect(SourceFile("m/NOTICE", text.encode()), Licenses())
    facts = [claim for claim in found if isinstance(claim, LicenseFact)]
    return [(str(f.component), f.expression, f.guess, f.location.line if f.location else 0) for f in facts]


def test_the_prescribed_sentence() -> None:
    text = "Our tug\n\n“Harbour 3” is licensed under the\nHarbour 3 License, Copyright (c) Harbour Inst. 2025\n"
    assert stated(text) == [("file:tree/m/", "Harbour-3", False, 3)]


def test_another_version_is_not_named() -> None:
    assert stated("Harbour 4 is licensed under the Harbour 4 License, Copyright Harbour Institute.") == []


def test_a_sentence_of_several_texts_is_a_guess_at_the_one_that_its_name_leads_to() -> None:
    assert stated(SENTENCES["Pier-2024"]) == [("file:tree/m/", "Pier-2025", True, 1)]


@pytest.mark.parametrize(
    "text",
    ["", "All rights reserved.", "This product includes software under the Apache License.", "under the " * 9_999],
)
def test_what_says_nothing_of_the_model(text: str) -> None:
    assert stated(text) == []


def test_which_files() -> None:
    wanted = [
        n
        for n in ("NOTICE", "Notice.txt", "NOTICE.md", "notices.py", "NOTICE.html")
        if notice_text.wants(PurePosixPath(n))
    ]
    assert wanted == ["NOTICE", "Notice.txt", "NOTICE.md"]
