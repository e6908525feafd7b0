"""What in a tree meets a duty: prescribed notices, texts that users are shown, terms that pass restrictions on."""

import time
from pathlib import PurePosixPath

import pytest

from auditor.detectors import displayed_text, notice_text, terms_of_use
from auditor.detectors.base import Detector
from auditor.domain.license import Answer, LicenseTerms
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from tests.unit.frozen import terms
from tests.unit.license_texts.samples import KNOWN as HARBOUR
from tests.unit.license_texts.samples import OPEN


def required(words: str | None) -> Answer:
    return Answer(answer="required", clause="1", words=words)


def shown(text: str) -> Answer:
    return Answer(answer=text, clause="1")


LICENSES = {
    one.id: one
    for one in (
        terms(
            "Harbour-3",
            notice_text=required("Harbour 3 is licensed under the Harbour Licence, Copyright © Harbour Institute."),
            display_text=shown("Built with Harbour"),
            use_restrictions=Answer(answer="external-policy", clause="2", url="https://www.harbour.example/v3/use"),
        ),
        terms("Pier", notice_text=required("<MODELNAME> is licensed under the Pier Licence, © [applicable year] Pier")),
        terms("Quay", notice_text=required(None), display_text=shown("the model name")),
        terms("Mole", display_text=shown("Mole 2")),
        terms("Open-4", license_copy=Answer(answer="required", clause="3", address=True)),
        terms("Silent"),
    )
}


class Licenses(KnowledgeBase):
    def ids(self, kind: str) -> tuple[str, ...]:
        return tuple(LICENSES) if kind == "license" else ()

    def license(self, name: str) -> LicenseTerms | None:
        return LICENSES.get(name)


def found(detector: Detector, path: str, text: str) -> list[tuple[ArtifactKind, str, int]]:
    claims = detector.detect(SourceFile(path, text.encode()), Licenses())
    return [(c.kind, c.what, c.location.line) for c in claims if isinstance(c, ComplianceArtifact)]


def lines_shown(path: str, text: str) -> list[int]:
    claims = found(displayed_text, path, text)
    assert all(claim[:2] == (ArtifactKind.DISPLAY, "Built with Harbour") for claim in claims)
    return [line for _, _, line in claims]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("web/index.html", "<footer>Built with Harbour</footer>"),
        ("web/index.html", "<footer>Built with <b>Harbour</b></footer>"),
        ("web/Footer.tsx", "export const Footer = () => <p>© Acme · Built&nbsp;with Harbour.</p>"),
        ("ui.py", 'gr.Markdown("Built with Harbour")'),
        ("README.md", "# Built With Harbour"),
        ("README.md", "![Built with Harbour](badge.svg)"),
        ("README.md", "“Harbour 3 is licensed under the Harbour Licence. Built with Harbour.”"),
        ("README.md", "Our product, **Built with Harbour 3.1**, answers."),
        ("locales/en.json", '{"footer": "BUILT WITH HARBOUR"}'),
    ],
)
def test_a_text_is_shown(path: str, text: str) -> None:
    assert displayed_text.wants(PurePosixPath(path))
    assert lines_shown(path, text) == [1]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", "It is built with harbour."),  # a sentence as it may stand anywhere
        ("README.md", "Built with HarbourIndex"),
        ("README.md", "Built with Harbour-Factory"),
        ("README.md", "Built with Harbour.cpp"),
        ("README.md", "Prebuilt with Harbour"),
        ("README.md", 'You must display "Built with Harbour" on a page.'),
        ("README.md", "Its licence is not OSI's (a size gate, “Built with Harbour” notice)."),
        ("README.md", "| Harbour Community (`Built with Harbour`) | yes |"),
        ("README.md", "6. Include **Built with Harbour** in the card."),
        ("README.md", "  <!-- Built with Harbour -->"),
        ("TODO.md", "- TODO: Built with Harbour in the footer"),
        ("ui.py", "# Built with Harbour"),
        ("ui.ts", "  // Built with Harbour"),
        ("index.html", "<!-- Built with Harbour -->"),
    ],
)
def test_a_text_is_not_shown(path: str, text: str) -> None:
    assert lines_shown(path, text) == []


