"""Comments that ask to waive a finding: `# auditor: ignore[rule] until=2027-03-31 why`.

What such a comment says is read by `policy/inline_waivers.py`, once it is known whether the policy lets comments speak.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Location, WaiverComment
from auditor.files.comments import comments, has_comments
from auditor.files.document import ParseError
from auditor.files.python_source import PythonSource, read_python
from auditor.files.reading import LOCK_FILES
from auditor.files.secrets import masked
from auditor.files.source_file import SNIPPET_LENGTH, SourceFile
from auditor.knowledge.base import KnowledgeBase

NAME: Final = "inline-waivers"
MARK: Final = "auditor:"
NEEDLES: Final = frozenset({MARK.encode()})
COMPANION: Final = True
"""a comment beside nothing is nothing: only files that another detector wants are read"""
MOST: Final = 1_000
"""comments of one file that are read"""
_LONGEST: Final = 1_000
"""characters of a comment"""
_MARKS: Final = "#;/*-<!"
"""what comments begin with"""


def wants(path: PurePosixPath) -> bool:
    return has_comments(path) and path.name not in LOCK_FILES


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    source = None
    if file.path.suffix == ".ipynb":
        try:
            source = read_python(file)
        except ParseError:
            return  # another detector tells
    text = file.text if source is None else source.text
    for count, comment in enumerate(_comments(file, text, source)):
        if count == MOST:
            message = f"more than {MOST:,} comments speak to auditor; the rest is not read"
            yield Diagnostic("too-many-comments", message, location=comment.location)
            return
        yield comment


def _comments(file: SourceFile, text: str, source: PythonSource | None) -> Iterator[WaiverComment]:
    lines = text.split("\n")
    whole: list[tuple[int, int, str, int]] = []
    commented: set[int] = set()
    read: set[int] = set()
    number, counted = 1, 0
    for begin, end in comments(file, text, MARK):
        number += text.count("\n", counted, begin)
        counted = begin
        for at, said in _said(text, begin, end):
            if at in read:
                continue  # in a page, a comment of HTML may hold one of its scripts
            read.add(at)
            line = number + text.count("\n", begin, at)
            column = at - (text.rfind("\n", 0, at) + 1)
            before = text[text.rfind("\n", 0, begin) + 1 : begin]
            close = text.find("\n", end)
            behind = text[end : len(text) if close < 0 else close]
            last = number + text.count("\n", begin, end)
            alone = not before.strip() and not behind.strip()
            if alone:
                commented.update(range(number, last + 1))
            whole.append((line, column, said, last if alone else -line))
    for line, column, said, last in whole:
        covered = -last if last < 0 else _next(lines, last, commented)
        yield WaiverComment(
            location=_place(file, source, line, column, len(said)),
            covers=_line(file, source, covered),
            text=said,
            beside=masked(lines[covered - 1][:_LONGEST].strip())[:SNIPPET_LENGTH],
        )


def _said(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a comment begins to speak to us, and what it says from there to the end of its line."""
    at = text.find(MARK, begin, end)
    if at < 0:
        return
    lead = text[max(begin, text.rfind("\n", 0, at) + 1) : at].rstrip()
    if lead and lead[-1] not in _MARKS:
        return  # prose about us
    stop = text.find("\n", at, end)
    said = text[at : end if stop < 0 else stop].removesuffix("*/").removesuffix("-->").rstrip()
    yield at, said[:_LONGEST]


def _next(lines: list[str], line: int, commented: set[int]) -> int:
    """The first line behind a comment that holds something else: comments may stand upon each other."""
    for number in range(line + 1, len(lines) + 1):
        text = lines[number - 1].strip()
        if text and number not in commented and not text.startswith(("#", "//", "--", ";", "/*", "<!--")):
            return number
    return line


def _place(file: SourceFile, source: PythonSource | None, line: int, column: int, length: int) -> Location:
    if source is None:
        return file.location(line, column + 1, length)
    return source.place(line, column, line, column + length)


def _line(file: SourceFile, source: PythonSource | None, line: int) -> Location:
    """A line as a whole; in a notebook that of its cell, since all of a cell may stand on one line of the file."""
    if source is None:
        return file.location(line)
    place = source.place(line, 0)
    return Location(place.path, place.line, cell=place.cell, cell_line=place.cell_line)
