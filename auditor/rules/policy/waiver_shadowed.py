"""Everything that a waiver covers is covered by one that stands before it.

Why: two people answer for the same thing, with two reasons and two ends, and the one who reads either knows half.

Example: `model:huggingface/coqui/*` waived above, and `model:huggingface/coqui/XTTS-v2` for the same rule below.

Remedy: Keep the narrower of the two, or the one that is meant.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.rules.policy.base import Upkeep, waiver_finding

META: Final = RuleMeta(
    "policy/waiver-shadowed", Axis.POLICY, Severity.LOW, Action.NOTE, "a waiver stands in the shadow of another"
)


def check(upkeep: Upkeep) -> Iterator[Finding]:
    for outcome in upkeep.outcomes:
        if outcome.matched and not (outcome.covered or outcome.elsewhere or outcome.ended or outcome.too_long):
            told = f"{outcome.named} adds nothing: one before it covers the same"
            yield waiver_finding(META, upkeep, outcome, told)
