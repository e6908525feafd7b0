"""SQL: migrations and seeds that put a model's name into a column, or make it a column's default."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import occurrence
from auditor.detectors.model_keys import Hint, hint
from auditor.detectors.model_values import certain, identified
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Occurrence, Role, Strength
from auditor.files.source_file import SourceFile
from auditor.files.sql_script import Cell, Use, cells
from auditor.knowledge.base import Identity, KnowledgeBase

NAME: Final = "sql-scripts"

_NEEDLES: Final = re.compile(rb"(?i)model|llm|embed|dataset|assistant")
_PAYLOAD: Final = re.compile(r'"([A-Za-z_]{3,40})"\s{0,4}:\s{0,4}"([^"\\\s]{2,160})"')
_NAMES: Final = re.compile(r"(?i)(?:.*_)?(?:name|id|slug|identifier|key|code|value|model)")
"""columns that name the row's thing"""
_LONGEST_NAME: Final = 200
_MOST_IN_PAYLOAD: Final = 200


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in {".sql", ".psql", ".pgsql", ".ddl", ".dml"}


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if not _NEEDLES.search(file.content):
        return
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells(file.text):
        rows[cell.row].append(cell)
    tables: dict[str, int] = defaultdict(int)
    for row in rows.values():
        tables[row[0].table.lower()] += row[0].use is Use.INSERTED
    for row in rows.values():
        several = row[0].use is Use.INSERTED and tables[row[0].table.lower()] > 1
        yield from _row(file, knowledge, row, several=several)


def _row(file: SourceFile, knowledge: KnowledgeBase, row: Sequence[Cell], *, several: bool) -> Iterator[Occurrence]:
    told = next((found for cell in row if (found := hint(cell.text)) is not None and "_" in cell.text), None)
    for cell in row:
        if cell.text.startswith(("{", "[")):
            yield from _payload(file, knowledge, cell)
        identity = _named(knowledge, cell, told) if len(cell.text) <= _LONGEST_NAME else None
        if identity is not None:
            of_table = several and hint(cell.column) is None
            yield occurrence(
                file,
                NAME,
                identity,
                cell.text,
                file.location_at(cell.offset, len(cell.text)),
                role=Role.CHOICE if of_table else Role.DEFAULT,
                strength=Strength.MENTION if cell.use is Use.COMPARED else Strength.USE,
            )


def _named(knowledge: KnowledgeBase, cell: Cell, told: Hint | None) -> Identity | None:
    """What a cell names: by its column, by its table, or by a setting's name in the same row; else what is certain."""
    expected = hint(cell.column)
    if expected is None and (_NAMES.fullmatch(cell.column) or not cell.column):
        of_table = hint(cell.table)
        expected = told if cell.column and told else of_table
    if expected is not None and expected.kind in {ComponentKind.MODEL, ComponentKind.DATASET}:
        return identified(knowledge, cell.text, expected)
    known = certain(knowledge, cell.text) if cell.use is not Use.COMPARED else None
    return None if known is None else Identity(known)


def _payload(file: SourceFile, knowledge: KnowledgeBase, cell: Cell) -> Iterator[Occurrence]:
    """Names under model-like keys of a JSON value."""
    for index, match in enumerate(_PAYLOAD.finditer(cell.text)):
        if index >= _MOST_IN_PAYLOAD:
            return
        expected = hint(match[1])
        identity = identified(knowledge, match[2], expected) if expected is not None else None
        if identity is not None:
            # A doubled quote within the text moves places by one; the line stays right.
            place = file.location_at(min(cell.offset + match.start(2), len(file.text)), len(match[2]))
            yield occurrence(file, NAME, identity, match[2], place)
