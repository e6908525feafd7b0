"""Whether a policy names licences that exist: a mistyped one would allow, deny or accept nothing, and say nothing."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.expressions import MAX_LENGTH, says_nothing
from auditor.policy.coherence import Complaint
from auditor.policy.policy import Policy, UnknownLevels
from auditor.policy.selector import matches_glob

_OWN: Final = "licenseref-"
_OPERATORS: Final = frozenset({"AND", "OR", "WITH"})
_KINDS: Final = ("license", "license-name")
_NEAR: Final = 0.8
_SHOWN: Final = 80
"""characters of a wrong text that are repeated"""
_YAML_WORDS: Final = frozenset({"yes", "no", "true", "false", "on", "off"})
"""what stands where a question is answered, and is nobody's licence"""
_UNKNOWN: Final = frozenset(name.replace("_", "-") for name in UnknownLevels.__struct_fields__)
"""the ways of not knowing, which a waiver may accept: `none-stated`"""


def license_complaints(policy: Policy, knowledge: KnowledgeBase) -> Iterator[Complaint]:
    """Which names are none, and why."""
    for key, patterns in (("allow", policy.license.allow), ("deny", policy.license.deny)):
        for index, pattern in enumerate(patterns):
            if why := _no_pattern(pattern, knowledge):
                yield ("license", key, index), why
    stated = [(("waivers", index, "license"), waiver.license) for index, waiver in enumerate(policy.waivers)]
    stated += [(("curations", index, "license"), entry.license) for index, entry in enumerate(policy.curations)]
    for path, text in stated:
        if text and (why := no_expression(text, knowledge)):
            yield path, why


def no_expression(text: str, knowledge: KnowledgeBase) -> str:
    """Why a text is no licence, nor an expression of licences; empty when it is, or when it may be one that is not known.

    Own ids (`LicenseRef-acme-1.0`) and texts that resemble nothing are left alone: somebody states them.
    """
    if knowledge.license(text) is not None or text in _UNKNOWN or says_nothing(text):
        return ""
    if len(text) > MAX_LENGTH or text.casefold() in _YAML_WORDS or not any(letter.isalpha() for letter in text):
        return f"{text[:_SHOWN]!r} is no licence; write MIT, LicenseRef-acme-1.0, or MIT OR Apache-2.0"
    words = text.replace("(", " ( ").replace(")", " ) ").split()
    if _OPERATORS.isdisjoint(words):
        return no_license(text, knowledge, near_only=True)
    for word in words:
        if word not in _OPERATORS and word not in {"(", ")"} and (why := no_license(word, knowledge, near_only=True)):
            return why
    return (
        "" if _is_balanced(words) else f"{text!r} is no licence expression; write MIT OR (Apache-2.0 AND BSD-3-Clause)"
    )


def _is_balanced(words: list[str]) -> bool:
    """Whether operators stand between licences, and every bracket is closed."""
    depth, wants_license = 0, True
    for word in words:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        if word in _OPERATORS or word == ")":
            if wants_license:
                return False
            wants_license = word != ")"
        elif word == "(":
            if not wants_license:
                return False
        elif not wants_license:
            return False
        else:
            wants_license = False
        if depth < 0:
            return False
    return depth == 0 and not wants_license


def _no_pattern(pattern: str, knowledge: KnowledgeBase) -> str:
    if "*" not in pattern:
        return no_license(pattern, knowledge, near_only=False)
    folded = pattern.casefold()
    if folded.startswith(_OWN) or any(matches_glob(folded, name) for name in _names(knowledge)):
        return ""
    return f"no licence that is known here is called {pattern!r}"


def no_license(name: str, knowledge: KnowledgeBase, *, near_only: bool) -> str:
    """Why a name is no licence's; empty when it is. With `near_only` only when it looks like a known one, mistyped."""
    if knowledge.license(name) is not None or name.casefold().startswith(_OWN):
        return ""
    near = get_close_matches(name.casefold(), _names(knowledge), n=1, cutoff=_NEAR)
    spelt = knowledge.license(near[0]) if near else None
    if spelt is None and near_only:
        return ""
    return f"{name!r} is no licence that is known here{f'; did you mean {spelt.id}?' if spelt else ''}"


def _names(knowledge: KnowledgeBase) -> tuple[str, ...]:
    return _folded(tuple(name for kind in _KINDS for name in knowledge.ids(kind)))


@lru_cache(maxsize=4)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({name.casefold() for name in names}))
