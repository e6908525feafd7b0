"""What the shell lines of a notebook fetch: `!pip install`, `!hf download`, `!ollama pull`."""

from collections.abc import Iterator

from auditor.detectors.command_claims import named_claims
from auditor.detectors.shell_commands import Named, read_command
from auditor.domain.evidence import Location, Occurrence
from auditor.files.python_source import PythonSource
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase


def command_claims(
    file: SourceFile, source: PythonSource, knowledge: KnowledgeBase, detector: str
) -> Iterator[Occurrence]:
    """The packages, models and datasets that a notebook's shell lines name."""
    for command in source.commands:

        def place(named: Named, line: int = command.line, start: int = command.offset) -> Location:
            begin = start + named.offset
            return source.place(line, begin, line, begin + len(named.literal))

        yield from named_claims(file, knowledge, detector, read_command(command.text), place)
