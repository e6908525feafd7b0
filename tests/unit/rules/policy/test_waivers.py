"""Waivers that have ended, fit nothing, accept another licence, or repeat another."""

from datetime import date
from pathlib import Path

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action
from auditor.policy.policy import Policy, RuleSetting
from auditor.policy.waivers import about
from auditor.rules.run import judge
from tests.unit.frozen import graph, licensed, supported, use
from tests.unit.rules.judging import lines
from tests.unit.rules.policy.upkeep import about_policy, judged, loaded, waiver

ONE = "model:huggingface/acme/one"
GONE = graph(
    [use("acme/one"), use("acme/two")],
    [supported("acme/one", SupportStatus.REMOVED), supported("acme/two", SupportStatus.REMOVED)],
)
RULE = "maintenance/removed"
EXPIRED = "policy/waiver-expired medium warn"
MISMATCHED = "policy/waiver-mismatched medium warn"


def test_one_that_covers_something_is_in_order() -> None:
    findings = judged(GONE, waiver(ONE, RULE))
    assert about_policy(findings) == []
    assert [(f.component and f.component.name, f.waived) for f in findings if f.rule == RULE] == [
        ("acme/one", "looked at (legal@example.com, until 2027-03-31)"),
        ("acme/two", None),
    ]


def test_one_that_has_ended_covers_nothing_any_more() -> None:
    findings = judged(GONE, waiver(ONE, RULE, date(2026, 11, 22)))
    assert about_policy(findings) == [
        f"{EXPIRED}: the waiver of {RULE} for {ONE} ended on 2026-11-22, with its finding open again"
    ]
    assert [f.waived for f in findings if f.rule == RULE] == [None, None]


def test_on_its_last_day_it_holds() -> None:
    assert about_policy(judged(GONE, waiver(ONE, RULE, date(2026, 11, 23)))) == []


def test_one_that_has_ended_with_many_findings_or_with_none() -> None:
    every = "model:huggingface/acme/*"
    needless = waiver(ONE, "license/unknown", date(2026, 1, 2), license="MIT")
    assert about_policy(judged(GONE, waiver(every, RULE, date(2026, 1, 1)), needless)) == [
        f"{EXPIRED}: the waiver of license/unknown for {ONE} ended on 2026-01-02; nothing needs it any more",
        f"{EXPIRED}: the waiver of {RULE} for {every} ended on 2026-01-01, with 2 of its findings open again",
    ]


def test_one_that_matches_nothing() -> None:
    other = waiver("model:huggingface/acme/three", RULE)
    assert about_policy(judged(GONE, other)) == [
        f"policy/waiver-unused low note: the waiver of {RULE} for model:huggingface/acme/three matches no finding"
    ]


def test_in_a_replay_of_an_earlier_day_one_that_reaches_too_far_does_not_hold() -> None:
    (told,) = about_policy(judged(GONE, waiver(ONE, RULE, date(2028, 1, 1))))
    assert told == (
        f"policy/waiver-unused low note: the waiver of {RULE} for {ONE} does not hold: it ends on 2028-01-01, "
        "more than a year after the day of this audit"
    )


def test_one_that_accepted_another_licence() -> None:
    built = graph([use("acme/one")], [licensed("acme/one", "CC-BY-NC-4.0")])
    rule = "license/non-commercial"
    findings = judged(built, waiver(ONE, rule, license="LicenseRef-llama"))
    assert about_policy(findings) == [
        f"{MISMATCHED}: the waiver of {rule} for {ONE} accepts LicenseRef-llama, but CC-BY-NC-4.0 is found"
    ]
    assert [f.waived for f in findings if f.rule == rule] == [None]
    assert about_policy(judged(built, waiver(ONE, rule, license="CC-BY-NC-4.0"))) == []


def test_one_in_the_shadow_of_another() -> None:
    wide, narrow = waiver("model:huggingface/acme/*", RULE), waiver(ONE, RULE)
    assert about_policy(judged(GONE, wide, narrow)) == [
        f"policy/waiver-shadowed low note: the waiver of {RULE} for {ONE} adds nothing: one before it covers the same"
    ]
    assert about_policy(judged(GONE, narrow, wide)) == []


def test_one_that_has_ended_throws_no_shadow() -> None:
    findings = judged(GONE, waiver(ONE, RULE, date(2026, 1, 1)), waiver(ONE, RULE))
    assert [line.split(" ended")[0] for line in about_policy(findings)] == [
        f"{EXPIRED}: the waiver of {RULE} for {ONE}"
    ]
    assert [f.waived is not None for f in findings if f.rule == RULE] == [True, False]


def test_the_policys_own_levels_count_here_too() -> None:
    rules = {"policy/waiver-unused": RuleSetting(action=Action.FAIL)}
    policy = Policy(name="test", waivers=(waiver(ONE, "license/unknown", license="MIT"),), rules=rules)
    (finding,) = [f for f in judge(graph([]), loaded(policy)) if f.rule == "policy/waiver-unused"]
    assert lines([finding]) == [f"low fail: the waiver of license/unknown for {ONE} matches no finding"]
    assert finding.remedy.startswith("Delete it, or mend its component")
    assert finding.policy_key == "waivers[0]"


def test_an_entry_stands_where_it_is_written_if_that_is_in_the_tree(tmp_path: Path) -> None:
    (tmp_path / "tree/ci").mkdir(parents=True)
    for path in ("tree/ci/policy.yaml", "outside.yaml"):
        (tmp_path / path).write_text("name: x\n")
    inside, outside = (
        [
            finding.locations
            for finding in judged(graph([]), waiver(ONE, RULE), base=tmp_path / "tree", first=f"{tmp_path / path}:40:5")
            if finding.rule == "policy/waiver-unused"
        ]
        for path in ("tree/ci/policy.yaml", "outside.yaml")
    )
    assert [str(place) for (place,) in inside] == ["ci/policy.yaml:40:5"]
    assert outside == [()]


def test_what_it_is_about_is_not_its_place() -> None:
    one = waiver(ONE, "license/unknown", license="MIT")
    assert about(one) == f"license/unknown {ONE} MIT"
    first, second = (
        next(f for f in judged(graph([]), *waivers) if f.about == about(one))
        for waivers in ([one], [waiver("model:huggingface/x/y", RULE), one])
    )
    assert first.fingerprint == second.fingerprint
