"""What one list says of one model on the Hub."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from auditor.knowledge.mirrors import CONVERSION, plain

_HUB: Final = re.compile(
    r"(?:https?://(?:www\.)?huggingface\.co/|huggingface://|hf://|hf\.co/)"
    r"(?!datasets/|spaces/|models/|docs/|blog/|papers/|collections/)([\w.-]+/[\w.-]+)"
)


MANY: Final = 10
"""languages; a longer list is told as `multilingual`"""
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?")
_SHORT: Final = dict(
    pair.split(":")
    for pair in (
        "eng:en zho:zh cmn:zh fra:fr deu:de spa:es por:pt ita:it nld:nl pol:pl rus:ru ukr:uk ces:cs tur:tr ara:ar arb:ar "
        "fas:fa hin:hi ben:bn jpn:ja jp:ja kor:ko kr:ko vie:vi dan:da swe:sv nob:nb nno:nn nor:no"
    ).split()
)
"""what lists write → the code of two letters"""


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


def languages(told: Iterable[str]) -> tuple[str, ...]:
    """Their codes, `multilingual` for more than a few, or for what is told in words."""
    words = [_LANGUAGE.fullmatch(word.lower()) for word in ([told] if isinstance(told, str) else told)]
    codes = dict.fromkeys(_SHORT.get(found[1], found[1]) if found else "multilingual" for found in words)
    return tuple(sorted(codes)) if len(codes) <= MANY and "multilingual" not in codes else ("multilingual",)


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
