"""config.json and adapter_config.json."""

import pytest

from auditor.detectors import hub_config
from auditor.domain.audit import Diagnostic
from auditor.domain.relationship import Relationship
from tests.unit.detectors.fakes import claims, occurrences, seen


def test_a_model_says_what_it_was_loaded_from() -> None:
    text = '{\n  "_name_or_path": "mistralai/Mistral-7B-v0.1",\n  "model_type": "mistral"\n}'
    assert seen(hub_config, "out/config.json", text) == [("model:huggingface/mistralai/Mistral-7B-v0.1", 2)]
    [edge] = [each for each in claims(hub_config, "out/config.json", text) if isinstance(each, Relationship)]
    assert (str(edge.source), edge.type) == ("model:tree/out", "fine-tuned-from")


def test_an_adapter_says_what_it_was_made_for() -> None:
    text = '{"base_model_name_or_path": "acme/base", "peft_type": "LORA"}'
    [edge] = [each for each in claims(hub_config, "a/adapter_config.json", text) if isinstance(each, Relationship)]
    assert (edge.type, str(edge.target)) == ("adapter-of", "model:huggingface/acme/base")
    own, base = occurrences(claims(hub_config, "a/adapter_config.json", text))
    assert (str(own.component), own.literal, own.role) == ("model:tree/a", "a", "implied")
    assert (str(base.component), base.role) == ("model:huggingface/acme/base", "default")


@pytest.mark.parametrize(
    "text",
    [
        '{"_name_or_path": "acme/base"}',
        '{"_name_or_path": "./out/checkpoint", "model_type": "llama"}',
        '{"_name_or_path": "", "model_type": "llama"}',
        '{"_name_or_path": 7, "model_type": "llama"}',
        '["_name_or_path"]',
        '{"model_type": "llama"}',
    ],
)
def test_other_files_of_that_name(text: str) -> None:
    assert claims(hub_config, "config.json", text) == []


def test_a_broken_adapter_configuration_is_one_diagnostic() -> None:
    [claim] = claims(hub_config, "adapter_config.json", '{"base_model_name_or_path":')
    assert isinstance(claim, Diagnostic)
    assert claims(hub_config, "config.json", '{"_name_or_path":') == []
