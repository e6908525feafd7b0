"""LiteLLM's price list: which ids a host serves, and the day on which each is shut down."""

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from auditor.knowledge.harvest.abilities import of_mode
from auditor.knowledge.harvest.sighting import Sighting, day

MEMBER: Final = "litellm/model_prices_and_context_window_backup.json"
LIST: Final = "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"

HOSTS: Final = {
    "openai": "openai",
    "text-completion-openai": "openai",
    "azure": "azure",
    "azure_text": "azure",
    "azure_ai": "azure",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "bedrock_mantle": "bedrock",
    "gemini": "gemini-api",
    "palm": "gemini-api",
    "vertex_ai": "vertex",
    "anthropic": "anthropic",
    "mistral": "mistral",
    "codestral": "mistral",
    "text-completion-codestral": "mistral",
    "deepseek": "deepseek",
    "dashscope": "alibaba",
    "meta": "meta",
    "meta_llama": "meta",
    "groq": "groq",
    "together_ai": "together",
    "fireworks_ai": "fireworks",
    "cohere": "cohere",
    "cohere_chat": "cohere",
    "xai": "xai",
    "perplexity": "perplexity",
    "openrouter": "openrouter",
    "cerebras": "cerebras",
    "sambanova": "sambanova",
    "deepinfra": "deepinfra",
    "novita": "novita",
    "nebius": "nebius",
    "replicate": "replicate",
    "cloudflare": "cloudflare",
    "databricks": "databricks",
    "snowflake": "snowflake",
    "watsonx": "watsonx",
    "voyage": "voyage",
    "ai21": "ai21",
    "moonshot": "moonshot",
    "zai": "zai",
    "minimax": "minimax",
    "deepgram": "deepgram",
    "elevenlabs": "elevenlabs",
    "assemblyai": "assemblyai",
    "jina_ai": "jina",
    "baseten": "baseten",
    "amazon_nova": "amazon-nova",
}
"""LiteLLM's provider → our host; `vertex_ai-…` is told by its beginning"""
PREFIXES: Final = frozenset(HOSTS) | {"amazon-nova", "together_ai", "azure_ai", "vertex_ai", "jina_ai"}
LOWER_BOUNDS: Final = frozenset({"gemini-api", "vertex"})
"""hosts whose own pages call a coming date the earliest possible one"""

_MODALITIES: Final = {
    "chat": ("text",),
    "completion": ("text",),
    "responses": ("text",),
    "embedding": ("text",),
    "rerank": ("text",),
    "moderation": ("text",),
    "image_generation": ("image",),
    "image_edit": ("image",),
    "audio_transcription": ("audio",),
    "audio_speech": ("audio",),
    "realtime": ("audio", "text"),
    "video_generation": ("video",),
}
_PICTURE: Final = re.compile(r"^(?:[a-z]+/)?(?:\d+-x-\d+|max-x-max)/(?:(?:\d+|max)-steps/)?")
_PLACE: Final = re.compile(
    r"^(?:(?:us|eu|apac|ap|jp|au|ca|sa|me|af|global|us-gov)\.|(?:us-gov|us|eu|ap|ca|sa|me|af|il)-[a-z]+-\d/"
    r"|(?:eu|us|us-gov|apac|au|in|jp|kr|uk|global|global-standard|standard|data-zone-standard)/|(?:\d+-month-commitment)/)"
)
_SIZE_CLASS: Final = re.compile(
    r"^(?:together-ai|fireworks-ai|databricks|voyage)-(?:[\d.]+[bm]|up-to|above|moe|default|embedding)|^\*|/\*$"
    r"|^(?:sample_spec|container|search|code-interpreter)$|invoke/|^(?:low|medium|high|standard|hd)$|claude_platform/"
)
_RESOLUTION: Final = re.compile(r"\d+-x-\d+")


def read(wheels: Sequence[Path]) -> Iterator[Sighting]:
    """Every id of the newest wheel, then those that only an older one holds."""
    newest: set[tuple[str, str]] = set()
    gone: set[tuple[str, str]] = set()
    for number, wheel in enumerate(wheels):
        version = wheel.name.split("-")[1]
        for sighting in _rows(wheel):
            key = (sighting.host, sighting.id.lower())
            if number == 0:
                newest |= {key, (key[0], key[1].rsplit("/", 1)[-1])}
                yield sighting
            elif key not in newest and key not in gone:
                gone.add(key)
                # A host that the newest list has dropped as a whole may well serve what it served.
                vanished = version if any(host == sighting.host for host, _ in newest) else None
                source = f"LiteLLM {version} on PyPI, {MEMBER}"
                yield msgspec.structs.replace(sighting, source=source, vanished=vanished)


def _rows(wheel: Path) -> Iterator[Sighting]:
    with zipfile.ZipFile(wheel) as archive:
        rows: dict[str, dict[str, Any]] = json.loads(archive.read(MEMBER))
    seen: set[tuple[str, str]] = set()
    # A plain id comes before one that names a region, whose dates may differ.
    for key in sorted(rows, key=lambda key: (key.count("/"), bool(_PLACE.match(key)), key)):
        row = rows[key]
        host = _host(str(row.get("litellm_provider")))
        name = _plain(key, host) if host else None
        if host and name and (host, name.lower()) not in seen:
            seen.add((host, name.lower()))
            yield _sighting(host, name, row)


def _host(provider: str) -> str | None:
    if provider.startswith("vertex_ai"):
        return "vertex"
    if provider.startswith("fireworks_ai"):
        return "fireworks"
    return HOSTS.get(provider)


def _plain(key: str, host: str) -> str | None:
    """The id as the host spells it: without router's prefix, picture size and region."""
    name = _PICTURE.sub("", key)
    while True:
        prefix, slash, rest = name.partition("/")
        if slash and prefix in PREFIXES and ((prefix in HOSTS and _host(prefix) == host) or prefix == host):
            name = rest
        elif place := _PLACE.match(name):
            name = name[place.end() :]
        elif picture := _PICTURE.match(name):
            name = name[picture.end() :]
        else:
            break
    stray = name.partition("/")[0] in PREFIXES - {"meta", "openai", "mistral", "cohere", "deepseek", "anthropic"} - {
        host
    }
    if stray or not name or name.endswith("/") or _SIZE_CLASS.search(name) or _RESOLUTION.search(name):
        return None
    return name


def _sighting(host: str, name: str, row: dict[str, Any]) -> Sighting:
    found = day(str(row.get("deprecation_date") or ""))
    modalities = _MODALITIES.get(str(row.get("mode")), ())
    if row.get("supports_vision") and "text" in modalities:
        modalities = (*modalities, "image")
    context = row.get("max_input_tokens")
    length = row.get("output_vector_size")
    tasks = of_mode(
        str(row.get("mode")),
        sees=row.get("supports_vision") is True,
        calls_tools=row.get("supports_function_calling") is True,
        reasons=row.get("supports_reasoning") is True,
    )
    return Sighting(
        host=host,
        id=name,
        source=_source(row),
        listed_in=LIST,
        end=found.on if found else None,
        modalities=modalities,
        tasks=tasks,
        embedding_dimension=int(length) if isinstance(length, int | float) and length > 1 else None,
        context=int(context) if isinstance(context, int | float) and context > 1 else None,
    )


def _source(row: dict[str, Any]) -> str:
    source = str(row.get("source") or "")
    return LIST if not source.startswith("https://") or row.get("deprecation_date") else source
