"""Which components an entry of the policy means."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.component import ComponentId
from auditor.policy.selector import Selector, matches_glob, selects


@pytest.mark.parametrize(
    ("selector", "component"),
    [
        ("model:huggingface/meta-llama/*", "model:huggingface/meta-llama/Llama-3.1-8B"),
        ("model:huggingface/META-LLAMA/llama-3.1-8b", "model:huggingface/meta-llama/Llama-3.1-8B"),
        ("service:azure/*", "service:azure/gpt-4o"),
        ("*:*/*", "library:pypi/openai"),
        ("pkg:pypi/openai", "library:pypi/openai"),
        ("pkg:pypi/Sentence_Transformers", "library:pypi/sentence-transformers"),
        ("pkg:huggingface/meta-llama/*", "model:huggingface/meta-llama/Llama-3.1-8B"),
    ],
)
def test_it_is_meant(selector: str, component: str) -> None:
    assert selects(selector, ComponentId.parse(component))


@pytest.mark.parametrize(
    ("selector", "component"),
    [
        ("model:huggingface/meta-llama/*", "model:huggingface/meta-llama-2/x"),
        ("model:huggingface/a/b", "model:huggingface/a/b-c"),
        ("model:huggingface/a/b", "dataset:huggingface/a/b"),
        ("service:azure/*", "service:azure-ai/gpt-4o"),
        ("model:ollama/Llama3", "model:ollama/llama3.1"),
        ("pkg:npm/openai", "library:pypi/openai"),
        ("pkg:pypi/?penai", "library:pypi/openai"),
    ],
)
def test_its_twin_is_not(selector: str, component: str) -> None:
    assert not selects(selector, ComponentId.parse(component))


@pytest.mark.parametrize(
    "text", ["", "acme", "model:", "model:huggingface", "model:huggingface/", "modell:a/b", "pkg:pypi/a@1", "a" * 501]
)
def test_anything_else_selects_nothing_and_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="component"):
        Selector.parse(text)


@given(st.text("ab*", max_size=12), st.text("ab", max_size=12))
def test_a_star_stands_for_any_characters(pattern: str, text: str) -> None:
    import re

    assert matches_glob(pattern, text) == bool(re.fullmatch(pattern.replace("*", ".*"), text))


def test_no_pattern_is_slow() -> None:
    begun = time.process_time()
    matches_glob("*a" * 240 + "b", "a" * 100_000)
    assert time.process_time() - begun < 2  # a backtracking matcher would take longer than the universe lasts
