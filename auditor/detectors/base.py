"""What a detector is: a module that says what one file names."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Protocol

from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import LicenseRemark, Occurrence, Unresolved, WaiverComment
from auditor.domain.expression import Binding, Class, Function, Reference, Sought, Vocabulary
from auditor.domain.fact import LicenseFact, SupportFact
from auditor.domain.obligation import ComplianceArtifact
from auditor.domain.relationship import Relationship
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

Stated = (
    Occurrence
    | Relationship
    | LicenseFact
    | LicenseRemark
    | SupportFact
    | ComplianceArtifact
    | Binding
    | Function
    | Class
    | Reference
    | Sought
    | Vocabulary
    | Unresolved
    | WaiverComment
)
"""A `LicenseFact` is what a card, header or Modelfile in the tree states about a component of the tree's own making.

A `SupportFact` is what a package that lies installed in the tree says of itself.
"""
Claim = Stated | Diagnostic


class Detector(Protocol):
    """A plug-in; its claims are a function of the file's bytes, its path, and the knowledge, and of nothing else."""

    @property
    def NAME(self) -> str:
        """The file's name in kebab-case: `requirements-txt`."""

    def wants(self, path: PurePosixPath) -> bool:
        """Whether a file of this name is read; decided by the name only."""

    def detect(self, file: SourceFile, knowledge: KnowledgeBase) -> Iterable[Claim]:
        """The claims of one file. A file that cannot be parsed yields a `Diagnostic`."""
