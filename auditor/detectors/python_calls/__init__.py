"""Python source and notebooks: the calls that name components, by the call-sites tables.

What a file alone says is translated into bindings and calls; `linking` finds out which value reaches which call.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import unparsable
from auditor.detectors.python_calls.claims import FileClaim, claims_of
from auditor.detectors.python_calls.commands import command_claims
from auditor.detectors.python_calls.texts import SETS_ENVIRONMENT, without_texts
from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.expression import Vocabulary
from auditor.files.document import ParseError
from auditor.files.python_source import PythonSource, read_python
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.call_sites import call_sites, called_names

NAME: Final = "python-calls"
_COMMANDS: Final = frozenset({b"install", b"ollama", b"huggingface", b"hf download"})
SUFFIXES: Final = frozenset({".py", ".pyi", ".pyw", ".ipynb"})


def wants(path: PurePosixPath) -> bool:
    return path.suffix in SUFFIXES


def needles(knowledge: KnowledgeBase) -> frozenset[bytes]:
    """A file without any of these has nothing to say: the libraries' names, and a notebook's installers."""
    return call_sites(knowledge, "python").needles | _COMMANDS


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterable[Claim]:
    code = without_texts(file)
    called = called_names(code)
    words = vocabulary(file, called)
    yield words
    functions = call_sites(knowledge, "python").called_in(code, called, words.imported)
    if not functions and file.path.suffix != ".ipynb" and not SETS_ENVIRONMENT.search(file.content):
        return
    try:
        source = read_python(file)
    except ParseError as error:
        yield unparsable(file, error)
        return
    yield from _second_parser(file, source)
    yield from command_claims(file, source, knowledge, NAME)
    yield from claims_of(source, NAME).of_calls(functions)


def bindings(file: SourceFile) -> list[FileClaim]:
    """All that one file binds; asked for where another file's names lead into it. Nothing of a file that is no Python."""
    try:
        return claims_of(read_python(file), NAME).everything()
    except ParseError:
        return []


def vocabulary(file: SourceFile, called: Collection[bytes] | None = None) -> Vocabulary:
    """The names that a file may be calling, and the words of its imports; not parsed."""
    names = called_names(without_texts(file)) if called is None else called
    # Of a notebook the code is itself text, and what loads a module by a name that is computed may load any.
    anything = file.path.suffix == ".ipynb" or _DYNAMIC in names
    imports = [file.content] if anything else (found[0] for found in _IMPORT.finditer(file.content))
    words = {word for statement in imports for word in _WORD.findall(statement)}
    return Vocabulary(tuple(sorted(map(bytes.decode, names))), tuple(sorted(map(bytes.decode, words))))


def calls(file: SourceFile, functions: Collection[str]) -> list[FileClaim]:
    """The calls of the project's own functions with these last names, and what their arguments need."""
    try:
        return claims_of(read_python(file), NAME).of_calls(functions)
    except ParseError:
        return []


_IMPORT: Final = re.compile(
    rb"(?m)^[ \t]*+(?:from[ \t]+[\w.]++[ \t]+import[ \t]*+\([^()]{0,9999}+|(?:from|import)[ \t](?:[^\\\n]|\\[\s\S])*+)"
)
"""a statement, over several lines where it has brackets"""
_WORD: Final = re.compile(rb"[A-Za-z_]\w*+")
_DYNAMIC: Final = b"import_module"


def _second_parser(file: SourceFile, source: PythonSource) -> Iterator[Diagnostic]:
    if source.error is None or file.path.suffix == ".ipynb":
        return
    mark = source.error.mark
    place = file.location(mark.line, mark.column) if mark else file.location(0)
    if source.tree.body:
        told = f"{file.path} is no Python that this interpreter reads; a second parser read what it could"
        yield Diagnostic(code="second-parser", message=told, kind=DiagnosticKind.NOTE, location=place)
    else:
        yield unparsable(file, source.error)
