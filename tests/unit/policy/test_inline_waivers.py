"""What a comment says, and what is wrong with it."""

from datetime import date
from typing import Any

import pytest

from auditor.domain.evidence import Location, WaiverComment
from auditor.errors import AuditorError
from auditor.policy.inline_waivers import MOST_DENIED, InlineRead, InlineWaiver, read_comments
from auditor.policy.policy import InlineWaivers

TODAY = date(2026, 11, 25)
RULES = ("license/non-commercial", "license/naming-duty", "maintenance/unpinned", "policy/waiver-unused")


def read(text: str, may: InlineWaivers = InlineWaivers.ALLOW) -> InlineRead:
    """As if it stood on line 3, from column 12 on."""
    comment = WaiverComment(location=Location("a.py", 3, 12), covers=Location("a.py", 3), text=text, beside="x = 1")
    return read_comments([comment], may, RULES, TODAY)


def test_all_that_it_may_say() -> None:
    text = (
        'auditor: ignore[license/naming-duty, license/non-commercial] until=2027-03-31 license="MIT OR CC-BY-NC-4.0" '
        "by=legal@example.com ticket=LEG-311 an internal demo; a=b is no key"
    )
    common: dict[str, Any] = {
        "license": "MIT OR CC-BY-NC-4.0",
        "reason": "an internal demo; a=b is no key",
        "approved_by": "legal@example.com",
        "ticket": "LEG-311",
        "expires": date(2027, 3, 31),
        "location": Location("a.py", 3, 12),
        "covers": Location("a.py", 3),
        "beside": "x = 1",
    }
    assert read(text).waivers == (
        InlineWaiver(rule="license/naming-duty", **common),
        InlineWaiver(rule="license/non-commercial", **common),
    )


def test_rule_end_and_reason_are_enough_where_no_licence_is_concerned() -> None:
    (waiver,) = read("auditor:ignore[maintenance/unpinned] until=2027-03-31 the mirror pins it").waivers
    assert (waiver.license, waiver.approved_by, waiver.reason) == (None, None, "the mirror pins it")


def test_the_keys_may_stand_behind_the_reason() -> None:
    (waiver,) = read("auditor: ignore[maintenance/unpinned] the mirror pins it until=2027-03-31").waivers
    assert waiver.expires == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("ignore[maintenance/unpined] until=2027-03-31 x", 28, "is not a rule; did you mean maintenance/unpinned?"),
        ("ignore[policy/waiver-unused] until=2027-03-31 x", 28, "speaks of the policy itself and cannot be waived"),
        ("ignore[maintenance/unpinned, ] until=2027-03-31 x", 50, "the rule is missing"),
        ("ignore[] until=2027-03-31 x", 28, "the rule is missing"),
        ("ignore[maintenance/unpinned, maintenance/unpinned] x", 50, "stands here twice"),
        ("ignore maintenance/unpinned x", 27, "the rule is missing; write ignore[license/naming-duty]"),
        ("ignore[maintenance/unpinned until=2027-03-31 x", 27, "the rule is missing"),
        ("ignores[maintenance/unpinned] until=2027-03-31 x", 21, "'ignores' is no word that is known here"),
        ("waive[maintenance/unpinned] until=2027-03-31 x", 21, "did you mean ignore?"),
        ("ingore maintenance/unpinned", 21, "did you mean ignore?"),
        ("ignore[maintenance/unpinned] the mirror pins it", 49, "the end is missing"),
        (
            "ignore[maintenance/unpinned] until=2027-02-30 x",
            56,
            "'2027-02-30' is no date; dates are written 2026-12-31",
        ),
        ("ignore[maintenance/unpinned] until=never x", 56, "'never' is no date"),
        ("ignore[maintenance/unpinned] until=20270331 x", 56, "'20270331' is no date"),
        ("ignore[maintenance/unpinned] until=2028-01-01 x", 56, "more than a year from 2026-11-25"),
        ("ignore[maintenance/unpinned] until= x", 50, "nothing is written behind until="),
        ("ignore[maintenance/unpinned] until=2027-03-31 until=2027-03-31 x", 67, "until stands here twice"),
        (
            "ignore[maintenance/unpinned] untill=2027-03-31 x",
            50,
            "is not a key of an inline waiver; did you mean until?",
        ),
        ("ignore[maintenance/unpinned] owner=me x", 50, "use until, license, by, ticket"),
        ("ignore[maintenance/unpinned] why not utnil=2027-03-31", 58, "did you mean until?"),
        ("ignore[maintenance/unpinned] until=2027-03-31", 66, "the reason is missing"),
        ("ignore[license/naming-duty] until=2027-03-31 x", 28, "needs license=…: the licence that was accepted"),
    ],
)
def test_a_mistake_is_an_error_with_its_place(text: str, column: int, message: str) -> None:
    with pytest.raises(AuditorError) as told:
        read(f"auditor: {text}")
    assert str(told.value).startswith(f"a.py:3:{column}: ")
    assert message in str(told.value)


@pytest.mark.parametrize("text", ["auditor: J. Smith", "auditor: see the report", "auditor:", "auditor: [x]"])
def test_words_about_somebody_else_say_nothing(text: str) -> None:
    assert read(text) == InlineRead()
    assert read(text, InlineWaivers.DENY) == InlineRead()


def test_where_the_policy_denies_them_they_waive_nothing_and_that_is_told() -> None:
    denied = read("auditor: ignore[maintenance/unpinned] until=2027-03-31 x", InlineWaivers.DENY)
    assert denied.waivers == ()
    assert [f"{d.location}: {d.message}" for d in denied.diagnostics] == [
        "a.py:3:12: this comment waives nothing: the policy says inline-waivers: deny"
    ]


def test_where_the_policy_denies_them_a_strangers_mistake_stops_nothing() -> None:
    (told,) = read("auditor: ignore[nonsense]", InlineWaivers.DENY).diagnostics
    assert str(told.location) == "a.py:3:28"
    assert "it could not be read: 'nonsense' is not a rule" in told.message


def test_an_end_that_has_passed_is_no_mistake() -> None:
    (waiver,) = read("auditor: ignore[maintenance/unpinned] until=2026-01-31 x").waivers
    assert waiver.expires == date(2026, 1, 31)


def test_a_secret_in_the_reason_is_masked() -> None:
    key = "sk-" + "a1B2" * 12
    (waiver,) = read(f"auditor: ignore[maintenance/unpinned] until=2027-03-31 key {key}").waivers
    assert key not in waiver.reason


def test_two_comments_at_one_place_are_two() -> None:
    text = "auditor: ignore[maintenance/unpinned] until=2027-03-31 x"
    comment = WaiverComment(location=Location("a.py", 3, 12), covers=Location("a.py", 3), text=text)
    assert len(read_comments([comment, comment], InlineWaivers.ALLOW, RULES, TODAY).waivers) == 2


def test_of_very_many_that_may_not_speak_the_rest_is_counted() -> None:
    comments = [
        WaiverComment(location=Location("a.py", line, 1), covers=Location("a.py", line), text="auditor: ignore[x]")
        for line in range(1, MOST_DENIED + 12)
    ]
    told = read_comments(comments, InlineWaivers.DENY, RULES, TODAY).diagnostics
    assert len(told) == MOST_DENIED + 1
    assert told[-1].message == "11 more comments speak to auditor and waive nothing"
