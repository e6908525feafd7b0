"""A policy to start from: the questions whose answers make its `use:` block, and the file that they come to."""

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from auditor.knowledge.misfit import suggestion
from auditor.knowledge.records import VocabularyRecord
from auditor.policy.policy import COMPETITOR
from auditor.policy.quantities import count
from auditor.policy.regions import GROUPS, MEANT, is_region

_COLUMN: Final = 33
"""where comments begin"""
_PLAIN: Final = re.compile(r"[A-Za-z0-9][\w.-]*")
_NULLS: Final = frozenset({"null", "Null", "NULL"})
_YES: Final = frozenset({"y", "yes", "true"})
_NO: Final = frozenset({"n", "no", "false"})
_DISTRIBUTIONS: Final = ("none", "application", "weights")


class AnswerKind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes or no"
    NUMBER = "a whole number"
    DISTRIBUTION = "none, application or weights"
    REGIONS = "codes, with commas between"
    BUSINESS = "words, with commas between"
    MODALITIES = "words with commas between"


class StarterQuestion(msgspec.Struct, frozen=True):
    """One key of `use:`, and how to ask for it."""

    key: str
    ask: str
    """the question, to a person"""
    means: str
    """what the key means, as a comment beside its answer"""
    kind: AnswerKind
    sample: str
    """an answer, for the comment that stands where none was given"""


QUESTIONS: Final[Sequence[StarterQuestion]] = (
    StarterQuestion(
        "commercial",
        "Do you sell it, or use it in the course of a business?",
        "sold, or used in the course of a business",
        AnswerKind.YES_NO,
        "true",
    ),
    StarterQuestion(
        "hosting",
        "Do others reach a model over a network, through you?",
        "others reach the model over a network",
        AnswerKind.YES_NO,
        "true",
    ),
    StarterQuestion(
        "distribution",
        "What leaves the house: none, application (with weights inside), or weights?",
        "what leaves the house: false, application (with weights inside), weights",
        AnswerKind.DISTRIBUTION,
        "application",
    ),
    StarterQuestion(
        "modification",
        "Do you fine-tune, merge or quantise models?",
        "we fine-tune, merge or quantise",
        AnswerKind.YES_NO,
        "true",
    ),
    StarterQuestion(
        "train-on-outputs",
        "Do you train other models on what a model says?",
        "other models are trained on what a model says",
        AnswerKind.YES_NO,
        "false",
    ),
    StarterQuestion(
        "confidential-inputs",
        "Do personal data, secrets or other people's texts go to hosted models?",
        "personal data, secrets or other people's texts are sent to hosted models",
        AnswerKind.YES_NO,
        "true",
    ),
    StarterQuestion(
        "monthly-active-users",
        "How many people use what you offer in a month, affiliates included?",
        "of everything we offer, affiliates included",
        AnswerKind.NUMBER,
        "40_000",
    ),
    StarterQuestion(
        "annual-revenue-usd",
        "What is your annual revenue in US dollars, affiliates included?",
        "affiliates included",
        AnswerKind.NUMBER,
        "3_000_000",
    ),
    StarterQuestion(
        "domicile",
        "Where are you established? (ISO 3166-1 codes: DE)",
        "where we are established: ISO 3166-1 codes",
        AnswerKind.REGIONS,
        "[DE]",
    ),
    StarterQuestion(
        "regions",
        "Where are your users? (codes, EU, EEA, EFTA, worldwide)",
        "where our users are: codes, EU, EEA, EFTA, worldwide",
        AnswerKind.REGIONS,
        "[EU, US]",
    ),
    StarterQuestion(
        "business",
        "Which of these do you do: hosting-api, model-as-a-service, military, surveillance, …? (none, if none)",
        "hosting-api, model-as-a-service, military, surveillance, competitor-of:meta, …; [] says: none of them",
        AnswerKind.BUSINESS,
        "[]",
    ),
    StarterQuestion(
        "modalities",
        "What do you use models for: text, image, audio, video, 3d?",
        "what models are used for: text, image, audio, video, 3d",
        AnswerKind.MODALITIES,
        "[text]",
    ),
)
"""every key of `use:` but `paths`, in the order in which a policy holds them"""


