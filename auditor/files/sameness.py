"""Whether a file of the work tree is the one that a revision holds: git's own filters are not asked, so they never run.

What two common filters do is undone here instead: line ends that were changed, and Git LFS, which keeps a pointer in the
revision and the content in the work tree.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from auditor.files.reading import TEXT_LIMIT

_CHUNK: Final = 1024 * 1024
_POINTER: Final = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-[^\n]*\n){0,9}oid sha256:([0-9a-f]{64})\nsize (\d{1,18})\n"
)
_POINTER_LIMIT: Final = 1024
_HEAD: Final = 16 * 1024 * 1024


def differing(base: Path, before: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths whose file below `base` is another than below `before`, or stands on one side only."""
    return frozenset(path for path in paths if not _same(base / path, before / path))


def lend_large_files(base: Path, before: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Where a revision holds a Git LFS pointer and the work tree the very content, let the revision have its head too.

    Otherwise weights that nobody touched would look new. Only the head is copied; the rest stays a hole. The paths of
    pointers for which the work tree holds something else are given back: what they stood for is not known.
    """
    others: list[str] = []
    for path in paths:
        pointer = _pointer(before / path)
        if pointer is None or not _is_regular(base / path) or _pointer(base / path) is not None:
            continue
        if not _matches(base / path, *pointer):
            others.append(path)
            continue
        with (base / path).open("rb") as source, (before / path).open("wb") as target:
            target.write(source.read(_HEAD))
            target.truncate(pointer[1])
    return tuple(others)


def _same(now: Path, then: Path) -> bool:
    try:
        if not (_is_regular(now) and _is_regular(then)):
            return not (_is_regular(now) or _is_regular(then))
        pointer = _pointer(then)
        if pointer is not None and _pointer(now) is None:
            return _matches(now, *pointer)
        if now.stat().st_size == then.stat().st_size:
            return _bytes_equal(now, then)
        return _without_returns(now) == _without_returns(then) is not None
    except OSError:
        return False


def _is_regular(file: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return False


def _pointer(file: Path) -> tuple[str, int] | None:
    """The digest and the size that a Git LFS pointer names."""
    if not _is_regular(file) or file.stat().st_size > _POINTER_LIMIT:
        return None
    found = _POINTER.fullmatch(file.read_bytes())
    return (found[1].decode(), int(found[2])) if found else None


def _matches(file: Path, digest: str, size: int) -> bool:
    if file.stat().st_size != size:
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == digest


def _bytes_equal(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while chunk := first.read(_CHUNK):
            if chunk != second.read(_CHUNK):
                return False
        return True


def _without_returns(file: Path) -> bytes | None:
    """The text with line feeds only; None for what is too long to be a text that anybody reads."""
    return file.read_bytes().replace(b"\r\n", b"\n") if file.stat().st_size <= TEXT_LIMIT else None
