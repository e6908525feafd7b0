"""One component for all spellings of its name."""

import pytest

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.relationship import Relationship
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
        ("bedrock/us-gov-west-1/cohere.command-text-v14", "service:bedrock/cohere.command-text-v14"),
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
        (
            "litellm",
            "Qwen/Qwen3-32B",
            "model:huggingface/Qwen/Qwen3-32B",
        ),  # the Hub's spelling, no route to a host `qwen`
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


LLAMA = "model:huggingface/meta-llama/Llama-3.1-8B-Instruct"
HAIKU = "service:bedrock/anthropic.claude-3-haiku-20240307-v1:0"
GOV_HAIKU = "service:bedrock/us-gov.anthropic.claude-3-haiku-20240307-v1:0"
ONE_COMPONENT = {
    LLAMA: [
        ("huggingface", "meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "meta-llama/llama-3.1-8b-instruct"),
        ("huggingface", "meta-llama/Meta-Llama-3.1-8B-Instruct"),
        ("huggingface", "meta-llama/Llama-3.1-8B-Instruct@main"),
        ("huggingface", "hf://meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "hf://models/meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "hf.co/meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "huggingface.co/meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct/"),
        ("huggingface", "https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct/blob/main/config.json?download=true"),
        ("huggingface", "https://huggingface.co/api/models/meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "https://hf-mirror.com/meta-llama/Llama-3.1-8B-Instruct"),
        ("huggingface", "git@hf.co:meta-llama/Llama-3.1-8B-Instruct.git"),
        ("ollama", "hf.co/meta-llama/Llama-3.1-8B-Instruct:Q4_K_M"),
        ("litellm", "hosted_vllm/meta-llama/Llama-3.1-8B-Instruct"),
        ("openrouter", "meta-llama/llama-3.1-8b-instruct:free"),
    ],
    "model:ollama/llama3.1:8b": [
        ("ollama", "llama3.1:8b"),
        ("ollama", "library/llama3.1:8b"),
        ("ollama", "registry.ollama.ai/library/llama3.1:8b"),
        ("ollama", "https://ollama.com/library/llama3.1:8b"),
        ("litellm", "ollama_chat/llama3.1:8b"),
        ("langchain", "ollama:llama3.1:8b"),
    ],
    # GovCloud is a partition of its own: models end there on other days.
    GOV_HAIKU: [
        ("bedrock", "us-gov.anthropic.claude-3-haiku-20240307-v1:0"),
        ("bedrock", "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"),
        ("litellm", "bedrock/us-gov-east-1/anthropic.claude-3-haiku-20240307-v1:0"),
    ],
    HAIKU: [
        ("bedrock", "anthropic.claude-3-haiku-20240307-v1:0"),
        ("bedrock", "eu.anthropic.claude-3-haiku-20240307-v1:0"),
        ("bedrock", "anthropic.claude-3-haiku-20240307-v1:0:200k"),
        ("bedrock", "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"),
        (
            "bedrock",
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0",
        ),
        ("litellm", "bedrock/converse/us.anthropic.claude-3-haiku-20240307-v1:0"),
        ("litellm", "bedrock/us-east-1/anthropic.claude-3-haiku-20240307-v1:0"),
        ("langchain", "bedrock_converse:anthropic.claude-3-haiku-20240307-v1:0"),
        ("ai-sdk", "bedrock/anthropic.claude-3-haiku-20240307-v1:0"),
    ],
    "service:azure/gpt-4o": [
        ("azure", "gpt-4o"),
        ("litellm", "azure/gpt-4o"),
        ("litellm", "azure/global-standard/gpt-4o"),
        ("langchain", "azure_openai:gpt-4o"),
    ],
    "service:vertex/gemini-2.5-pro": [
        ("vertex", "gemini-2.5-pro"),
        ("vertex", "google/gemini-2.5-pro"),
        ("vertex", "publishers/google/models/gemini-2.5-pro"),
        ("vertex", "projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro"),
        ("litellm", "vertex_ai/gemini-2.5-pro"),
        ("langchain", "google_vertexai:gemini-2.5-pro"),
    ],
    "service:gemini-api/gemini-2.5-pro": [
        ("gemini-api", "models/gemini-2.5-pro"),
        ("litellm", "gemini/gemini-2.5-pro"),
        ("langchain", "google_genai:gemini-2.5-pro"),
        ("any", "gemini-2.5-pro"),
    ],
    "service:anthropic/claude-sonnet-4-5": [
        ("anthropic", "claude-sonnet-4-5"),
        ("openrouter", "anthropic/claude-sonnet-4.5"),
        ("openrouter", "anthropic/claude-sonnet-4.5:beta"),
        ("ai-sdk", "anthropic/claude-sonnet-4.5"),
        ("litellm", "anthropic/claude-sonnet-4-5"),
    ],
}


@pytest.mark.parametrize("component", ONE_COMPONENT)
def test_one_component_for_all_spellings(real: StoredKnowledge, component: str) -> None:
    for ecosystem, name in ONE_COMPONENT[component]:
        kind = MODEL if ecosystem in {"huggingface", "ollama"} else SERVICE
        identity = real.identify(ecosystem, name, kind)
        assert (str(identity.component), identity.known) == (component, True), name


@pytest.mark.parametrize(
    ("ecosystem", "name", "component"),
    [
        ("azure", "gpt4o", "service:azure/gpt4o"),
        ("openai", "gpt-4o-mine", "service:openai/gpt-4o-mine"),
        ("anthropic", "claude-3.5-sonnet", "service:anthropic/claude-3.5-sonnet"),
        ("huggingface", "git@github.com:acme/model", "model:huggingface/git"),
    ],
    ids=["one's own deployment", "another id", "several dated ids", "no hub"],
)
def test_what_is_not_the_same(real: StoredKnowledge, ecosystem: str, name: str, component: str) -> None:
    assert not real.identify(ecosystem, name, SERVICE).known


@pytest.mark.parametrize(
    ("component", "purl"),
    [
        (LLAMA, "pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct"),
        ("library:pypi/Sentence_Transformers", "pkg:pypi/sentence-transformers"),
        ("library:npm/@huggingface/transformers", "pkg:npm/%40huggingface/transformers"),
        ("library:go/github.com/openai/openai-go", "pkg:golang/github.com/openai/openai-go"),
        ("library:cargo/async-openai", "pkg:cargo/async-openai"),
        ("library:gem/ruby-openai", "pkg:gem/ruby-openai"),
        ("library:nuget/OpenAI", "pkg:nuget/OpenAI"),
        ("library:composer/openai-php/client", "pkg:composer/openai-php/client"),
        ("library:maven/dev.langchain4j:langchain4j", "pkg:maven/dev.langchain4j/langchain4j"),
        ("container:oci/vllm-openai", "pkg:oci/vllm-openai"),
        (HAIKU, None),
        ("model:ollama/llama3.1:8b", None),
        ("dataset:huggingface/yahma/alpaca-cleaned", None),
    ],
)
def test_a_package_url_where_a_type_exists(component: str, purl: str | None) -> None:
    assert ComponentId.parse(component).purl == purl


@pytest.mark.parametrize(
    ("mirror", "origin"),
    [
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", LLAMA),
        ("hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4", LLAMA),
        ("mlx-community/Qwen2.5-7B-Instruct-4bit", "model:huggingface/Qwen/Qwen2.5-7B-Instruct"),
    ],
)
def test_a_quantised_mirror_is_its_own_component_with_an_edge(real: StoredKnowledge, mirror: str, origin: str) -> None:
    identity = real.identify("huggingface", mirror, MODEL)
    assert str(identity.component) == f"model:huggingface/{mirror}"
    edges = [fact for fact in real.facts(identity.component) if isinstance(fact, Relationship)]
    assert [(edge.type.value, str(edge.target)) for edge in edges] == [("quantized-from", origin)]
