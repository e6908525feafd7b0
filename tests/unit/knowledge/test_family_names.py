"""Families by the names that prose gives them."""

from auditor.knowledge.store import StoredKnowledge


def named(real: StoredKnowledge, text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.family) for found in real.families_named(text)]


def test_with_their_version_however_it_is_joined(real: StoredKnowledge) -> None:
    assert named(real, "Llama-4, llama 3.1 and Llama 3") == [
        ("Llama-4", "llama-4"),
        ("llama 3.1", "llama-3.1"),
        ("Llama 3", "llama-3"),
    ]


def test_no_version_that_is_not_there_and_no_part_of_an_id(real: StoredKnowledge) -> None:
    assert named(real, "Llama, Llama 3.9, Llama 31, meta-llama/Llama-4-Scout, xLlama 4") == []
