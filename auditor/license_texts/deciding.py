"""Words at which a licence changes: where a text departs from a known one at such a word, it is not that licence."""

from collections.abc import Collection, Iterable
from typing import Final

DECIDING: Final = frozenset(
    """
    no not non none never without except exception exceptions unless only but however provided subject notwithstanding
    must shall may cannot should will prohibited prohibits prohibit forbidden forbids restrict restricted restriction
    restrictions limit limited limits exclude excluded excluding
    commercial commercially noncommercial personal research academic educational evaluation internal military weapons
    million billion thousand hundred percent exceed exceeds exceeding greater more less fewer least most than
    revenue users user income fee fees royalty royalties pay paid payment employees affiliates valuation funding visits
    european union eu korea kingdom territory china country countries region regions
    modified modification modifications amended amendment addendum additional addition supplement supplemental
    condition conditions requirement requirements require required requires obligation obligations agree
    display displayed prominently credit attribution naming prefix
    revoke revoked revocable irrevocable terminate terminated terminates termination expire expires
    permission permitted permits allowed allow consent approval request register registration
    train trained training improve compete competing competitive competitor competitors output outputs derivative
    derivatives distill distillation host hosted hosting service services api cloud sell resell sublicense redistribute
    redistribution distribute patent patents waive liability indemnify indemnification law laws court courts
    experimental preview beta draft
    """.split()
)
_IN_NAMES: Final = frozenset(
    """
    affiliates services service limited research cloud api hosting host academic personal training educational law
    china korea european union territory military country region regions
    """.split()
)
"""deciding words that companies and institutes have in their names"""
_HOLDER: Final = 12
"""words after `copyright` in which a holder is named"""


def decides(word: str) -> bool:
    """Whether a licence may mean something else when this word is another one, or missing.

    Numbers always decide, and so do the characters of scripts that are read one by one.
    """
    return word in DECIDING or word >= "\u3040" or any(character.isdigit() for character in word)


def harmless(words: Iterable[str], *, known: Collection[str] = ()) -> bool:
    """Whether words beside a licence's own change nothing: a title, who holds the copyright, since when.

    `known` are the words of the licence's own names: the 3 of a heading `BSD 3-Clause` is no amendment.
    """
    holder, before = 0, ("", "")
    for word in words:
        holder = _HOLDER if word == "copyright" else holder - 1
        named = holder > 0 and (word in _IN_NAMES or word not in DECIDING)  # 2023 01.AI, or Group 42
        heading = word == "conditions" and before == ("terms", "and")
        if decides(word) and word not in known and not named and not heading:
            return False
        before = (before[1], word)
    return True
