"""Which of several licences asks more: a scale over the vocabulary, for statements that disagree."""

from typing import Final

from auditor.domain.license import LicenseTerms

Offers = tuple[tuple[LicenseTerms, ...], ...]

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
