"""Whose a component is: what the policy calls internal is our own, wherever it is published."""

from auditor.domain.component import ComponentId
from auditor.policy.policy import Policy
from auditor.policy.selector import selects


def is_internal(policy: Policy, component: ComponentId) -> bool:
    """Whether `suppliers.internal` names it: outside concentration, and in need of nobody's licence."""
    return any(selects(pattern, component) for pattern in policy.suppliers.internal)
