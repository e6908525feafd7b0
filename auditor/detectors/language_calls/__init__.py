"""Go, Java, Kotlin, C#, Rust, Ruby and PHP: models that are named in calls of AI clients.

A file counts when it names a client's library (the call-sites tables). In it, names are values under model-like keys,
arguments of model-like parameters, and arguments of the tables' calls. Constants are followed within the file; those of
other files are sought by `package_constants`.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.language_calls.claims import LanguageFile, place
from auditor.detectors.language_calls.constants import constants as declared
from auditor.detectors.language_calls.syntax import LANGUAGES, TABLES
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from auditor.domain.expression import Text
from auditor.files.grammars import parse
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import CallSitesRecord

NAME: Final = "language-calls"


def wants(path: PurePosixPath) -> bool:
    return path.suffix in LANGUAGES


def needles(knowledge: KnowledgeBase) -> frozenset[bytes]:
    """The libraries' names; a file without one of them is never parsed."""
    records = (record for language in {*LANGUAGES.values()} for record in _records(knowledge, language))
    return frozenset(word.encode() for record in records for word in (*record.modules, *record.needles))


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    yield from _detect(file, knowledge, {})


def told(file: SourceFile, knowledge: KnowledgeBase, elsewhere: Mapping[str, Text]) -> list[Occurrence]:
    """What a file names by constants of other files: names as they are written here → their texts there."""
    claims = _detect(file, knowledge, elsewhere)
    places = {text.location for text in elsewhere.values()}
    return [claim for claim in claims if isinstance(claim, Occurrence) and claim.location in places]


def constants(file: SourceFile) -> dict[str, list[Text]]:
    """The names that other files of the same language can use, and their texts; empty where no grammar is installed."""
    language = LANGUAGES[file.path.suffix]
    root = parse(language, file.text.encode())
    found: dict[str, list[Text]] = {}
    for name, text, node in declared(language, root) if root is not None else ():
        found.setdefault(name, []).append(Text(text, place(file, node, text)))
    return found


def _detect(file: SourceFile, knowledge: KnowledgeBase, elsewhere: Mapping[str, Text]) -> Iterator[Claim]:
    language = LANGUAGES[file.path.suffix]
    content = file.text.encode()
    records = [
        record
        for record in _records(knowledge, language)
        if any(word.encode() in content for word in (*record.modules, *record.needles))
    ]
    if not records:
        return
    root = parse(language, content)
    if root is None:
        message = f"files of {language} that use AI clients are not read: install openweight-auditor[languages]"
        yield Diagnostic("language-not-read", message)
        return
    yield from LanguageFile(file, knowledge, records, language, elsewhere, NAME).claims(root)


@lru_cache(maxsize=32)
def _records(knowledge: KnowledgeBase, language: str) -> tuple[CallSitesRecord, ...]:
    return knowledge.call_sites(TABLES.get(language, language))
