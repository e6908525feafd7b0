"""A syntax tree from Python source, and from the cells of a notebook, with places in the file as it is stored."""

import ast
import re
import warnings
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

import msgspec

from auditor.domain.evidence import Location
from auditor.files import json_document
from auditor.files.document import Document, Mark, ParseError
from auditor.files.secrets import masked
from auditor.files.source_file import SourceFile

LONGEST_SOURCE: Final = 120
"""characters of an expression that are quoted"""

_MAGIC: Final = re.compile(r"^(\s*)(?:!|%{1,2}[A-Za-z]|\?|(?:pip3?|conda|mamba) install\b)(.*)")
_ASSIGNED_COMMAND: Final = re.compile(r"^(\s*)[A-Za-z_]\w*\s?=\s?[!%](?=[A-Za-z])(.*)")
_CODE_MAGICS: Final = frozenset({"time", "timeit", "capture", "prun", "%%", "memit"})


class Line(msgspec.Struct, frozen=True):
    """Where a line of a notebook's code is stored."""

    raw: int
    """line of the JSON file"""
    column: int
    """column of the line's first character in that line, from 1"""
    cell: int
    cell_line: int


class Command(msgspec.Struct, frozen=True):
    """A line of a notebook that a shell runs."""

    text: str
    line: int
    """in the assembled source"""
    offset: int
    """of the command's first character in that line, from 0"""


class PythonSource:
    """A module's tree, and the way back from its nodes to places in the file."""

    def __init__(
        self, file: SourceFile, text: str, lines: tuple[Line, ...] | None = None, commands: tuple[Command, ...] = ()
    ) -> None:
        self.path = str(file.path)
        self.text = text
        self.commands = commands
        self._origins = lines
        self._plain = lines is None and text.isascii()
        """offsets are columns"""
        self.error: ParseError | None = None
        """why the standard parser refused; the tree is then the second parser's"""
        try:
            self.tree = parsed(text)
        except ParseError as error:
            from auditor.files.python_fallback import translated

            self.error = error
            self.tree = translated(text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the source, for a notebook those of all its code cells."""
        return self.text.split("\n")

    def location(self, node: Any) -> Location:  # noqa: ANN401 - any node that has a place; the base class of all lacks it
        """The place of a node."""
        if self._plain:
            return Location(self.path, node.lineno, node.col_offset + 1, node.end_lineno, node.end_col_offset + 1)
        line, column = node.lineno, self._column(node.lineno, node.col_offset)
        end_line, end = node.end_lineno or line, self._column(node.end_lineno or line, node.end_col_offset or 0)
        return self.place(line, column, end_line, end)

    def place(self, line: int, column: int, end_line: int = 0, end: int = 0) -> Location:
        """A place given by lines from 1 and columns from 0 in the assembled source."""
        if self._origins is None:
            return Location(self.path, line, column + 1, end_line, end + 1 if end_line else 0)
        if not 0 < line <= len(self._origins):
            return Location(self.path)
        origin = self._origins[line - 1]
        first, last = self._stored(line, column), self._stored(end_line, end) if end_line else None
        return Location(
            self.path,
            *first,
            *(last or (0, 0)),
            cell=origin.cell,
            cell_line=origin.cell_line,
        )

    def source(self, node: ast.expr) -> str:
        """A node as it is written, on one line, cut short, with secrets masked."""
        first = self.lines[node.lineno - 1].encode()
        if node.end_lineno == node.lineno:
            text = first[node.col_offset : node.end_col_offset].decode(errors="replace")
        else:
            text = first[node.col_offset :].decode(errors="replace") + " …"
        text = masked(text[:4000])
        return text if len(text) <= LONGEST_SOURCE else text[: LONGEST_SOURCE - 1] + "…"

    def _column(self, line: int, offset: int) -> int:
        """An offset in bytes of UTF-8 as one in code points."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return offset if text.isascii() else len(text.encode()[:offset].decode(errors="replace"))

    def _stored(self, line: int, column: int) -> tuple[int, int]:
        origins = self._origins or ()
        origin = origins[min(line, len(origins)) - 1]
        written = msgspec.json.encode(self.lines[line - 1][:column]).decode()
        return origin.raw, origin.column + len(written) - 2


def read_python(file: SourceFile) -> PythonSource:
    """The tree of a `.py` file or a notebook. Raises ParseError when not even a notebook's JSON can be read."""
    if file.path.suffix == ".ipynb":
        return _read_notebook(file)
    return PythonSource(file, file.text)


def parsed(text: str) -> ast.Module:
    """The standard parser's tree. Raises ParseError with the place where it stopped."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        mark = Mark(error.lineno, max(error.offset or 1, 1)) if error.lineno else None
        raise ParseError(error.msg, mark) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ParseError(str(error) or "nested too deeply") from None


def _read_notebook(file: SourceFile) -> PythonSource:
    document = json_document.load(file.text)
    texts: list[str] = []
    lines: list[Line] = []
    commands: list[Command] = []
    for cell, cell_lines in _code_cells(document):
        shell = _shell_cell(cell_lines[0][0]) if cell_lines else None
        for number, (text, mark) in enumerate(cell_lines, 1):
            code, command = (("", text) if number > 1 else ("", "")) if shell else _without_magic(text)
            if command and shell != "skipped":
                commands.append(Command(command, len(texts) + 1, text.find(command)))
            texts.append(code)
            lines.append(Line(mark.line, mark.column, cell, number))
    return PythonSource(file, "\n".join(texts), tuple(lines), tuple(commands))


def _code_cells(document: Document) -> Iterator[tuple[int, list[tuple[str, Mark]]]]:
    """Each code cell's index, and its lines with the places of their first characters."""
    notebook = document.value
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for index, cell in enumerate(cells if isinstance(cells, list) else []):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source")
        chunks = [source] if isinstance(source, str) else source if isinstance(source, list) else []
        lines: list[tuple[str, Mark]] = []
        for number, chunk in enumerate(chunks):
            if not isinstance(chunk, str):
                continue
            path = ("cells", index, "source") if isinstance(source, str) else ("cells", index, "source", number)
            mark = document.position(path)
            column = mark.column + 1
            for text in chunk.removesuffix("\n").split("\n"):
                lines.append((text, Mark(mark.line, column)))
                column += len(msgspec.json.encode(text + "\n").decode()) - 2
        yield index, lines


def _shell_cell(first: str) -> str | None:
    """What a cell that begins with a `%%` magic holds: a shell's commands, or something that is skipped; None: Python."""
    if not first.startswith("%%"):
        return None
    words = first[2:].split(None, 1)
    magic = words[0] if words else ""
    if magic in _CODE_MAGICS:
        return None
    return "shell" if magic in {"bash", "sh", "shell", "script", "!"} else "skipped"


def _without_magic(text: str) -> tuple[str, str]:
    """A line of a cell without its magic, and the command that it hands to the shell or to pip."""
    match = _MAGIC.match(text) or _ASSIGNED_COMMAND.match(text)
    if match is None:
        return text, ""
    body = text.strip().lstrip("!%?")
    return f"{match[1]}pass", body
