"""Writes the files of a git revision to a folder of ours, in bounded memory and space."""

import hashlib
import os
import stat
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Self

import msgspec

from auditor.errors import AuditorError
from auditor.files.revisions import COMMAND, Entry, Repository, Revision, quiet

_KEPT: Final = 64 * 1024 * 1024
"""bytes of one file that are written; what lies behind stays a hole, since no detector reads as far"""
_READ: Final = 8 * 1024 * 1024 * 1024
"""bytes of files longer than that which are read at all, taken together; of the rest only the size is told"""
_TOTAL: Final = 4 * 1024 * 1024 * 1024
_FILES: Final = 500_000
_CHUNK: Final = 1024 * 1024
_GAVE_UP: Final = "git gave up reading the repository; it may be damaged"
_HASHES: Final = {40: "sha1", 64: "sha256"}


class Export(msgspec.Struct, frozen=True):
    """The files of a revision in a folder of ours; all paths from the top of the repository, sorted."""

    paths: tuple[str, ...]
    refused: tuple[str, ...] = ()
    """paths that no honest tree holds, or that cannot be written here"""
    absent: tuple[str, ...] = ()
    """files whose content this clone does not hold"""


def export(repository: Repository, revision: Revision, into: Path, wanted: Callable[[str], bool]) -> Export:
    """Write the regular files that are wanted below `into`, which must be empty and ours.

    Raises AuditorError when there is more than anybody would scan, or git gives up.
    """
    entries, refused = repository.files(revision, wanted)
    if len(entries) > _FILES:
        raise AuditorError(f"{revision.name}: more than {_FILES:,} files; name a smaller folder")
    sizes = repository.sizes(revision, sorted({entry.blob for entry in entries}))
    if sum(min(sizes.get(entry.blob, 0), _KEPT) for entry in entries) > _TOTAL:
        raise AuditorError(f"{revision.name}: more than {_TOTAL >> 30} GiB; name a smaller folder")
    written: list[str] = []
    absent: list[str] = []
    left = _READ
    with _Objects(repository.folder) as objects:
        for entry in entries:
            size = sizes.get(entry.blob)
            content = _borrowed(repository.top / entry.path, entry) if size is None else b" "
            if content is None:
                absent.append(entry.path)
                continue
            if size is None:
                size = len(content)
            elif size <= _KEPT or size <= left:
                left -= size if size > _KEPT else 0
                content = objects.start_of(entry.blob, size)
            (written if _write(into / entry.path, content, size) else refused).append(entry.path)
    return Export(tuple(sorted(written)), tuple(sorted(refused)), tuple(sorted(absent)))


class _Objects:
    """One git process that is asked for one object after the other."""

    def __init__(self, folder: Path) -> None:
        self._git = subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
            [*COMMAND, "cat-file", "--batch"],
            cwd=folder,
            env=quiet(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._git.stdin is not None  # noqa: S101 - both are pipes
        assert self._git.stdout is not None  # noqa: S101
        self._ask: IO[bytes] = self._git.stdin
        self._answer: IO[bytes] = self._git.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._ask.close()
        self._git.kill()  # it has said all that it was asked for
        self._answer.close()
        self._git.wait()

    def start_of(self, blob: str, size: int) -> bytes:
        """An object's first bytes, as many as are kept; the rest is read and dropped."""
        try:
            self._ask.write(f"{blob}\n".encode())
            self._ask.flush()
            told = self._answer.readline().split()
            kept = self._answer.read(min(size, _KEPT))
            left = size - len(kept) + 1  # a line break ends the answer
            while left > 0 and (chunk := self._answer.read(min(left, _CHUNK))):
                left -= len(chunk)
        except OSError as error:
            raise AuditorError(_GAVE_UP) from error
        if left or told != [blob.encode(), b"blob", str(size).encode()]:
            raise AuditorError(_GAVE_UP)
        return kept


def _write(file: Path, content: bytes, size: int) -> bool:
    """Write a new file of this size that begins so. False when its name cannot be written here."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(file, flags, 0o600), "wb") as stream:  # noqa: PTH123 - no Path method takes flags
            stream.write(content[:size])
            if size > stream.tell():
                stream.truncate(size)
    except (OSError, ValueError):
        return False
    return True


def _borrowed(file: Path, entry: Entry) -> bytes | None:
    """The content from the work tree, where it is the very one that a partial clone lacks; None where it is not."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode) or file.stat().st_size > _KEPT:
            return None
        content = file.read_bytes()
    except OSError:
        return None
    digest = hashlib.new(_HASHES[len(entry.blob)], b"blob %d\0" % len(content) + content, usedforsecurity=False)
    return content if digest.hexdigest() == entry.blob else None
