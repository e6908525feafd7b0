"""OpenRouter's own list of models, as models.dev keeps a copy of it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from auditor.knowledge.harvest.abilities import of_modalities
from auditor.knowledge.harvest.sighting import Sighting, day

ADDRESS: Final = "https://openrouter.ai/api/v1/models"
_MODALITIES: Final = frozenset({"text", "image", "audio", "video"})


def read(path: Path, as_of: date) -> Iterator[Sighting]:
    """Every id with the day on which OpenRouter stops serving it, and the weights behind it."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    for row in rows:
        end = day(str(row.get("expiration_date") or ""))
        shape = row.get("architecture") or {}
        told = {*shape.get("input_modalities", ()), *shape.get("output_modalities", ())} & _MODALITIES
        context = row.get("context_length")
        asked = row.get("supported_parameters") or ()
        tasks = of_modalities(
            shape.get("input_modalities", ()),
            shape.get("output_modalities", ()),
            calls_tools="tools" in asked,
            reasons="reasoning" in asked,
        )
        yield Sighting(
            host="openrouter",
            id=row["id"],
            source=ADDRESS,
            as_of=as_of,
            first_party=True,
            end=end.on if end else None,
            serves=row.get("hugging_face_id") or None,
            modalities=tuple(sorted(told)),
            tasks=tasks,
            context=context if isinstance(context, int) and context > 1 else None,
        )
