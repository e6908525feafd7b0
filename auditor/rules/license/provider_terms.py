"""A model or data set was made with what a hosted model said, and the host's terms limit that.

Why: many instruction data sets are answers of a hosted model. Most providers forbid the use of outputs to build models
that compete with theirs; who uses such data may be asked whether they agreed to that.

Example: `load_dataset("tatsu-lab/alpaca")`: made with text-davinci-003, under OpenAI's terms.

Remedy: ask counsel; or use data that people wrote, or that a model made whose terms allow it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, ancestors, route
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/provider-terms",
    Axis.LICENSE,
    Severity.MEDIUM,
    Action.NOTE,
    "made with outputs that a provider's terms limit",
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        teachers = [one for one in ancestors(graph, profile) if _limits(one)]
        if not teachers:
            continue
        names = [one.profile.component.name for one in teachers]
        bindings = [
            binding
            for one in teachers
            for binding in one.profile.unavoidable("outputs-train-other-models", {"forbidden", "conditional"})
        ]
        condition = next((binding.answer.when for binding in bindings if binding.answer.when), None)
        own = (
            graph.is_own(profile)
            or is_internal(policy, profile.component)
            or profile.component.kind is ComponentKind.DATASET
        )
        yield finding(
            META,
            profile,
            graph,
            message=f"{profile.component.name} was made with outputs of {', '.join(names)}; "
            + (
                f"the provider's terms may limit what is trained on them: {condition}"
                if condition
                else "the provider's terms may limit what is trained on them"
            ),
            about=" ".join(sorted(names)),
            clauses=bindings,
            chain=route(graph, teachers[0]),
            action=Action.WARN if own else None,
        )


def _limits(ancestor: Ancestor) -> bool:
    """A hosted model whose terms limit the use of outputs, or whose terms nobody could read."""
    if ancestor.profile.component.kind is not ComponentKind.SERVICE:
        return False
    words = {"forbidden", "conditional", "unknown"}
    return not ancestor.profile.offers or bool(ancestor.profile.unavoidable("outputs-train-other-models", words))
