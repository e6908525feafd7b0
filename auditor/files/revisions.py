"""Reads the tree of a git revision, without letting the repository run anything.

Only four plumbing commands are asked, and none of them reads attributes, so no filter, hook, diff driver or pager of
the repository is started: `rev-parse`, `merge-base`, `ls-tree` and `cat-file`. Nothing is checked out; the files are
written to a folder of ours, and links and submodules are left out.
"""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Self

import msgspec

from auditor.errors import AuditorError
from auditor.files.git import SAFE, environment, is_in_repository

_SECONDS: Final = 120
_OBJECT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REGULAR: Final = frozenset({b"100644", b"100755", b"100664"})
_LONGEST_NAME: Final = 1000
_KEPT: Final = 64 * 1024 * 1024
"""bytes of one file that are written; what lies behind stays a hole, since no detector reads as far"""
_READ: Final = 1024 * 1024 * 1024
"""bytes; of a longer file nothing is asked for but its size"""
_TOTAL: Final = 4 * 1024 * 1024 * 1024
_FILES: Final = 500_000
_PARTIAL: Final = "git cannot read all of it; the clone is partial or damaged"
_CHUNK: Final = 1024 * 1024


class Revision(msgspec.Struct, frozen=True):
    """A commit, and what somebody called it."""

    name: str
    commit: str
    """the whole object id"""


class Export(msgspec.Struct, frozen=True):
    """The files of a revision in a folder of ours."""

    paths: tuple[str, ...]
    """regular files, sorted, relative to the top of the repository"""
    refused: tuple[str, ...] = ()
    """paths that no honest tree holds, or that cannot be written here"""


class Repository(msgspec.Struct, frozen=True):
    """A git repository, seen from one of its folders."""

    folder: Path
    """the folder somebody named, without links"""
    prefix: str
    """the folder's path from the top, with a slash at its end; empty for the top itself"""

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The repository that a folder lies in. Raises AuditorError when there is none, or git cannot read it."""
        folder = Path(os.path.realpath(folder))
        if not folder.is_dir():
            raise AuditorError(f"{folder.name}: revisions are compared by folder, and this is none")
        if not is_in_repository(folder):
            raise AuditorError(f"{folder.name}: not in a git repository, so there are no revisions to compare with")
        prefix = os.fsdecode(_asked(folder, "rev-parse", "--show-prefix").rstrip(b"\n"))
        if prefix and not f"{folder.as_posix()}/".endswith(f"/{prefix}"):
            raise AuditorError(f"{folder.name}: the repository's settings say that its files lie elsewhere")
        return cls(folder, prefix)

    @property
    def top(self) -> Path:
        """The folder that the paths of a tree are relative to."""
        return self.folder.parents[self.prefix.count("/") - 1] if self.prefix else self.folder

    def path_of(self, file: Path) -> str | None:
        """The path of a file from the top; None when it lies outside of the repository."""
        real = Path(os.path.realpath(file))
        return real.relative_to(self.top).as_posix() if real.is_relative_to(self.top) else None

    def find(self, name: str) -> Revision | None:
        """The commit that a name means: a branch, a tag, an id, `HEAD~2`. None when there is none."""
        if not name or name.startswith("-") or len(name) > _LONGEST_NAME or not name.isprintable():
            return None
        told = _run(self.folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        commit = os.fsdecode(told.stdout).strip()
        return Revision(name, commit) if told.returncode == 0 and _OBJECT.fullmatch(commit) else None

    def revision(self, name: str) -> Revision:
        """The same; raises AuditorError in one sentence when there is none."""
        if found := self.find(name):
            return found
        raise AuditorError(f"there is no revision {name[:100]!r} in this repository{self._shallow()}")

    def fork(self, name: str) -> Revision:
        """Where the work on HEAD left `name`: the newest commit that both have. Raises AuditorError without one."""
        other = self.revision(name)
        head = self.find("HEAD")
        if head is None:
            raise AuditorError("this repository has no commit yet, so nothing can be new since one")
        told = _run(self.folder, "merge-base", other.commit, head.commit)
        commit = os.fsdecode(told.stdout).split("\n", 1)[0].strip()
        if told.returncode != 0 or not _OBJECT.fullmatch(commit):
            raise AuditorError(f"{name[:100]!r} and HEAD have no commit in common here{self._shallow()}")
        return Revision(name, commit)

    def export(self, revision: Revision, into: Path, wanted: Callable[[str], bool]) -> Export:
        """Write the regular files that are wanted below `into`, which must be empty and ours."""
        entries, refused = _sorted_out(self._tree(revision), wanted)
        if any(size < 0 for _, _, size in entries):
            raise AuditorError(f"{revision.name}: {_PARTIAL}")
        if len(entries) > _FILES:
            raise AuditorError(f"{revision.name}: more than {_FILES:,} files; name a smaller folder")
        if sum(min(size, _KEPT) for _, _, size in entries) > _TOTAL:
            raise AuditorError(f"{revision.name}: more than {_TOTAL >> 30} GiB; name a smaller folder")
        written: list[str] = []
        command = ["git", "--no-pager", *SAFE, "cat-file", "--batch"]
        with subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
            command,  # what it says on its standard error is nobody's business
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as git:
            assert git.stdin is not None  # noqa: S101 - both are pipes
            assert git.stdout is not None  # noqa: S101
            try:
                for path, blob, size in entries:
                    if _write(into, path, blob, size, git.stdin, git.stdout):
                        written.append(path)
                    else:
                        refused.append(path)
            except (BrokenPipeError, EOFError) as error:
                git.kill()
                with suppress(OSError):
                    git.stdin.close()
                raise AuditorError(f"{revision.name}: {_PARTIAL}") from error
            except BaseException:
                git.kill()
                raise
        return Export(tuple(sorted(written)), tuple(sorted(refused)))

    def _tree(self, revision: Revision) -> bytes:
        return _asked(self.folder, "ls-tree", "-r", "-z", "-l", "--full-tree", revision.commit)

    def _shallow(self) -> str:
        told = _run(self.folder, "rev-parse", "--is-shallow-repository")
        return "; the clone is shallow: fetch its history first" if told.stdout.strip() == b"true" else ""


def _sorted_out(tree: bytes, wanted: Callable[[str], bool]) -> tuple[list[tuple[str, bytes, int]], list[str]]:
    """The regular files that are wanted, as path, object and size (-1: git does not know); and the dishonest paths."""
    entries: list[tuple[str, bytes, int]] = []
    refused: list[str] = []
    for line in tree.split(b"\0"):
        head, tab, name = line.partition(b"\t")
        words = head.split()
        if not tab or len(words) != 4 or words[0] not in _REGULAR:  # noqa: PLR2004 - mode, kind, object, size
            continue
        path = os.fsdecode(name)
        if not wanted(path):
            continue
        if _is_honest(path):
            entries.append((path, words[2], int(words[3]) if words[3].isdigit() else -1))
        else:
            refused.append(path)
    return entries, refused


def _is_honest(path: str) -> bool:
    """Whether a path stays below the folder that it is written to, on every system."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.lower().rstrip(". ") == ".git" for part in parts):
        return False
    return os.sep == "/" or not ({"\\", ":"} & set(path))


