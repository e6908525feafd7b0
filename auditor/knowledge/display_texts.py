"""The texts that licences want users to see, as far as a search can tell whether they are shown."""

import re
from typing import Final

_FEWEST: Final = 3
"""words; a shorter text is a model's name, which a page may hold for any reason"""
_PLACEHOLDER: Final = re.compile(r"[<\[]|\bNAME\b|^the ")


def can_be_searched(text: str) -> bool:
    """Whether a text can be told from chance words: it is whole, without a place for a name, and long enough."""
    return len(text.split()) >= _FEWEST and not _PLACEHOLDER.search(text)
