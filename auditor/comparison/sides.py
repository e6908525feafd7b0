"""What somebody calls two sides → their difference: files with JSON audits, revisions of a repository, the work tree."""

from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec

from auditor.comparison.compare import Steps, compare
from auditor.comparison.difference import Cause, Difference
from auditor.comparison.snapshot import Snapshot, of_audit, of_file
from auditor.comparison.trees import Tree, judged, tree_of, work_tree
from auditor.domain.audit import Audit
from auditor.errors import AuditorError
from auditor.files.revisions import Repository, Revision
from auditor.knowledge.load import open_knowledge
from auditor.pipeline import Request, audit

WORK_TREE: Final = "."
"""how the work tree is called; no revision can have this name"""


def difference(old: str, new: str, request: Request) -> Difference:
    """What differs between two sides. `request` says under what trees are judged, and where their repository is.

    A name that ends in `.json` is a file; any other is a revision first, and a file where there is no such revision.
    Raises AuditorError when it is neither.
    """
    knowledge = open_knowledge(request.knowledge)
    sides = [_side(name, request.root) for name in (old, new)]
    with ExitStack() as stack:
        beside = request.root if None in sides else None
        judgements = [
            of_file(side) if isinstance(side, Path) else judged(_tree(side, request, beside, stack)) for side in sides
        ]
        snapshots = [one if isinstance(one, Snapshot) else _snapshot(*one) for one in judgements]
        notes = [note for one in judgements if not isinstance(one, Snapshot) for note in one[0].notes]
        first, last = judgements
        steps: Steps | None = None
        if not (isinstance(first, Snapshot) or isinstance(last, Snapshot)):
            steps, why = _steps(first, last, snapshots[1])
            notes += why
        return compare(snapshots[0], snapshots[1], knowledge, steps=steps, notes=notes)


def _side(name: str, root: Path) -> Path | Revision | None:
    """A file, a revision, or the work tree."""
    if name == WORK_TREE:
        Repository.at(root)
        return None
    file = Path(name)
    if name.endswith(".json") and file.is_file():
        return file
    try:
        found = Repository.at(root).find(name)
    except AuditorError:
        if file.is_file():
            return file
        if name.endswith(".json"):
            raise AuditorError(f"{name}: there is no such file") from None
        raise
    if found is None and file.is_file():
        return file
    return found or Repository.at(root).revision(name)


def _tree(side: Revision | None, request: Request, beside: Path | None, stack: ExitStack) -> Tree:
    repository = Repository.at(request.root)
    if side is None:
        return work_tree(repository, request)
    return stack.enter_context(tree_of(repository, side, request, beside=beside))


def _snapshot(tree: Tree, result: Audit) -> Snapshot:
    return of_audit(result, tree.name, tree.commit)


def _steps(first: tuple[Tree, Audit], last: tuple[Tree, Audit], new: Snapshot) -> tuple[Steps | None, list[str]]:
    """What the old tree becomes under the new knowledge, then under the new policy as well, and then the new tree."""
    (then, old), (now, result) = first, last
    steps: list[tuple[Cause, Snapshot]] = []
    try:
        if old.knowledge.digest != result.knowledge.digest:
            request = msgspec.structs.replace(then.request, knowledge=now.request.knowledge)
            steps.append(("knowledge", of_audit(audit(request), then.name, then.commit)))
        if old.policy.digest != result.policy.digest:
            request = msgspec.structs.replace(
                then.request,
                knowledge=now.request.knowledge,
                policy=now.request.policy,
                policy_base=now.request.policy_base,
            )
            steps.append(("policy", of_audit(audit(request), then.name, then.commit)))
    except AuditorError as error:
        return None, [f"the old tree cannot be judged by what is new, so causes are not told apart: {error}"]
    return (*steps, ("code", new)), []
