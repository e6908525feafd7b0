"""Licences as answers to a closed list of questions."""

from datetime import date
from typing import Literal

import msgspec


class Threshold(
    msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True
):
    """A number at which a licence changes what it grants."""

    metric: str
    """monthly-active-users, annual-revenue, … (the vocabulary's list)"""
    operator: str
    """`>` (more than) or `>=` (at least)"""
    value: float
    unit: str | None = None
    """the currency for money"""
    basis: str | None = None
    """who is aggregated"""
    measured: str | None = None
    """when it is measured: a date, or words"""
    effect: str
    """what happens at the threshold: request-license, display-name, rights-end, paid-license"""
    commercial_only: bool = False
    """true: who does not use it commercially is free of it"""
    business: tuple[str, ...] = ()
    """only licensees in one of these kinds of business are concerned; empty: all are"""


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """What one licence says to one question."""

    answer: str | tuple[Threshold | str, ...]
    """a word of the vocabulary, a text, or a list; `silent`: the text says nothing; `unknown`: it could not be read"""
    clause: str | None = None
    """where in the text"""
    words: str | None = None
    """the few words that decide, or a text that must be reproduced"""
    when: str | None = None
    """the condition, in our own words"""
    modality: str | None = None
    """the answer holds for this modality only (for instance `multimodal`)"""
    who: str | None = None
    """`domicile`: a region counts by where the licensee is established, not by where users are"""
    registration: bool = False
    """commercial use has to be registered or applied for first, whatever its size"""
    network: bool = False
    """a share-alike that is met by use over a network, too, not only by passing on copies"""
    occasion: Literal["derivative", "publication", "advertising"] | None = None
    """what alone calls for a text, where passing the material on or hosting it does not"""
    address: bool = False
    """a copy of the licence that may be left out where its address is given"""
    days: int | None = None
    """for how long, at most, where the answer is a length of time"""
    compatible: tuple[str, ...] = ()
    """further licence ids under which a share-alike is kept: a later version, or one that the text names"""
    url: str | None = None
    note: str | None = None
    """what is unclear in the text"""

    @property
    def word(self) -> str:
        """The answer as one word; `list` for a list."""
        return self.answer if isinstance(self.answer, str) else "list"

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The thresholds of a list answer."""
        return () if isinstance(self.answer, str) else tuple(a for a in self.answer if isinstance(a, Threshold))

    @property
    def items(self) -> tuple[str, ...]:
        """The words of a list answer."""
        return () if isinstance(self.answer, str) else tuple(a for a in self.answer if isinstance(a, str))


class LicenseTerms(msgspec.Struct, frozen=True, kw_only=True):
    """One licence, or one provider's terms of service: its names, its answers, and who read it when."""

    id: str
    """the SPDX id where there is one, else a LicenseRef"""
    name: str
    kind: str = "license"
    """license, or provider-terms"""
    steward: str | None = None
    """supplier id"""
    aliases: tuple[str, ...] = ()
    url: str | None = None
    answers: dict[str, Answer]
    notes: tuple[str, ...] = ()
    """what is to be known of the whole text"""
    sources: tuple[str, ...] = ()
    reviewed_on: date | None = None
    reviewed_by: str | None = None
    named_only: bool = False
    """known by its name and id: its text has not been read, and every answer is `unknown`"""

    def answer(self, question: str) -> Answer:
        """The answer to a question; `unknown` where nobody has read it."""
        return self.answers.get(question) or Answer(answer="unknown")
