"""GitHub's hash of a line, by which code scanning knows an alert again after the code around it has moved.

It is a polynomial over the 100 characters that follow a line's start, so it needs the file and not just the line:
who has only an excerpt leaves the hash out, and GitHub's upload action fills it in.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

_WINDOW: Final = 100
_LONG: Final = 1_000_000
"""characters of a text from which on a search is the cheaper way, for at most so many lines"""
_FEW: Final = 20
_BEGINNING: Final = 12
_BASE: Final = 37
_MODULUS: Final = 1 << 64
_END_OF_FILE: Final = "\uffff"
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_LINE_BREAK: Final = re.compile("\r\n|\r")


def line_hashes(text: str, lines: Collection[int]) -> dict[int, str]:
    """Line number → `hash:n`, n counting equal hashes from the top of the file. Lines count from 1."""
    text = _LINE_BREAK.sub("\n", text) if "\r" in text else text
    units = text.replace(" ", "").replace("\t", "") + _END_OF_FILE
    units = units if text.isascii() else _ASTRAL.sub(_pair, units)
    if len(units) > _LONG and len(lines) <= _FEW:
        return _few(units, lines)
    starts = [0]
    for _ in range(1, max(lines, default=0)):
        following = units.find("\n", starts[-1]) + 1
        if not following:
            break
        starts.append(following)
    # Equal hashes are counted from the top, but only of what is asked for: most lines differ in their first characters.
    beginnings = {units[starts[line - 1] : starts[line - 1] + _BEGINNING] for line in lines if line <= len(starts)}
    seen: Counter[str] = Counter()
    hashes: dict[int, str] = {}
    for line, start in enumerate(starts, 1):
        if units[start : start + _BEGINNING] in beginnings:
            window = units[start : start + _WINDOW]
            seen[window] += 1
            if line in lines:
                hashes[line] = f"{_polynomial(window):x}:{seen[window]}"
    return hashes


def _few(units: str, lines: Collection[int]) -> dict[int, str]:
    """The same for few lines of a long text: the lines that equal one of them are searched for, not all looked at."""
    parts = units.split("\n")
    hashes: dict[int, str] = {}
    start, before = 0, 1
    for line in sorted(line for line in lines if 0 < line <= len(parts)):
        start += sum(map(len, parts[before - 1 : line - 1])) + line - before
        before = line
        window = units[start : start + _WINDOW]
        found, at = int(units.startswith(window)), 0
        while (at := units.find("\n" + window, at, start + len(window))) >= 0:
            found, at = found + 1, at + 1
        hashes[line] = f"{_polynomial(window):x}:{found}"
    return hashes


def _polynomial(window: str) -> int:
    value = 0
    for unit in window:
        value = value * _BASE + ord(unit)
    return value * pow(_BASE, _WINDOW - len(window), _MODULUS) % _MODULUS


def _pair(match: re.Match[str]) -> str:
    """The two UTF-16 units of a character outside the first 65,536; JavaScript counts units."""
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)
