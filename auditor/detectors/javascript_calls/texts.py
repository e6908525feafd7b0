"""String literals as the texts that they mean."""

import re
import sys
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
_SURROGATES: Final = range(0xD800, 0xE000)
_PLAIN: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def literal(text: str, *, quoted: bool = True) -> str:
    """The text that a literal means; a number as it is written."""
    if quoted and len(text) > 1 and text[0] in "\"'`":
        text = text[1:-1] if text[-1] == text[0] else text[1:]
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number <= sys.maxunicode and number not in _SURROGATES else "\ufffd"
    return "" if match[4] else _PLAIN.get(match[5], match[5])
