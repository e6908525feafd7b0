"""Runs the detectors over the files of a tree: prefilter, cache, several processes where it pays."""

import hashlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

import msgspec

import auditor
from auditor.cache import Cache
from auditor.detectors import DETECTORS
from auditor.detectors.base import Claim, Detector
from auditor.detectors.prefilter import Prefilter, needles_of
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import LicenseRemark, Location, Occurrence, Unresolved, WaiverComment
from auditor.domain.expression import Binding, Class, Function, Reference, Sought, Vocabulary
from auditor.domain.fact import LicenseFact, SupportFact
from auditor.domain.obligation import ComplianceArtifact
from auditor.domain.relationship import Relationship
from auditor.files.grammars import installed
from auditor.files.reading import read
from auditor.files.scope import scope_of
from auditor.files.source_file import SourceFile
from auditor.files.weights import is_weights
from auditor.knowledge.base import KnowledgeBase

_T = TypeVar("_T")
_Stated = (
    Occurrence
    | Relationship
    | LicenseFact
    | LicenseRemark
    | SupportFact
    | ComplianceArtifact
    | Binding
    | Class
    | Function
    | Reference
    | Sought
    | Vocabulary
    | Unresolved
    | WaiverComment
)
POOL_FROM: Final = 5_000_000
"""bytes of files to be parsed; below, starting processes costs more than they save"""
_CHUNKS_PER_PROCESS: Final = 8


