"""Comments that waive: what they cover, and what is said of those that cover nothing."""

from datetime import date
from typing import Any

from auditor.domain.evidence import Location
from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Finding
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.inline_waivers import InlineWaiver
from auditor.policy.policy import Policy
from auditor.rules.run import judge
from tests.unit.frozen import graph, licensed, supported, use
from tests.unit.rules.policy.upkeep import about_policy, loaded, waiver

RULE = "maintenance/removed"
ONE, TWO = use("acme/one", path="a.py", line=3), use("acme/one", path="b.py", line=7)
ONCE = graph([ONE], [supported("acme/one", SupportStatus.REMOVED)])
TWICE = graph([ONE, TWO], [supported("acme/one", SupportStatus.REMOVED)])


def comment(path: str = "a.py", line: int = 3, rule: str = RULE, **more: Any) -> InlineWaiver:
    """A comment on a line, until the end of March."""
    said: dict[str, Any] = {"reason": "looked at", "expires": date(2027, 3, 31), "beside": f"line {line}", **more}
    return InlineWaiver(rule=rule, location=Location(path, line, 20), covers=Location(path, line), **said)


def judged(built: ComponentGraph, *comments: InlineWaiver, **more: Any) -> tuple[Finding, ...]:
    return judge(built, loaded(Policy(name="test")), comments=comments, **more)


def removed(findings: tuple[Finding, ...]) -> list[str | None]:
    return [finding.waived for finding in findings if finding.rule == RULE]


def test_one_on_the_line_covers_its_rule_and_nothing_else() -> None:
    findings = judged(ONCE, comment())
    assert about_policy(findings) == []
    waived = [f for f in findings if f.waived]
    assert [(f.rule, f.waived, str(f.waived_at)) for f in waived] == [
        (RULE, "looked at (until 2027-03-31)", "a.py:3:20")
    ]
    assert len(findings) == len(judged(ONCE))


def test_one_on_another_line_covers_nothing() -> None:
    for other in (comment(line=4), comment("b.py")):
        findings = judged(ONCE, other)
        assert removed(findings) == [None]
        assert about_policy(findings) == [
            "policy/waiver-unused low note: the comment that waives maintenance/removed matches no finding"
        ]


def test_a_finding_with_two_places_needs_two_comments() -> None:
    findings = judged(TWICE, comment())
    assert removed(findings) == [None]
    assert about_policy(findings) == [
        (
            "policy/waiver-unused low note: the comment that waives maintenance/removed covers one place of its finding, "
            "which stays open because of b.py:7"
        )
    ]
    both = judged(TWICE, comment(), comment("b.py", 7))
    assert (removed(both), about_policy(both)) == (["looked at (until 2027-03-31)"], [])


def test_one_that_has_ended_covers_nothing_any_more() -> None:
    findings = judged(ONCE, comment(expires=date(2026, 11, 22)))
    assert removed(findings) == [None]
    assert about_policy(findings) == [
        (
            "policy/waiver-expired medium warn: the comment that waives maintenance/removed ended on 2026-11-22, "
            "with its finding open again"
        )
    ]
    (told,) = [f for f in findings if f.rule == "policy/waiver-expired"]
    assert [str(place) for place in told.locations] == ["a.py:3:20"]
    assert told.policy_key == "inline-waivers"


def test_one_that_accepted_another_licence() -> None:
    built = graph([ONE], [licensed("acme/one", "CC-BY-NC-4.0")])
    rule = "license/non-commercial"
    findings = judged(built, comment(rule=rule, license="LicenseRef-llama"))
    assert about_policy(findings) == [
        (
            "policy/waiver-mismatched medium warn: the comment that waives license/non-commercial accepts LicenseRef-llama, "
            "but CC-BY-NC-4.0 is found"
        )
    ]
    assert about_policy(judged(built, comment(rule=rule, license="CC-BY-NC-4.0"))) == []


def test_the_second_of_two_on_one_line_stands_in_the_shadow() -> None:
    findings = judged(ONCE, comment(), comment(reason="again"))
    assert about_policy(findings) == [
        (
            "policy/waiver-shadowed low note: the comment that waives maintenance/removed adds nothing: one before it covers "
            "the same"
        )
    ]


def test_the_policy_speaks_first() -> None:
    policy = Policy(name="test", waivers=(waiver("model:huggingface/acme/one", RULE),))
    findings = judge(ONCE, loaded(policy), comments=[comment()])
    assert removed(findings) == ["looked at (legal@example.com, until 2027-03-31)"]
    assert [line.split(":")[0] for line in about_policy(findings)] == ["policy/waiver-shadowed low note"]


def test_without_ignores_everything_is_open() -> None:
    policy = Policy(name="test", waivers=(waiver("model:huggingface/acme/one", RULE),))
    assert removed(judge(ONCE, loaded(policy), ignores=False)) == [None]
    assert removed(judged(ONCE, comment(), ignores=False)) == [None]


def test_a_moved_comment_is_the_same_finding() -> None:
    first, second = (
        next(f for f in judged(ONCE, comment(path, line, beside="x = 1")) if f.rule == "policy/waiver-unused")
        for path, line in (("a.py", 10), ("moved/b.py", 11))
    )
    assert first.fingerprint == second.fingerprint
