"""Families that do not have one licence: each member by its own, and by the day where the terms changed."""

from datetime import date

import pytest

from auditor.domain.component import ComponentId
from auditor.domain.fact import LicenseFact
from auditor.knowledge.store import StoredKnowledge

GEMMA, LLAMA = "LicenseRef-scancode-gemma-tou-2025-03-24", "LicenseRef-scancode-llama-{}"
QWEN_RESEARCH, QWEN = "LicenseRef-alibaba-qwen-research", "LicenseRef-scancode-qwen-2024"
TONGYI, DEEPSEEK = "LicenseRef-scancode-tongyi-qianwen-2023", "LicenseRef-scancode-deepseek-la-1.0"
FLUX = "LicenseRef-black-forest-labs-flux-1-dev-non-commercial-1.1.1"
STABILITY = "LicenseRef-scancode-stability-ai-community-2024"

FAMILIES = {
    "Llama": {
        "huggyllama/llama-7b": "LicenseRef-scancode-llama-license-2023",
        "meta-llama/Llama-2-7b-hf": LLAMA.format("2-license-2023"),
        "meta-llama/Meta-Llama-3-8B": "LicenseRef-meta-llama-3",
        "meta-llama/Llama-3.1-8B": LLAMA.format("3.1-license-2024"),
        "meta-llama/Llama-3.2-1B": LLAMA.format("3.2-license-2024"),
        "meta-llama/Llama-3.3-70B-Instruct": LLAMA.format("3.3-license-2024"),
        "meta-llama/Llama-4-Scout-17B-16E": LLAMA.format("4-cla-2025"),
        "meta-llama/Llama-Prompt-Guard-2-86M": LLAMA.format("4-cla-2025"),
    },
    "Gemma": {
        "google/gemma-3-4b-it": GEMMA,
        "google/gemma-4-31B-it": "Apache-2.0",
        "google/medgemma-4b-it": "LicenseRef-google-health-ai-developer-foundations",
    },
    "Qwen": {
        "Qwen/Qwen-7B": TONGYI,
        "Qwen/Qwen-1_8B": "LicenseRef-alibaba-tongyi-qianwen-research",
        "Qwen/Qwen2-7B": "Apache-2.0",
        "Qwen/Qwen2-72B": TONGYI,
        "Qwen/Qwen2.5-3B": QWEN_RESEARCH,
        "Qwen/Qwen2.5-7B": "Apache-2.0",
        "Qwen/Qwen2.5-72B": QWEN,
        "Qwen/Qwen2.5-Omni-3B": QWEN_RESEARCH,
        "Qwen/Qwen2.5-Omni-7B": "Apache-2.0",
        "Qwen/Qwen3.8-27B": "Apache-2.0",
        "Qwen/Qwen3.8-2.4T-A95B": "LicenseRef-alibaba-qwen3.8-max",
    },
    "DeepSeek": {
        "deepseek-ai/DeepSeek-V3": DEEPSEEK,
        "deepseek-ai/DeepSeek-V3-0324": "MIT",
        "deepseek-ai/DeepSeek-R1": "MIT",
        "deepseek-ai/deepseek-coder-6.7b-base": DEEPSEEK,
    },
    "GLM": {
        "zai-org/chatglm3-6b": "LicenseRef-zhipu-chatglm2",
        "zai-org/glm-4-9b": "LicenseRef-zhipu-glm-4-9b",
        "zai-org/GLM-4-32B-0414": "MIT",
        "zai-org/GLM-5.3": "LicenseRef-zhipu-glm-5.3",
        "zai-org/GLM-5.3-Flash": "MIT",
        "zai-org/CogVideoX-2b": "Apache-2.0",
        "zai-org/CogVideoX-5b": "LicenseRef-zhipu-cogvideox",
    },
    "Kimi": {
        "moonshotai/Kimi-K2-Instruct": "LicenseRef-scancode-moonshot-ai-modified-mit-2025",
        "moonshotai/Kimi-K2.5": "LicenseRef-moonshot-ai-kimi-k2.5-modified-mit",
        "moonshotai/Kimi-K3": "LicenseRef-moonshot-ai-kimi-k3",
        "moonshotai/Kimi-VL-A3B-Instruct": "MIT",
    },
    "MiniMax": {
        "MiniMaxAI/MiniMax-M1-80k": "Apache-2.0",
        "MiniMaxAI/MiniMax-M2": "LicenseRef-minimax-m2-modified-mit",
        "MiniMaxAI/MiniMax-M2.1": "LicenseRef-minimax-m2.1-modified-mit",
        "MiniMaxAI/MiniMax-M2.5": "LicenseRef-minimax-model-license",
        "MiniMaxAI/MiniMax-M2.7": "LicenseRef-minimax-m2.7-noncommercial",
    },
    "Mistral": {
        "mistralai/Mistral-7B-v0.1": "Apache-2.0",
        "mistralai/Codestral-22B-v0.1": "LicenseRef-mistral-ai-mnpl-0.1",
        "mistralai/Mistral-Large-Instruct-2407": "LicenseRef-mistral-ai-mrl-0.1",
        "mistralai/Devstral-2-123B-Instruct-2512": "LicenseRef-mistral-ai-modified-mit",
    },
    "Falcon": {
        "tiiuae/falcon-7b": "Apache-2.0",
        "tiiuae/falcon-180B": "LicenseRef-tii-falcon-180b",
        "tiiuae/falcon-11B": "LicenseRef-scancode-falcon-2-11b-1.0",
        "tiiuae/Falcon3-7B-Instruct": "LicenseRef-tii-falcon-3",
        "tiiuae/Falcon-OCR": "Apache-2.0",
    },
    "Stable Diffusion": {
        "stable-diffusion-v1-5/stable-diffusion-v1-5": "LicenseRef-scancode-stable-diffusion-2022-08-22",
        "stabilityai/stable-diffusion-xl-base-0.9": "LicenseRef-stability-ai-sdxl-0.9-research",
        "stabilityai/stable-diffusion-xl-base-1.0": "LicenseRef-scancode-bigscience-open-rail-m2",
        "stabilityai/stable-diffusion-2-1": "LicenseRef-scancode-bigscience-open-rail-m2",
        "stabilityai/sdxl-turbo": STABILITY,
        "stabilityai/stable-video-diffusion-img2vid-xt": STABILITY,
        "stabilityai/stable-diffusion-3.5-large": STABILITY,
    },
    "FLUX": {
        "black-forest-labs/FLUX.1-schnell": "Apache-2.0",
        "black-forest-labs/FLUX.1-Kontext-dev": FLUX,
        "black-forest-labs/FLUX.2-dev": "LicenseRef-black-forest-labs-flux-non-commercial-2.0",
        "black-forest-labs/FLUX.2-klein-4B": "Apache-2.0",
        "black-forest-labs/FLUX.2-klein-9B": "LicenseRef-black-forest-labs-flux-non-commercial-2.1",
    },
    "Hunyuan": {
        "tencent/Tencent-Hunyuan-Large": "LicenseRef-tencent-hunyuan-large",
        "tencent/HunyuanVideo": "LicenseRef-tencent-hunyuan-community",
        "tencent/Hunyuan-MT-7B": "LicenseRef-tencent-hunyuan-community",
        "tencent/Hunyuan3D-2": "LicenseRef-scancode-tencent-hunyuan-3d-2.0-cla",
    },
    "EXAONE": {
        "LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct": "LicenseRef-scancode-exaone-ai-model-1.1-nc",
        "LGAI-EXAONE/EXAONE-4.0-32B": "LicenseRef-lg-exaone-1.2-nc",
        "LGAI-EXAONE/K-EXAONE-236B-A23B": "LicenseRef-lg-k-exaone",
    },
    "Cohere": {"CohereLabs/aya-101": "Apache-2.0", "CohereLabs/c4ai-command-a-03-2025": "CC-BY-NC-4.0"},
    "Jina": {
        "jinaai/jina-embeddings-v2-base-en": "Apache-2.0",
        "jinaai/jina-embeddings-v3": "CC-BY-NC-4.0",
        "jinaai/jina-embeddings-v4": QWEN_RESEARCH,
    },
    "BGE": {"BAAI/bge-m3": "MIT", "BAAI/bge-multilingual-gemma2": GEMMA},
    "Jamba": {"ai21labs/Jamba-v0.1": "Apache-2.0", "ai21labs/AI21-Jamba-1.5-Mini": "LicenseRef-ai21-jamba-open-model"},
    "Nemotron": {
        "nvidia/Nemotron-4-340B-Instruct": "LicenseRef-scancode-nvidia-open-model-2025-04-28",
        "nvidia/Llama-3.1-Nemotron-70B-Instruct-HF": LLAMA.format("3.1-license-2024"),
        "nvidia/Nemotron-3-Embed-1B-BF16": "LicenseRef-linux-foundation-openmdw-1.1",
    },
    "LTX": {
        "Lightricks/LTX-Video": "LicenseRef-scancode-ltxv-owl-2025-05-05",
        "Lightricks/LTX-2": "LicenseRef-lightricks-ltx-2-community",
    },
    "Grok": {"xai-org/grok-1": "Apache-2.0", "xai-org/grok-2": "LicenseRef-xai-grok2-community"},
    "SAM": {"facebook/sam-vit-base": "Apache-2.0", "facebook/sam3": "LicenseRef-meta-sam"},
    "DINO": {
        "facebook/dinov2-base": "Apache-2.0",
        "facebook/dinov3-vits16-pretrain-lvd1689m": "LicenseRef-meta-dinov3",
    },
    "Depth Anything": {
        "depth-anything/Depth-Anything-V2-Small": "Apache-2.0",
        "depth-anything/Depth-Anything-V2-Large": "CC-BY-NC-4.0",
    },
    "InternLM": {"internlm/internlm2_5-7b-chat": "other", "internlm/internlm3-8b-instruct": "Apache-2.0"},
    "Tulu": {
        "allenai/tulu-2-dpo-7b": "LicenseRef-ai2-impact-lr",
        "allenai/Llama-3.1-Tulu-3-8B": LLAMA.format("3.1-license-2024"),
    },
}

