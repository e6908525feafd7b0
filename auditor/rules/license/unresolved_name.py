"""A call takes a model, and the tree does not tell which.

Why: the name comes from an environment, a caller or a computation. It may be any model, under any terms: the audit has
not seen it and says so.

Example: `AutoModel.from_pretrained(os.environ["MODEL"])` without a default.

Remedy: Give the name a default in the code, or declare the component under `declare:` in the policy.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.evidence import Unresolved
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy

META: Final = RuleMeta(
    "license/unresolved-name",
    Axis.LICENSE,
    Severity.LOW,
    Action.NOTE,
    "a call takes a model that the tree does not name",
)

_REASONS: Final = {
    "environment": "it is set in an environment that the tree does not show",
    "argument": "it is handed in by the caller",
    "computed": "it is computed while running",
    "not-found": "it is defined outside the tree",
    "placeholder": "it is to be filled in",
}


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    calls: dict[tuple[str, str], list[Unresolved]] = {}
    for unresolved in graph.unresolved:
        calls.setdefault((unresolved.call, unresolved.expression), []).append(unresolved)
    for (call, expression), told in calls.items():
        reasons = dict.fromkeys(_REASONS.get(one.reason, one.reason) for one in told)
        yield Finding(
            rule=META.id,
            severity=META.severity,
            action=META.action,
            message=f"{call} is called with {expression}: {'; or '.join(reasons)}",
            about=f"{call} {expression}",
            locations=tuple(one.location for one in told),
            policy_key="license.unknown.unresolved-name",
        )
