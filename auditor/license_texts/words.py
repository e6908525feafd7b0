"""A text as its words: what re-wrapping, Markdown, quotation marks, numbering and spelling change is left out."""

import re
from typing import Final

import msgspec

BLOCK: Final = 6
"""words that are compared together; a change of one word spoils one block and no other"""

_TOKEN: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"  # addresses move; what they lead to is named beside them
    r"|<[^<>\n]{0,300}>|&[a-z]{2,6};|&\#\d{1,5};"  # tags, entities, and placeholders such as <year>
    r"|\(c\)|©"
    r"|(?<![\w.])\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s)"  # numbering differs from copy to copy
    r"|(?P<word>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af])[^\W_])+\+*)"
)
_SPELT: Final = {
    "licence": "license",
    "licences": "licenses",
    "licenced": "licensed",
    "sublicence": "sublicense",
    "organisation": "organization",
    "favour": "favor",
}
"""one spelling for words that copies spell both ways"""


class Words(msgspec.Struct, frozen=True):
    """The words of a text, in order, and where each begins."""

    text: str
    """in lower case"""
    words: list[str]
    starts: list[int]

    def line(self, number: int) -> int:
        """The line, from 1, of the word of this number; of the text's end for a number beyond."""
        return self.text.count("\n", 0, self.starts[number] if number < len(self.starts) else len(self.text)) + 1


def words_of(text: str) -> Words:
    """Read a text, in time proportional to its length."""
    text = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").lower()
    words: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match["word"]
        if word is not None:
            words.append(_SPELT.get(word, word))
            starts.append(match.start())
    return Words(text, words, starts)
