"""One licence, many names: the short names of tables, SPDX ids, ScanCode's keys, the Hub's tags and `license_name`s."""

import pytest

from auditor.knowledge.store import StoredKnowledge

NAMES = {
    "Apache-2.0": "apache-2.0 LicenseRef-scancode-apache-2.0",
    "MIT": "mit LicenseRef-scancode-mit",
    "BSD-3-Clause": "bsd-3-clause LicenseRef-scancode-bsd-new bsd-new",
    "CC-BY-4.0": "cc-by-4.0 LicenseRef-scancode-cc-by-4.0",
    "CC-BY-SA-4.0": "cc-by-sa-4.0 LicenseRef-scancode-cc-by-sa-4.0",
    "CC-BY-NC-4.0": "cc-by-nc-4.0 LicenseRef-scancode-cc-by-nc-4.0",
    "CC-BY-NC-SA-4.0": "cc-by-nc-sa-4.0 LicenseRef-scancode-cc-by-nc-sa-4.0",
    "CC0-1.0": "cc0-1.0 LicenseRef-scancode-cc0-1.0",
    "GPL-3.0-only": "gpl-3.0 LicenseRef-scancode-gpl-3.0",
    "AGPL-3.0-only": "agpl-3.0 LicenseRef-scancode-agpl-3.0",
    "OpenMDW-1.0": "openmdw-1.0 LicenseRef-scancode-openmdw-1.0",
    "LicenseRef-linux-foundation-openmdw-1.1": "openmdw-1.1",
    "LicenseRef-scancode-llama-license-2023": "llama1 llama-license-2023",
    "LicenseRef-scancode-llama-2-license-2023": "llama2 llama-2-license-2023",
    "LicenseRef-meta-llama-3": "llama3",
    "LicenseRef-scancode-llama-3.1-license-2024": "llama3.1 llama-3.1-license-2024",
    "LicenseRef-scancode-llama-3.2-license-2024": "llama3.2 llama-3.2-license-2024",
    "LicenseRef-scancode-llama-3.3-license-2024": "llama3.3 llama-3.3-license-2024",
    "LicenseRef-scancode-llama-4-cla-2025": "llama4 llama-4-cla-2025",
    "LicenseRef-meta-opt-175b": "opt-175b",
    "LicenseRef-meta-sam": "sam-license",
    "LicenseRef-meta-dinov3": "dinov3-license",
    "LicenseRef-meta-seamless": "seamless",
    "LicenseRef-scancode-chameleon-research-2024": "chameleon chameleon-research-2024",
    "LicenseRef-meta-fair-noncommercial-research": "fair-noncommercial-research fair-noncommercial-research-license",
    "LicenseRef-scancode-gemma-tou-2024-04-01": "gemma-2024-04-01 gemma-tou-2024-04-01",
    "LicenseRef-scancode-gemma-tou-2025-03-24": "gemma gemma-tou-2025-03-24",
    "LicenseRef-google-health-ai-developer-foundations": "health-ai-developer-foundations",
    "LicenseRef-scancode-tongyi-qianwen-2023": "tongyi-qianwen tongyi-qianwen-2023",
    "LicenseRef-alibaba-tongyi-qianwen-research": "tongyi-qianwen-research",
    "LicenseRef-scancode-qwen-2024": "qwen qwen-2024",
    "LicenseRef-alibaba-qwen-research": "qwen-research",
    "LicenseRef-alibaba-qwen-community-1.0": "qwen-community-1.0",
    "LicenseRef-alibaba-qwen3.8-max": "qwen3.8-max",
    "LicenseRef-scancode-deepseek-la-1.0": "deepseek deepseek-la-1.0",
    "LicenseRef-scancode-stable-diffusion-2022-08-22": "creativeml-openrail-m stable-diffusion-2022-08-22",
    "LicenseRef-scancode-bigscience-open-rail-m2": "openrail++ bigscience-open-rail-m2",
    "LicenseRef-scancode-bigscience-rail-1.0": "bigscience-bloom-rail-1.0 bigscience-rail-1.0",
    "LicenseRef-scancode-bigscience-open-rail-m": "bigscience-openrail-m bigscience-open-rail-m",
    "LicenseRef-scancode-bigcode-open-rail-m-v1": "bigcode-openrail-m bigcode-open-rail-m-v1",
    "LicenseRef-scancode-stability-ai-community-2024": "stabilityai-ai-community stability-ai-community-2024",
    "LicenseRef-scancode-stability-ai-nc-2023-12-06": "stabilityai-nc-research stability-ai-nc-2023-12-06",
    "LicenseRef-stability-ai-stable-beluga-nc": "stable-beluga-nc",
    "LicenseRef-scancode-flux-1-nc": "flux-1-dev-non-commercial flux-1-nc flux-1-dev-non-commercial-license",
    "LicenseRef-black-forest-labs-flux-non-commercial-2.0": "flux-non-commercial-2.0",
    "LicenseRef-databricks-open-model": "databricks-open-model",
    "LicenseRef-scancode-moonshot-ai-modified-mit-2025": "kimi-k2-modified-mit moonshot-ai-modified-mit-2025",
    "LicenseRef-moonshot-ai-kimi-k2.5-modified-mit": "kimi-k2.5-modified-mit",
    "LicenseRef-moonshot-ai-kimi-k2.6-modified-mit": "kimi-k2.6-modified-mit",
    "LicenseRef-moonshot-ai-kimi-k2.7-code-modified-mit": "kimi-k2.7-code-modified-mit",
    "LicenseRef-moonshot-ai-kimi-k3": "kimi-k3",
    "LicenseRef-minimax-m2-modified-mit": "minimax-m2-modified-mit",
    "LicenseRef-minimax-model-license": "minimax-model-license",
    "LicenseRef-minimax-community": "minimax-community",
    "LicenseRef-minimax-m2.7-noncommercial": "minimax-m2.7-noncommercial",
    "LicenseRef-xai-grok2-community": "grok2-community",
    "LicenseRef-mistral-ai-mnpl-0.1": "mnpl",
    "LicenseRef-mistral-ai-mrl-0.1": "mrl",
    "LicenseRef-mistral-ai-modified-mit": "mistral-modified-mit",
    "LicenseRef-tii-falcon-180b": "falcon-180b",
    "LicenseRef-scancode-falcon-2-11b-1.0": "falcon-2-11b falcon-2-11b-1.0",
    "LicenseRef-tii-falcon-3": "falcon-llm-license",
    "LicenseRef-scancode-nvidia-open-model-2025-04-28": "nvidia-open-model-license nvidia-open-model-2025-04-28",
    "LicenseRef-nvidia-open-model-agreement": "nvidia-open-model-agreement",
    "LicenseRef-nvidia-nemotron-open-model": "nvidia-nemotron-open-model-license",
    "LicenseRef-nvidia-ai-foundation-community": "nvidia-ai-foundation-community",
    "LicenseRef-scancode-exaone-ai-model-1.1-nc": "exaone-1.1-nc exaone-ai-model-1.1-nc",
    "LicenseRef-lg-exaone-1.2-nc": "exaone-1.2-nc",
    "LicenseRef-lg-k-exaone": "k-exaone",
    "LicenseRef-tencent-hunyuan-large": "tencent-hunyuan-large",
    "LicenseRef-scancode-tencent-hunyuan-3d-2.0-cla": "tencent-hunyuan-3d-2.0 tencent-hunyuan-3d-2.0-cla",
    "LicenseRef-scancode-hyperclova-x-seed-2025": "hyperclova-x-seed hyperclova-x-seed-2025",
    "LicenseRef-01-ai-yi-2.1": "yi-2.1",
    "LicenseRef-baichuan-baichuan2-community": "baichuan2-community",
    "LicenseRef-zhipu-glm-130b": "glm-130b",
    "LicenseRef-zhipu-chatglm2": "chatglm2",
    "LicenseRef-zhipu-glm-4-9b": "glm-4-9b",
    "LicenseRef-zhipu-cogvideox": "cogvideox",
    "LicenseRef-zhipu-glm-5.3": "glm-5.3",
    "LicenseRef-liquid-ai-lfm1.0": "lfm1.0",
    "LicenseRef-lightricks-ltx-2-community": "ltx-2-community ltx-2.x-community-license-agreement",
    "LicenseRef-scancode-ltxv-owl-2025-05-05": "ltxv-owl ltxv-owl-2025-05-05",
    "LicenseRef-apple-amlr": "apple-amlr",
    "LicenseRef-coqui-cpml-1.0": "coqui-cpml-1.0",
    "LicenseRef-ai2-model": "ai2-model-license",
    "LicenseRef-microsoft-msr": "msr-license",
    "LicenseRef-cohere-c4ai-cc-by-nc-4.0": "cohere-c4ai",
    "LicenseRef-scancode-fair-ai-public-1.0-sd": "fair-ai-public-1.0-sd",
    "LicenseRef-scancode-playground-v2-community": "playground-v2-community",
    "LicenseRef-scancode-bilibili-model-ula-2025-09-09": "bilibili-indextts2 bilibili-model-ula-2025-09-09",
    "LicenseRef-ai21-jamba-open-model": "jamba-open-model",
}
SEVERAL = (
    "modified-mit exaone tencent-hunyuan-community flux-non-commercial-license chatglm other unknown modified "
    "community-license research-license"
).split()
"""one name for several texts: resolved by the repository and the day, never by the name"""