def _write(into: Path, path: str, blob: bytes, size: int, ask: IO[bytes], answer: IO[bytes]) -> bool:
    """Fetch one object and write it. False when its name cannot be written here. Raises EOFError when git gives up."""
    content = None
    if size <= _READ:
        ask.write(blob + b"\n")
        ask.flush()
        told = answer.readline().split()
        if len(told) != 3 or told[1] != b"blob" or not told[2].isdigit():  # noqa: PLR2004 - object, kind, size
            raise EOFError
        size = int(told[2])
        content = _taken(answer, size)
    file = into / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(file, flags, 0o600), "wb") as stream:  # noqa: PTH123 - no Path method takes flags
            stream.write(b" " if content is None else content)
            if size > stream.tell():
                stream.truncate(size)
    except (OSError, ValueError):
        return False
    return True


def _taken(answer: IO[bytes], size: int) -> bytes:
    """An object's first bytes, as many as are kept; the rest is read and dropped."""
    kept = answer.read(min(size, _KEPT))
    left = size - len(kept) + 1  # a line break ends the answer
    while left > 0:
        chunk = answer.read(min(left, _CHUNK))
        if not chunk:
            raise EOFError
        left -= len(chunk)
    return kept


def _asked(folder: Path, *words: str) -> bytes:
    """What git answers. Raises AuditorError with its own first line when it refuses."""
    done = _run(folder, *words)
    if done.returncode != 0:
        why = os.fsdecode(done.stderr).strip().partition("\n")[0][:200]
        raise AuditorError(f"git cannot read the repository: {why!r}" if why else "git cannot read the repository")
    return done.stdout


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command: Sequence[str] = ["git", "--no-pager", *SAFE, *words]
    try:
        return subprocess.run(  # noqa: S603 - no shell; names are refused where they could be options
            command, cwd=folder, env=_environment(), capture_output=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise AuditorError("revisions need git, which is not installed here") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise AuditorError("git does not answer") from error


def _environment() -> dict[str, str]:
    return environment() | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
