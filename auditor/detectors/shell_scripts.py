"""Shell scripts and Makefiles: what their commands install, pull and serve, and the variables that they set."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

import msgspec

from auditor.detectors.base import Claim
from auditor.detectors.command_claims import reader_claims
from auditor.detectors.document_names import DocumentNames
from auditor.detectors.shell_commands import Reader
from auditor.detectors.shell_programs import SHELLS
from auditor.detectors.shell_words import Command, Heredoc, commands
from auditor.files.document import Document, Mark, ParseError
from auditor.files.source_file import SourceFile
from auditor.files.yaml_document import load_all
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "shell-scripts"

_NAMES: Final = frozenset({"makefile", "gnumakefile", "justfile", "procfile", "entrypoint", "postinstall"})
_ENDINGS: Final = frozenset({".sh", ".bash", ".zsh", ".mk", ".slurm", ".sbatch", ".just"})
_DOCUMENT: Final = re.compile(r"\s*(?:---|\{|\"?[A-Za-z_][\w.-]{0,60}\"?:(?:\s|$))")
"""how a text begins that is YAML or JSON"""


def wants(path: PurePosixPath) -> bool:
    return path.suffix in _ENDINGS or path.name.lower() in _NAMES


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    reader, documents = Reader(), list[Heredoc]()
    for command in commands(file.text):
        reader.read(command)
        if command.heredoc is not None and _is_document(command):
            documents.append(command.heredoc)
    yield from reader_claims(file, knowledge, NAME, reader)
    for heredoc in documents:
        yield from _document_claims(file, knowledge, heredoc)


def _is_document(command: Command) -> bool:
    """Whether a command's input is a document: a manifest for kubectl, a configuration that is written to a file."""
    program = PurePosixPath(command.words[0].text).name if command.words else ""
    return program not in SHELLS and command.heredoc is not None and bool(_DOCUMENT.match(command.heredoc.text))


def _document_claims(file: SourceFile, knowledge: KnowledgeBase, heredoc: Heredoc) -> Iterator[Claim]:
    first = file.location_at(heredoc.offset).line
    try:
        documents = load_all(heredoc.text)
    except ParseError:
        return  # a text that only looked like one
    for document in documents:
        yield from DocumentNames(file, knowledge, NAME, _moved(document, first - 1)).claims()


def _moved(document: Document, lines: int) -> Document:
    """The document with its places as they are in the file around it."""

    def moved(mark: Mark) -> Mark:
        return Mark(mark.line + lines, mark.column)

    return msgspec.structs.replace(
        document,
        values={path: moved(mark) for path, mark in document.values.items()},
        keys={path: moved(mark) for path, mark in document.keys.items()},
    )
