"""Reads the tree of a git revision, without letting the repository run anything.

Only plumbing commands are asked, and none of them reads attributes, so no filter, hook, diff driver or pager of the
repository is started: `rev-parse`, `merge-base`, `ls-tree`, `cat-file`, `config` and `rev-list`. Nothing is checked out:
`export.py` writes the files to a folder of ours. Links and submodules are left out.
"""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self

import msgspec

from auditor.errors import AuditorError
from auditor.files.git import SAFE, environment, is_in_repository

_SECONDS: Final = 120
_OBJECT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REGULAR: Final = frozenset({b"100644", b"100755", b"100664"})
_LONGEST_NAME: Final = 1000
COMMAND: Final = ("git", "--no-pager", *SAFE)
"""how every call begins"""


class Revision(msgspec.Struct, frozen=True):
    """A commit, and what somebody called it."""

    name: str
    commit: str
    """the whole object id"""


class Entry(msgspec.Struct, frozen=True):
    """A regular file of a revision."""

    path: str
    """from the top of the repository"""
    blob: str
    """the object id of its content"""


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
        prefix = os.fsdecode(asked(folder, "rev-parse", "--show-prefix").rstrip(b"\n"))
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

    def files(self, revision: Revision, wanted: Callable[[str], bool]) -> tuple[list[Entry], list[str]]:
        """The regular files of a revision that are wanted, and those of their paths that no honest tree holds."""
        tree = asked(self.folder, "ls-tree", "-r", "-z", "--full-tree", revision.commit)
        return _sorted_out(tree, wanted)

    def sizes(self, revision: Revision, objects: Sequence[str]) -> dict[str, int]:
        """The bytes of each of these objects; those that this clone does not hold are left out, and not fetched."""
        absent = self._absent(revision)
        asking = "".join(f"{one}\n" for one in objects if one not in absent)
        told = asked(self.folder, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", stdin=asking)
        lines = (line.split() for line in os.fsdecode(told).splitlines())
        return {words[0]: int(words[2]) for words in lines if len(words) == 3 and words[1] == "blob"}  # noqa: PLR2004

    def _absent(self, revision: Revision) -> frozenset[str]:
        """What a partial clone left out; git is asked in the one way that does not make it fetch."""
        if not _run(self.folder, "config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$").stdout:
            return frozenset()
        words = ("rev-list", "--objects", "--no-walk", "--missing=print", "--no-object-names", revision.commit)
        found = os.fsdecode(asked(self.folder, *words)).splitlines()
        return frozenset(line[1:] for line in found if line.startswith("?"))

    def _shallow(self) -> str:
        told = _run(self.folder, "rev-parse", "--is-shallow-repository")
        return "; the clone is shallow: fetch its history first" if told.stdout.strip() == b"true" else ""


def _sorted_out(tree: bytes, wanted: Callable[[str], bool]) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    refused: list[str] = []
    for line in tree.split(b"\0"):
        head, tab, name = line.partition(b"\t")
        words = head.split()
        if not tab or len(words) != 3 or words[0] not in _REGULAR:  # noqa: PLR2004 - mode, kind, object
            continue
        path = os.fsdecode(name)
        if not wanted(path):
            continue
        if _is_honest(path):
            entries.append(Entry(path, os.fsdecode(words[2])))
        else:
            refused.append(path)
    return entries, refused


def _is_honest(path: str) -> bool:
    """Whether a path stays below the folder that it is written to, on every system."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.lower().rstrip(". ") == ".git" for part in parts):
        return False
    return os.sep == "/" or not ({"\\", ":"} & set(path))


def asked(folder: Path, *words: str, stdin: str = "") -> bytes:
    """What git answers. Raises AuditorError with its own first line when it refuses."""
    done = _run(folder, *words, stdin=stdin)
    if done.returncode != 0:
        why = os.fsdecode(done.stderr).strip().partition("\n")[0][:200]
        raise AuditorError(f"git cannot read the repository: {why!r}" if why else "git cannot read the repository")
    return done.stdout


def _run(folder: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *words]
    content = stdin.encode()
    try:
        return subprocess.run(  # noqa: S603 - no shell; names are refused where they could be options
            command, cwd=folder, env=quiet(), input=content, capture_output=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise AuditorError("revisions need git, which is not installed here") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise AuditorError("git does not answer") from error


def quiet() -> dict[str, str]:
    """The environment of every call: nothing of the system's settings, nothing fetched, no object in another's place."""
    return environment() | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
