"""Mistral's documentation, from a checkout of mistralai/platform-docs-public: one TypeScript object per model."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from auditor.knowledge.harvest.sighting import Sighting, day

FOLDER: Final = "src/schema/models/models"
_STRING: Final = re.compile(r"'([^']*)'")
_SIZE: Final = re.compile(r"(\d+)([kM])")


def read(checkout: Path, as_of: date) -> Iterator[Sighting]:
    """Every API name of every model file."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((checkout / FOLDER).glob("*.ts"))}
    ids = {_one(text, "name"): _names(text) for text in texts.values()}
    for name, text in texts.items():
        own = [api for api in _names(text) if not api.endswith("-latest")]
        source = f"mistralai/platform-docs-public:{FOLDER}/{name}"
        for api in _names(text) if own else ():
            if api not in own:
                yield Sighting(host="mistral", id=api, source=source, as_of=as_of, first_party=True, floating=own[0])
        end, replacement = day(_one(text, "retirementDate")), ids.get(_one(text, "replacement"), [])
        released, deprecated = day(_one(text, "releaseDate")), day(_one(text, "deprecationDate"))
        for api in own:
            yield Sighting(
                host="mistral",
                id=api,
                source=source,
                as_of=as_of,
                first_party=True,
                released=released.on if released else None,
                deprecated=deprecated.on if deprecated else None,
                end=end.on if end else None,
                replacement=replacement[0] if replacement else None,
                modalities=_modalities(text),
                context=_context(_one(text, "contextLength")),
            )


def _one(text: str, key: str) -> str:
    match = re.search(rf"\b{key}: '([^']*)'", text)
    return match[1] if match else ""


def _names(text: str) -> list[str]:
    match = re.search(r"apiNames: \[([^\]]*)\]", text)
    return [name for name in _STRING.findall(match[1]) if name] if match else []


def _modalities(text: str) -> tuple[str, ...]:
    match = re.search(r"capabilities: \{\s*input: \[([^\]]*)\]", text)
    return tuple(name for name in ("text", "image", "audio") if match and f"'{name}'" in match[1])


def _context(text: str) -> int | None:
    match = _SIZE.fullmatch(text)
    return int(match[1]) * (1024 if match[2] == "k" else 1024 * 1024) if match else None
