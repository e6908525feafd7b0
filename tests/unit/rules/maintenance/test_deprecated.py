"""Everybody is asked to leave, and no day is named."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import deprecated
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import told

GPT = "service:openai/gpt-x"


def test_from_the_day_on() -> None:
    fact = supported(GPT, SupportStatus.DEPRECATED, announced=date(2026, 5, 1), deprecated=date(2026, 6, 1))
    assert told(deprecated, graph([use(GPT)], [fact], as_of=date(2026, 6, 1))) == [
        "medium warn: gpt-x on OpenAI API has been deprecated since 2026-06-01"
    ]
    assert told(deprecated, graph([use(GPT)], [fact], as_of=date(2026, 5, 31))) == []


def test_without_a_day() -> None:
    assert told(deprecated, graph([use(GPT)], [supported(GPT, SupportStatus.DEPRECATED)])) == [
        "medium warn: gpt-x on OpenAI API is deprecated"
    ]


def test_where_an_end_is_named_the_lead_times_speak() -> None:
    fact = supported(GPT, SupportStatus.DEPRECATED, end_of_support=date(2028, 1, 1))
    assert told(deprecated, graph([use(GPT)], [fact])) == []


def test_a_supported_model_and_an_unknown_one_are_not() -> None:
    assert told(deprecated, graph([use(GPT)], [supported(GPT, SupportStatus.SUPPORT)])) == []
    assert told(deprecated, graph([use(GPT)])) == []
