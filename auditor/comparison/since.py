"""`--since REV`: what the work of a branch brought in, uncommitted and untracked files included.

Compared is the commit where the branch left REV (their merge base), so what happened on REV meanwhile is nobody's
doing here. That tree is judged as it stood then, under its own policy; where today's policy or knowledge is another,
it is judged under that too, and what is new for that reason is told apart.
"""

import msgspec

from auditor.comparison.trees import judged, tree_of
from auditor.domain.audit import Audit
from auditor.files.revisions import Repository
from auditor.files.sameness import differing
from auditor.files.walk import walk
from auditor.knowledge.load import open_knowledge
from auditor.pipeline import Request, audit
from auditor.policy.introduced import Before, forms
from auditor.rules import run as rules


def introduced_since(request: Request, revision: str) -> Audit:
    """The audit of the work tree, narrowed to what came in since. Raises AuditorError when there is no such revision."""
    repository = Repository.at(request.root)
    fork = repository.fork(revision)
    plain = msgspec.structs.replace(request, baseline=None, fail_on=None, obligations=False)
    with tree_of(repository, fork, plain, beside=repository.folder) as tree:
        files = walk(request.root, exclude=request.exclude).files
        changed = differing(repository.folder, tree.base, {*files, *tree.paths})
        then, before = judged(tree)
        same = before.policy.digest == _policy(request) and before.knowledge.digest == _knowledge(request)
        rejudged = None if same else audit(then.today)
    return audit(
        msgspec.structs.replace(
            request,
            before=Before(
                revision=revision,
                commit=fork.commit,
                changed=changed,
                forms=forms(before.findings),
                rejudged=forms(rejudged.findings) if rejudged else None,
                notes=then.notes,
            ),
        )
    )


def _knowledge(request: Request) -> str:
    return open_knowledge(request.knowledge).digest


def _policy(request: Request) -> str:
    return rules.read_policy(request.policy, knowledge=open_knowledge(request.knowledge)).digest
