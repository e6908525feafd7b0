"""A waiver has ended.

Why: what it covered is open again, and counts. Nobody answers for it any more, whether or not the finding is still
there.

Example: `expires: 2026-09-30` in an audit of 2026-11-23. In a comment: `until=2026-09-30`.

Remedy: Solve what it covered, or have it approved anew with a new end; delete the entry when nothing needs it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.policy.waivers import about
from auditor.rules.policy.base import Upkeep, entry_finding

META: Final = RuleMeta("policy/waiver-expired", Axis.POLICY, Severity.MEDIUM, Action.WARN, "a waiver has ended")


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.outcomes:
        if outcome.ended:
            waiver, needed = outcome.waiver, len(outcome.matched)
            now = f"{needed} of its findings open" if needed != 1 else "its finding open"
            yield entry_finding(
                META,
                upkeep,
                key=outcome.key,
                place=outcome.place,
                message=f"{outcome.named} ended on {waiver.expires}"
                + (f", with {now} again" if needed else "; nothing needs it any more"),
                about=about(waiver),
            )
