"""Numbers as a policy writes them: `40_000`, `50%`, `18 months`."""

import re
from typing import Any, Final

from auditor.policy.policy import Count, Percent, Period

_COUNT: Final = re.compile(r"\d{1,18}|\d{1,3}(?:_\d{3}){1,5}")
_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s?%")
_PERIOD: Final = re.compile(r"(\d{1,6}) (day|month|year)s?")
_SHOWN: Final = 80
"""characters of a wrong text that are repeated"""
_DAYS: Final = {"day": 1, "month": 30, "year": 365}


def count(text: str) -> Count:
    """`40_000` as a number. Raises ValueError."""
    if not _COUNT.fullmatch(text):
        raise ValueError(f"{text[:_SHOWN]!r} is no whole number; write 40000 or 40_000")
    return Count(text.replace("_", ""))


def percent(text: str) -> Percent:
    """`50%` as 0.5. Raises ValueError, for a bare number too: nobody can tell whether 1 is all or a hundredth."""
    found = _PERCENT.fullmatch(text)
    if found is None or float(found[1]) > 100:  # noqa: PLR2004 - per cent
        raise ValueError(f"{text[:_SHOWN]!r} is no share; write it as 50%")
    return Percent(float(found[1]) / 100)


def period(text: str) -> Period:
    """`18 months` as days: 30 for a month, 365 for a year. Raises ValueError, for a bare number too."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:_SHOWN]!r} is no length of time; write 30 days, 18 months or 2 years")
    return Period(int(found[1]) * _DAYS[found[2]])


def quantity(kind: type, value: Any) -> Any:  # noqa: ANN401 - a decoder's hook
    """What `knowledge.decode` asks for the kinds that msgspec does not know."""
    readers = {Count: count, Percent: percent, Period: period}
    if kind not in readers:
        raise NotImplementedError(f"no quantity is a {kind}")
    if not isinstance(value, str):
        raise ValueError("nothing is written here" if value is None else "a number is needed here")  # noqa: TRY004
    return readers[kind](value)
