"""A waiver covers nothing.

Why: an entry that nobody needs hides the next finding of that kind without anybody having looked at it.

Example: a waiver for a model that was replaced last month. A comment covers the line that it stands on, or the next that is
no comment: a finding with several places stays open until each of them is covered.

Remedy: Delete it, or mend its component or rule if it was meant to cover something.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.policy.waivers import WaiverOutcome
from auditor.rules.policy.base import Upkeep, waiver_finding

META: Final = RuleMeta("policy/waiver-unused", Axis.POLICY, Severity.LOW, Action.NOTE, "a waiver covers nothing")


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.outcomes:
        if why := _why(outcome):
            yield waiver_finding(META, upkeep, outcome, f"{outcome.named} {why}")


def _why(outcome: WaiverOutcome) -> str:
    """Why it covers nothing; empty when it covers something, or when another rule tells why not."""
    if outcome.ended or outcome.covered:
        return ""
    if outcome.too_long and outcome.matched:
        return f"does not hold: it ends on {outcome.waiver.expires}, more than a year after the day of this audit"
    if outcome.elsewhere:
        more = f" and {len(outcome.elsewhere) - 1} more" if len(outcome.elsewhere) > 1 else ""
        return f"covers one place of its finding, which stays open because of {outcome.elsewhere[0]}{more}"
    return "" if outcome.matched or outcome.mismatched else "matches no finding"
