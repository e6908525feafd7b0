"""Which files of a tree are looked at: what git tracks or would track; without git, what no ignore file leaves out."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.evidence import Location
from auditor.errors import AuditorError
from auditor.files import git
from auditor.files.ignore import Rules, rules_of

NOT_OURS: Final = frozenset(
    {
        ".git", ".hg", ".svn", ".jj",
        "node_modules", "bower_components", "site-packages",
        ".venv", "venv", ".virtualenv", "__pypackages__",
        "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis",
        ".tox", ".nox", ".eggs", ".terraform", ".gradle",
    }
)  # fmt: skip
"""Folders that hold other people's code, or what a machine wrote; skipped wherever they stand, tracked or not."""
_NOT_OURS_ENDINGS: Final = (".dist-info", ".egg-info")
_INSTALLED: Final = "site-packages"
_METADATA_FOLDER: Final = ".dist-info"
_METADATA: Final = "METADATA"


class Walk(msgspec.Struct, frozen=True):
    """The files of a tree."""

    base: Path
    """the folder that the paths are relative to; for a single file, the folder it lies in"""
    files: tuple[str, ...]
    """regular files, sorted, with forward slashes"""
    diagnostics: tuple[Diagnostic, ...] = ()


def walk(root: Path, *, exclude: Sequence[str] = (), listed: Sequence[str] | None = None) -> Walk:
    """The files below `root`, which may be a single file. `exclude` takes patterns as `.gitignore` has them.

    `listed` are the paths to look at where somebody else knows them; otherwise git and the ignore files are asked.

    Links are never followed: what they lead to is either in the tree and read there, or none of our business.
    Raises AuditorError when there is no such file or folder.
    """
    root = Path(os.path.abspath(root))  # noqa: PTH100 - keeps links in the path as the user typed them
    if root.is_file():
        return Walk(root.parent, (root.name,))
    if not root.is_dir():
        raise AuditorError(f"{root.name}: no such file or folder")
    walker = _Walker(root, Rules(exclude))
    if listed is not None:
        walker.sort_out(git.Listing(tuple(listed)))
        return Walk(root, tuple(sorted(walker.files)), tuple(sorted(walker.diagnostics)))
    found = git.listing(root)
    if found is not None and found.paths:
        walker.sort_out(found)
    else:  # also where all of the folder is ignored: whoever names it wants it looked at
        walker.wander()
    return Walk(root, tuple(sorted(walker.files)), tuple(sorted(walker.diagnostics)))


class _Walker:
    """Collects files and notes."""

    def __init__(self, root: Path, exclude: Rules) -> None:
        self.root = root
        self.real_root = os.path.realpath(root)
        self.exclude = exclude
        self.files: set[str] = set()
        self.diagnostics: set[Diagnostic] = set()
        self._straight: dict[str, bool] = {"": True}
        """folder → whether no link lies on the way to it"""

    def sort_out(self, listing: git.Listing) -> None:
        """Keep of git's list what is a regular file of this very tree."""
        for folder in listing.unreadable:
            self._say("unreadable-folder", "the folder cannot be opened", folder.strip("/"))
        for path in listing.paths:
            if path.startswith(("/", "../")) or "/../" in path or not_ours(path):
                continue
            if path.endswith("/"):
                self._repository_inside(path)
                continue
            try:
                mode = os.lstat(self.root / path).st_mode
            except FileNotFoundError:
                continue  # tracked, but deleted in the work tree
            except OSError as error:
                self._say("unreadable-file", error.strerror or "it cannot be read", path)
                continue
            if stat.S_ISDIR(mode):
                self._repository_inside(path)
            else:
                self._take(path, mode)

    def wander(self) -> None:
        """Go through the folders ourselves."""
        stack: list[tuple[str, tuple[tuple[str, Rules], ...]]] = [("", ())]
        while stack:
            folder, rules = stack.pop()
            own = rules_of(self.root / folder)
            if own is not None:
                rules = (*rules, (folder, own))
            for path, entry in self._entries(folder):
                is_folder = entry.is_dir(follow_symlinks=False)
                if not_ours(path) or _ignored(path + "/" * is_folder, rules):
                    continue
                if is_folder:
                    stack.append((path, rules))
                    continue
                try:
                    self._take(path, entry.stat(follow_symlinks=False).st_mode)
                except OSError as error:
                    self._say("unreadable-file", error.strerror or "it cannot be read", path)

    def _entries(self, folder: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
        try:
            with os.scandir(self.root / folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._say("unreadable-folder", error.strerror or "the folder cannot be opened", folder)
            return
        for entry in listed:
            yield f"{folder}/{entry.name}" if folder else entry.name, entry

    def _take(self, path: str, mode: int) -> None:
        if self.exclude.verdict(path):
            return
        if path != path.encode("utf-8", errors="replace").decode():
            self._say("unreadable-name", "the file's name is not UTF-8, so it is not read", path)
        elif stat.S_ISLNK(mode) or not self._is_straight(path.rpartition("/")[0]):
            self._note_link(path)
        elif stat.S_ISREG(mode):
            self.files.add(path)

    def _is_straight(self, folder: str) -> bool:
        """Whether no link lies on the way: git may still list `a/b` after `a` was replaced by a link."""
        if folder not in self._straight:
            parent = folder.rpartition("/")[0]
            self._straight[folder] = self._is_straight(parent) and not (self.root / folder).is_symlink()
        return self._straight[folder]

    def _note_link(self, path: str) -> None:
        target = os.path.realpath(self.root / path)
        if target != self.real_root and not target.startswith(self.real_root.rstrip(os.sep) + os.sep):
            self._say("link-outside", "a link that leads out of the tree is not followed", path, DiagnosticKind.NOTE)

    def _repository_inside(self, path: str) -> None:
        if not self.exclude.verdict(path.rstrip("/") + "/"):
            message = "a submodule or a repository of its own is not entered; scan it by itself"
            self._say("repository-inside", message, path.rstrip("/"), DiagnosticKind.NOTE)

    def _say(self, code: str, message: str, path: str, kind: DiagnosticKind = DiagnosticKind.EXECUTION) -> None:
        shown = path.encode("utf-8", errors="backslashreplace").decode() or "."
        self.diagnostics.add(Diagnostic(code, message, kind, Location(shown)))


def not_ours(path: str) -> bool:
    """Whether it lies in somebody else's folder. Of installed packages their metadata is let through, and nothing else."""
    parts = path.split("/")
    for index, part in enumerate(parts):
        below = parts[index + 1 :]
        if part == _INSTALLED and (not below or below[0].endswith(_METADATA_FOLDER)):
            continue
        if part.endswith(_METADATA_FOLDER) and below in ([], [_METADATA]):
            continue
        if part in NOT_OURS or part.endswith(_NOT_OURS_ENDINGS):
            return True
    return False


def _ignored(path: str, rules: Sequence[tuple[str, Rules]]) -> bool:
    """The innermost ignore file that says anything decides, as in git."""
    for folder, own in reversed(rules):
        verdict = own.verdict(path[len(folder) + 1 :] if folder else path)
        if verdict is not None:
            return verdict
    return False
