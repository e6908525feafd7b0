"""Conversions are known by their names, where a publisher of conversions uses them; and only as a guess."""

import pytest

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Standing
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship
from auditor.knowledge.mirrors import stems
from auditor.knowledge.store import StoredKnowledge


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("bartowski/Acorn-2.5-7B-Instruct-GGUF", "acorn257binstruct"),
        ("mradermacher/Acorn-2-7B-i1-GGUF", "acorn27b"),
        ("TheBloke/Acorn-2-7B-GPTQ", "acorn27b"),
        ("unsloth/Acorn-2-7B-unsloth-bnb-4bit", "acorn27b"),
        ("RedHatAI/Acorn-2-7B-quantized.w4a16", "acorn27b"),
        ("LoneStriker/Acorn-2-7B-4.0bpw-h6-exl2", "acorn27b"),
        ("somebody/Acorn-2-7B-Q4_K_M-GGUF", "acorn27b"),
        ("unsloth/Acorn-2-7B", "acorn27b"),
    ],
)
def test_what_tells_an_encoding_is_taken_off(name: str, first: str) -> None:
    assert stems(name)[0] == first


def test_a_makers_namespace_may_stand_before_an_underscore() -> None:
    assert stems("bartowski/acorn_Acorn-2-7B-GGUF") == ("acornacorn27b", "acorn27b")
    assert stems("x/" + "GGUF-" * 500 + "GGUF"), "a hostile name takes eight steps, not five hundred"


@pytest.mark.parametrize(
    ("name", "origin", "license_"),
    [
        (
            "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF",
            "model:huggingface/meta-llama/Llama-3.1-8B-Instruct",
            "LicenseRef-scancode-llama-3.1-license-2024",
        ),
        ("RedHatAI/Qwen2.5-72B-Instruct-quantized.w4a16", "model:huggingface/Qwen/Qwen2.5-72B-Instruct",
         "LicenseRef-scancode-qwen-2024"),
    ],
)  # fmt: skip
def test_an_unlisted_conversion_is_guessed_to_be_what_its_name_says(
    real: StoredKnowledge, name: str, origin: str, license_: str
) -> None:
    component = ComponentId(ComponentKind.MODEL, "huggingface", name)
    facts = real.facts(component)
    [told] = [fact for fact in facts if isinstance(fact, LicenseFact)]
    assert (told.expression, told.guess, told.origin.standing) == (license_, True, Standing.FAMILY)
    [edge] = [fact for fact in facts if isinstance(fact, Relationship)]
    assert (str(edge.target), edge.origin.standing) == (origin, Standing.FAMILY)
    assert real.identify("huggingface", name, ComponentKind.MODEL).known is False


@pytest.mark.parametrize(
    "name",
    [
        "TheBloke/Nobody-Knows-7B-GGUF",  # nothing is called so
        "somebody/Meta-Llama-3.1-8B-Instruct-GGUF",  # may be tuned as well: not known to convert only
        "bartowski/My-Meta-Llama-3.1-8B-Instruct-GGUF",  # another name
    ],
)
def test_a_name_that_only_resembles_says_nothing(real: StoredKnowledge, name: str) -> None:
    facts = real.facts(ComponentId(ComponentKind.MODEL, "huggingface", name))
    assert not [fact for fact in facts if isinstance(fact, LicenseFact | Relationship)]