class FileClaims(msgspec.Struct, frozen=True):
    """What the detectors said of one file, in the order of the detectors."""

    claims: tuple[_Stated, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Detection(msgspec.Struct, frozen=True):
    """What the detectors said of a tree."""

    claims: dict[str, tuple[Claim, ...]]
    """path → claims, without diagnostics; sorted by path; files that say nothing are left out"""
    diagnostics: tuple[Diagnostic, ...]
    files_read: int
    comments: tuple[WaiverComment, ...] = ()
    vocabularies: dict[str, Vocabulary] = {}
    """path → by what names it may call the tree's functions"""
    keys: dict[str, bytes] = {}
    """path → the digest of it, the knowledge and the program; none where no cache is used"""
    digest: bytes = b""
    """of all files, their paths, the knowledge and the program; empty where no cache is used"""

    def recalled(self, cache: Cache | None, what: type[_T]) -> _T | None:
        """What was kept under this digest, if it still has that shape."""
        kept = cache.get(self._key(what)) if cache is not None and self.digest else None
        try:
            return None if kept is None else msgspec.msgpack.decode(kept, type=what)
        except (msgspec.MsgspecError, RecursionError, ValueError):
            return None

    def keep(self, cache: Cache | None, what: object) -> None:
        """Keeps something that follows from this detection, and from nothing else."""
        if cache is not None and self.digest:
            cache.put(self._key(type(what)), msgspec.msgpack.encode(what))

    def _key(self, what: type) -> bytes:
        return hashlib.sha256(what.__name__.encode() + self.digest).digest()


class _Summary(msgspec.Struct, frozen=True):
    """What is told of a tree's files besides what is linked."""

    diagnostics: tuple[Diagnostic, ...]
    comments: tuple[WaiverComment, ...]


def detect(
    root: Path,
    paths: Sequence[str],
    knowledge: KnowledgeBase,
    *,
    jobs: int | None = None,
    cache: Cache | None = None,
    detectors: Sequence[Detector] = DETECTORS,
    sparing: type | None = None,
) -> Detection:
    """The claims of every file; the same with and without cache, and for any number of `jobs`.

    Where what follows from the claims has been kept as a value of the type `sparing`, and no file has changed since, the
    claims themselves are left out.
    """
    run = _Run(root, knowledge, detectors)
    read = _read(run, sorted(set(paths)), keyed=cache is not None)
    empty = Detection({}, (), len(read.files), keys=read.keys, digest=read.digest)
    if sparing is not None and empty.recalled(cache, sparing) is not None:
        summary = empty.recalled(cache, _Summary)
        if summary is not None:
            return msgspec.structs.replace(empty, diagnostics=summary.diagnostics, comments=summary.comments)
    done = {path: kept for path in read.keys if cache and (kept := _decoded(cache.get(read.keys[path]))) is not None}
    missing = [path for path in read.files if path not in done]
    open_paths: list[str] = []
    for path in missing:
        file = read.files.pop(path)
        if file is None:
            open_paths.append(path)
        elif run.interested(file) or not file.is_utf8:
            done[path] = run.claims(file)
    done |= dict(_shared_out(run, open_paths, jobs))
    if cache is not None:
        for path in missing:
            if path in done:
                cache.put(read.keys[path], msgspec.msgpack.encode(done[path]))
    complete = _collected(empty, done, read.unread)
    complete.keep(cache, _Summary(complete.diagnostics, complete.comments))
    return complete


class _Reading(msgspec.Struct, frozen=True):
    """The files of a tree that some detector may want."""

    files: dict[str, SourceFile | None]
    """beyond so many bytes in all None: the file is read again rather than kept in memory"""
    unread: list[Diagnostic]
    keys: dict[str, bytes]
    digest: bytes


def _read(run: "_Run", paths: Sequence[str], *, keyed: bool) -> _Reading:
    """Read them all, and where that is asked for, digest each and all."""
    version = run.version() if keyed else b""
    everything = hashlib.sha256(version + "\0".join(paths).encode(errors="surrogateescape"))
    files: dict[str, SourceFile | None] = {}
    unread: list[Diagnostic] = []
    keys: dict[str, bytes] = {}
    size = 0
    for path in paths:
        file = run.read(path)
        if isinstance(file, Diagnostic):
            unread.append(file)
        if isinstance(file, SourceFile):
            size += len(file.content)
            files[path] = file if size <= POOL_FROM else None
            if keyed:
                keys[path] = _key(version, file)
                everything.update(keys[path])
    return _Reading(files, unread, keys, everything.digest() if keyed else b"")


def _collected(empty: Detection, done: dict[str, FileClaims], unread: list[Diagnostic]) -> Detection:
    diagnostics = {*unread, *(each for result in done.values() for each in result.diagnostics)}
    claims: dict[str, tuple[Claim, ...]] = {}
    vocabularies: dict[str, Vocabulary] = {}
    comments: list[WaiverComment] = []
    for path in sorted(done):
        stated = []
        for claim in done[path].claims:
            if isinstance(claim, Vocabulary):
                vocabularies[path] = claim
            elif isinstance(claim, WaiverComment):
                comments.append(claim)
            else:
                stated.append(claim)
        if stated:
            claims[path] = tuple(stated)
    return msgspec.structs.replace(
        empty,
        claims=claims,
        diagnostics=tuple(sorted(diagnostics, key=_order)),
        comments=tuple(comments),
        vocabularies=vocabularies,
    )


def _order(diagnostic: Diagnostic) -> tuple[Location, str, str]:
    return diagnostic.location or Location(""), diagnostic.code, diagnostic.message


class KeptAnswers:
    """What files said when they were asked before (`Questions`), under the digest of each."""

    def __init__(self, cache: Cache, keys: Mapping[str, bytes]) -> None:
        self._cache = cache
        self._keys = keys

    def recalled(self, path: str, question: str) -> tuple[Claim, ...] | None:
        """The same claims, if this file was asked the same."""
        kept = _decoded(self._cache.get(self._key(path, question))) if path in self._keys else None
        return None if kept is None else kept.claims

    def keep(self, path: str, question: str, answer: tuple[Any, ...]) -> None:
        """Keep what a file said."""
        if path in self._keys:
            self._cache.put(self._key(path, question), msgspec.msgpack.encode(FileClaims(answer)))

    def _key(self, path: str, question: str) -> bytes:
        return hashlib.sha256(self._keys[path] + question.encode()).digest()


class _Run:
    """What is the same for all files."""

    def __init__(self, root: Path, knowledge: KnowledgeBase, detectors: Sequence[Detector]) -> None:
        self.root = root
        self.knowledge = knowledge
        self.detectors = detectors
        self.prefilter = Prefilter([needles_of(detector, knowledge) for detector in detectors])
        self._wanting_path: dict[str, list[int]] = {}

    def read(self, path: str) -> SourceFile | Diagnostic | None:
        """The file, if any detector wants one of this name."""
        return read(self.root, path) if self._wanting(path) else None

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
        claims: list[_Stated] = []
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
        file = self.read(path)
        if isinstance(file, SourceFile):
            return self.claims(file)
        return FileClaims(diagnostics=() if file is None else (file,))

    def version(self) -> bytes:
        """A digest of all that claims depend on besides the file: the detectors' code and the knowledge."""
        digest = hashlib.sha256(f"{auditor.__version__} {sys.version} {self.knowledge.digest}".encode())
        digest.update(" ".join((*(detector.NAME for detector in self.detectors), *installed())).encode())
        package = Path(auditor.__file__).parent
        for folder in ("detectors", "files", "domain", "knowledge", "license_texts", "linking"):
            for pattern in ("*.py", "*.jsonl"):
                for path in sorted((package / folder).rglob(pattern)):
                    digest.update(path.read_bytes())
        return digest.digest()


def _key(version: bytes, file: SourceFile) -> bytes:
    path = str(file.path).encode()
    head = version + len(path).to_bytes(4, "big") + path + file.size.to_bytes(8, "big")
    return hashlib.sha256(head + file.content).digest()


def _decoded(kept: bytes | None) -> FileClaims | None:
    try:
        return None if kept is None else msgspec.msgpack.decode(kept, type=FileClaims)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None  # of another shape, or damaged: found out anew


def _shared_out(run: _Run, paths: Sequence[str], jobs: int | None) -> Iterator[tuple[str, FileClaims]]:
    """The claims of many files, by several processes where the platform can copy ours safely, else here."""
    processes = min(jobs or os.cpu_count() or 1, len(paths))
    left = list(paths)
    if processes > 1 and sys.platform == "linux" and threading.active_count() == 1:
        size = max(1, len(paths) // (processes * _CHUNKS_PER_PROCESS))
        chunks = [left[start : start + size] for start in range(0, len(left), size)]
        context = multiprocessing.get_context("fork")
        try:
            # A forked process has the knowledge already: nothing has to be opened or sent again.
            with ProcessPoolExecutor(processes, context, initializer=_adopt, initargs=(run,)) as pool:
                for chunk, encoded in zip(chunks, pool.map(_work, chunks), strict=True):
                    results = msgspec.msgpack.decode(encoded, type=list[FileClaims])
                    yield from zip(chunk, results, strict=True)
                    left = left[len(chunk) :]
        except (BrokenProcessPool, OSError, msgspec.MsgspecError, RecursionError):
            pass  # a process was killed, or there may be no more: what is left is done here
    for path in left:
        yield path, run.claims_of(path)


_adopted: list[_Run] = []


def _adopt(run: _Run) -> None:
    _adopted[:] = [run]


def _work(paths: Sequence[str]) -> bytes:
    return msgspec.msgpack.encode([_adopted[0].claims_of(path) for path in paths])
