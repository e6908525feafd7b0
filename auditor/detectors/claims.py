"""From a name to an occurrence: the one place where detectors of text files build them."""

from collections.abc import Iterator

from auditor.domain.audit import Diagnostic
from auditor.domain.component import ComponentId, ComponentKind, comparable
from auditor.domain.evidence import Confidence, Location, Occurrence, Role, Strength, Technique
from auditor.files.document import Mark, ParseError
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase

_LONGEST_LOOK_AHEAD = 100_000
"""how far behind the beginning of a value its words are searched, in characters"""


def package_claims(
    file: SourceFile,
    knowledge: KnowledgeBase,
    detector: str,
    ecosystem: str,
    name: str,
    location: Location,
    version: str | None = None,
) -> Iterator[Occurrence]:
    """The occurrence of a package, when it is an AI package; nothing for all others."""
    if knowledge.package(ecosystem, name) is not None:
        yield Occurrence(
            component=ComponentId(ComponentKind.LIBRARY, ecosystem, comparable(ecosystem, name)),
            version=version,
            location=location,
            literal=name,
            detector=detector,
            technique=Technique.MANIFEST,
            snippet=file.snippet(location.line),
        )


def occurrence(
    file: SourceFile,
    detector: str,
    identity: Identity,
    literal: str,
    location: Location,
    *,
    version: str | None = None,
    role: Role = Role.DEFAULT,
    strength: Strength = Strength.USE,
    technique: Technique = Technique.MANIFEST,
) -> Occurrence:
    """The occurrence of a name that the knowledge has identified; the version is the name's own where it has one."""
    return Occurrence(
        component=identity.component,
        version=identity.version or version,
        location=location,
        literal=literal,
        strength=strength,
        role=role,
        detector=detector,
        technique=technique,
        confidence=Confidence.HIGH if identity.known else Confidence.MEDIUM,
        snippet=file.snippet(location.line),
    )


class Finder:
    """Finds words of a value in the text, so that a finding shows the word and not the beginning of its block.

    A parser tells where a value begins; within it, words are searched forward, each behind the one before.
    """

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._next = 0
        starts, position = [0], file.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = file.text.find("\n", position + 1)
        self._starts = starts

    def offset(self, mark: Mark) -> int:
        """The mark as an offset into the text."""
        line = min(max(mark.line, 1), len(self._starts))
        return self._starts[line - 1] + mark.column - 1

    def location(self, mark: Mark, literal: str) -> Location:
        """The place of `literal` at or behind `mark`; the mark itself when the text spells it otherwise."""
        begin = self.offset(mark)
        start = max(begin, self._next) if self._next - begin < _LONGEST_LOOK_AHEAD else begin
        found = self._find(literal, start)
        if found < 0 and start > begin:
            found = self._find(literal, begin)
        if found < 0:
            return self._file.location(mark.line, mark.column)
        self._next = found + len(literal)
        return self._file.location_at(found, len(literal))

    def first(self, mark: Mark, literal: str) -> Location:
        """The first place of `literal` at or behind `mark`, whatever was found before."""
        self.rewind()
        return self.location(mark, literal)

    def rewind(self) -> None:
        """Forget what was found before."""
        self._next = 0

    def _find(self, literal: str, start: int) -> int:
        return self._file.text.find(literal, start, start + _LONGEST_LOOK_AHEAD)


def unparsable(file: SourceFile, error: ParseError) -> Diagnostic:
    """What is said of a file that cannot be read."""
    place = file.location(error.mark.line, error.mark.column) if error.mark else file.location(0)
    return Diagnostic(code="unparsable", message=f"{file.path} cannot be read: {error.message}", location=place)