BY_DATE = [
    ("01-ai/Yi-34B", date(2024, 5, 1), "LicenseRef-01-ai-yi-2.1"),
    ("01-ai/Yi-34B", date(2024, 6, 1), "Apache-2.0"),
    ("01-ai/Yi-1.5-34B", date(2024, 5, 20), "Apache-2.0"),
    ("black-forest-labs/FLUX.1-dev", date(2025, 6, 1), "LicenseRef-scancode-flux-1-nc"),
    ("black-forest-labs/FLUX.1-dev", date(2025, 7, 1), FLUX),
    ("microsoft/phi-1_5", date(2023, 12, 1), "other"),
    ("microsoft/phi-1_5", date(2024, 3, 1), "MIT"),
    ("microsoft/phi-2", date(2023, 12, 31), "other"),
    ("microsoft/phi-2", date(2026, 11, 25), "MIT"),
    ("google/gemma-7b", date(2024, 3, 1), "LicenseRef-google-gemma-tou-2024-02-21"),
    ("google/gemma-7b", date(2024, 12, 1), "LicenseRef-scancode-gemma-tou-2024-04-01"),
    ("google/gemma-7b", date(2026, 11, 25), GEMMA),
]


WITH_MANY = set(
    "Llama Gemma Qwen DeepSeek GLM Kimi MiniMax Mistral Falcon FLUX Hunyuan EXAONE Cohere Jina BGE Jamba Nemotron LTX Grok "
    "SAM DINO InternLM Tulu".split()
) | {"Stable Diffusion", "Depth Anything"}
"""families in which no rule of the form “what is called so is licensed so” holds; Yi and phi-1.5 changed by the day"""


