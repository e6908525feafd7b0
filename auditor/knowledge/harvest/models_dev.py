"""The providers of models.dev: what each of their models takes, gives and can do."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from auditor.knowledge.harvest.abilities import of_modalities
from auditor.knowledge.harvest.sighting import Sighting

ADDRESS: Final = "https://github.com/anomalyco/models.dev/blob/dev/providers"
HOSTS: Final = {
    "alibaba": "alibaba",
    "alibaba-cn": "alibaba",
    "amazon-bedrock": "bedrock",
    "anthropic": "anthropic",
    "azure": "azure",
    "azure-cognitive-services": "azure",
    "baseten": "baseten",
    "cerebras": "cerebras",
    "cloudflare-workers-ai": "cloudflare",
    "cohere": "cohere",
    "databricks": "databricks",
    "deepinfra": "deepinfra",
    "deepseek": "deepseek",
    "fireworks-ai": "fireworks",
    "github-models": "github-models",
    "google": "gemini-api",
    "google-vertex": "vertex",
    "google-vertex-anthropic": "vertex",
    "groq": "groq",
    "huggingface": "huggingface-inference",
    "llama": "meta",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshotai": "moonshot",
    "nebius": "nebius",
    "nova": "amazon-nova",
    "novita-ai": "novita",
    "nvidia": "nvidia-nim",
    "ollama-cloud": "ollama",
    "openai": "openai",
    "openrouter": "openrouter",
    "perplexity": "perplexity",
    "snowflake-cortex": "snowflake",
    "togetherai": "together",
    "upstage": "upstage",
    "vercel": "vercel",
    "xai": "xai",
    "zai": "zai",
    "zhipuai": "zai",
}
"""its providers → our hosts"""
_MODALITIES: Final = ("text", "image", "audio", "video")


def read(checkout: Path, as_of: date) -> Iterator[Sighting]:
    """Every model of the providers that we have as hosts."""

    @cache
    def base(name: str) -> dict[str, Any]:
        path = checkout / "models" / f"{name}.toml"
        return _table(path) if path.is_file() else {}

    for provider, host in HOSTS.items():
        folder = checkout / "providers" / provider / "models"
        for path in sorted(folder.rglob("*.toml")):
            own = _table(path)
            name = path.relative_to(folder).as_posix().removesuffix(".toml")
            yield _sighting(host, name, f"{ADDRESS}/{provider}", {**base(str(own.get("base_model"))), **own}, as_of)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):  # some links lead nowhere
        return {}


def _sighting(host: str, name: str, source: str, row: dict[str, Any], as_of: date) -> Sighting:
    shape = row.get("modalities") or {}
    takes, gives = shape.get("input") or (), shape.get("output") or ()
    embeds = "embed" in name.lower()
    context = (row.get("limit") or {}).get("context")
    tasks = of_modalities(takes, gives, calls_tools=row.get("tool_call") is True, reasons=row.get("reasoning") is True)
    return Sighting(
        host=host,
        id=name,
        source=source,
        as_of=as_of,
        tasks=("feature-extraction",) if embeds else tasks,
        modalities=tuple(word for word in _MODALITIES if word in {*takes, *gives}),
        context=context if isinstance(context, int) and context > 1 else None,
    )
