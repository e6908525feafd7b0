"""Dockerfiles and compose files: what is installed, downloaded and served, and the environment that they set.

The image of a model server is no model: `FROM vllm/vllm-openai` names none.
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, occurrence
from auditor.detectors.command_claims import reader_claims
from auditor.detectors.config_documents import read_documents, unreadable_claims
from auditor.detectors.config_values import is_compose
from auditor.detectors.document_names import DocumentNames
from auditor.detectors.shell_commands import Reader
from auditor.detectors.shell_words import Command, Word, commands
from auditor.domain.component import ComponentKind
from auditor.files.document import Document, ParseError, Path
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.hub import SHORT

NAME: Final = "container-files"

_DOCKERFILE: Final = re.compile(r"(?:[\w.-]{1,60}\.)?(?:docker|container)file(?:[._-][\w.-]{1,60})?", re.IGNORECASE)
_INSTRUCTION: Final = re.compile(r"\s*([A-Za-z]{2,12})\s+")
_COMMENT_LINE: Final = re.compile(r"(?m)^[ \t]*#[^\n]*\n?")
_HEREDOC: Final = re.compile(r"<<-?[\"']?([A-Za-z_]\w{0,40})[\"']?")
_FLAGS: Final = re.compile(r"(?:--[a-z-]{2,20}=\S{0,300}\s+)+")
_OLD_ENV: Final = re.compile(r"([A-Za-z_]\w{0,80})[ \t]+(?=\S)")


def wants(path: PurePosixPath) -> bool:
    return _DOCKERFILE.fullmatch(path.name) is not None or is_compose(path)


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if not is_compose(file.path):
        yield from reader_claims(file, knowledge, NAME, _read_dockerfile(file.text))
        return
    try:
        documents = read_documents(file)
    except ParseError as error:
        yield from unreadable_claims(file, knowledge, NAME, error)
        return
    for document in documents:
        yield from _compose(file, knowledge, document)


# -- Dockerfile ----------------------------------------------------------------------------------------------------


def _read_dockerfile(text: str) -> Reader:
    """Runs through the instructions; variables of `ARG` and `ENV` hold in those behind them."""
    # Comments may stand between continued lines; spaces in their place keep every offset.
    text = _COMMENT_LINE.sub(lambda match: " " * len(match[0]), text) if "#" in text else text
    reader = Reader()
    entrypoint: list[Word] = []
    for keyword, body, offset in _instructions(text):
        if keyword in {"CMD", "ENTRYPOINT"}:
            words = _exec_form(body, offset)
            if words is None:
                _feed(reader, body, offset)
            elif keyword == "ENTRYPOINT":
                entrypoint = words
                reader.read(Command(tuple(words)))
            else:
                reader.read(Command((*entrypoint, *words)))
        elif keyword == "ENV" and (old := _OLD_ENV.match(body)) and "=" not in body.split()[0]:
            value = body[old.end() :].strip().strip("\"'")
            place = offset + body.find(value, old.end())
            reader.read(Command((Word("ENV", offset), Word(f"{old[1]}={value}", place - len(old[1]) - 1))))
        elif keyword in {"ENV", "ARG", "ADD"}:
            _feed(reader, f"{keyword} {body}", offset - len(keyword) - 1)
        elif keyword == "RUN":
            flags = _FLAGS.match(body)
            start = flags.end() if flags else 0
            words = _exec_form(body[start:], offset + start)
            if words is None:
                _feed(reader, body[start:], offset + start)
            else:
                reader.read(Command(tuple(words)))
    return reader


def _feed(reader: Reader, text: str, offset: int) -> None:
    for command in commands(text, offset):
        reader.read(command)


def _instructions(text: str) -> Iterator[tuple[str, str, int]]:
    """Keyword, body and the body's offset; a body takes its continued lines and its heredocs along."""
    at = 0
    while at < len(text):
        end = _line_end(text, at)
        match = _INSTRUCTION.match(text, at, end)
        if match is not None:
            while end < len(text) and text[at:end].rstrip(" \t").endswith("\\"):
                end = _line_end(text, end + 1)
            for mark in _HEREDOC.findall(text, match.end(), end) if match[1].upper() in {"RUN", "COPY"} else ():
                closing = re.compile(rf"^\s*{re.escape(mark)}\s*$", re.MULTILINE).search(text, end)
                end = closing.end() if closing else len(text)
            yield match[1].upper(), text[match.end() : end], match.end()
        at = end + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _exec_form(body: str, offset: int) -> list[Word] | None:
    """The words of `["vllm", "serve", "org/name"]`; None for a body in shell form."""
    if not body.lstrip().startswith("["):
        return None
    try:
        values = json.loads(body.replace("\\\n", "  "))
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        return None
    words, at = [], 0
    for value in values:
        found = body.find(value, at)
        at = found + len(value) if found >= 0 else at
        words.append(Word(value, offset + max(found, 0)))
    return words


# -- compose -------------------------------------------------------------------------------------------------------


def _compose(file: SourceFile, knowledge: KnowledgeBase, document: Document) -> Iterator[Claim]:
    """What the services name; and the `models:` section, whose models the container engine itself pulls and runs."""
    content = document.value if isinstance(document.value, dict) else {}
    models = content.get("models")
    for name, value in models.items() if isinstance(models, dict) else ():
        literal: object = value
        path: Path = ("models", name)
        if isinstance(value, dict):
            literal, path = value.get("model"), (*path, "model")
        if isinstance(literal, str) and "/" in literal and "$" not in literal:
            hub = literal.startswith(SHORT)
            identity = knowledge.identify("huggingface" if hub else "oci", literal, ComponentKind.MODEL)
            place = Finder(file).first(document.position(path), literal)
            yield occurrence(file, NAME, identity, literal, place)
    rest = {key: value for key, value in content.items() if key != "models"}
    yield from DocumentNames(file, knowledge, NAME, Document(rest, document.values, document.keys)).claims()
