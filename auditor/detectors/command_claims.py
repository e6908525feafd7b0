"""The occurrences and bindings behind what shell commands name."""

from collections.abc import Callable, Iterable, Iterator

from auditor.detectors.claims import occurrence, package_claims
from auditor.detectors.shell_commands import Named, Reader, identify
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location, Occurrence
from auditor.domain.expression import Binding, Text
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

Place = Callable[[Named], Location]
"""where a name stands in the file"""


def named_claims(
    file: SourceFile, knowledge: KnowledgeBase, detector: str, names: Iterable[Named], place: Place
) -> Iterator[Occurrence]:
    """The occurrences of AI packages, models and datasets among the names."""
    for named in names:
        if named.kind is ComponentKind.LIBRARY:
            yield from package_claims(
                file, knowledge, detector, named.ecosystem, named.literal, place(named), named.version
            )
        elif (identity := identify(knowledge, named)) is not None:
            yield occurrence(file, detector, identity, named.literal, place(named), version=named.version)


def reader_claims(
    file: SourceFile, knowledge: KnowledgeBase, detector: str, reader: Reader
) -> Iterator[Occurrence | Binding]:
    """What a reader has found, where its offsets are those of the file's text."""

    def place(named: Named) -> Location:
        return file.location_at(named.offset, len(named.literal))

    yield from named_claims(file, knowledge, detector, reader.found, place)
    for name, word in reader.assigned:
        location = file.location_at(word.offset, len(word.text))
        if word.text and "$" not in word.text:
            yield environment_binding(name, word.text, location)


def environment_binding(name: str, value: str, location: Location) -> Binding:
    """An environment variable has a value."""
    return Binding(name=f"env:{name}", value=Text(value=value, location=location), location=location)
