"""Runs the detectors over the files of a tree: prefilter, cache, several processes where it pays."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from auditor.cache import Cache
from auditor.detectors.base import Claim, Detector
from auditor.detectors.file_claims import FileClaims, Run
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Location, WaiverComment
from auditor.domain.expression import Vocabulary
from auditor.files.reading import read
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

_T = TypeVar("_T")
POOL_FROM: Final = 5_000_000
"""bytes of files to be parsed; below, starting processes costs more than they save"""


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
    detectors: Sequence[Detector] | None = None,
    sparing: type | None = None,
) -> Detection:
    """The claims of every file; the same with and without cache, and for any number of `jobs`.

    Where what follows from the claims has been kept as a value of the type `sparing`, and no file has changed since, the
    claims themselves are left out.
    """
    run = Run(root, knowledge, detectors)
    reading = _read(run, sorted(set(paths)), cache)
    empty = Detection({}, (), len(reading.files), keys=reading.keys, digest=reading.digest)
    if sparing is not None and empty.recalled(cache, sparing) is not None:
        summary = empty.recalled(cache, _Summary)
        if summary is not None:
            return msgspec.structs.replace(empty, diagnostics=summary.diagnostics, comments=summary.comments)
    done = {
        path: kept for path in reading.keys if cache and (kept := _decoded(cache.get(reading.keys[path]))) is not None
    }
    missing = [path for path in reading.files if path not in done]
    open_paths: list[str] = []
    for path in missing:
        file = reading.files.pop(path)
        if file is None:
            open_paths.append(path)
        else:
            done[path] = run.claims(file)
    if open_paths:
        from auditor.detectors.processes import shared_out

        done |= dict(shared_out(run, open_paths, jobs))
    if cache is not None:
        for path in missing:
            if path in done:
                cache.put(reading.keys[path], msgspec.msgpack.encode(done[path]))
    complete = _collected(empty, done, reading.unread)
    complete.keep(cache, _Summary(complete.diagnostics, complete.comments))
    return complete


class _Reading(msgspec.Struct, frozen=True):
    """The files of a tree that some detector may want."""

    files: dict[str, SourceFile | None]
    """beyond so many bytes in all None: the file is read again rather than kept in memory"""
    unread: list[Diagnostic]
    keys: dict[str, bytes]
    digest: bytes


def _read(run: Run, paths: Sequence[str], cache: Cache | None) -> _Reading:
    """Read them all, and for a cache, digest each and all."""
    version = run.version() if cache is not None else b""
    everything = hashlib.sha256(version + "\0".join(paths).encode(errors="surrogateescape"))
    files: dict[str, SourceFile | None] = {}
    unread: list[Diagnostic] = []
    keys: dict[str, bytes] = {}
    size = 0
    for path in _wanted(run, paths, cache, everything.digest()):
        file = read(run.root, path)
        if isinstance(file, Diagnostic):
            unread.append(file)
        if isinstance(file, SourceFile):
            size += len(file.content)
            files[path] = file if size <= POOL_FROM else None
            if cache is not None:
                keys[path] = _key(version, file)
                everything.update(keys[path])
    return _Reading(files, unread, keys, everything.digest() if cache is not None else b"")


def _wanted(run: Run, listed: Sequence[str], cache: Cache | None, digest: bytes) -> list[str]:
    """The files that any detector wants; kept under the digest of all names and the program, as it follows from them."""
    key = hashlib.sha256(b"wanted" + digest).digest()
    kept = cache.get(key) if cache is not None else None
    if kept is None or len(kept) != len(listed):
        kept = bytes(map(run.wants, listed))
        if cache is not None:
            cache.put(key, kept)
    return [path for path, wanted in zip(listed, kept, strict=True) if wanted]


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


def _key(version: bytes, file: SourceFile) -> bytes:
    path = str(file.path).encode()
    head = version + len(path).to_bytes(4, "big") + path + file.size.to_bytes(8, "big")
    return hashlib.sha256(head + file.content).digest()


def _decoded(kept: bytes | None) -> FileClaims | None:
    try:
        return None if kept is None else msgspec.msgpack.decode(kept, type=FileClaims)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None  # of another shape, or damaged: found out anew
