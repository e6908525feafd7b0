"""Whether one policy is nowhere looser than another: what a part of a tree may ask for by itself."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

import msgspec

from auditor.domain.finding import Action, RuleMeta
from auditor.policy.policy import InlineWaivers, Otherwise, Period, Policy, RuleSetting, ShareLimit, Within
from auditor.policy.settings import severity_and_action

_MORE_IS_TIGHTER: Final = ("license.deny", "concentration.count", "declare")
"""lists from which nothing may be left out"""
_LESS_IS_TIGHTER: Final = ("license.allow", "agreements", "suppliers.internal", "curations", "waivers")
"""lists to which nothing may be added"""
_RANKS: Final[dict[type[StrEnum], list[Any]]] = {
    Action: list(Action),
    InlineWaivers: [InlineWaivers.ALLOW, InlineWaivers.DENY],
    Otherwise: [Otherwise.JUDGE_BY_TERMS, Otherwise.DENY],
}
"""words, the loosest first"""
_ASIDE: Final = ("schema", "name", "extends", "rules")


def looser(base: Policy, other: Policy, cards: tuple[RuleMeta, ...] = ()) -> Iterator[str]:
    """The keys in which `other` is looser than `base`, or where nobody can tell: every other answer about the use.

    `cards` are all rules: what `rules:` and the sections make of each is compared too.
    """
    yield from _section(base, other, "")
    for card in cards:
        before, after = severity_and_action(card, base), severity_and_action(card, other)
        if after[0].rank < before[0].rank or after[1].rank < before[1].rank:
            yield f"rules.{card.id}"
    if not cards:
        yield from _rules(base.rules, other.rules)


def _rules(base: dict[str, RuleSetting], other: dict[str, RuleSetting]) -> Iterator[str]:
    for rule, setting in base.items():
        if other.get(rule) != setting:
            yield f"rules.{rule}"


def _section(base: msgspec.Struct, other: msgspec.Struct, path: str) -> Iterator[str]:
    for field in msgspec.structs.fields(base):
        key = f"{path}{field.encode_name}"
        before, after = getattr(base, field.name), getattr(other, field.name)
        if key in _ASIDE or before == after:
            continue
        if key == "use":
            yield from (f"use.{name}" for name in _changed(before, after))
        elif isinstance(before, Within | ShareLimit):
            yield from _limits(before, after, key)
        elif isinstance(before, msgspec.Struct):
            yield from _section(before, after, f"{key}.")
        elif not _is_tighter(key, before, after):
            yield key


def _changed(before: msgspec.Struct, after: msgspec.Struct) -> Iterator[str]:
    for field in msgspec.structs.fields(before):
        if getattr(before, field.name) != getattr(after, field.name):
            yield field.encode_name


def _limits(before: Within | ShareLimit, after: Within | ShareLimit, key: str) -> Iterator[str]:
    """A lead time is tighter when it is longer, a share when it is smaller; either when there is one at all."""
    for name in ("warn", "fail"):
        old, new = getattr(before, name), getattr(after, name)
        if old is not None and (new is None or (new < old if isinstance(before, Within) else new > old)):
            yield f"{key}.{name}"


def _is_tighter(key: str, before: Any, after: Any) -> bool:  # noqa: ANN401 - of any field
    if key in _MORE_IS_TIGHTER:
        return all(entry in after for entry in before)
    if key in _LESS_IS_TIGHTER:
        return all(entry in before for entry in after)
    if type(before) in _RANKS:
        ranks = _RANKS[type(before)]
        return ranks.index(after) > ranks.index(before)
    if isinstance(before, Period) or isinstance(after, Period):
        return before is None or (after is not None and after < before)  # an age: the shorter, the tighter
    if key == "concentration.at-least":
        return bool(after < before)
    return False
