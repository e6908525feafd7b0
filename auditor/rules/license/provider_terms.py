"""A model or data set was made with what a hosted model said, and the host's terms limit that.

Why: many instruction data sets are answers of a hosted model. Most providers forbid the use of outputs to build models
that compete with theirs; who uses such data may be asked whether they agreed to that.

Example: `load_dataset("tatsu-lab/alpaca")`: made with text-davinci-003, under OpenAI's terms.

Remedy: Ask counsel; or use data that people wrote, or that a model made whose terms allow it.
"""

from collections.abc import Hashable, Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Passed
from auditor.graph.lineage import MOST, ancestors, named, route
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

_QUESTION: Final = "outputs-train-other-models"
_WORDS: Final = frozenset({"forbidden", "conditional", "unknown"})


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        teachers = [one for one in ancestors(graph, profile, META.id, _may_limit, most=MOST) if _limits(one.profile)]
        if not teachers:
            continue
        names = named(teachers)
        bindings = [
            binding for one in teachers for binding in one.profile.unavoidable(_QUESTION, {"forbidden", "conditional"})
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
            message=f"{graph.name(profile)} was made with outputs of {', '.join(names)}; "
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


def _limits(above: Profile) -> bool:
    """A hosted model whose terms limit the use of outputs, or whose terms nobody could read."""
    if above.component.kind is not ComponentKind.SERVICE:
        return False
    return not above.offers or bool(above.unavoidable(_QUESTION, _WORDS))


def _may_limit(above: Profile, passed: Passed) -> Hashable | None:
    if above.component.kind is not ComponentKind.SERVICE:
        return None
    limits = not above.offers or above.may(_QUESTION, lambda answer: answer.word in _WORDS)
    return above.component.key if limits else None
