"""Questions whose answers make a `use:` block."""

import msgspec
import pytest

from auditor.knowledge.load import open_knowledge
from auditor.policy.policy import Use
from auditor.policy.starter import QUESTIONS, read_answer

BY_KEY = {question.key: question for question in QUESTIONS}


def answer(key: str, text: str) -> str:
    return read_answer(BY_KEY[key], text, open_knowledge().vocabulary)


def test_every_key_of_the_use_has_its_question() -> None:
    assert [field.encode_name for field in msgspec.structs.fields(Use) if field.name != "paths"] == list(BY_KEY)


@pytest.mark.parametrize(
    ("key", "text", "written"),
    [
        ("commercial", " Yes ", "true"),
        ("hosting", "n", "false"),
        ("distribution", "none", "false"),
        ("distribution", "no", "false"),
        ("distribution", "Application", "application"),
        ("monthly-active-users", "40000", "40_000"),
        ("monthly-active-users", "40,000", "40_000"),
        ("annual-revenue-usd", "0", "0"),
        ("domicile", "de", "[DE]"),
        ("domicile", "NO", "[NO]"),
        ("regions", "EU, uk worldwide EU", "[EU, GB, worldwide]"),
        ("business", "none", "[]"),
        ("business", "hosting-api, competitor-of:meta", "[hosting-api, competitor-of:meta]"),
        ("modalities", "[text, Image]", "[text, image]"),
    ],
)
def test_what_people_write(key: str, text: str, written: str) -> None:
    assert answer(key, text) == written


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("commercial", "perhaps", "'perhaps' is neither yes nor no"),
        ("distribution", "binary", "is none of none, application, weights"),
        ("monthly-active-users", "many", "is no whole number"),
        ("monthly-active-users", "-1", "is no whole number"),
        ("domicile", "none", "is no answer here"),
        ("regions", "Atlantis", "is no country or region"),
        ("business", "militry", "did you mean military?"),
        ("business", "competitor-of:", "is not known here"),
        ("business", "competitor-of:]\nx: y", "is not known here"),
        ("modalities", "smell", "use text, image"),
    ],
)
def test_what_is_no_answer(key: str, text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        answer(key, text)
    assert told in str(error.value)
