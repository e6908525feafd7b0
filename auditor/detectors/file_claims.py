"""What the detectors say of one file: those that want one of its name, and whose needles it holds."""

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

import msgspec

import auditor
from auditor.detectors.base import Detector, Stated
from auditor.detectors.prefilter import Prefilter, needles_of
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Location, Occurrence
from auditor.files.grammars import installed
from auditor.files.reading import read
from auditor.files.scope import scope_of
from auditor.files.source_file import SourceFile
from auditor.files.weights import is_weights
from auditor.knowledge.base import KnowledgeBase


class FileClaims(msgspec.Struct, frozen=True):
    """What the detectors said of one file, in the order of the detectors."""

    claims: tuple[Stated, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Run:
    """What is the same for all files. The shipped detectors are loaded when one of them is first asked."""

    def __init__(self, root: Path, knowledge: KnowledgeBase, detectors: Sequence[Detector] | None = None) -> None:
        self.root = root
        self.knowledge = knowledge
        self._given = detectors
        self._wanting_path: dict[str, list[int]] = {}

    @cached_property
    def detectors(self) -> Sequence[Detector]:
        """Those that speak, in their order."""
        if self._given is not None:
            return self._given
        from auditor.detectors.shipped import DETECTORS

        return DETECTORS

    @cached_property
    def prefilter(self) -> Prefilter:
        """What tells which of them need not see a file."""
        return Prefilter([needles_of(detector, self.knowledge) for detector in self.detectors])

    def wants(self, path: str) -> bool:
        """Whether any detector wants a file of this name."""
        return bool(self._wanting(path))

    def interested(self, file: SourceFile) -> list[int]:
        """The detectors, by index, that are to see the file."""
        return self.prefilter.passing(self._wanting(str(file.path)), file.content)

    def _wanting(self, path: str) -> list[int]:
        """The detectors, by index, that want a file of this name; companions come along and are none by themselves."""
        if path not in self._wanting_path:
            name = PurePosixPath(path)
            wanting = [index for index, detector in enumerate(self.detectors) if detector.wants(name)]
            alone = all(getattr(self.detectors[index], "COMPANION", False) for index in wanting)
            self._wanting_path[path] = [] if alone else wanting
        return self._wanting_path[path]

    def claims(self, file: SourceFile) -> FileClaims:
        """What all detectors say of one file. A detector that fails is a diagnostic; the others go on."""
        claims: list[Stated] = []
        diagnostics: list[Diagnostic] = []
        if not is_weights(file.path.name) and not file.is_utf8:
            message = "some bytes are no UTF-8; they are read as U+FFFD"
            diagnostics.append(Diagnostic("invalid-utf-8", message, location=Location(str(file.path))))
        scope = scope_of(file.path)
        for index in self.interested(file):
            detector = self.detectors[index]
            try:
                for claim in detector.detect(file, self.knowledge):
                    if isinstance(claim, Diagnostic):
                        diagnostics.append(claim)
                    elif isinstance(claim, Occurrence):
                        claims.append(msgspec.structs.replace(claim, scope=scope))
                    else:
                        claims.append(claim)
            except Exception as error:  # noqa: BLE001 - hostile files find what nobody thought of; the scan goes on
                message = f"the detector {detector.NAME} failed on this file: {type(error).__name__}"
                diagnostics.append(Diagnostic("detector-failed", message, location=Location(str(file.path))))
        return FileClaims(tuple(claims), tuple(diagnostics))

    def claims_of(self, path: str) -> FileClaims:
        """The same for a path."""
        file = read(self.root, path) if self.wants(path) else None
        if isinstance(file, SourceFile):
            return self.claims(file)
        return FileClaims(diagnostics=() if file is None else (file,))

    def version(self) -> bytes:
        """A digest of all that claims depend on besides the file: the detectors' code and the knowledge."""
        digest = hashlib.sha256(f"{auditor.__version__} {sys.version} {self.knowledge.digest}".encode())
        names = ("shipped",) if self._given is None else tuple(detector.NAME for detector in self._given)
        digest.update(" ".join((*names, *installed())).encode())
        for path in sorted(_code()):
            content = Path(path).read_bytes()
            digest.update(len(content).to_bytes(4, "big") + content)
        return digest.digest()


def _code() -> Iterator[str]:
    """The program's files by which claims are made and linked."""
    package = Path(auditor.__file__).parent
    for folder in ("detectors", "files", "domain", "knowledge", "license_texts", "linking"):
        for top, _, names in os.walk(package / folder):
            yield from (f"{top}/{name}" for name in names if name.endswith((".py", ".jsonl")))
