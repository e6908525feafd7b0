"""The terms limit the training of other models on what this one says, and the policy says that you do so.

Why: most providers, and some licences, forbid it, or ask that the trained model bear a name or a licence.

Example: `train-on-outputs: true` in the policy, and calls of a hosted model whose terms forbid building competing models.

Remedy: Make the training data with a model whose terms allow it, or read the object of the ban: often it is competing
models only.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import Answer
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.policy.policy import Policy
from auditor.policy.situations import met
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/output-training", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the terms limit training on outputs"
)

_QUESTION: Final = "outputs-train-other-models"
_LIMITS: Final = ("conditional", "forbidden")


def _limits(answer: Answer) -> bool:
    return answer.word in _LIMITS


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        limits = binding(graph, profile, _QUESTION, _limits)
        here = met(policy, graph.locations(profile), "train-on-outputs") if limits else None
        if limits is None or here is None or not here.said:  # what the policy leaves open, license/use-not-stated asks
            continue
        strictest = max(limits.bindings, key=lambda one: _LIMITS.index(one.answer.word))
        forbidden = strictest.answer.word == "forbidden"
        told = "may not be used" if forbidden else "may be used under a condition only"
        above = limits.ancestor
        source = f"; so say the terms of {above.component.name}, from which it was made" if above else ""
        yield finding(
            META,
            profile,
            graph,
            message=f"outputs of {graph.name(profile)} {told} to train other models"
            + (f": {strictest.answer.when}" if strictest.answer.when else "")
            + source,
            locations=here.locations,
            clauses=limits.bindings,
            chain=limits.chain,
            policy_key=here.key,
            severity=None if forbidden else Severity.MEDIUM,
            action=None if forbidden else Action.WARN,
        )
