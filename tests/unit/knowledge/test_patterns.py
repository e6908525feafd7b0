"""Which of many globs is the first that a whole name fits."""

import pytest

from auditor.knowledge.patterns import FirstOf

GLOBS = ["mistralai/Mistral-7B-Instruct-*", "*/Mistral-7B-*", "mistralai/*", "gpt-4*", "Kimi/k2"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("mistralai/Mistral-7B-Instruct-v0.3", 0),
        ("MistralAI/mistral-7b-instruct-v0.3", 0),
        ("acme/Mistral-7B-tuned", 1),
        ("mistralai/Mistral-7B-v0.1", 1),
        ("mistralai/Codestral", 2),
        ("gpt-4o", 3),
        ("acme/gpt-4o", None),
        ("mistralai", None),
        ("mistralai/a/b", None),
        ("", None),
        ("mi\u017ftralai/Codestral", 2),  # a long s is a letter s, to who ignores case
        ("\u212aimi/k2", 4),
        ("*/Codestral", None),
    ],
)
def test_the_first_glob_that_fits(name: str, number: int | None) -> None:
    assert FirstOf(GLOBS).of(name) == number


def test_no_globs_fit_nothing() -> None:
    assert FirstOf([]).of("acme/model") is None
