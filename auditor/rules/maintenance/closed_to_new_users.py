"""A hosted model answers those who used it before, and refuses new keys.

Why: it works on the developer's old key and fails with the first new customer, account or region. It is also the
step that comes before a shutdown.

Example: a default of `gemini-2.5-flash` in a program that others install with keys of their own.

Remedy: Move to a model that is open to everybody.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.states import told

META: Final = RuleMeta(
    "maintenance/closed-to-new-users", Axis.MAINTENANCE, Severity.HIGH, Action.FAIL, "new users are refused"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    return told(
        META,
        graph,
        SupportStatus.CLOSED_TO_NEW_USERS,
        now="is closed to new users",
        since="has been closed to new users",
    )
