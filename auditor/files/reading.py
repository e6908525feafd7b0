"""Reads one file of the tree, in bounded memory, and never anything but a regular file."""

import codecs
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Location
from auditor.files.source_file import SourceFile
from auditor.files.weights import LFS_POINTER, is_weights
from auditor.files.weights.head import read_head

TEXT_LIMIT: Final = 8 * 1024 * 1024
"""bytes; a longer text is not read"""
LOCK_LIMIT: Final = 64 * 1024 * 1024
"""bytes; the same for lock files, which machines write and which grow with a project"""
LOCK_FILES: Final = frozenset(
    {
        "uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "package-lock.json",
        "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "Cargo.lock", "composer.lock",
    }
)  # fmt: skip
_SNIFFED: Final = 8192
"""bytes in which a NUL tells that a file is no text; git looks at as many"""


def read(base: Path, path: str) -> SourceFile | Diagnostic | None:
    """The file; a Diagnostic when it cannot be read; None for what holds no text: binaries, links, devices.

    Of weights only the head is read, which is as long as the file itself says, and bounded.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(os.lstat(base / path).st_mode):
            return None  # opening a named pipe would wait for ever, a device might do anything
        with open(os.open(base / path, flags), "rb") as file:  # noqa: PTH123 - no Path method takes flags
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None
            name = path.rpartition("/")[2]
            if is_weights(name):
                return SourceFile(path, read_head(file, name), size=status.st_size)
            return _text(file, path, status.st_size)
    except OSError as error:
        return Diagnostic("unreadable-file", error.strerror or "it cannot be read", location=Location(path))


def sha256(base: Path, path: str) -> str | None:
    """The digest of a regular file inside of the folder; None when there is none, or a link leads out of it."""
    file = base / path
    try:
        if not (file.is_file() and file.resolve().is_relative_to(base.resolve())):
            return None
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _utf16(content: bytes, path: str, size: int) -> SourceFile | Diagnostic:
    """What PowerShell's `>` writes, told by its byte-order mark, as the UTF-8 that everybody else reads."""
    try:
        return SourceFile(path, content.decode("utf-16").encode(), size=size)
    except UnicodeError:
        return Diagnostic("invalid-utf-16", "a byte-order mark says UTF-16, and it is none", location=Location(path))


def _text(file: BinaryIO, path: str, size: int) -> SourceFile | Diagnostic | None:
    start = file.read(_SNIFFED)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and size <= TEXT_LIMIT:
        return _utf16(start + file.read(TEXT_LIMIT - len(start)), path, size)
    if b"\0" in start:
        return None
    if start.startswith(LFS_POINTER):
        return Diagnostic("git-lfs-pointer", "a Git LFS pointer: the content is not here", location=Location(path))
    limit = LOCK_LIMIT if path.rpartition("/")[2] in LOCK_FILES else TEXT_LIMIT
    if size > limit:
        message = f"{size} bytes; texts of more than {limit} bytes are not read"
        return Diagnostic("too-large", message, location=Location(path))
    return SourceFile(path, start + file.read(limit - len(start)), size=size)
