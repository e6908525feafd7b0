"""A waiver accepts one licence, and the finding rests on another.

Why: what was approved was that text and no other. A component that was relicensed, or that turned out to be under
something else, has to be looked at again.

Example: a waiver with `license: LicenseRef-coqui-cpml-1.0` for a model whose licence is stated as CC-BY-NC-4.0 today.

Remedy: Read the licence that is found, and have the waiver approved for it or delete it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, waiver_finding

META: Final = RuleMeta(
    "policy/waiver-mismatched", Axis.POLICY, Severity.MEDIUM, Action.WARN, "a waiver accepts another licence"
)


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.outcomes:
        if outcome.mismatched and not outcome.ended:
            found = sorted({name for _, names in outcome.mismatched for name in names})
            under = f"{' and '.join(found)} is found" if found else "no licence is known"
            told = f"{outcome.named} accepts {outcome.waiver.license}, but {under}"
            yield waiver_finding(META, upkeep, outcome, told)
