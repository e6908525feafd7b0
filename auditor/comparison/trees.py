"""The tree of an earlier revision as something that can be audited, with the policy and the knowledge of its own day."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from auditor.domain.audit import Audit
from auditor.errors import AuditorError
from auditor.files.export import Export, export
from auditor.files.revisions import Repository, Revision
from auditor.files.sameness import lend_large_files
from auditor.files.walk import not_ours
from auditor.pipeline import Request, audit

_NAMED: Final = 3
_SETTINGS: Final = (".yaml", ".yml")


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """A tree, and how it is asked about."""

    request: Request
    """the tree under the policy and the knowledge of its own day"""
    today: Request
    """the same tree under the policy and the knowledge that were asked for, as they are today"""
    name: str
    commit: str | None
    """None: the work tree"""
    base: Path
    top: Path
    """where the repository begins"""
    paths: tuple[str, ...] = ()
    """its files, relative to `base`; empty for the work tree, which is walked"""
    notes: tuple[str, ...] = ()


@contextmanager
def tree_of(
    repository: Repository, revision: Revision, request: Request, *, beside: Path | None = None
) -> Iterator[Tree]:
    """The tree of a revision in a temporary folder; gone afterwards.

    A policy or knowledge of the repository is read as it stood then. `beside` is the work tree that it is going to be
    compared with: what Git LFS keeps outside of the revision is then taken from there.
    """
    with TemporaryDirectory(prefix="auditor-") as folder:
        top = Path(folder, repository.top.name or "root")
        base = top / repository.prefix
        base.mkdir(parents=True)
        settings = _Settings(repository, request)
        found = export(repository, revision, top, lambda path: _is_seen(path, repository.prefix) or settings.hold(path))
        paths = tuple(path[len(repository.prefix) :] for path in found.paths if _is_seen(path, repository.prefix))
        pointers = lend_large_files(beside, base, paths) if beside is not None else ()
        own, notes = settings.then(top, revision.name)
        yield Tree(
            request=msgspec.structs.replace(own, root=base, listed=paths),
            today=msgspec.structs.replace(request, root=base, listed=paths),
            name=revision.name,
            commit=revision.commit,
            base=base,
            top=top,
            paths=paths,
            notes=(*_notes(found, paths, pointers, revision.name), *notes),
        )


def work_tree(repository: Repository, request: Request) -> Tree:
    """The files as they lie there, uncommitted and untracked ones included."""
    return Tree(
        request=request, today=request, name="the work tree", commit=None, base=repository.folder, top=repository.top
    )


def judged(tree: Tree) -> tuple[Tree, Audit]:
    """The tree under its own policy and knowledge; under today's, with a note, where those cannot be read."""
    try:
        return tree, audit(tree.request)
    except AuditorError as error:
        if tree.request == tree.today:
            raise
        why = str(error).replace(f"{tree.top}{os.sep}", "")
        note = f"the policy or the knowledge of {tree.name} cannot be read, so today's is used for it: {why}"
        return msgspec.structs.replace(tree, request=tree.today, notes=(*tree.notes, note)), audit(tree.today)


def _is_seen(path: str, prefix: str) -> bool:
    """Whether a scan looks at the file."""
    return path.startswith(prefix) and not not_ours(path[len(prefix) :])


def _notes(export: Export, paths: tuple[str, ...], pointers: tuple[str, ...], name: str) -> Iterator[str]:
    if not paths:
        yield f"at {name} the folder holds no files"
    if export.refused:
        yield f"files of {name} with names that cannot be written were left out: {_named(export.refused)}"
    if export.absent:
        yield (
            f"files of {name} that this clone does not hold, as it is partial or damaged, count as not there: "
            f"{_named(export.absent)}"
        )
    if pointers:
        yield f"files of {name} that Git LFS keeps elsewhere are known by their names only: {_named(pointers)}"


def _named(paths: tuple[str, ...]) -> str:
    """The first few."""
    more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    return ", ".join(repr(path[:100]) for path in paths[:_NAMED]) + more


class _Settings:
    """The policy and the knowledge, as far as the repository itself holds them."""

    def __init__(self, repository: Repository, request: Request) -> None:
        self.request = request
        policy = Path(request.policy)
        self.policy = repository.path_of(policy) if policy.is_file() else None
        self.knowledge = {folder: repository.path_of(folder) for folder in request.knowledge}

    def hold(self, path: str) -> bool:
        """Whether the file may be one of them. A policy may extend others, so every YAML file may be part of it."""
        return (self.policy is not None and path.endswith(_SETTINGS)) or any(
            folder is not None and path.startswith(f"{folder}/") for folder in self.knowledge.values()
        )

    def then(self, top: Path, name: str) -> tuple[Request, tuple[str, ...]]:
        """The request with both as they stood at a revision, and what a reader should know of it."""
        request, notes = self.request, []
        if self.policy is not None:
            if (top / self.policy).is_file():
                request = msgspec.structs.replace(request, policy=self.policy, policy_base=top)
            else:
                notes.append(f"{self.policy} is not there at {name}, so today's is used for it")
        folders: list[Path] = []
        for folder, path in self.knowledge.items():
            if path is not None and (top / path).is_dir():
                folders.append(top / path)
            elif path is not None:
                notes.append(f"{path} is not there at {name}, which is judged without it")
            else:
                folders.append(folder)
        return msgspec.structs.replace(request, knowledge=tuple(folders)), tuple(notes)