@pytest.mark.parametrize("license_id", NAMES)
def test_every_name_of_a_licence_leads_to_it(real: StoredKnowledge, license_id: str) -> None:
    names = NAMES[license_id].split()
    found = {name: terms.id if (terms := real.license(name)) else None for name in [license_id, *names]}
    assert found == dict.fromkeys([license_id, *names], license_id)


@pytest.mark.parametrize("name", [name for names in NAMES.values() for name in names.split()])
def test_case_and_space_around_a_name_do_not_matter(real: StoredKnowledge, name: str) -> None:
    assert real.license(f" {name.upper()} ") == real.license(name)


@pytest.mark.parametrize("name", SEVERAL)
def test_a_name_of_several_texts_leads_to_none(real: StoredKnowledge, name: str) -> None:
    assert real.license(name) is None


def test_scancodes_name_of_the_acceptable_use_policy_is_no_licence_of_llama_4(real: StoredKnowledge) -> None:
    """ScanCode's `llama-4-license-2025` is the policy; `llama-4-cla-2025` is the licence."""
    policy = real.license("LicenseRef-scancode-llama-4-license-2025")
    assert policy is None or policy.named_only
    licence = real.license("llama-4-cla-2025")
    assert licence is not None
    assert not licence.named_only


def test_the_tag_of_cohere_hides_its_policy(real: StoredKnowledge) -> None:
    """Cards of Cohere say `cc-by-nc-4.0`: by the tag alone nobody sees the policy beside it."""
    tagged, beside = real.license("cc-by-nc-4.0"), real.license("cohere-c4ai")
    assert tagged is not None
    assert beside is not None
    assert tagged.id == "CC-BY-NC-4.0"
    assert tagged.answer("use-restrictions").word == "none"
    assert beside.answer("use-restrictions").word == "external-policy"


def test_openai_s_open_weights_are_under_a_licence_that_their_policy_does_not_change(real: StoredKnowledge) -> None:
    """The usage policy beside gpt-oss is advice: Apache-2.0 has no room for it."""
    terms = real.license("apache-2.0")
    assert terms is not None
    assert terms.answer("use-restrictions").word == "none"
    assert real.license("gpt-oss") is None
