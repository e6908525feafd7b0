"""Licence answers in plain words."""

from importlib import resources

import pytest
import yaml

from auditor.domain.license import Answer, LicenseTerms, Threshold
from auditor.knowledge import sentences as terms
from auditor.knowledge.sentences import left_open, said, sentence

REVENUE = Threshold(
    metric="annual-revenue",
    operator=">=",
    value=10_000_000,
    unit="USD",
    basis="with affiliates",
    effect="paid-license",
)


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("commercial-use", Answer(answer="forbidden"), "is forbidden"),
        ("commercial-use", Answer(answer="conditional", when="no resale"), "is allowed under conditions: no resale"),
        (
            "thresholds",
            Answer(answer=(REVENUE,)),
            "with at least 10,000,000 USD of annual revenue (with affiliates), a paid licence is needed",
        ),
        (
            "regions-excluded",
            Answer(answer=("EU", "GB"), modality="multimodal"),
            "no rights for EU, GB (for multimodal only)",
        ),
        ("name-prefix", Answer(answer="Llama"), "the name of a derived model must begin with, or contain, “Llama”"),
        ("share-alike", Answer(answer="required", when="when it is distributed"),
         "derivatives must be licensed under the same terms, when it is distributed"),
        ("hosting", Answer(answer="conditional"), "allowed under conditions"),
        ("patent-grant", Answer(answer="yes", note="see 3"), "patent rights are granted (note: see 3)"),
        ("inputs-retained", Answer(answer="for-a-time", days=30, when="to find abuse"),
         "what is sent is kept for a time, for 30 days at most: to find abuse"),
        ("license-copy", Answer(answer="required", when="copies are passed on; not for a hosted service"),
         "must travel with copies of the material, when copies are passed on; not for a hosted service"),
        ("license-copy", Answer(answer="required", when="the text, or a way to it"),
         "must travel with copies of the material: the text, or a way to it"),
        ("hosting", Answer(answer="forbidden", when="unless approved"), "forbidden, unless approved"),
        ("inputs-retained", Answer(answer="for-a-time", days=1), "what is sent is kept for a time, for a day at most"),
    ],
)  # fmt: skip
def test_an_answer_reads_as_a_sentence(question: str, answer: Answer, expected: str) -> None:
    assert sentence(question, answer) == expected


def test_silent_and_unknown_are_told_apart_and_never_as_answers() -> None:
    licence = LicenseTerms(id="X", name="X", answers={"share-alike": Answer(answer="silent")})
    assert said(licence) == ()
    assert left_open(licence, "silent") == ("Share-alike",)
    assert "Patents" in left_open(licence, "unknown")


def test_every_question_of_the_vocabulary_has_words() -> None:
    vocabulary = resources.files("auditor.knowledge") / "vocabulary.yaml"
    questions = yaml.safe_load(vocabulary.read_text(encoding="utf-8"))["questions"]
    assert set(terms._TOPICS) == set(questions)  # noqa: SLF001 - the table itself is what is tested
    of_services = {name for name, question in questions.items() if question.get("of") == "provider-terms"}
    assert set(terms._OF_SERVICES) == of_services  # noqa: SLF001 - likewise


def test_every_answer_of_the_vocabulary_has_words_of_its_own() -> None:
    vocabulary = resources.files("auditor.knowledge") / "vocabulary.yaml"
    questions = yaml.safe_load(vocabulary.read_text(encoding="utf-8"))["questions"]
    for question in terms._OF_SERVICES:  # noqa: SLF001 - likewise
        for word in {*questions[question]["answers"]} - {"silent", "unknown"}:
            assert sentence(question, Answer(answer=word)) != word, (question, word)


def test_questions_of_services_are_left_open_by_their_terms_only() -> None:
    assert "Keeping of inputs" not in left_open(LicenseTerms(id="X", name="X", answers={}), "unknown")
    host = LicenseTerms(id="X", name="X", kind="provider-terms", answers={})
    assert "Keeping of inputs" in left_open(host, "unknown")
