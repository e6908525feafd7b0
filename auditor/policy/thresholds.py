"""Whether what the policy says of us reaches a licence's number. What cannot be compared is not said, never below."""

from enum import StrEnum
from typing import Final

from auditor.domain.license import Threshold
from auditor.policy.policy import Use


class Reach(StrEnum):
    """How a figure of ours stands to a number of theirs."""

    BELOW = "below"
    REACHED = "reached"
    NOT_SAID = "not-said"


PEOPLE: Final = frozenset({"monthly-active-users", "daily-active-users", "users", "visits", "requests"})
"""the metrics that count people or what they do"""
MONEY: Final = frozenset(
    {"annual-revenue", "monthly-revenue", "annual-recurring-revenue", "total-funding", "employees"}
)
"""the metrics of a company's size"""

_KEYS: Final = {
    "monthly-active-users": "use.monthly-active-users",
    "daily-active-users": "use.monthly-active-users",
    "annual-revenue": "use.annual-revenue-usd",
    "monthly-revenue": "use.annual-revenue-usd",
}


def policy_key(threshold: Threshold) -> str | None:
    """The policy key that answers a threshold; None when no key does."""
    if threshold.metric in MONEY and threshold.unit not in {None, "USD"}:
        return None
    return _KEYS.get(threshold.metric)


def reach(threshold: Threshold, use: Use) -> Reach:
    """How the policy's figures stand to a threshold.

    Users of one day are never more than those of the month around it; the best month of a year earns at least a
    twelfth of the year, and at most all of it. What lies between is not said.
    """
    key = policy_key(threshold)
    if key is None:
        return Reach.NOT_SAID
    ours = use.monthly_active_users if key.endswith("users") else use.annual_revenue_usd
    if ours is None:
        return Reach.NOT_SAID
    if not _over(ours, threshold):
        return Reach.BELOW
    if threshold.metric == "daily-active-users":
        return Reach.NOT_SAID
    if threshold.metric == "monthly-revenue" and not _over(ours / 12, threshold):
        return Reach.NOT_SAID
    return Reach.REACHED


def _over(figure: float, threshold: Threshold) -> bool:
    return figure > threshold.value if threshold.operator == ">" else figure >= threshold.value


def told(threshold: Threshold) -> str:
    """`more than 700,000,000 monthly active users`, `at least USD 1,000,000 of annual revenue`."""
    bound = "more than" if threshold.operator == ">" else "at least"
    what = threshold.metric.replace("-", " ")
    if threshold.unit:
        return f"{bound} {threshold.unit} {threshold.value:,.12g} of {what}"
    return f"{bound} {threshold.value:,.12g} {what}"
