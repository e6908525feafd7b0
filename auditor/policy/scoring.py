"""From findings to scores and a verdict, on one page.

A score says how bad the worst open finding of an axis is, 0 to 100, more is worse. Nothing is added up: ten notes are
not a calamity, and one calamity is not softened by nine things that are well. The total weighs the axes: a licence that
is broken is a breach today (half), an end date leaves time to act (three tenths), dependence on few suppliers is a risk
that is carried knowingly (two tenths). Scores inform, sort and draw. The verdict never reads them: it is the worst
action that the policy attached to an open finding.
"""

from collections.abc import Iterable
from typing import Final

from auditor.domain.audit import Score, Verdict
from auditor.domain.finding import Action, Axis, Finding, Severity

POINTS: Final = {
    Severity.NOTE: 5,
    Severity.LOW: 20,
    Severity.MEDIUM: 45,
    Severity.HIGH: 75,
    Severity.CRITICAL: 100,
}
WEIGHTS: Final = {Axis.LICENSE: 5, Axis.MAINTENANCE: 3, Axis.CONCENTRATION: 2}
"""tenths of the total; the policy axis has none, since it says nothing about a component"""
_VERDICTS: Final = {Action.NOTE: Verdict.PASS, Action.WARN: Verdict.WARN, Action.FAIL: Verdict.FAIL}


def is_open(finding: Finding) -> bool:
    """Whether nobody answers for it yet: neither waived nor known from the baseline."""
    return finding.waived is None and finding.baseline != "known"


def score(findings: Iterable[Finding]) -> Score:
    """The points of the worst open finding of each axis, and their weighted total, rounded half up."""
    worst = dict.fromkeys(Axis, 0)
    for finding in findings:
        if is_open(finding):
            axis = Axis(finding.rule.partition("/")[0])
            worst[axis] = max(worst[axis], POINTS[finding.severity])
    return Score(
        license=worst[Axis.LICENSE],
        maintenance=worst[Axis.MAINTENANCE],
        concentration=worst[Axis.CONCENTRATION],
        total=(sum(WEIGHTS[axis] * worst[axis] for axis in WEIGHTS) + 5) // 10,
    )


def verdict(
    findings: Iterable[Finding], *, fail_on: Severity | None = None, unreadable: Action = Action.NOTE
) -> Verdict:
    """The worst action of any open finding, and of what could not be read.

    With `fail_on`, severity alone decides what fails: all from that one on, and nothing below it.
    """
    worst = unreadable
    for finding in findings:
        if is_open(finding):
            worst = max(worst, _action(finding, fail_on), key=lambda action: action.rank)
    return _VERDICTS[worst]


def _action(finding: Finding, fail_on: Severity | None) -> Action:
    if fail_on is None:
        return finding.action
    if finding.severity.rank >= fail_on.rank:
        return Action.FAIL
    return min(finding.action, Action.WARN, key=lambda action: action.rank)