def licenses(knowledge: StoredKnowledge, name: str) -> list[LicenseFact]:
    facts = knowledge.facts(ComponentId.parse(f"model:huggingface/{name}"))
    return [fact for fact in facts if isinstance(fact, LicenseFact)]


def test_every_family_with_many_licences_is_asked() -> None:
    assert {*FAMILIES} == WITH_MANY
    assert {"01-ai/Yi-34B", "microsoft/phi-1_5"} <= {name for name, _, _ in BY_DATE}


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_the_members_of_a_family_are_told_apart(real: StoredKnowledge, family: str) -> None:
    found = {name: [fact.expression for fact in licenses(real, name)] for name in FAMILIES[family]}
    assert found == {name: [expression] for name, expression in FAMILIES[family].items()}
    assert len({*FAMILIES[family].values()}) > 1
    assert not [name for name in found if any(fact.guess for fact in licenses(real, name))]


@pytest.mark.parametrize(("name", "day", "expression"), BY_DATE)
def test_terms_that_changed_are_told_by_the_day(real: StoredKnowledge, name: str, day: date, expression: str) -> None:
    held = [
        fact.expression
        for fact in licenses(real, name)
        if (fact.valid_from or date.min) <= day <= (fact.valid_to or date.max)
    ]
    assert held == [expression]


@pytest.mark.parametrize(
    ("mirror", "expression"),
    [
        ("Qwen/Qwen2.5-VL-3B-Instruct-AWQ", QWEN_RESEARCH),
        ("unsloth/gemma-3-4b-it", GEMMA),
        ("unsloth/gemma-4-E2B-it", "Apache-2.0"),
        ("TheBloke/Llama-2-7B-Chat-GGUF", LLAMA.format("2-license-2023")),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", LLAMA.format("3.1-license-2024")),
    ],
)
def test_a_mirror_is_told_apart_as_its_origin_is(real: StoredKnowledge, mirror: str, expression: str) -> None:
    assert [fact.expression for fact in licenses(real, mirror)] == [expression]


def test_an_unlisted_member_of_a_family_with_many_licences_is_only_guessed(real: StoredKnowledge) -> None:
    assert [(fact.expression, fact.guess) for fact in licenses(real, "Qwen/Qwen2.5-999B")] == [("Apache-2.0", True)]
    assert licenses(real, "tiiuae/falcon-999b") == []