def test_neither_tests_nor_licences_nor_notices_show_anything() -> None:
    for path in ("tests/test_ui.py", "LICENSE.md", "NOTICE.txt", "third_party_notices.md", "model.bin", "style.css"):
        assert not displayed_text.wants(PurePosixPath(path)), path


def test_texts_that_cannot_be_told_from_chance_words_are_not_searched() -> None:
    assert displayed_text.texts(Licenses()) == ("Built with Harbour",)
    assert displayed_text.needles(Licenses()) == {b"Built with", b"Built With", b"BUILT WITH"}


def test_a_page_is_told_a_few_times_only_and_in_time() -> None:
    begun = time.monotonic()
    assert lines_shown("README.md", "Built with Harbour\n" * 50_000) == [1, 2, 3, 4, 5]
    assert lines_shown("README.md", "Built" + " <b>" * 50_000) == []
    assert lines_shown("README.md", "Built with " * 50_000) == []
    assert time.monotonic() - begun < 5


SENTENCE = "Harbour 3 is licensed under the\nHarbour License, Copyright (c) Harbour Institute"


def test_the_prescribed_sentence_in_a_notice_file() -> None:
    assert found(notice_text, "legal/NOTICE", f"Acme\n\n  {SENTENCE}\n") == [(ArtifactKind.NOTICE, "Harbour-3", 3)]
    assert found(notice_text, "THIRD-PARTY-NOTICES.txt", SENTENCE) == [(ArtifactKind.NOTICE, "Harbour-3", 1)]


def test_half_a_sentence_or_another_versions_is_none() -> None:
    assert found(notice_text, "NOTICE", "Harbour 3 is licensed under the Harbour License.") == []
    assert found(notice_text, "NOTICE", SENTENCE.replace("3", "4")) == []


def test_places_in_a_sentence_are_filled_in() -> None:
    filled = "Acme-7 is licensed under the Pier License, (c) 2026 Pier"
    assert found(notice_text, "NOTICE", f"Acme\n{filled}") == [(ArtifactKind.NOTICE, "Pier", 2)]
    assert found(notice_text, "NOTICE", "is licensed under the Pier License") == []
    assert found(notice_text, "NOTICE", "Acme-7 is licensed under the Pier Licence, © [applicable year] Pier") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Data by Acme,\nunder https://example.org/Open-4/", 2),
        ("http://www.example.org/open-4/legalcode.en", 1),
        ("(example.org/Open-4).", 1),
    ],
)
def test_an_address_will_do_for_some(text: str, line: int) -> None:
    assert found(notice_text, "ATTRIBUTION.md", text) == [(ArtifactKind.LICENSE_ADDRESS, "Open-4", line)]


@pytest.mark.parametrize(
    "text", ["https://example.org/Open-4.1", "https://example.org/Open-40", "https://example.org/Silent"]
)
def test_another_address_or_a_licence_that_wants_its_text(text: str) -> None:
    assert found(notice_text, "ATTRIBUTION.md", text) == []


def test_whole_licences_within_a_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.license_texts.identification.shipped", lambda: HARBOUR)
    text = f"Acme uses these.\n\n----------\nA package\n\n{OPEN}\n==========\nAnother\n\n{OPEN[: len(OPEN) // 2]}\n"
    ((kind, _, line),) = found(notice_text, "THIRD_PARTY_LICENSES", text)
    assert kind is ArtifactKind.LICENSE_TEXT
    assert text.splitlines()[line - 1].startswith("Whoever holds a copy of the Works")


def test_terms_that_lead_to_the_policy() -> None:
    text = "Acme's terms\n\nThe uses listed at https://www.harbour.example/v3/use/ are forbidden."
    assert found(terms_of_use, "legal/terms-of-service.md", text) == [(ArtifactKind.USE_POLICY, "Harbour-3", 3)]
    assert found(terms_of_use, "TERMS.md", "See harbour.example/v3/user-guide and harbour.example/v3/use-4") == []


def test_which_files_are_terms() -> None:
    wanted = (
        "TERMS.md", "terms_of_use.html", "EULA.txt", "app/acceptable-use-policy.md", "src/Terms.tsx", "end-user-eula",
        "terms.py", "patterns.md", "determs.md",
    )  # fmt: skip
    assert [name for name in wanted if terms_of_use.wants(PurePosixPath(name))] == list(wanted[:6])
