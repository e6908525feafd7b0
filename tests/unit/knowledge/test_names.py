"""One component for all spellings of its name."""

import pytest

from auditor.domain.component import ComponentId, ComponentKind
from auditor.knowledge.names import pinned, version_in
from auditor.knowledge.store import StoredKnowledge

MODEL, SERVICE, DATASET = ComponentKind.MODEL, ComponentKind.SERVICE, ComponentKind.DATASET
SHA = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("ecosystem", "name", "kind", "component", "version"),
    [
        ("huggingface", "acorn/Acorn-2-7B", MODEL, "model:huggingface/acorn/Acorn-2-7B", None),
        ("huggingface", "ACORN/acorn-2-7b", MODEL, "model:huggingface/acorn/Acorn-2-7B", None),
        ("huggingface", "acorn-2-7b", MODEL, "model:huggingface/acorn/Acorn-2-7B", None),
        ("huggingface", "hf://acorn/Acorn-2-7B", MODEL, "model:huggingface/acorn/Acorn-2-7B", None),
        (
            "huggingface",
            f"https://huggingface.co/acorn/Acorn-2-7B/resolve/{SHA}/model.safetensors",
            MODEL,
            "model:huggingface/acorn/Acorn-2-7B",
            SHA,
        ),
        ("huggingface", "https://huggingface.co/datasets/acorn/chats", MODEL, "dataset:huggingface/acorn/chats", None),
        ("huggingface", "acorn/chats", DATASET, "dataset:huggingface/acorn/chats", None),
        ("ollama", "acorn2:7b", MODEL, "model:ollama/acorn2:7b", None),
        ("ollama", "acorn2:7b-q4_K_M", MODEL, "model:ollama/acorn2:7b", None),
        ("ollama", "acorn2:7b-fp16", MODEL, "model:ollama/acorn2:7b", None),
        ("ollama", "acorn2:7b-text-q4_0", MODEL, "model:ollama/acorn2:7b-text-q4_0", None),
        ("ollama", "acorn2:latest", MODEL, "model:ollama/acorn2", None),
        ("ollama", "hf.co/acorn/Acorn-2-7B:Q4_K_M", MODEL, "model:huggingface/acorn/Acorn-2-7B", None),
        ("acorn-api", "acorn-chat-latest", SERVICE, "service:acorn-api/acorn-chat-2", None),
        ("litellm", "acorn/acorn-chat-2", SERVICE, "service:acorn-api/acorn-chat-2", None),
        ("litellm", "bedrock/converse/us.acorn.chat-2-v1:0", SERVICE, "service:bedrock/acorn.chat-2-v1:0", "v1:0"),
        ("langchain", "acorn-api:acorn-chat-2", SERVICE, "service:acorn-api/acorn-chat-2", None),
        ("litellm", "ollama/acorn2:7b", MODEL, "model:ollama/acorn2:7b", None),
        ("litellm", "hosted_vllm/acorn/Acorn-2-7B", MODEL, "model:huggingface/acorn/Acorn-2-7B", None),
        ("litellm", "acorn-chat-9", SERVICE, "service:acorn-api/acorn-chat-9", None),
        (
            "bedrock",
            "arn:aws:bedrock:us-east-1::foundation-model/acorn.chat-2-v1:0",
            SERVICE,
            "service:bedrock/acorn.chat-2-v1:0",
            "v1:0",
        ),
        ("bedrock", "eu.acorn.chat-2-v1:0", SERVICE, "service:bedrock/acorn.chat-2-v1:0", "v1:0"),
        ("litellm", "nobody-knows-this", SERVICE, "service:unknown/nobody-knows-this", None),
    ],
)
def test_a_spelling_leads_to_its_component(
    tiny: StoredKnowledge, ecosystem: str, name: str, kind: ComponentKind, component: str, version: str | None
) -> None:
    identity = tiny.identify(ecosystem, name, kind)
    assert (str(identity.component), identity.version) == (component, version)


@pytest.mark.parametrize("text", ["acorn/Acorn-2-7B", "acorn-chat-2", "acorn2:7b", "hf.co/acorn/Acorn-2-7B"])
def test_a_certain_name_is_known_wherever_it_stands(tiny: StoredKnowledge, text: str) -> None:
    assert tiny.known_name(text) is not None


