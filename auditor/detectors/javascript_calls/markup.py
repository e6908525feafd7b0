"""Models that stand in markup beside the scripts: `<input id="model-id" value="…">`, `<Chat model="…">`."""

import re
from collections.abc import Iterator
from typing import Final

from auditor.detectors.claims import occurrence
from auditor.detectors.model_keys import Hint, hint
from auditor.detectors.model_values import identified
from auditor.domain.evidence import Occurrence, Technique
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

_TAG: Final = re.compile(
    r"<([A-Za-z][\w.:-]{0,60})((?:\s+[^\s=<>\"'/]{1,60}(?:=(?:\"[^\"<>]{0,400}\"|'[^'<>]{0,400}'))?)+)\s*/?>"
)
_ATTRIBUTE: Final = re.compile(r"([^\s=<>\"'/]{1,60})=(?:\"([^\"<>]{0,400})\"|'([^'<>]{0,400})')")
_FIELDS: Final = frozenset({"input", "textarea", "select"})
_NAMING: Final = ("id", "name")


def attributes(file: SourceFile, knowledge: KnowledgeBase, detector: str) -> Iterator[Occurrence]:
    """The models in attributes: those whose own name says so, and the value of a field that is called so."""
    for tag in _TAG.finditer(file.text):
        found = {match[1]: match for match in _ATTRIBUTE.finditer(file.text, tag.start(2), tag.end(2))}
        for name, match in found.items():
            expected = _expected(tag[1].lower(), name, found)
            text = match[2] or match[3] or ""
            identity = identified(knowledge, text, expected) if expected is not None else None
            if identity is not None:
                place = file.location_at(match.start(2) if match[2] else match.start(3), len(text))
                yield occurrence(file, detector, identity, text, place, technique=Technique.SOURCE_CODE)


def _expected(tag: str, name: str, found: dict[str, re.Match[str]]) -> Hint | None:
    if name == "value" and tag in _FIELDS:
        named = (found[key][2] or found[key][3] or "" for key in _NAMING if key in found)
        return next((expected for each in named if (expected := hint(each)) is not None), None)
    return hint(name)
