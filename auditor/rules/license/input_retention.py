"""The provider of a hosted model keeps what is sent to it without an end, or nobody knows for how long.

Why: what is kept can be stolen, subpoenaed and read by reviewers, and personal data must be deleted when its purpose is
over. A month for the detection of abuse is usual; some providers keep inputs until one deletes them, or state no end.

Example: `confidential-inputs: true` in the policy, and a host whose terms do not say how long prompts are kept.

Remedy: Ask for zero data retention, set the period in the provider's settings, or sign an agreement; then record it
under `agreements:` in the policy. Say `confidential-inputs: false` if nothing confidential is sent.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.inputs import Weight, judge

META: Final = RuleMeta(
    "license/input-retention",
    Axis.LICENSE,
    Severity.MEDIUM,
    Action.WARN,
    "what is sent is kept, or nobody knows how long",
)

_UNKNOWN: Final = Weight(Severity.MEDIUM, Action.WARN, "how long what is sent to {name} is kept is not known")
_WEIGHTS: Final = {
    "unbounded": Weight(Severity.MEDIUM, Action.WARN, "what is sent to {name} is kept, and no end is stated"),
    "conditional": Weight(Severity.MEDIUM, Action.WARN, "what is sent to {name} is kept in some cases"),
    "for-a-time": Weight(Severity.LOW, Action.NOTE, "what is sent to {name} is kept{days}", usual=True),
    "silent": _UNKNOWN,
    "unknown": _UNKNOWN,
}


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(META, "inputs-retained", _WEIGHTS, graph, policy, profile):
            yield told
