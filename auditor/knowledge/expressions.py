"""SPDX expressions over our own licence ids: what one may choose, and what binds together."""

from collections.abc import Callable
from typing import Final

Branch = tuple[str, ...]
"""the licence ids that hold together when this choice is made"""

MAX_LENGTH: Final = 1_000
"""characters; the longest expression of a real package is a tenth of this"""
MAX_BRANCHES: Final = 64
"""`(a OR b) AND (c OR d) AND …` doubles with every pair, so the choices are counted while they are made"""
_SAYS_NOTHING: Final = frozenset(
    {"", "other", "unknown", "none", "noassertion", "custom", "proprietary", "see license"}
)


def says_nothing(text: str) -> bool:
    """Whether the text only says that there is some licence: the Hub's `other`, SPDX's NOASSERTION."""
    return text.strip().casefold() in _SAYS_NOTHING


def branches(text: str, resolve: Callable[[str], str | None]) -> tuple[Branch, ...] | None:
    """The expression as an OR of ANDs, each inner tuple one choice; None when any part of it is not understood.

    `resolve` turns a name into one of our ids, or None. The whole text is tried first, since many names of licences
    are no expressions (`Llama 3.1 Community License`). A choice that demands more than another one is left out.
    """
    if says_nothing(text) or len(text) > MAX_LENGTH:
        return None
    if (known := resolve(text.strip())) is not None:
        return ((known,),)
    tree = _parse(text)
    found = None if tree is None else _choices(tree, resolve)
    return None if found is None else _smallest(found)


def _parse(text: str) -> object | None:
    """The syntax tree; None when it is no expression."""
    from boolean.boolean import ParseError
    from license_expression import ExpressionError, Licensing

    try:
        return Licensing().parse(text)  # type: ignore[no-any-return]
    except (ExpressionError, ParseError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def _choices(node: object, resolve: Callable[[str], str | None]) -> list[Branch] | None:
    """The choices of one node of the syntax tree; None when it is not understood or offers too many."""
    operator = type(node).__name__
    if operator not in {"AND", "OR"}:
        known = _symbol(node, resolve)
        return None if known is None or says_nothing(known) else [(known,)]
    parts: list[list[Branch]] = []
    for child in node.args:  # type: ignore[attr-defined]
        part = _choices(child, resolve)
        if part is None:
            return None
        parts.append(part)
    if operator == "OR":
        together = [branch for part in parts for branch in part]
        return together if len(together) <= MAX_BRANCHES else None
    product: list[Branch] = [()]
    for part in parts:
        if len(product) * len(part) > MAX_BRANCHES:
            return None
        product = [left + right for left in product for right in part]
    return product


def _symbol(node: object, resolve: Callable[[str], str | None]) -> str | None:
    """The id of one symbol.

    `A WITH B` is A where the pair is not known: an exception only permits more. `A+` is A: the version may be chosen.
    """
    text = str(node)
    if says_nothing(text):
        return None
    base = getattr(node, "license_symbol", None)
    return resolve(text) or (resolve(str(base)) if base is not None else resolve(text.removesuffix("+")))


def _smallest(found: list[Branch]) -> tuple[Branch, ...]:
    """Each choice once, its ids once and sorted, and none that holds all of another one and more."""
    sets = list(dict.fromkeys(frozenset(branch) for branch in found))
    kept = [ids for ids in sets if not any(other < ids for other in sets)]
    return tuple(sorted(tuple(sorted(ids)) for ids in kept))
