"""Which of several licences asks more: a scale over the vocabulary, for statements that disagree."""

from typing import Final

import msgspec

from auditor.domain.license import LicenseTerms

Offer = tuple[LicenseTerms, ...]
Offers = tuple[Offer, ...]

_PERMISSION: Final = {"allowed": 0, "conditional": 1, "silent": 2, "unknown": 3, "forbidden": 4}
_DUTY: Final = {"no": 0, "none": 0, "silent": 0, "conditional": 1, "unknown": 2, "required": 3}
_LIST: Final = {"none": 0, "silent": 0, "unknown": 1, "list": 2}
_PLACE: Final = {"none": 0, "silent": 0, "in-text": 1, "attachment": 1, "external-policy": 2, "unknown": 2}

_SCALES: Final = (
    ("commercial-use", _PERMISSION),
    ("redistribution", _PERMISSION),
    ("hosting", _PERMISSION),
    ("modification", _PERMISSION),
    ("regions-excluded", _LIST),
    ("business-excluded", _LIST),
    ("thresholds", _LIST),
    ("outputs-train-other-models", _PERMISSION),
    ("share-alike", _DUTY),
    ("use-restrictions", _PLACE),
    ("notice-text", _DUTY),
    ("license-copy", _DUTY),
)
"""The question that matters most first: a ban on earning outweighs any duty to name somebody."""


def strictness(offers: Offers) -> tuple[int, ...]:
    """How much is asked of who takes the mildest offer; compared left to right, more is stricter."""
    return min((_of(offer) for offer in offers), default=())


def _of(offer: tuple[LicenseTerms, ...]) -> tuple[int, ...]:
    """What an offer asks: on each question its strictest licence, and at last the count of them."""
    scale = [max((words.get(terms.answer(q).word, 1) for terms in offer), default=0) for q, words in _SCALES]
    return (*scale, len(offer))


_HOLD: Final = {
    "allowed": 0,
    "no": 0,
    "none": 0,
    "silent": 0,
    "conditional": 1,
    "list": 1,
    "required": 2,
    "forbidden": 2,
}
FREE: Final = frozenset(word for word, hold in _HOLD.items() if not hold) | {"unknown"}
"""answers that ask nothing of anybody"""
_PASSED_DOWN: Final = {
    "commercial-use": 1,
    "thresholds": 1,
    "regions-excluded": 1,
    "business-excluded": 1,
    "use-restrictions": 1,
    "outputs-train-other-models": 1,
    "share-alike": 2,
    "name-prefix": 1,
    "modification": 2,
    "redistribution": 2,
}
"""question → from which hold on a derivative that leaves it out is looser: every licence ties copies to something"""


def dropped(child: Offers, parent: Offers) -> tuple[str, ...]:
    """The questions to which a child's offer says less than each of the parent's: whichever one took, that is missing.

    The child's loosest offer counts, since it is the one that people will take, against the parent's offer that it
    comes nearest to. `unknown` on either side is no comparison. Empty where one of the two has no offers.
    """
    missing = (min((_missing(ours, theirs) for theirs in parent), key=len, default=()) for ours in child)
    return max(missing, key=len, default=())


def _missing(child: Offer, parent: Offer) -> tuple[str, ...]:
    return tuple(
        question
        for question, least in _PASSED_DOWN.items()
        if least <= _hold(parent, question) > _hold(child, question, 3)
    )


def _hold(offer: Offer, question: str, unknown: int = -1) -> int:
    """How hard an offer binds: 0 free, 1 on terms, 2 altogether. A text (a name's beginning) binds on terms."""
    words = [terms.answer(question).word for terms in offer]
    return max((unknown if word == "unknown" else _HOLD.get(word, 1) for word in words), default=0)


class Shift(msgspec.Struct, frozen=True):
    """A question that two offers answer differently."""

    question: str
    old: str
    new: str
    stricter: bool | None
    """whether the new answer asks more; None: it cannot be weighed, since one is unknown or both are lists"""


def shifts(old: Offers, new: Offers) -> tuple[Shift, ...]:
    """How the mildest offers of two components differ, the question that matters most first.

    Empty where one of the two has no offers.
    """
    if not (old and new):
        return ()
    before, after = min(old, key=_of), min(new, key=_of)
    found = [_shift(question, scale, before, after) for question, scale in _SCALES]
    return tuple(shift for shift in found if shift)


def _shift(question: str, scale: dict[str, int], before: Offer, after: Offer) -> Shift | None:
    (then, was), (now, word) = (_heaviest(offer, question, scale) for offer in (before, after))
    if "unknown" in {was, word}:
        return Shift(question, was, word, None) if was != word else None
    if then != now:
        return Shift(question, was, word, now > then)
    lists = [[terms.answer(question).answer for terms in offer] for offer in (before, after)]
    return Shift(question, was, word, None) if was == word == "list" and lists[0] != lists[1] else None


def _heaviest(offer: Offer, question: str, scale: dict[str, int]) -> tuple[int, str]:
    """The answer of an offer that asks most, by its weight and its word."""
    words = [terms.answer(question).word for terms in offer]
    return max(((scale.get(word, 1), word) for word in words), default=(0, "silent"))
