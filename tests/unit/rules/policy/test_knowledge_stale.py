"""How old the knowledge is on the day of the audit."""

from datetime import date

from auditor.domain.finding import Action
from auditor.policy.policy import LicenseSection, Policy, UnknownLevels
from auditor.rules.run import judge
from tests.unit.frozen import FakeKnowledge, graph
from tests.unit.rules.judging import lines
from tests.unit.rules.policy.upkeep import about_policy, loaded

POLICY = Policy(name="test")


def test_half_a_year_after_the_last_review() -> None:
    assert about_policy(judge(graph([], as_of=date(2027, 4, 30)), loaded(POLICY))) == []
    assert about_policy(judge(graph([], as_of=date(2027, 5, 1)), loaded(POLICY))) == [
        "policy/knowledge-stale medium warn: the knowledge that judged was last reviewed on 2026-11-01"
    ]


def test_knowledge_without_a_date_is_not_fresh() -> None:
    undated = FakeKnowledge()
    undated.as_of = None  # type: ignore[assignment]  # the fake's own date is never None
    assert about_policy(judge(graph([], knowledge=undated), loaded(POLICY))) == [
        "policy/knowledge-stale medium warn: the knowledge that judged has no date"
    ]


def test_an_audit_of_an_earlier_day_is_judged_by_what_is_known_today() -> None:
    assert about_policy(judge(graph([], as_of=date(2020, 1, 1)), loaded(POLICY))) == []


def test_the_policy_says_what_it_does() -> None:
    strict = Policy(name="test", license=LicenseSection(unknown=UnknownLevels(stale=Action.FAIL)))
    assert lines(judge(graph([], as_of=date(2028, 1, 1)), loaded(strict))) == [
        "medium fail: the knowledge that judged was last reviewed on 2026-11-01"
    ]
