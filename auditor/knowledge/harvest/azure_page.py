"""Azure's table of retirements, where a model and its version stand in two columns."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from auditor.knowledge.harvest.sighting import Sighting, day

ADDRESS: Final = (
    "https://github.com/MicrosoftDocs/azure-ai-docs/blob/main/articles/ai-foundry/openai/includes/retirement/models.md"
)
_ROW: Final = re.compile(
    r"^\| *`(?P<name>[\w.-]+)` *\| *(?P<version>[\w.-]+) *\|[^|]*\| *(?P<deprecated>[^|]*?) *\| *(?P<end>[^|]*?) *\| *"
    r"(?:`(?P<replacement>[\w.-]+)`)?",
    re.MULTILINE,
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


def read(path: Path, as_of: date) -> Iterator[Sighting]:
    """Each dated version, and its plain name where the table holds no other version of it."""
    rows = [*_ROW.finditer(path.read_text(encoding="utf-8"))]
    names = [row["name"] for row in rows]
    for row in rows:
        end, deprecated = day(row["end"]), day(row["deprecated"])
        if end is None:
            continue
        ids = [f"{row['name']}-{row['version']}"] if _DATE.fullmatch(row["version"]) else []
        if names.count(row["name"]) == 1:
            ids.append(row["name"])
        for name in dict.fromkeys(ids):
            yield Sighting(
                host="azure",
                id=name,
                source=ADDRESS,
                as_of=as_of,
                first_party=True,
                deprecated=deprecated.on if deprecated and not deprecated.lower_bound else None,
                end=end.on,
                lower_bound=end.lower_bound,
                replacement=row["replacement"],
            )
