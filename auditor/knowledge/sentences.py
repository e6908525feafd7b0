"""What a licence asks, in plain words: one sentence for each question that it answers, with the clause."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from auditor.domain.license import Answer, LicenseTerms, Threshold


class Term(msgspec.Struct, frozen=True):
    """One thing that a licence says."""

    question: str
    topic: str
    """what it is about, to stand in front of the sentence"""
    sentence: str
    clause: str | None = None
    words: str | None = None
    """quoted from the text"""
    url: str | None = None
    """where the list of forbidden uses stands, when it stands elsewhere"""


_TOPICS: Final = {
    "commercial-use": "Commercial use",
    "thresholds": "Thresholds",
    "regions-excluded": "Regions",
    "business-excluded": "Kinds of business",
    "competing-use": "Competing use",
    "use-restrictions": "Forbidden uses",
    "use-restrictions-flow-down": "Passing restrictions on",
    "military-use": "Military use",
    "hosting": "Hosting for others",
    "redistribution": "Passing on copies",
    "modification": "Changing the weights",
    "display-text": "Text to show",
    "notice-text": "Notice file",
    "name-prefix": "Naming of derivatives",
    "license-copy": "Copy of the licence",
    "state-changes": "Stating changes",
    "share-alike": "Share-alike",
    "outputs-train-other-models": "Training on outputs",
    "outputs-restricted": "Use of outputs",
    "distillation-is-derivative": "Distillation",
    "inputs-train-models": "Training on inputs",
    "inputs-retained": "Keeping of inputs",
    "termination-without-breach": "Ending without breach",
    "revocable": "Revocation",
    "unilateral-change": "Later changes",
    "ip-litigation-termination": "Litigation",
    "patent-grant": "Patents",
    "indemnity": "Indemnity",
    "governing-law": "Governing law",
    "osi-approved": "Open Source Initiative",
    "open-source-ai": "Open Source AI Definition",
}

_OF_SERVICES: Final = frozenset({"competing-use", "inputs-train-models", "inputs-retained"})
"""asked of the terms of hosted services only"""

_SENTENCES: Final = {
    ("competing-use", "allowed"): "what competes with the provider may be built",
    ("competing-use", "conditional"): "what competes with the provider may be built under conditions",
    ("competing-use", "forbidden"): "what competes with the provider may not be built",
    ("inputs-train-models", "yes"): "the provider trains models on what is sent",
    ("inputs-train-models", "opt-out"): "the provider trains models on what is sent, unless one objects",
    ("inputs-train-models", "opt-in"): "the provider trains models on what is sent only if one agrees",
    ("inputs-train-models", "conditional"): "whether the provider trains models on what is sent depends",
    ("inputs-train-models", "no"): "the provider does not train models on what is sent",
    ("inputs-retained", "no"): "what is sent is not kept",
    ("inputs-retained", "for-a-time"): "what is sent is kept for a time",
    ("inputs-retained", "unbounded"): "what is sent is kept, and no end is stated",
    ("inputs-retained", "conditional"): "whether what is sent is kept depends",
    ("commercial-use", "allowed"): "is allowed",
    ("commercial-use", "conditional"): "is allowed under conditions",
    ("commercial-use", "forbidden"): "is forbidden",
    ("use-restrictions", "none"): "none are listed",
    ("use-restrictions", "in-text"): "a list stands in the licence itself",
    ("use-restrictions", "attachment"): "a list is attached to the licence",
    ("use-restrictions", "external-policy"): "a list stands in a separate policy, which counts as part of the terms",
    ("use-restrictions-flow-down", "required"): "recipients and users over a network must be bound by them too",
    ("use-restrictions-flow-down", "no"): "not required",
    ("notice-text", "none"): "none is prescribed",
    ("notice-text", "required"): "a notice with a prescribed sentence must travel with copies",
    ("license-copy", "required"): "must travel with copies of the material",
    ("license-copy", "no"): "need not travel with copies",
    ("state-changes", "required"): "modified files must say that they were changed",
    ("state-changes", "no"): "not required",
    ("share-alike", "required"): "derivatives must be licensed under the same terms",
    ("share-alike", "conditional"): "derivatives must be licensed under the same terms in some cases",
    ("share-alike", "no"): "derivatives may have other terms",
    ("outputs-restricted", "yes"): "is limited",
    ("outputs-restricted", "no"): "is not limited",
    (
        "distillation-is-derivative",
        "yes",
    ): "a model distilled from this one, or trained on its outputs, is a derivative",
    ("distillation-is-derivative", "no"): "a model trained on outputs is no derivative",
    ("termination-without-breach", "yes"): "the licensor may end the licence although nothing was breached",
    ("termination-without-breach", "no"): "the licensor may not end the licence unless it is breached",
    ("revocable", "yes"): "the grant may be revoked",
    ("revocable", "no"): "the grant is irrevocable",
    ("unilateral-change", "yes"): "the licensor may change later what is allowed",
    ("unilateral-change", "no"): "the licensor may not change later what is allowed",
    ("ip-litigation-termination", "yes"): "rights end for anyone who sues over intellectual property in the material",
    ("ip-litigation-termination", "no"): "suing does not end the rights",
    ("patent-grant", "yes"): "patent rights are granted",
    ("patent-grant", "no"): "no patent rights are granted",
    ("indemnity", "required"): "the licensee must hold the licensor harmless",
    ("indemnity", "given"): "the licensor holds the licensee harmless",
    ("indemnity", "no"): "none is asked for",
    ("osi-approved", "yes"): "on its list of approved licences",
    ("osi-approved", "no"): "not on its list of approved licences",
    ("open-source-ai", "yes"): "the terms grant the freedoms that it asks for",
    ("open-source-ai", "no"): "the terms do not grant the freedoms that it asks for",
    ("thresholds", "none"): "none",
    ("regions-excluded", "none"): "none is excluded",
    ("business-excluded", "none"): "none is excluded",
    ("display-text", "none"): "none is prescribed",
    ("name-prefix", "none"): "not prescribed",
}

_TEXTS: Final = {
    "display-text": "users must be shown “{}”",
    "name-prefix": "the name of a derived model must begin with, or contain, “{}”",
    "governing-law": "{}",
}

_EFFECTS: Final = {
    "request-license": "a licence of its own must be requested from the licensor",
    "paid-license": "a paid licence is needed",
    "display-name": "the model's name must be shown to users",
    "rights-end": "the rights end",
    "registration": "registration with the licensor is needed",
}

_DUTIES: Final = frozenset(
    {"display-text", "notice-text", "name-prefix", "license-copy", "state-changes", "share-alike"}
)
_CONJUNCTIONS: Final = frozenset({"but", "except", "if", "save", "though", "unless", "until", "when", "where", "while"})

_QUIET: Final = frozenset({"silent", "unknown"})


def said(terms: LicenseTerms) -> tuple[Term, ...]:
    """What the text says, in the order in which a buyer asks; questions that it leaves open are not among them."""
    return tuple(
        Term(question, topic, sentence(question, answer), answer.clause, _quotation(question, answer), answer.url)
        for question, topic in _TOPICS.items()
        if (answer := terms.answers.get(question)) is not None and answer.word not in _QUIET
    )


def left_open(terms: LicenseTerms, word: str) -> tuple[str, ...]:
    """The topics of the questions answered `silent` or, with another word, those that nobody could answer."""
    return tuple(
        topic
        for question, topic in _TOPICS.items()
        if terms.answer(question).word == word and (terms.kind == "provider-terms" or question not in _OF_SERVICES)
    )


def topic(question: str) -> str:
    """The heading of a question of the vocabulary."""
    return _TOPICS.get(question, question.replace("-", " ").capitalize())


def sentence(question: str, answer: Answer) -> str:
    """What the answer says, as a clause that goes on after the topic and a colon."""
    told = "; ".join(_items(question, answer)) or _told(question, answer.word)
    if answer.days is not None:
        told += f", {_at_most(answer.days)}"
    if answer.modality:
        told += f" (for {answer.modality} only)"
    if answer.when:
        told += _condition(question, answer.word, answer.when)
    if answer.network:
        told += ", over a network too"
    if answer.compatible:
        told += f" (or {' or '.join(answer.compatible)})"
    if answer.note:
        told += f" (note: {answer.note})"
    return told


def _told(question: str, word: str) -> str:
    if (phrase := _SENTENCES.get((question, word))) is not None:
        return phrase
    if question in _TEXTS and word not in _QUIET and word != "none":
        return _TEXTS[question].format(word)
    return {"conditional": "allowed under conditions", "silent": "the text is silent", "unknown": "not known"}.get(
        word, word
    )


def _items(question: str, answer: Answer) -> Iterator[str]:
    if isinstance(answer.answer, str):
        return
    for threshold in answer.thresholds:
        yield threshold_sentence(threshold)
    if answer.items:
        names = ", ".join(item.replace("-", " ") for item in answer.items)
        yield f"no rights for {names}" if question.endswith("-excluded") else names


def threshold_sentence(threshold: Threshold) -> str:
    """`from more than 700,000,000 monthly active users on, a licence must be requested …`."""
    bound = "more than" if threshold.operator == ">" else "at least"
    unit = f" {threshold.unit}" if threshold.unit else ""
    counted = "; ".join(part for part in (threshold.basis, threshold.measured) if part)
    told = f"with {bound} {threshold.value:,.12g}{unit} {threshold.metric.replace('-', ' ')}"
    if unit:
        told = f"with {bound} {threshold.value:,.12g}{unit} of {threshold.metric.replace('-', ' ')}"
    if counted:
        told += f" ({counted})"
    if threshold.commercial_only:
        told += " in commercial use"
    if threshold.business:
        told += f" in a business of {' or '.join(kind.replace('-', ' ') for kind in threshold.business)}"
    return f"{told}, {effect_of(threshold)}"


def effect_of(threshold: Threshold) -> str:
    """What happens at a threshold: `a paid licence is needed`."""
    return _EFFECTS.get(threshold.effect, threshold.effect.replace("-", " "))


def _quotation(question: str, answer: Answer) -> str | None:
    """The quoted words, unless the sentence holds them already."""
    return None if question in _TEXTS and answer.words == answer.word else answer.words


def _at_most(days: int) -> str:
    return "for a day at most" if days == 1 else f"for {days} days at most"


def _condition(question: str, word: str, text: str) -> str:
    """A condition behind the answer. A duty's that says what is done (`copies are passed on`) becomes a when-clause."""
    if text.partition(" ")[0] in _CONJUNCTIONS:
        return f", {text}" if word != "conditional" else f": {text}"
    happens = question in _DUTIES and word != "no" and re.search(r"\b(?:is|are)\b", text.partition(";")[0])
    return f", when {text}" if happens else f": {text}"
