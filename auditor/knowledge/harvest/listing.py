"""What one list says of one model on the Hub."""

import re
from datetime import date
from typing import Final

import msgspec

from auditor.knowledge.mirrors import CONVERSION, plain

_HUB: Final = re.compile(
    r"(?:https?://(?:www\.)?huggingface\.co/|huggingface://|hf://|hf\.co/)"
    r"(?!datasets/|spaces/|models/|docs/|blog/|papers/|collections/)([\w.-]+/[\w.-]+)"
)


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """One model, as one list tells it. What the list leaves out is None or empty."""

    id: str
    source: str
    """an address that a person can open"""
    license: str | None = None
    """as the list spells it"""
    quantized_from: str | None = None
    fine_tuned_from: str | None = None
    merged_from: tuple[str, ...] = ()
    trained_on: tuple[str, ...] = ()
    superseded_by: str | None = None
    released: str | None = None
    modelscope: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    parameters: str | None = None
    active_parameters: str | None = None
    context: int | None = None
    embedding_dimension: int | None = None


class Source(msgspec.Struct, frozen=True):
    """A list, and the day of its state."""

    address: str
    as_of: date | None = None


def hub_id(text: str) -> str | None:
    """The id of a model on the Hub that an address leads to."""
    found = _HUB.match(text)
    return found[1].removesuffix(".git") if found else None


def is_conversion(name: str) -> bool:
    """Whether an id says of itself that it is another encoding of somebody's weights."""
    return bool(CONVERSION.search(name.partition("/")[2]))


def converts(mirror: str, origin: str) -> bool:
    """Whether the name of a conversion holds the name of what was converted: `bartowski/org_Name-GGUF`, `Name-AWQ`."""
    return plain(origin) in plain(mirror)


def size(billions: float) -> str:
    """`7B`, `1.5B`, `270M`, `2.4T`."""
    if billions >= 1000:  # noqa: PLR2004 - a trillion
        return f"{_short(billions / 1000)}T"
    return f"{_short(billions)}B" if billions >= 1 else f"{round(billions * 1000)}M"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
