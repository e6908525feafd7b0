"""A waiver has ended.

Why: what it covered is open again, and counts. Nobody answers for it any more, whether or not the finding is still
there.

Example: `expires: 2026-09-30` in an audit of 2026-11-23. In a comment: `until=2026-09-30`.

Remedy: Solve what it covered, or have it approved anew with a new end; delete the entry when nothing needs it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, left_open, waiver_finding

META: Final = RuleMeta("policy/waiver-expired", Axis.POLICY, Severity.MEDIUM, Action.WARN, "a waiver has ended")


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.outcomes:
        if outcome.ended:
            told = f"{outcome.named} ended on {outcome.waiver.expires}{left_open(outcome.matched)}"
            yield waiver_finding(META, upkeep, outcome, told)
