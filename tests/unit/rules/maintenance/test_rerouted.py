"""Another model answers, and nothing fails."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.policy.policy import Period, Within
from auditor.rules.maintenance import end_of_support, ending_soon, rerouted
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import maintenance, told

FLASH = "service:openai/flash"


def test_to_what_and_since_when() -> None:
    fact = supported(
        FLASH,
        SupportStatus.REROUTED,
        valid_from=date(2026, 11, 1),
        superseded_by="service:openai/flash-3",
        note="at its price",
    )
    assert told(rerouted, graph([use(FLASH)], [fact])) == [
        "medium warn: calls to flash on OpenAI API have been re-routed since 2026-11-01 to service:openai/flash-3 (at its price)"
    ]


def test_a_day_that_was_announced() -> None:
    fact = supported(
        FLASH, SupportStatus.REROUTED, end_of_support=date(2026, 12, 1), superseded_by="service:openai/flash-3"
    )
    assert told(rerouted, graph([use(FLASH)], [fact])) == [
        "medium warn: calls to flash on OpenAI API will be re-routed on 2026-12-01 to service:openai/flash-3"
    ]
    assert told(rerouted, graph([use(FLASH)], [fact], as_of=date(2026, 12, 2))) == [
        "medium warn: calls to flash on OpenAI API have been re-routed since 2026-12-01 to service:openai/flash-3"
    ]


def test_no_call_fails_on_that_day_so_it_is_no_shutdown() -> None:
    fact = supported(FLASH, SupportStatus.REROUTED, end_of_support=date(2026, 12, 1))
    near = maintenance(end_of_support_within=Within(warn=Period(180)))
    assert told(ending_soon, graph([use(FLASH)], [fact]), near) == []
    assert told(end_of_support, graph([use(FLASH)], [fact], as_of=date(2027, 1, 1))) == []


def test_where_neither_is_told() -> None:
    assert told(rerouted, graph([use(FLASH)], [supported(FLASH, SupportStatus.REROUTED)])) == [
        "medium warn: calls to flash on OpenAI API are re-routed"
    ]


def test_a_supported_model_and_an_unknown_one_are_not() -> None:
    assert told(rerouted, graph([use(FLASH)], [supported(FLASH, SupportStatus.SUPPORT)])) == []
    assert told(rerouted, graph([use(FLASH)])) == []
