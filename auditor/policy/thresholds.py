"""Whether what the policy says of us reaches a licence's number. What cannot be compared is not said, never below."""

from enum import StrEnum
from typing import Final

from auditor.domain.license import Threshold
from auditor.policy.policy import Use


class Reach(StrEnum):
    """How a figure of ours stands to a number of theirs."""

    NOT_CONCERNED = "not-concerned"
    """the number is for others: for commercial use, or for a kind of business that we are not in"""
    BELOW = "below"
    NOT_SAID = "not-said"
    REACHED = "reached"


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
_REVENUE: Final = "use.annual-revenue-usd"


def policy_key(threshold: Threshold) -> str | None:
    """The policy key that answers a threshold; None when no key does, as for another currency."""
    key = _KEYS.get(threshold.metric)
    return None if key == _REVENUE and threshold.unit != "USD" else key


def open_key(threshold: Threshold, use: Use) -> str | None:
    """The policy key that would settle a threshold which is NOT_SAID: whom it concerns, else the figure."""
    figure = _figure(threshold, use)
    if figure is Reach.REACHED or policy_key(threshold) is None:
        return _concern(threshold, use) or policy_key(threshold)
    return policy_key(threshold)


def reach(threshold: Threshold, use: Use) -> Reach:
    """How the policy's figures stand to a threshold. More of anything never brings one further from it."""
    if threshold.commercial_only and use.commercial is False:
        return Reach.NOT_CONCERNED
    if threshold.business and use.business is not None and not set(threshold.business) & set(use.business):
        return Reach.NOT_CONCERNED
    figure = _figure(threshold, use)
    return Reach.NOT_SAID if figure is Reach.REACHED and _concern(threshold, use) else figure


def _concern(threshold: Threshold, use: Use) -> str | None:
    """The key that would tell whether a threshold concerns us at all; None when that is told."""
    if threshold.commercial_only and use.commercial is None:
        return "use.commercial"
    return "use.business" if threshold.business and use.business is None else None


def _figure(threshold: Threshold, use: Use) -> Reach:
    """The figure alone.

    Users of one day are never more than those of the month around it; the best month of a year earns at least a
    twelfth of the year, and at most all of it. What lies between is not said.
    """
    key = policy_key(threshold)
    ours = use.annual_revenue_usd if key == _REVENUE else use.monthly_active_users
    if key is None or ours is None:
        return Reach.NOT_SAID
    if not _over(ours, threshold):
        return Reach.BELOW
    certain = ours / 12 if threshold.metric == "monthly-revenue" else ours
    if threshold.metric == "daily-active-users" or not _over(certain, threshold):
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
