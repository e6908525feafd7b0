"""From findings to scores and a verdict."""

from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.audit import Score, Verdict
from auditor.domain.finding import Action, Finding, Severity
from auditor.policy.scoring import score, verdict

RULES = ["license/unknown", "maintenance/unpinned", "concentration/supplier-share", "policy/waiver-unused"]

findings = st.lists(
    st.builds(
        Finding,
        rule=st.sampled_from(RULES),
        severity=st.sampled_from(Severity),
        action=st.sampled_from(Action),
        message=st.just("x"),
        waived=st.sampled_from([None, "because"]),
        baseline=st.sampled_from([None, "new", "known"]),
    )
)


def finding(rule: str, severity: Severity, action: Action = Action.NOTE) -> Finding:
    return Finding(rule=rule, severity=severity, action=action, message="x")


def test_the_worst_of_an_axis_counts_and_the_total_weighs_the_axes() -> None:
    found = [
        finding("license/unknown", Severity.HIGH),
        finding("license/terminable", Severity.LOW),
        finding("maintenance/unpinned", Severity.NOTE),
        finding("concentration/supplier-share", Severity.MEDIUM),
    ]
    assert score(found) == Score(license=75, maintenance=5, concentration=45, total=48)


def test_an_empty_audit_passes_with_nothing() -> None:
    assert score([]) == Score()
    assert verdict([]) is Verdict.PASS


def test_fail_on_looks_at_severity_alone() -> None:
    found = [finding("license/unknown", Severity.HIGH, Action.NOTE), finding("license/x", Severity.LOW, Action.FAIL)]
    assert verdict(found) is Verdict.FAIL
    assert verdict(found, fail_on=Severity.HIGH) is Verdict.FAIL
    assert verdict(found, fail_on=Severity.CRITICAL) is Verdict.WARN


@given(findings)
def test_the_verdict_is_the_worst_open_action(found: Sequence[Finding]) -> None:
    open_ones = [f.action for f in found if f.waived is None and f.baseline != "known"]
    expected = max(open_ones, key=lambda action: action.rank, default=Action.NOTE)
    assert verdict(found) == {"note": "pass", "warn": "warn", "fail": "fail"}[expected]


@given(findings, st.randoms())
def test_the_order_does_not_matter(found: list[Finding], random: object) -> None:
    shuffled = list(reversed(found))
    assert score(shuffled) == score(found)
    assert verdict(shuffled) is verdict(found)


@given(findings, st.sampled_from(RULES), st.sampled_from(Severity))
def test_one_more_finding_never_lowers_a_score(found: list[Finding], rule: str, severity: Severity) -> None:
    before, after = score(found), score([*found, finding(rule, severity)])
    for field in msgspec.structs.fields(Score):
        assert getattr(after, field.name) >= getattr(before, field.name)
