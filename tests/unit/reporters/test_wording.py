"""Sentences that all reports share."""

import msgspec
import pytest

from auditor.domain.audit import Audit, Concentration, Share, Verdict
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.finding import Action, Finding, Severity
from auditor.reporters import wording
from tests.unit.reporters.sample_audit import sample_audit


@pytest.mark.parametrize(
    ("where", "expected"),
    [("1.b.i(A)", "clause 1.b.i(A)"), ("Section 2", "Section 2"), ("Permissions", "clause “Permissions”")],
)
def test_a_clause_is_cited_as_its_text_numbers_it(where: str, expected: str) -> None:
    assert wording.clause(where) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no licence is stated", "No licence is stated."),
        ("gpt-4-32k was shut down.", "gpt-4-32k was shut down."),
        ("acme/router is gone", "acme/router is gone."),
        ("", ""),
    ],
)
def test_a_sentence_leaves_names_as_they_are(text: str, expected: str) -> None:
    assert wording.sentence(text) == expected


def judged(verdict: Verdict, action: Action) -> Audit:
    """The sample with one finding, and the verdict as a caller may have asked for it."""
    finding = msgspec.structs.replace(sample_audit().findings[0], action=action)
    return msgspec.structs.replace(sample_audit(), findings=(finding,), verdict=verdict)


@pytest.mark.parametrize(
    ("verdict", "action", "expected"),
    [
        (Verdict.FAIL, Action.FAIL, "does not pass: 1 finding must be dealt with"),
        (Verdict.FAIL, Action.WARN, "does not pass: a finding is at or above the severity chosen to fail"),
        (Verdict.WARN, Action.WARN, "passes with warnings: 1 finding should be looked at"),
        (Verdict.PASS, Action.NOTE, "passes: nothing was found that the policy objects to"),
        (Verdict.PASS, Action.WARN, "passes"),
    ],
)
def test_the_verdict_is_one_sentence_also_where_severity_decides(
    verdict: Verdict, action: Action, expected: str
) -> None:
    assert wording.verdict_sentence(judged(verdict, action)) == f"acme-assistant {expected}"


def test_a_share_of_a_host_counts_what_the_host_answers_for_and_not_what_its_firm_makes() -> None:
    made, hosted = (ComponentId(ComponentKind.SERVICE, "openai", name) for name in ("made", "hosted"))
    audit = msgspec.structs.replace(
        sample_audit(),
        concentration=Concentration(
            suppliers=(Share("openai", "OpenAI", 1, 0.5, (made,)),),
            hosts=(Share("openai", "OpenAI", 1, 0.5, (hosted,)),),
        ),
    )
    about = Finding(
        rule="concentration/host-share", severity=Severity.LOW, action=Action.WARN, message="", about="openai"
    )
    assert wording.contributors(audit, about) == (hosted,)