def read_answer(question: StarterQuestion, text: str, vocabulary: VocabularyRecord) -> str:
    """What somebody answers, as the policy writes it. Raises ValueError with what would be an answer."""
    said = text.strip()
    match question.kind:
        case AnswerKind.YES_NO:
            if said.lower() not in _YES | _NO:
                raise ValueError(f"{said!r} is neither yes nor no")
            return "true" if said.lower() in _YES else "false"
        case AnswerKind.NUMBER:
            return f"{count(said.replace(',', '_')):_}"
        case AnswerKind.DISTRIBUTION:
            word = {**dict.fromkeys(_NO, "none"), **dict.fromkeys(_YES, "weights")}.get(said.lower(), said.lower())
            if word not in _DISTRIBUTIONS:
                raise ValueError(f"{said!r} is none of {', '.join(_DISTRIBUTIONS)}")
            return "false" if word == "none" else word
        case AnswerKind.REGIONS:
            return _list([_region(word) for word in _some(said)])
        case AnswerKind.BUSINESS:
            return _list([_business(word, vocabulary.business) for word in _words(said)])
        case AnswerKind.MODALITIES:
            return _list([_one_of(word, vocabulary.modalities) for word in _some(said)])


def _words(text: str) -> list[str]:
    """The words of a list; `none` and `[]` are the empty one."""
    words = [word for word in re.split(r"[,\s]+", text.strip("[] ")) if word]
    return [] if [word.lower() for word in words] == ["none"] else words


def _some(text: str) -> list[str]:
    """The words of a list that cannot be empty: everybody is somewhere."""
    if words := _words(text):
        return words
    raise ValueError(f"{text!r} is no answer here")


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(dict.fromkeys(words))}]"


def _region(word: str) -> str:
    meant = MEANT.get(word.upper(), word.upper())
    for found in (word, meant, word.lower()):
        if is_region(found):
            return found
    raise ValueError(f"{word!r} is no country or region; use ISO 3166 codes, {', '.join(GROUPS)}")


def _business(word: str, known: Sequence[str]) -> str:
    if word.startswith(COMPETITOR) and _PLAIN.fullmatch(word.removeprefix(COMPETITOR)):
        return word
    return _one_of(word, known)


def _one_of(word: str, known: Sequence[str]) -> str:
    if word.lower() not in known:
        raise ValueError(f"{word!r} is not known here{suggestion(word.lower(), known) or '; use ' + ', '.join(known)}")
    return word.lower()


def written(name: str, extends: str, answers: Mapping[str, str], inherited: Mapping[str, str], path: str) -> str:
    """The file. `answers` are as the policy writes them, by key; `inherited` what the extended policy says of others."""
    lines = [
        "# What we may build on. Change what is not so, and answer what is still open: a clause that turns on it asks.",
        "#",
        f"#   auditor policy check {_one_line(path)}     auditor scan . --policy {_one_line(path)}",
        "schema: 1",
        f"name: {_scalar(name)}",
        _beside(
            f"extends: {_scalar(extends)}",
            "what is not said here is said there; `auditor policy show` puts them together",
        ),
        "",
        "use:",
    ]
    for question in QUESTIONS:
        if question.key in answers:
            lines.append(_beside(f"  {question.key}: {answers[question.key]}", question.means))
        elif question.key in inherited:
            note = f"{question.means} (as {_one_line(extends)} says)"
            lines.append(_beside(f"#  {question.key}: {inherited[question.key]}", note))
        else:
            lines.append(_beside(f"#  {question.key}: {question.sample}", f"not answered: {question.means}"))
    return "\n".join([*lines, *_REST]) + "\n"


_REST: Final = (
    "",
    "# What we answer for: each waiver ends by itself, after a year at the latest.",
    "waivers: []",
    '#  - component: "model:huggingface/coqui/XTTS-v2"',
    "#    rule: license/non-commercial",
    "#    license: LicenseRef-coqui-cpml-1.0       # the licence that was accepted; another one voids the waiver",
    "#    reason: used in the internal demo only; replaced in the first quarter",
    "#    approved-by: legal@example.com",
    "#    expires: 2027-03-31",
)


def _beside(text: str, comment: str) -> str:
    return f"{text.ljust(_COLUMN - 1)} # {comment}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text not in _NULLS else json.dumps(text)


def _one_line(text: str) -> str:
    return text if text.isprintable() else json.dumps(text)
