"""What a bare name on the command line means: what is known exactly goes before what its shape suggests."""

import pytest

from auditor.knowledge.store import StoredKnowledge
from auditor.lookup import matches


@pytest.mark.parametrize(
    ("query", "component"),
    [
        ("microsoft/ms_marco", "dataset:huggingface/microsoft/ms_marco"),
        ("Qwen/Qwen2.5-7B-Instruct", "model:huggingface/Qwen/Qwen2.5-7B-Instruct"),
        ("microsoft/never-heard-of-it", "model:huggingface/microsoft/never-heard-of-it"),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", "model:huggingface/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF"),
        ("llama3.1:8b", "model:ollama/llama3.1:8b"),
        ("gpt-4o", "service:openai/gpt-4o"),
    ],
)
def test_a_bare_name(real: StoredKnowledge, query: str, component: str) -> None:
    assert str(matches(query, real)[0]) == component


def test_what_nobody_knows_means_nothing(real: StoredKnowledge) -> None:
    assert matches("somebody-else/never-heard-of-it", real) == []


def test_what_restricts_a_dataset_is_told(real: StoredKnowledge) -> None:
    [found] = matches("dataset:huggingface/microsoft/ms_marco", real)
    note = real.details(found).note  # type: ignore[arg-type]  # a full id is a component
    assert note is not None
    assert "non-commercial" in note
