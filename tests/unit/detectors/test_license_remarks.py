"""Prose that says under which licence a known model is."""

import time
from pathlib import PurePosixPath

import pytest

from auditor.detectors import license_remarks
from auditor.domain.evidence import LicenseRemark
from auditor.domain.license import LicenseTerms
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import FamilyName, KnowledgeBase
from tests.unit.frozen import terms

NAMES = {"Harbour 3.1": "harbour-3.1", "Harbour 3": "harbour-3", "Pier 2": "pier-2"}
LICENSES = {"mit": terms("MIT"), "cc-by-nc-4.0": terms("CC-BY-NC-4.0")}


class Harbour(KnowledgeBase):
    """Three families and two licences."""

    def families_named(self, text: str) -> tuple[FamilyName, ...]:
        found: list[FamilyName] = []
        for name, family in NAMES.items():
            at = text.find(name)
            if at >= 0 and not any(one.start == at for one in found):
                found.append(FamilyName(family, at, at + len(name)))
        return tuple(sorted(found, key=lambda one: one.start))

    def license(self, name: str) -> LicenseTerms | None:
        return LICENSES.get(name.lower())


def remarks(text: str) -> list[str]:
    file = SourceFile(PurePosixPath("README.md"), text.encode())
    told = [one for one in license_remarks.detect(file, Harbour()) if isinstance(one, LicenseRemark)]
    return [f"{one.location.line}: {one.named} = {one.subject} under {one.license}" for one in told]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour 3 is MIT-licensed.",
        "Built on Harbour 3, which is MIT-licensed, so do as you like.",
        "**Harbour 3** models are licensed under the MIT license.",
        "The MIT-licensed Harbour 3 does the work.",
        "Harbour 3 has an MIT licence.",
        "We run Harbour 3 (MIT licensed) ourselves.",
    ],
)
def test_a_sentence_about_the_model(text: str) -> None:
    assert remarks(text) == ["1: Harbour 3 = harbour-3 under MIT"]


def test_each_model_of_a_sentence_and_the_line_of_its_name() -> None:
    text = "# About\n\nHarbour 3.1 is released under the Apache 2.0 license,\nPier 2 is CC-BY-NC-4.0 licensed.\n"
    assert remarks(text) == [
        "3: Harbour 3.1 = harbour-3.1 under Apache-2.0",
        "4: Pier 2 = pier-2 under CC-BY-NC-4.0",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our code is MIT-licensed. Harbour 3 does the work.",
        "Built on Harbour 3. The code is MIT-licensed.",
        "- Harbour 3\n- MIT-licensed code",
        "This wrapper around Harbour 3 is MIT-licensed.",
        "Harbour 3 is not MIT-licensed.",
        "Unlike Pier 1, Harbour 3 is MIT-licensed, or so one hears.",
        "Harbour 3 with our MIT-licensed scripts",
        "Harbour 3 is under the Harbour Licence.",
        "Harbour 3 is licensed under the Zzz licence.",
        "Harbour is MIT-licensed.",
    ],
)
def test_what_speaks_of_something_else_or_denies_it(text: str) -> None:
    assert remarks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Harbour 3" + " " * 380 + "MIT-licensed ",
        "Harbour 3 is is is is " * 20 + "MIT-licensed ",
        "MIT-licensed ",
        "licensed under the ",
        "CC-BY-NC-SA-ND ",
        "Apache Licence, version ",
    ],
)
def test_long_texts_take_little_time(text: str) -> None:
    begun = time.perf_counter()
    remarks(text * (1_000_000 // len(text)))
    assert time.perf_counter() - begun < 5
