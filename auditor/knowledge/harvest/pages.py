"""First-party deprecation pages, from a checkout of mnfst/modeldeprecations.dev, which keeps copies of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from auditor.knowledge.harvest.sighting import Sighting, day

HOSTS: Final = {
    "openai": ("openai", "https://developers.openai.com/api/docs/deprecations"),
    "anthropic": ("anthropic", "https://platform.claude.com/docs/en/about-claude/model-deprecations"),
    "google": ("gemini-api", "https://ai.google.dev/gemini-api/docs/deprecations"),
    "vertex": (
        "vertex",
        "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/model-versions",
    ),
    "bedrock": ("bedrock", "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html"),
    "groq": ("groq", "https://console.groq.com/docs/deprecations"),
    "cohere": ("cohere", "https://docs.cohere.com/docs/deprecations"),
    "alibaba": ("alibaba", "https://www.alibabacloud.com/help/en/model-studio/deprecations"),
    "deepseek": ("deepseek", "https://api-docs.deepseek.com/updates"),
    "minimax": ("minimax", "https://platform.minimax.io/docs"),
    "moonshot": ("moonshot", "https://platform.moonshot.ai/docs"),
    "mistral": ("mistral", "https://docs.mistral.ai/getting-started/models/models_overview/"),
    "xai": ("xai", "https://docs.x.ai/docs/models"),
    "z-ai": ("zai", "https://docs.z.ai/"),
}
"""folder → our host, and the page that was copied"""

_RULE: Final = re.compile(r"^\|[\s:|-]+\|$")
_CODE: Final = re.compile(r"`([^`\s]+)`")
_NAME: Final = re.compile(r"^[A-Za-z0-9][\w.:/@-]{2,100}$")


def read(checkout: Path) -> Iterator[Sighting]:
    """The tables of the copied pages, then the repository's own reading of them."""
    for folder, (host, url) in HOSTS.items():
        for path in sorted((checkout / "snapshots" / folder).glob("*.md")):
            yield from tables(path.read_text(encoding="utf-8"), host, url, _copied_on(checkout))
        for path in sorted((checkout / "models" / folder).glob("*.yaml")):
            yield _entry(yaml.safe_load(path.read_text(encoding="utf-8")), host, url)


def _copied_on(checkout: Path) -> date:
    """The day of the newest check that the repository records."""
    days = (
        found.on
        for path in (checkout / "models").rglob("*.yaml")
        if (found := day(path.read_text(encoding="utf-8").rpartition("last_verified:")[2]))
    )
    return max(days)


def _entry(row: dict[str, Any], host: str, url: str) -> Sighting:
    sources = row.get("sources") or [{"url": url}]
    shutdown, earliest = row.get("shutdown_on"), row.get("earliest_shutdown_on")
    # What the repository itself suggests, and what another host offers, is no word of this host's.
    offered = [item for item in row.get("replacements") or () if item.get("provider") in {None, row.get("provider")}]
    named = [item for item in offered if item.get("recommended")]
    return Sighting(
        host=host,
        id=str(row["model"]),
        source=str(sources[0]["url"]),
        as_of=_date(row.get("last_verified")),
        first_party=True,
        released=_date(row.get("released_on")),
        deprecated=_date(row.get("deprecated_on")),
        end=_date(shutdown or earliest),
        lower_bound=shutdown is None,
        replacement=str(named[0]["model"]) if named else None,
        aliases=tuple(str(alias) for alias in row.get("aliases") or ()),
    )


def _date(value: object) -> date | None:
    found = day(str(value)) if value else None
    return found.on if found else None


def tables(text: str, host: str, url: str, as_of: date) -> Iterator[Sighting]:
    """Every row of a Markdown page's tables that has a model and a date of shutdown."""
    columns: _Columns | None = None
    previous = ""
    for line in text.splitlines():
        if not line.startswith("|"):
            columns = None
        elif _RULE.match(line):
            columns = _columns(_cells(previous))
        elif columns is not None:
            yield from _row(_cells(line), columns, host, url, as_of)
        previous = line


def _cells(line: str) -> list[str]:
    # `a \| b` is one cell that names two ids.
    return [cell.replace("\0", "|").strip() for cell in line.replace("\\|", "\0").strip().strip("|").split("|")]


_Columns = dict[str, int]


def _columns(heads: Sequence[str]) -> _Columns | None:
    found: _Columns = {}
    for number, head in enumerate(head.lower().replace("*", "") for head in heads):
        if "shutdown" in head or "retirement" in head or "eol date" in head or "deprecation time" in head:
            found.setdefault("end", number)
        elif "replacement" in head or "upgrade" in head or "substitute" in head:
            found.setdefault("replacement", number)
        elif "release" in head:
            found.setdefault("released", number)
        elif "legacy date" in head or head == "deprecated":
            found.setdefault("deprecated", number)
        elif "model id" in head:
            found["model"] = number
        elif "model" in head and "price" not in head and "provider" not in head:
            found.setdefault("model", number)
    return found if {"end", "model"} <= found.keys() else None


def _row(cells: Sequence[str], columns: _Columns, host: str, url: str, as_of: date) -> Iterator[Sighting]:
    def cell(name: str) -> str:
        number = columns.get(name)
        return cells[number] if number is not None and number < len(cells) else ""

    end, released, deprecated = day(cell("end")), day(cell("released")), day(cell("deprecated"))
    replacements = ids_in(cell("replacement"))
    if end is None:
        return
    # Google: "the shutdown dates listed indicate the earliest possible dates"; what has passed has ended.
    lower = end.lower_bound or (host == "gemini-api" and end.on > as_of)
    for name in ids_in(cell("model")):
        yield Sighting(
            host=host,
            id=name,
            source=url,
            as_of=as_of,
            first_party=True,
            released=released.on if released else None,
            deprecated=deprecated.on if deprecated else None,
            end=end.on,
            lower_bound=lower,
            replacement=replacements[0] if replacements else None,
        )


def ids_in(cell: str) -> list[str]:
    """The ids that a cell names: those in backticks, or the cell's words when it has none and they look like ids."""
    cell = cell.replace("\\", "").replace("*", "")
    names = _CODE.findall(cell) or re.split(r"\s+(?:or|and)\s+|,\s*|\s*\|\s*", cell)
    return [name for name in names if _NAME.match(name) and re.search(r"\d", name) and re.search(r"[-.@/]", name)]
