"""The provider of a hosted model may train on what is sent to it, or nobody knows whether it does.

Why: what a model was trained on may come out of it again, in front of others. Personal data and customers' texts may
not be given away like that, and a secret is none any longer. Many providers train unless one objects, or on free plans.

Example: `confidential-inputs: true` in the policy, and calls of a host that trains unless one opts out.

Remedy: Object in the provider's settings, take the plan that leaves inputs alone, or sign an agreement; then record it
under `agreements:` in the policy. Say `confidential-inputs: false` if nothing confidential is sent.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.inputs import Weight, judge

META: Final = RuleMeta(
    "license/input-training", Axis.LICENSE, Severity.MEDIUM, Action.WARN, "what is sent may train the provider's models"
)

_UNKNOWN: Final = Weight(Severity.MEDIUM, Action.WARN, "whether what is sent to {name} trains models is not known")
_WEIGHTS: Final = {
    "yes": Weight(Severity.HIGH, Action.FAIL, "what is sent to {name} trains the provider's models"),
    "opt-out": Weight(
        Severity.MEDIUM, Action.WARN, "what is sent to {name} trains the provider's models unless you object"
    ),
    "conditional": Weight(
        Severity.MEDIUM, Action.WARN, "what is sent to {name} trains the provider's models in some cases"
    ),
    "silent": _UNKNOWN,
    "unknown": _UNKNOWN,
}


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(META, "inputs-train-models", _WEIGHTS, graph, policy, profile):
            yield told
