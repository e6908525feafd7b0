"""What one list says of one hosted id."""

import re
from datetime import date, datetime
from typing import Final

import msgspec


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One row of one list; a field is None where the list is silent."""

    host: str
    id: str
    source: str
    """what a person can open"""
    listed_in: str | None = None
    """the list's own address, where `source` is what the list refers to"""
    as_of: date | None = None
    """when the list was read by whoever keeps it; None: on the day of the harvest"""
    first_party: bool = False
    """the host's own words"""
    released: date | None = None
    deprecated: date | None = None
    end: date | None = None
    """the day of the shutdown, when `lower_bound` is false"""
    lower_bound: bool = False
    """`end` is the earliest possible day, which is no promise of an end"""
    replacement: str | None = None
    aliases: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    context: int | None = None
    embedding_dimension: int | None = None
    serves: str | None = None
    """Hub id of the weights behind it, where the list tells it"""
    maker: str | None = None
    """supplier id, where the list tells it"""
    floating: str | None = None
    """set on an alias that moves: what it pointed to"""
    vanished: str | None = None
    """set when an older list had the id and the newest has not: which one had it last"""


class Day(msgspec.Struct, frozen=True):
    """A date as a page words it."""

    on: date
    lower_bound: bool


_LATER: Final = re.compile(r"not sooner|no sooner|no earlier|not before|or later|earliest", re.IGNORECASE)
_ISO: Final = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_SHORT: Final = re.compile(r"\b(\d\d)/(\d\d)/(\d\d)\b")
_WORDS: Final = re.compile(r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (20\d\d)\b")


def day(text: str) -> Day | None:
    """The first date in a cell: `2026-09-24`, `Oct 1, 2026`, `08/16/26`; `or later` makes it a lower bound."""
    text = text.replace("\u2011", "-")
    lower = _LATER.search(text) is not None
    try:
        if match := _ISO.search(text):
            return Day(date(int(match[1]), int(match[2]), int(match[3])), lower)
        if match := _SHORT.search(text):
            return Day(date(2000 + int(match[3]), int(match[1]), int(match[2])), lower)
        if match := _WORDS.search(text):
            return Day(datetime.strptime(f"{match[1]} {match[2]} {match[3]}", "%b %d %Y").date(), lower)  # noqa: DTZ007
    except ValueError:
        return None
    return None
