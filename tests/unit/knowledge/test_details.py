"""What a replacement is chosen by: a model's own words, then those of what it was made from, then its family's."""

from datetime import date

import pytest

from auditor.domain.component import ComponentId
from auditor.knowledge.details import Runtimes, elsewhere, named_size, of_model, of_service, shared
from auditor.knowledge.mirrors import encoding
from auditor.knowledge.records import FamilyRecord, Member, Reviewed, RuntimeRecord, ServiceModel
from auditor.knowledge.store import StoredKnowledge

SEEN = Reviewed(on=date(2026, 11, 25), by="maintainers")
PLAIN = RuntimeRecord(
    id="plain",
    name="Plain",
    encodings=("safetensors",),
    architectures=("AcornForCausalLM",),
    sources=("s",),
    reviewed=SEEN,
)
SMALL = RuntimeRecord(
    id="small", name="Small", encodings=("gguf",), architectures=("AcornForCausalLM",), sources=("s",), reviewed=SEEN
)
ANY = RuntimeRecord(id="any", name="Any", encodings=("onnx", "safetensors"), sources=("s",), reviewed=SEEN)
RUNTIMES = Runtimes((SMALL, PLAIN, ANY))
ACORN = FamilyRecord(
    id="acorn-2",
    name="Acorn 2",
    supplier="acorn-labs",
    context=4096,
    architecture="AcornForCausalLM",
    chat_format="chatml",
    tool_format="hermes",
    sources=("s",),
    reviewed=SEEN,
)


def test_a_family_speaks_for_its_members() -> None:
    told = of_model("acorn/Acorn-2-7B-Chat", Member(), None, ACORN, RUNTIMES)
    assert (told.chat_format, told.tool_format, told.context) == ("chatml", "hermes", 4096)
    assert told.runtimes == ("any", "plain")


def test_a_member_s_own_word_goes_first() -> None:
    told = of_model("acorn/Acorn-2-7B", Member(chat_format="none", context=8192), None, ACORN, RUNTIMES)
    assert (told.chat_format, told.context) == ("none", 8192)


def test_a_conversion_is_as_its_origin_is_but_for_what_runs_it() -> None:
    told = of_model("somebody/Acorn-2-7B-GGUF", Member(), Member(chat_format="none"), ACORN, RUNTIMES)
    assert (told.chat_format, told.runtimes) == ("none", ("small",))


def test_an_id_that_a_family_does_not_list_is_not_known_to_be_tuned_for_conversation() -> None:
    told = of_model("acorn/Acorn-2-9B", Member(), None, shared(ACORN), RUNTIMES)
    assert (told.chat_format, told.tool_format, told.context) == (None, None, 4096)


def test_what_runs_an_unknown_architecture_is_not_known() -> None:
    assert of_model("birch/Birch-1B", Member(), None, None, RUNTIMES).runtimes == ()


def test_in_ollama_s_library_the_same_weights_lie_as_gguf() -> None:
    told = of_model("acorn/Acorn-2-7B-Chat", Member(), None, ACORN, RUNTIMES)
    assert elsewhere(told, "ollama", RUNTIMES).runtimes == ("small",)
    assert elsewhere(told, "modelscope", RUNTIMES).runtimes == ("any", "plain")


def test_a_hosted_model_is_what_its_weights_are_unless_the_host_says_otherwise() -> None:
    weights = of_model("acorn/Acorn-2-7B-Chat", Member(parameters="7B"), None, ACORN, RUNTIMES)
    told = of_service(ServiceModel(context=2048, tasks=("chat",)), None, weights)
    assert (told.context, told.tasks, told.chat_format, told.parameters) == (2048, ("chat",), "chatml", "7B")
    assert told.runtimes == ()  # nobody runs a hosted model at home


def test_of_a_hosted_model_without_weights_its_family_speaks() -> None:
    told = of_service(ServiceModel(family="acorn-2"), ACORN, None)
    assert (told.family_name, told.tool_format, told.parameters) == ("Acorn 2", "hermes", None)


def test_a_host_s_word_does_not_tune_weights_that_are_not() -> None:
    untuned = of_model("acorn/Acorn-2-7B", Member(chat_format="none"), None, ACORN, RUNTIMES)
    told = of_service(ServiceModel(tasks=("text-generation", "chat", "tools")), ACORN, untuned)
    assert (told.tasks, told.chat_format, told.tool_format) == (("text-generation",), "none", None)


def test_what_a_family_can_do_in_conversation_its_untuned_weights_cannot() -> None:
    family = FamilyRecord(
        id="acorn-2",
        name="Acorn 2",
        supplier="acorn-labs",
        tasks=("text-generation", "reasoning"),
        chat_format="chatml",
        tool_format="hermes",
        sources=("s",),
        reviewed=SEEN,
    )
    tuned = of_model("acorn/Acorn-2-7B-Chat", Member(), None, family, RUNTIMES)
    untuned = of_model("acorn/Acorn-2-7B", Member(chat_format="none"), None, family, RUNTIMES)
    guard = of_model("acorn/Acorn-Guard", Member(tool_format="none"), None, family, RUNTIMES)
    assert tuned.tasks == ("text-generation", "reasoning", "chat", "tools")
    assert (untuned.tasks, untuned.tool_format) == (("text-generation",), None)
    assert (guard.tasks, guard.tool_format) == (("text-generation", "reasoning", "chat"), None)


@pytest.mark.parametrize(
    ("name", "size", "active"),
    [
        ("acorn/Acorn-2-7B-Chat", "7B", None),
        ("acorn/Acorn-30B-A3B-GGUF", "30B", "3B"),
        ("acorn/Acorn-1_8B", "1.8B", None),
        ("acorn/Acorn0_3B", "3B", None),
        ("acorn/acorn-350m", "350M", None),
        ("acorn/Acorn-8x7B", None, None),
        ("acorn/Acorn-17B-16E", None, None),
        ("acorn/Acorn-1B-7B", None, None),
        ("acorn/ViT-acorn2B-s34B-b88K", None, None),
        ("acorn/Acorn-128k-4bit", None, None),
    ],
)
def test_the_size_is_read_off_the_name_where_it_tells_one(name: str, size: str | None, active: str | None) -> None:
    assert named_size(name) == (size, active)


def test_a_stated_size_goes_before_that_of_the_name() -> None:
    assert of_model("acorn/Acorn-2-7B", Member(parameters="7.2B"), None, None, RUNTIMES).parameters == "7.2B"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("bartowski/Acorn-2-7B-GGUF", "gguf"),
        ("mlx-community/Acorn-2-7B-4bit", "mlx"),
        ("onnx-community/Acorn-2-7B", "onnx"),
        ("Systran/faster-acorn-large", "ctranslate2"),
        ("turboderp/Acorn-2-7B-exl2", "exl2"),
        ("TheBloke/Acorn-2-7B-AWQ", "safetensors"),
        ("acorn/Acorn-2-7B", "safetensors"),
        ("acorn/monnxy-mlxish", "safetensors"),
    ],
)
def test_the_files_are_read_off_the_name(name: str, files: str) -> None:
    assert encoding(name) == files


def test_the_programmes_that_ship_are_known(real: StoredKnowledge) -> None:
    vllm = real.runtime("vllm")
    assert vllm is not None
    assert "LlamaForCausalLM" in vllm.architectures
    assert "anthropic-messages" in vllm.apis
    assert real.runtime("nothing-of-the-kind") is None


def test_a_model_that_nobody_lists_has_no_details(real: StoredKnowledge) -> None:
    assert real.details(ComponentId.parse("model:huggingface/nobody/nothing")).architecture is None
