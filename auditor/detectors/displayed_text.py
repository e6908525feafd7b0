"""A text that a licence wants users to see, shown in a page, an interface or the documentation.

Only the texts that the knowledge has as prescribed are searched. A comment shows nobody anything, a test neither, and a
sentence that speaks of the duty (“must display …”) does not meet it. Licence texts and notice files quote it as well.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors import license_text, notice_text
from auditor.detectors.base import Claim
from auditor.domain.evidence import Scope
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.files.reading import LOCK_FILES
from auditor.files.scope import scope_of
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.display_texts import can_be_searched

NAME: Final = "displayed-text"

_ENDINGS: Final = frozenset(
    {
        ".md", ".mdx", ".rst", ".adoc", ".txt", ".html", ".htm", ".xhtml", ".jinja", ".j2", ".jinja2", ".erb", ".ejs",
        ".hbs", ".liquid", ".twig", ".vue", ".svelte", ".astro", ".jsx", ".tsx", ".js", ".ts", ".mjs", ".py", ".ipynb",
        ".php", ".kt", ".swift", ".dart", ".java", ".cs", ".razor", ".cshtml", ".go", ".rb", ".rs", ".xml", ".xaml",
        ".json", ".yaml", ".yml", ".toml", ".strings", ".po", ".pot", ".arb", ".properties", ".ftl", ".resx",
    }
)  # fmt: skip
_MOST: Final = 5
"""places per file and text"""
_DUTY: Final = re.compile(
    r"(?i)\b(?:must|shall|should|requires?d?|requirement|display(?:ed|ing)?|includ(?:e|es|ing)|todo|fixme|missing)\b"
)
_COMMENT: Final = re.compile(r"\s*(?:#|//|/?\*|--|;|<!--|\{#|\{/\*)")
_PROSE: Final = frozenset({".md", ".mdx", ".rst", ".adoc", ".txt"})
_QUOTES: Final = frozenset("\"'`“”\u2018\u2019„«»")
_GAP: Final = r"(?:\s|&nbsp;|</?[a-zA-Z][^<>\n]{0,200}>|[*_`])+"
"""what may stand between two words of a text that is shown: spaces and markup"""


def wants(path: PurePosixPath) -> bool:
    return (
        path.suffix.lower() in _ENDINGS
        and path.name not in LOCK_FILES
        and not (license_text.wants(path) or notice_text.wants(path))
        and scope_of(path) is not Scope.TEST
    )


def needles(knowledge: KnowledgeBase) -> frozenset[bytes]:
    heads = {" ".join(text.split()[:2]) for text in texts(knowledge)}
    return frozenset(spelt.encode() for head in heads for spelt in (head, head.title(), head.upper()))


@lru_cache(maxsize=4)
def texts(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Every prescribed text that can be told from chance words, sorted."""
    found = set()
    for license_ in knowledge.ids("license"):
        terms = knowledge.license(license_)
        if terms is not None and can_be_searched(text := terms.answer("display-text").word):
            found.add(text)
    return tuple(sorted(found))


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    lowered = file.text.lower()
    for text in texts(knowledge):
        if not all(word in lowered for word in text.lower().split()):
            continue
        shown = 0
        for match in _expression(text).finditer(file.text):
            if _is_shown(file, match.start(), match.end()):
                place = file.location_at(match.start(), 0 if "\n" in match[0] else len(match[0]))
                yield ComplianceArtifact(kind=ArtifactKind.DISPLAY, what=text, location=place)
                shown += 1
                if shown == _MOST:
                    break


@lru_cache(maxsize=200)
def _expression(text: str) -> re.Pattern[str]:
    """The text with capitals where it has some, markup between its words, and no longer name behind it.

    “Built with Llama” is not shown by `built with llama`, which may be a sentence, nor by `Built with LlamaIndex`.
    """
    words = [f"{re.escape(word[0])}(?i:{re.escape(word[1:])})" if word[0].isupper() else f"(?i:{re.escape(word)})"
             for word in text.split()]  # fmt: skip
    return re.compile(rf"(?<![\w-]){_GAP.join(words)}(?![\w-]|[./]\w)")


def _is_shown(file: SourceFile, at: int, end: int) -> bool:
    """Whether the line of this place shows something, and is neither a comment nor a word about the duty.

    In prose, a text between quotation marks is spoken of; in code, it is what the program shows.
    """
    begin = file.text.rfind("\n", 0, at) + 1
    before = file.text[max(begin, at - 300) : at]
    if _DUTY.search(before):
        return False
    if file.path.suffix.lower() in _PROSE:
        return not before.lstrip().startswith("<!--") and not (
            before[-1:] in _QUOTES and file.text[end : end + 1] in _QUOTES
        )
    return not _COMMENT.match(file.text, begin, at)
