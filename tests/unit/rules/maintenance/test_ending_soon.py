"""A day that lies ahead, and the lead time of the policy."""

from datetime import date

import pytest

from auditor.domain.fact import SupportStatus
from auditor.policy.policy import Period, Within
from auditor.rules.maintenance import ending_soon
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import PLAIN, maintenance, only, told

GPT = "service:openai/gpt-x"
LEAD = maintenance(end_of_support_within=Within(warn=Period(180), fail=Period(30)))
ANNOUNCED = graph([use(GPT)], [supported(GPT, SupportStatus.DEPRECATED, end_of_support=date(2027, 1, 20))])


def on(day: date) -> list[str]:
    """What is said of an end on 2027-01-20."""
    fact = supported(GPT, SupportStatus.DEPRECATED, end_of_support=date(2027, 1, 20))
    return told(ending_soon, graph([use(GPT)], [fact], as_of=day), LEAD)


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2026, 7, 23), None),
        (date(2026, 7, 24), "medium warn"),
        (date(2026, 12, 20), "medium warn"),
        (date(2026, 12, 21), "high fail"),
        (date(2027, 1, 20), "high fail"),
        (date(2027, 1, 21), None),
    ],
)
def test_it_grows_louder_as_the_day_comes_near(day: date, level: str | None) -> None:
    message = "gpt-x on OpenAI API will be shut down on 2027-01-20"
    assert on(day) == ([f"{level}: {message}"] if level else [])


def test_without_a_lead_time_it_is_told_as_a_note() -> None:
    assert told(ending_soon, ANNOUNCED, PLAIN) == ["low note: gpt-x on OpenAI API will be shut down on 2027-01-20"]


def test_a_policy_that_only_fails_says_nothing_before() -> None:
    assert told(ending_soon, ANNOUNCED, maintenance(end_of_support_within=Within(fail=Period(30)))) == []


def test_the_day_and_the_line_of_the_policy() -> None:
    finding = only(ending_soon, ANNOUNCED, LEAD)
    assert (finding.about, finding.policy_key) == ("2027-01-20", "maintenance.end-of-support-within")


def test_support_of_a_package_ends_too() -> None:
    package = "library:pypi/transformers"
    fact = supported(package, SupportStatus.SUPPORT, end_of_support=date(2026, 12, 1))
    assert told(ending_soon, graph([use(package)], [fact]), LEAD) == [
        "high fail: support for transformers ends on 2026-12-01"
    ]


def test_a_lower_bound_is_no_end_and_what_nobody_states_is_none() -> None:
    promised = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 12, 1))
    assert told(ending_soon, graph([use(GPT)], [promised]), LEAD) == []
    assert told(ending_soon, graph([use(GPT)]), LEAD) == []
