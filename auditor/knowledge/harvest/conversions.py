"""Who converted whose weights: Unsloth's table, Xinference's model files, FastEmbed's list. Read, never imported."""

import ast
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from auditor.knowledge.harvest.listing import Listing, languages, size

UNSLOTH: Final = "https://github.com/unslothai/unsloth/blob/main/unsloth/models/mapper.py"
XINFERENCE: Final = "https://github.com/xorbitsai/inference/tree/main/xinference/model"
FASTEMBED: Final = "https://github.com/qdrant/fastembed/blob/main/fastembed"
ABILITIES: Final = {
    "chat": "text-generation",
    "generate": "text-generation",
    "vision": "image-text-to-text",
    "audio": "audio-text-to-text",
    "tools": "tools",
    "reasoning": "reasoning",
    "text2image": "text-to-image",
    "image2image": "image-to-image",
    "inpainting": "image-to-image",
    "text2video": "text-to-video",
    "image2video": "image-to-video",
    "text2audio": "text-to-speech",
    "audio2text": "automatic-speech-recognition",
    "ocr": "image-text-to-text",
}
"""Xinference's word → the Hub's pipeline tag"""


def unsloth(wheel: Path) -> Iterator[Listing]:
    """Each 4-bit, 8-bit and 16-bit mirror with the official id."""
    with zipfile.ZipFile(wheel) as archive:
        tree = ast.parse(archive.read("unsloth/models/mapper.py"))
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and getattr(node.targets[0], "id", "").endswith("INT_TO_FLOAT_MAPPER")
        and isinstance(node.value, ast.Dict)
    )
    rows: dict[str, Any] = ast.literal_eval(table)
    for key, values in rows.items():
        wide = values["16"] if isinstance(values, dict) else values
        narrow = values.get("8", ()) if isinstance(values, dict) else ()
        official = next((name for name in wide if not name.startswith("unsloth/")), None)
        for name in dict.fromkeys((key, *wide, *narrow)):
            if official and name and name.lower() != official.lower():
                yield Listing(id=name, source=UNSLOTH, quantized_from=official)


def xinference(wheel: Path) -> Iterator[Listing]:
    """Each family's repositories: sizes, context, languages, and which are conversions of which."""
    with zipfile.ZipFile(wheel) as archive:
        for path in sorted(archive.namelist()):
            if path.startswith("xinference/model/") and "/models/" in path and path.endswith(".json"):
                found = json.loads(archive.read(path))
                kind = path.split("/")[2]
                for family in found if isinstance(found, list) else [found]:
                    yield from _family(family, kind)


def _family(family: Mapping[str, Any], kind: str) -> Iterator[Listing]:
    specs: list[Mapping[str, Any]] = family.get("model_specs") or [family]
    common = _common(family, kind)
    origins: dict[Any, str] = {}
    for spec in specs:
        if spec.get("model_format", "pytorch") in {"pytorch", "diffusers"} and (name := _plain(spec)):
            origins.setdefault(spec.get("model_size_in_billions"), name)
    for spec in specs:
        billions = spec.get("model_size_in_billions")
        source = spec.get("model_src") or {}
        other = (source.get("modelscope") or {}).get("model_id") or ""
        quantizations = (source.get("huggingface") or {}).get("quantizations") or [""]
        template = (source.get("huggingface") or {}).get("model_id") or ""
        for quantization in quantizations if "{quantization}" in template else quantizations[:1]:
            name = template.replace("{quantization}", quantization)
            origin = origins.get(billions)
            if name.count("/") != 1 or "{" in name:
                continue
            yield Listing(
                id=name,
                source=f"{XINFERENCE}/{kind}",
                quantized_from=origin if origin and origin.lower() != name.lower() else None,
                modelscope=(other,) if other.count("/") == 1 and "{" not in other else (),
                parameters=_size(billions),
                active_parameters=_size(spec.get("activated_size_in_billions")),
                **common,
            )


def _plain(spec: Mapping[str, Any]) -> str | None:
    hub = (spec.get("model_src") or {}).get("huggingface") or {}
    quantizations = hub.get("quantizations") or ["none"]
    return hub.get("model_id") if "none" in quantizations and "{" not in hub.get("model_id", "{") else None


def _common(family: Mapping[str, Any], kind: str) -> dict[str, Any]:
    # Of a model that speaks thirty languages, the list tells the two that its users asked for; so only encoders' count.
    abilities = family.get("model_ability") or ()
    tasks = [ABILITIES[word] for word in abilities if word in ABILITIES]
    if kind in {"embedding", "rerank"}:
        tasks = ["feature-extraction" if kind == "embedding" else "text-ranking"]
    context = family.get("context_length") or family.get("max_tokens")
    return {
        "languages": languages(family.get("language") or ()),
        "tasks": tuple(dict.fromkeys(tasks)),
        "context": context if isinstance(context, int) and context > 1 else None,
        "embedding_dimension": family.get("dimensions") if kind == "embedding" else None,
    }


def _size(billions: object) -> str | None:
    """Xinference writes 1.5 as `1_5`."""
    if isinstance(billions, str):
        try:
            billions = float(billions.replace("_", "."))
        except ValueError:
            return None
    return size(float(billions)) if isinstance(billions, int | float) and billions > 0 else None


def fastembed(wheel: Path) -> Iterator[Listing]:
    """Each model with its licence, and the ONNX mirror that is fetched instead of it."""
    with zipfile.ZipFile(wheel) as archive:
        for path in sorted(archive.namelist()):
            if path.startswith("fastembed/") and path.endswith(".py"):
                for node in ast.walk(ast.parse(archive.read(path))):
                    if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("ModelDescription"):
                        yield from _described(node, f"{FASTEMBED}{path.removeprefix('fastembed')}")


def _described(node: ast.Call, source: str) -> Iterator[Listing]:
    words = {word.arg: word.value for word in node.keywords if word.arg}
    values = {name: value.value for name, value in words.items() if isinstance(value, ast.Constant)}
    name, license_ = values.get("model"), values.get("license")
    if not isinstance(name, str) or name.count("/") != 1 or not isinstance(license_, str):
        return
    dimension = values.get("dim")
    tasks = ("feature-extraction",) if "dim" in values else ()
    yield Listing(id=name, source=source, license=license_, tasks=tasks,
                  embedding_dimension=dimension if isinstance(dimension, int) else None)  # fmt: skip
    place = words.get("sources")
    for word in place.keywords if isinstance(place, ast.Call) else ():
        if word.arg == "hf" and isinstance(word.value, ast.Constant) and str(word.value.value).lower() != name.lower():
            yield Listing(id=str(word.value.value), source=source, quantized_from=name, tasks=tasks)