@pytest.mark.parametrize("text", ["acorn2", "tts", "acorn/Acorn-3-7B", "", "small", "acorn-chat-2 is good", "MIT"])
def test_a_word_that_may_mean_anything_is_not(tiny: StoredKnowledge, text: str) -> None:
    assert tiny.known_name(text) is None


def test_a_family_pattern_makes_a_string_model_like_without_making_it_known(tiny: StoredKnowledge) -> None:
    assert tiny.is_model_like("acorn/Acorn-2-999B")
    assert not tiny.is_model_like("acorn/other")
    assert not tiny.is_model_like("acorn/Acorn-2-7B/deeper")


@pytest.mark.parametrize("url", ["https://huggingface.co/spaces/a/b", "https://example.org/a/b", "https://[bad"])
def test_other_addresses_name_no_model(tiny: StoredKnowledge, url: str) -> None:
    assert tiny.known_name(url) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("azure/eu/gpt-4o", "service:azure/gpt-4o"),
        ("azure/global-standard/gpt-4o-2024-08-06", "service:azure/gpt-4o-2024-08-06"),
        ("bedrock/us-gov-west-1/anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-3-haiku-20240307-v1:0"),
        ("bedrock/eu-west-3/1-month-commitment/anthropic.claude-v2", "service:bedrock/anthropic.claude-v2"),
        ("azure/my-own-deployment", "service:azure/my-own-deployment"),
        ("openai/eu/gpt-4o", "service:openai/eu/gpt-4o"),
    ],
)
def test_a_place_between_host_and_id_is_no_part_of_the_id(real: StoredKnowledge, written: str, read: str) -> None:
    assert str(real.identify("litellm", written, ComponentKind.MODEL).component).endswith(read)


@pytest.mark.parametrize(
    ("ecosystem", "name", "component"),
    [
        ("any", "Qwen/Qwen3-8B", "model:huggingface/Qwen/Qwen3-8B"),
        ("any", "google/gemma-4-31B-it", "model:huggingface/google/gemma-4-31B-it"),
        ("litellm", "openai/gpt-oss-20b", "service:openai/gpt-oss-20b"),
        ("openrouter", "google/gemini-2.5-pro", "service:gemini-api/gemini-2.5-pro"),
    ],
)
def test_a_listed_hub_id_is_no_host_and_id_unless_something_routes(
    real: StoredKnowledge, ecosystem: str, name: str, component: str
) -> None:
    assert str(real.identify(ecosystem, name, ComponentKind.MODEL).component) == component


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("gpt-4o", "service:openai/gpt-4o"),
        ("kimi-k2.5", "service:moonshot/kimi-k2.5"),
        ("claude-opus-4-5", "service:anthropic/claude-opus-4-5"),
    ],
)
def test_a_bare_id_is_its_makers_before_it_is_a_hosts(real: StoredKnowledge, name: str, component: str) -> None:
    assert str(real.identify("any", name, ComponentKind.MODEL).component) == component


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("gpt-4o-2024-08-06", "2024-08-06"),
        ("claude-opus-4-5-20251101", "20251101"),
        ("anthropic.claude-3-5-sonnet-20241022-v2:0", "20241022"),
        ("gemini-2.0-flash-001", "001"),
        ("claude-3@20240229", "20240229"),
        ("gpt-4o", None),
        ("llama-3.1-8b", None),
    ],
)
def test_a_hosted_id_is_pinned_by_the_date_or_build_it_carries(name: str, version: str | None) -> None:
    assert version_in(name) == version


@pytest.mark.parametrize(
    ("revision", "expected"), [(SHA, SHA), ("v1.0", "v1.0"), ("main", None), ("dev", None), (None, None)]
)
def test_a_moving_revision_pins_nothing(revision: str | None, expected: str | None) -> None:
    assert pinned(revision) == expected


def test_an_id_reads_back() -> None:
    for text in ["model:huggingface/a/b", "service:openai/gpt-4o", "library:pypi/x", "file:tree/models/x.gguf"]:
        assert str(ComponentId.parse(text)) == text
    for text in ["huggingface/a", "model:x", "thing:huggingface/a", "model:/a"]:
        with pytest.raises(ValueError, match="not a component id"):
            ComponentId.parse(text)
