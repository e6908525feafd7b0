"""Names that have a maker's names in them."""

import pytest

from auditor.knowledge.patterns import Pattern, Patterns

KNOWN = Patterns(
    [
        Pattern("huggingface", "meta-llama/Llama-3.1-*", "llama-3.1"),
        Pattern("huggingface", "meta-llama/Meta-Llama-3-*", "llama-3"),
        Pattern("huggingface", "huggyllama/llama-*", "llama-1"),
        Pattern("huggingface", "google/embeddinggemma-*", "embeddinggemma"),
        Pattern("ollama", "llama3.2:*", "llama-3.2"),
    ]
)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("acme/Llama-3.1-8B-Tuned", "llama-3.1"),
        ("acme/my-llama-3.1", "llama-3.1"),
        ("Llama 3.1 for ships", "llama-3.1"),
        ("acme/Fireball-Meta-Llama-3-8B", "llama-3"),
        ("acme/Meta-Llama-3.2-8B", None),
        ("acme/embeddinggemma-scandi", "embeddinggemma"),
        ("acme/tinyllama-1b", None),
        ("acme/OpenLlama-3.1x", None),
        ("acme/Llama-3.12", None),
        ("meta-llama/tug", None),
        ("acme/llama-tug", None),
        ("acme/llama3.2", None),
        ("", None),
        ("-" * 10_000, None),
    ],
)
def test_the_family_that_a_name_resembles(name: str, family: str | None) -> None:
    assert KNOWN.resembled(name) == family


def test_without_patterns_nothing_resembles_anything() -> None:
    assert Patterns([]).resembled("acme/Llama-3.1-8B") is None
