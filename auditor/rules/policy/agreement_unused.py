"""An agreement answers nothing.

Why: a mistyped licence or a component that is gone leaves an entry that looks like cover, and is none.

Example: `covers: [provider-term]`, or a contract for a service that nothing calls any more.

Remedy: Mend its component or what it covers, or delete the entry.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, entry_finding

META: Final = RuleMeta(
    "policy/agreement-unused", Axis.POLICY, Severity.LOW, Action.NOTE, "an agreement answers nothing"
)


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.agreements:
        if not (outcome.ended or outcome.matched):
            signed = outcome.agreement
            yield entry_finding(
                META,
                upkeep,
                key=f"agreements[{outcome.index}]",
                message=f"agreement {signed.contract} for {signed.component} answers no finding"
                f" (it covers {', '.join(signed.covers)})",
                about=f"{signed.component} {signed.contract}",
            )
