"""`--since REV`: what the work of a branch brought in, uncommitted and untracked files included.

Compared is the commit where the branch left REV (their merge base), so what happened on REV meanwhile is nobody's
doing here. That tree is judged as it stood then, under its own policy; where today's policy or knowledge is another,
it is judged under that too, and what is new for that reason is told apart.
"""

import os
from collections.abc import Callable

import msgspec

from auditor.comparison.trees import Tree, tree_of, work_tree
from auditor.domain.audit import Audit
from auditor.errors import AuditorError
from auditor.files.revisions import Repository
from auditor.files.sameness import differing
from auditor.files.walk import walk
from auditor.knowledge.load import open_knowledge
from auditor.pipeline import Request, audit
from auditor.policy.introduced import Before, forms
from auditor.policy.load import load_policy
from auditor.rules import run as rules


def introduced_since(request: Request, revision: str) -> Audit:
    """The audit of the work tree, narrowed to what came in since. Raises AuditorError when there is no such revision."""
    repository = Repository.at(request.root)
    fork = repository.fork(revision)
    plain = msgspec.structs.replace(request, baseline=None, fail_on=None)
    now = work_tree(repository, plain)
    with tree_of(repository, fork, plain, beside=repository.folder) as then:
        files = walk(request.root, exclude=request.exclude).files
        changed = differing(repository.folder, then.base, {*files, *then.paths})
        before, notes = judged_then(then, now)
        same = before.policy.digest == _policy(request) and before.knowledge.digest == _knowledge(request)
        rejudged = None if same else audit(then.under(now, knowledge=True, policy=True))
    return audit(
        msgspec.structs.replace(
            request,
            before=Before(
                revision=revision,
                commit=fork.commit,
                changed=changed,
                forms=forms(before.findings),
                rejudged=forms(rejudged.findings) if rejudged else None,
                notes=(*then.notes, *notes),
            ),
        )
    )


def judged_then(then: Tree, now: Tree, audited: Callable[[Request], Audit] = audit) -> tuple[Audit, tuple[str, ...]]:
    """The earlier tree under its own policy and knowledge; under today's, with a note, where those cannot be read."""
    try:
        return audited(then.request), ()
    except AuditorError as error:
        if then.request.policy_base is None and then.request.knowledge == now.request.knowledge:
            raise
        why = str(error).replace(f"{then.top}{os.sep}", "")
        note = f"the policy or the knowledge of {then.name} cannot be read, so today's is used for it: {why}"
        return audited(then.under(now, knowledge=True, policy=True)), (note,)


def _knowledge(request: Request) -> str:
    return open_knowledge(request.knowledge).digest


def _policy(request: Request) -> str:
    return load_policy(request.policy, known_rules=rules.ids()).digest
