"""An agreement has ended.

Why: what was bought or signed replaced the public terms until that day. Since then these hold again, and the findings
that it answered count.

Example: `expires: 2026-06-30` in an audit of 2026-11-23.

Remedy: Renew the contract and write its new end down, or delete the entry.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, entry_finding, left_open

META: Final = RuleMeta("policy/agreement-expired", Axis.POLICY, Severity.MEDIUM, Action.WARN, "an agreement has ended")


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.agreements:
        if outcome.ended:
            signed = outcome.agreement
            yield entry_finding(
                META,
                upkeep,
                key=f"agreements[{outcome.index}]",
                message=f"agreement {signed.contract} for {signed.component} ended on {signed.expires}"
                + left_open(outcome.matched),
                about=f"{signed.component} {signed.contract}",
            )
