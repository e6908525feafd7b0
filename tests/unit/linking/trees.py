"""Small trees of Python files, as the detector and the linker see them together."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from auditor.detectors import python_calls
from auditor.domain.evidence import Occurrence
from auditor.domain.expression import last_name
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from auditor.linking import Linked, link


@cache
def knowledge() -> KnowledgeBase:
    """The real knowledge: the call-sites tables are what is tested."""
    return open_knowledge()


def linked(tree: Mapping[str, str | bytes], *, prefilter: bool = True) -> Linked:
    """What a tree says, given as path → content."""
    files = {path: SourceFile(path, text if isinstance(text, bytes) else text.encode()) for path, text in tree.items()}
    python = {path: file for path, file in files.items() if python_calls.wants(file.path)}
    needles = python_calls.needles(knowledge())

    def calls_to(functions: frozenset[str]) -> Iterator[object]:
        for file in python.values():
            yield from python_calls.calls(file, [last_name(full) for full in functions])

    def bindings_of(path: str) -> Iterable[object]:
        return python_calls.bindings(python[path]) if path in python else ()

    shown = [f for f in python.values() if not prefilter or any(needle in f.content for needle in needles)]
    claims = [claim for file in shown for claim in python_calls.detect(file, knowledge())]
    return link(claims, knowledge(), paths=frozenset(files), bindings_of=bindings_of, calls_to=calls_to)


def told(occurrence: Occurrence) -> str:
    """`app.py:3 model:huggingface/gpt2 (choice) via app.py:1`."""
    role = "" if occurrence.role == "default" else f" ({occurrence.role})"
    hops = " ".join(f"{hop.path}:{hop.line}" for hop in occurrence.through)
    place = occurrence.location
    return f"{place.path}:{place.line} {occurrence.component}{role}" + (f" via {hops}" if hops else "")


def uses(tree: Mapping[str, str | bytes]) -> list[str]:
    """Every occurrence of a tree, in order."""
    return [told(occurrence) for occurrence in linked(tree).occurrences]


def unresolved(tree: Mapping[str, str | bytes]) -> list[str]:
    """Every name that stayed open: `app.py:3 transformers.*.from_pretrained name argument`."""
    return [
        f"{each.location.path}:{each.location.line} {each.call} {each.expression} {each.reason}"
        for each in linked(tree).unresolved
    ]
