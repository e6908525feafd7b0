"""JavaScript and TypeScript, also in Vue, Svelte, Astro and HTML files: the calls that name components.

What a file alone says is translated into bindings and calls; `linking` finds out which value reaches which call. Models in
the program's own names and catalogues, and what is fetched from the hub by its address, are told at once.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import unparsable
from auditor.detectors.code_claims import CodeClaim
from auditor.detectors.javascript_calls import addresses, markup
from auditor.detectors.javascript_calls.catalogues import Catalogues
from auditor.detectors.javascript_calls.claims import LANGUAGE, claims_of
from auditor.detectors.javascript_calls.selection import Selection
from auditor.detectors.javascript_calls.symbols import Symbols
from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.files.document import ParseError
from auditor.files.javascript_source import EMBEDDING, PLAIN, JavascriptSource
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.call_sites import call_sites

NAME: Final = "javascript-calls"
SUFFIXES: Final = PLAIN | EMBEDDING

_GENERATED: Final = re.compile(r"(?i).*(?:[.-]min|\.bundle|\.chunk|\.umd|\.iife|\.d)\.[cm]?[jt]s")
_FOLDERS: Final = frozenset({"dist", "_next", ".next", ".nuxt", ".output", ".svelte-kit", "vendor", "third_party"})
"""folders of what is built, or of others' code"""
_LONGEST_LINE: Final = 5_000
"""bytes on the average line of a file that a machine wrote"""
_HINTS: Final = re.compile(rb"(?i)models?|llm|tokenizer|checkpoint|embedder|rerank|deployment|backbone|dataset")
_NAMES: Final = re.compile(
    rb"(?<!from )(?<!import )(?<!require\()(?<!import\()[\"'`]"
    rb"(?:[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}|(?=[\w.:/@-]*\d)[A-Za-z][\w.:/@-]{2,120}|[a-z]+(?:-[a-z]+){1,4})[\"'`]"
)
"""texts that may name a model"""


def wants(path: PurePosixPath) -> bool:
    if path.suffix.lower() not in SUFFIXES or _GENERATED.fullmatch(path.name):
        return False
    return _FOLDERS.isdisjoint(path.parts[:-1])


def needles(knowledge: KnowledgeBase) -> frozenset[bytes]:
    """A file without any of these has nothing to say."""
    words = (b"odel", b"MODEL", b"llm", b"LLM", b"okenizer", b"atasets")
    return _selection(knowledge).needles() | addresses.NEEDLES | frozenset(words)


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterable[Claim]:
    called = _selection(knowledge).called_in(file.content)
    held = _HINTS.search(file.content) is not None and _NAMES.search(file.content) is not None
    located = any(needle in file.content for needle in addresses.NEEDLES)
    if not (called or held or located):
        return
    if _by_machine(file):
        told = f"{file.path} was written by a machine; what it was made from is read instead"
        yield Diagnostic("generated-script", told, DiagnosticKind.NOTE, file.location(0))
        return
    try:
        symbols = Symbols(JavascriptSource(file))
    except ParseError as error:
        yield unparsable(file, error)
        return
    if called:
        yield from claims_of(symbols, NAME).of_calls(called)
    if held:
        yield from Catalogues(file, symbols, knowledge, NAME).claims()
        if file.path.suffix.lower() in EMBEDDING:
            yield from markup.attributes(file, knowledge, NAME)
    if located:
        yield from addresses.fetched(file, symbols.source, knowledge, NAME)


def bindings(file: SourceFile) -> list[CodeClaim]:
    """All that one file binds; asked for where another file's names lead into it. Nothing of a file that is no script."""
    try:
        return claims_of(Symbols(JavascriptSource(file)), NAME).everything()
    except ParseError:
        return []


def calls(file: SourceFile, functions: Collection[str]) -> list[CodeClaim]:
    """The calls of the project's own functions with these last names, and what their arguments need."""
    if not wants(file.path) or not any(name.encode() in file.content for name in functions) or _by_machine(file):
        return []
    try:
        return claims_of(Symbols(JavascriptSource(file)), NAME).of_calls(functions)
    except ParseError:
        return []


@lru_cache(maxsize=4)
def _selection(knowledge: KnowledgeBase) -> Selection:
    return Selection(call_sites(knowledge, LANGUAGE))


def _by_machine(file: SourceFile) -> bool:
    """Whether a bundler wrote a file: it repeats what the sources say."""
    return (
        len(file.content) > _LONGEST_LINE and len(file.content) // (file.content.count(b"\n") + 1) > _LONGEST_LINE // 10
    )
