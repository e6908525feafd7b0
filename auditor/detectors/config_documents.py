"""Configuration files as documents of keys and values, and what is left to read when templates make them unreadable."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import unparsable
from auditor.detectors.config_lines import command_lines, line_claims, without_templates
from auditor.detectors.document_names import DocumentNames
from auditor.domain.component import ComponentId
from auditor.domain.evidence import Occurrence
from auditor.files import json_document, toml_document, yaml_document
from auditor.files.document import Document, ParseError
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

_TEMPLATED: Final = ("{{", "{%", "<%")
_ELSE: Final = re.compile(r"\{[{%]-?\s*(?:else|elif)\b")
"""the second branch of a template"""


def document_claims(file: SourceFile, knowledge: KnowledgeBase, detector: str) -> Iterator[Claim]:
    """The claims of a file's documents; where templates make it unreadable, those of its lines."""
    try:
        documents = read_documents(file)
    except ParseError as error:
        yield from unreadable_claims(file, knowledge, detector, error)
        return
    told: set[tuple[int, ComponentId]] = set()
    for document in documents:
        for claim in DocumentNames(file, knowledge, detector, document).claims():
            if isinstance(claim, Occurrence):
                told.add((claim.location.line, claim.component))
            yield claim
    if _ELSE.search(file.text):
        # Of two branches that set the same key, a document has the last one only.
        for claim in line_claims(file, knowledge, detector):
            if isinstance(claim, Occurrence) and (claim.location.line, claim.component) not in told:
                yield claim


def read_documents(file: SourceFile) -> list[Document]:
    """The documents of a file, in the syntax that its name tells. Raises ParseError."""
    if not file.text.strip():
        return []
    if file.path.suffix == ".toml":
        return [toml_document.load(file.text)]
    if file.path.suffix in {".json", ".jsonc", ".json5"}:
        return [json_document.load(file.text)]
    templated = "{{" in file.text or "{%" in file.text
    return yaml_document.load_all(without_templates(file.text) if templated else file.text)


def unreadable_claims(file: SourceFile, knowledge: KnowledgeBase, detector: str, error: ParseError) -> Iterator[Claim]:
    """Of a template, what its lines say; of anything else, that it cannot be read."""
    if file.path.suffix == ".tpl" or any(mark in file.text for mark in _TEMPLATED):
        yield from line_claims(file, knowledge, detector)
        yield from command_lines(file, knowledge, detector)
    else:
        yield unparsable(file, error)
