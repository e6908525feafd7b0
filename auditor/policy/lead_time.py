"""How loud to speak of a day that lies ahead."""

from datetime import date

from auditor.domain.finding import Action
from auditor.policy.policy import Within


def called_for(day: date, as_of: date, within: Within) -> Action | None:
    """What a policy's lead times call for; None when the day is further off than any of them.

    Without any lead time, every announced day is told as a note: the policy has not said that it does not want to know.
    """
    days = (day - as_of).days
    if within.fail is not None and days <= within.fail:
        return Action.FAIL
    if within.warn is not None and days <= within.warn:
        return Action.WARN
    return Action.NOTE if within.warn is None and within.fail is None else None
