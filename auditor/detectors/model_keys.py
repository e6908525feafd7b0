"""Which keys, flags and variables hold the name of a model or dataset: `modelURL`, `--model-id`, `LLM_MODEL`."""

import re
from functools import lru_cache
from typing import Final

import msgspec

from auditor.domain.component import ComponentKind


def words(text: str) -> frozenset[str]:
    """A set of words that is written as a text."""
    return frozenset(text.split())


class Hint(msgspec.Struct, frozen=True):
    """What a key lets one expect of its value."""

    kind: ComponentKind
    ecosystem: str = "any"
    """huggingface, ollama, a host's id, or any"""
    plural: bool = False
    unsaid: bool = False
    """the key says that it is on the hub, but not whether it is a model or a dataset"""


_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS: Final = re.compile(r"[-.\s]+")

_TAIL: Final = (
    r"(?:_(?:name|id|path|repo|uri|url|tag|slug|identifier|or|hf|hub|default|repository|checkpoint|[0-9]{1,2}))*"
)
_MODEL: Final = re.compile(
    r"(?:.*_)?(?:models?|llms?|tokenizer|processor|checkpoint|embedder|reranker|lora_weights|lora|adapter|adapters"
    r"|backbone|unet|vae|text_encoder|controlnet|feature_extractor|pretrained|deployment"
    r"|(?:openai|azure|llm)_engine)" + _TAIL
)
_DATASET: Final = re.compile(
    r"(?:(?:.*_)?datasets?|(?:train|training|eval|test|val|validation|pretrain|sft|hf)_data|data_(?:path|name|id))"
    + _TAIL
    + r"(?:_mixer|_mixture)?"
)
_HUB: Final = re.compile(r"(?:hf|huggingface|hub)_(?:repo|repo_id|hub_id|id|url|hub_url)|repo_id")
_HUB_WORDS: Final = re.compile(
    r"(?:.*_)?(?:tokenizer|checkpoint|pretrained|or_path|model_url|lora_weights|adapter)(?:_.*)?"
)

_NOT: Final = re.compile(
    r"(?:served|output|save|saved|push|export|exported|result|target_dir|save_to)(?:_.*)?"
    r"|(?:.*_)?(?:hub_model|hub_dataset|hub)_id"
    r"|data|(?:.*_)?(?:data|domain|view|data_base|object|user|device|car|printer|pricing|threat|permission)_models?(?:_.*)?"
)
"""keys of what is *produced*, and keys in which `model` has another meaning"""

_ECOSYSTEMS: Final = {
    "hf": "huggingface",
    "huggingface": "huggingface",
    "transformers": "huggingface",
    "ollama": "ollama",
}
_HOSTS: Final = frozenset(
    {
        "openai",
        "anthropic",
        "claude",
        "gemini",
        "groq",
        "mistral",
        "cohere",
        "bedrock",
        "azure",
        "deepseek",
        "xai",
        "vertex",
    }
)


@lru_cache(maxsize=4096)
def hint(key: str) -> Hint | None:
    """What `key` lets one expect; None when it says nothing of models and datasets."""
    if len(key) > 80 or "/" in key:  # noqa: PLR2004 - a sentence or a name, not a key
        return None
    spelt = _SEPARATORS.sub("_", _CAMEL.sub("_", key.strip().lstrip("-"))).lower().strip("_")
    if _NOT.fullmatch(spelt):
        return None
    first = spelt.split("_")[0]
    ecosystem = _ECOSYSTEMS.get(first) or (first if first in _HOSTS else "any")
    if ecosystem == "any" and _HUB_WORDS.fullmatch(spelt):
        ecosystem = "huggingface"
    if _HUB.fullmatch(spelt):
        return Hint(ComponentKind.MODEL, "huggingface", unsaid=True)
    if _DATASET.fullmatch(spelt):
        return Hint(ComponentKind.DATASET, "huggingface", spelt.endswith(("s", "mixer", "mixture")))
    if _MODEL.fullmatch(spelt):
        return Hint(ComponentKind.MODEL, ecosystem, spelt.endswith("s"))
    return None


PROVIDER_KEYS: Final = (
    "provider",
    "model_provider",
    "modelProvider",
    "llm_provider",
    "custom_llm_provider",
    "vendor",
    "api_type",
)
"""keys beside a model's name that tell whose it is"""
