"""What a detector saw, and where: locations, occurrences, and what could not be resolved."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from auditor.domain.component import ComponentId


class Location(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """A place in a file of the tree. Lines and columns count from 1 in code points, cells from 0."""

    path: str
    """relative to the scanned folder, with forward slashes"""
    line: int = 0
    """0: the file as a whole"""
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    """exclusive: one past the last character"""
    cell: int | None = None
    """in a notebook: the cell's index; `line` is then the line of the raw JSON file"""
    cell_line: int | None = None
    """the line within that cell, from 1"""

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        if self.cell is not None:
            place += f" (cell {self.cell}, line {self.cell_line})"
        return place


class Scope(StrEnum):
    """What the file is for, judged by where it stands."""

    PRODUCTION = "production"
    TEST = "test"
    EXAMPLE = "example"
    DOCS = "docs"


class Strength(StrEnum):
    """Used (loaded, called, declared, configured), or merely named."""

    USE = "use"
    MENTION = "mention"


class Role(StrEnum):
    """How a use comes about."""

    DEFAULT = "default"
    """what runs unless somebody changes it"""
    CHOICE = "choice"
    """an entry of the application's own catalogue, called when chosen"""
    IMPLIED = "implied"
    """the library's own default, where the call names none"""


class Technique(StrEnum):
    """CycloneDX's `evidence.identity.methods.technique`."""

    MANIFEST = "manifest-analysis"
    SOURCE_CODE = "source-code-analysis"
    BINARY = "binary-analysis"
    FILENAME = "filename"
    ATTESTATION = "attestation"


class Confidence(StrEnum):
    """Three steps: a finer figure could not be defended."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Occurrence(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="occurrence"):
    """One place that names a component."""

    component: ComponentId
    version: str | None = None
    """the exact version, tag or commit as written here; None: not pinned"""
    location: Location
    """of the literal"""
    through: tuple[Location, ...] = ()
    """the hops followed from the literal to the call, nearest to the literal first"""
    literal: str
    """the resolved string before normalisation"""
    strength: Strength = Strength.USE
    scope: Scope = Scope.PRODUCTION
    role: Role = Role.DEFAULT
    detector: str
    technique: Technique = Technique.SOURCE_CODE
    confidence: Confidence = Confidence.HIGH
    snippet: str = ""
    """the line, with secrets masked, at most 240 characters"""
    held: bool = False
    """a service name that is served from loopback or a private address: the weights are held"""


class Unresolved(msgspec.Struct, frozen=True, kw_only=True, order=True, tag_field="claim", tag="unresolved"):
    """A call that wants a name which the tree does not tell: a typed unknown, never a component."""

    location: Location
    call: str
    """the function by its import path"""
    expression: str
    """the argument as it is written, secrets masked, at most 120 characters"""
    reason: str
    """environment, argument, computed, not-found, or placeholder"""


class LicenseRemark(msgspec.Struct, frozen=True, kw_only=True, order=True, tag_field="claim", tag="license-remark"):
    """Prose that says under which licence somebody else's model is; what is known of it goes before."""

    location: Location
    """of the model's name"""
    subject: str
    """id of the model family"""
    named: str
    """as it is written"""
    license: str
    """id of the licence"""


class WaiverComment(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="waiver-comment"):
    """A comment that speaks to us: `auditor: ignore[rule] …`, unread as yet."""

    location: Location
    """of the words"""
    covers: Location
    """the line that it speaks of: its own, or the next that is no comment; without columns"""
    text: str
    """from `auditor:` to the end of the comment's line, at most 1,000 characters"""
    beside: str = ""
    """the line that it speaks of, with secrets masked"""


class Standing(StrEnum):
    """Whose word counts when two disagree, strongest first."""

    CURATION = "curation"
    """the policy's author looked"""
    EXACT = "exact"
    """this very id (and revision): lock file, registry or knowledge; the newest `as_of` speaks first"""
    OWN_STATEMENT = "own-statement"
    """the scanned tree about an artefact of its own making, never about somebody else's"""
    FAMILY = "family"
    """a pattern's guess"""

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _STANDINGS.index(self)


_STANDINGS: Final = list(Standing)


class Origin(msgspec.Struct, frozen=True, order=True):
    """Who says so, and as of when."""

    standing: Standing
    source: str
    """`knowledge-base`, `lock-file`, `scanned-tree`, `policy`, or a registry's name"""
    as_of: date | None = None
    """when the source was read"""
    url: str | None = None
    """where a person can look: a URL, or `repository:path`"""
    says: str | None = None
    """whose statement it is where that matters: `maker`, `observers`"""
