"""Configuration read line by line: `.env`, INI, properties, text protos, and documents that no parser can read."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.detectors.claims import occurrence
from auditor.detectors.command_claims import environment_binding, named_claims
from auditor.detectors.model_keys import hint
from auditor.detectors.model_values import BLOT, fetched, identified, unwrapped
from auditor.detectors.shell_commands import read_command
from auditor.domain.evidence import Occurrence
from auditor.domain.expression import Binding
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

_LONGEST_LINE: Final = 2000
_LINE: Final = re.compile(r"\s*(?:-\s+)?(?:export\s+)?[\"']?([A-Za-z_][\w.-]{0,79})[\"']?\s*[:=]\s*(.*)")
_COMMENT: Final = re.compile(r"(?:^|\s)[#;](?:\s|$).*")
_OLLAMA_PORT: Final = ":11434"
"""an API of OpenAI's shape behind Ollama's port serves Ollama's models"""
_TEMPLATE: Final = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^{}%]{0,500}%\}|\{#[^{}#]{0,500}#\}")


def line_claims(
    file: SourceFile, knowledge: KnowledgeBase, detector: str, *, environment: bool = False
) -> Iterator[Occurrence | Binding]:
    """What the lines `key = value` and `key: value` of a file name; of an environment file also every value."""
    provider = "ollama" if environment and _OLLAMA_PORT in file.text else None
    offset = 0
    for line in file.text.split("\n"):
        match = _LINE.match(line[:_LONGEST_LINE])
        if match and not line.lstrip().startswith(("#", ";", "//")):
            key, rest = match[1], _COMMENT.sub("", match[2])
            value = unwrapped(rest.strip().rstrip(","))
            location = file.location_at(offset + max(line.find(value, match.start(2)), 0), len(value))
            if environment and value and "$" not in value:
                yield environment_binding(key, value, location)
            expected = hint(key)
            identity = fetched(knowledge, value)
            if identity is None and expected is not None:
                identity = identified(knowledge, value, expected)
            if identity is None and expected is not None and expected.ecosystem in {"openai", "any"}:
                named = provider or ("ollama" if "ollama" in key.lower().split(".") else None)
                identity = identified(knowledge, value, expected, named) if named else None
            if identity is not None:
                yield occurrence(file, detector, identity, value, location)
        offset += len(line) + 1


def command_lines(file: SourceFile, knowledge: KnowledgeBase, detector: str) -> Iterator[Occurrence]:
    """What commands name that stand somewhere in a text which no parser can read; only such as are certain."""
    certain = [named for named in read_command(file.text) if named.certain]
    yield from named_claims(
        file, knowledge, detector, certain, lambda named: file.location_at(named.offset, len(named.literal))
    )


def without_templates(text: str) -> str:
    """The text with Helm's and Jinja's braces blotted out, so that a parser can read the rest; places stay the same.

    A line of nothing but a directive becomes empty; within a line, a directive becomes a word of the same length,
    which is no name.
    """
    lines = []
    for line in text.split("\n"):
        if "{{" not in line and "{%" not in line and "{#" not in line:
            lines.append(line)
            continue
        rest = _TEMPLATE.sub(lambda match: BLOT * len(match[0]), line)
        bare = rest.strip(f" -_\t\"'{BLOT}")
        lines.append(rest if bare else " " * len(line))
    return "\n".join(lines)
