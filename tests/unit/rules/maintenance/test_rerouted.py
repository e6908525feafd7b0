"""Another model answers, and nothing fails."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import rerouted
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import told

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


def test_where_neither_is_told() -> None:
    assert told(rerouted, graph([use(FLASH)], [supported(FLASH, SupportStatus.REROUTED)])) == [
        "medium warn: calls to flash on OpenAI API are re-routed"
    ]


def test_a_supported_model_and_an_unknown_one_are_not() -> None:
    assert told(rerouted, graph([use(FLASH)], [supported(FLASH, SupportStatus.SUPPORT)])) == []
    assert told(rerouted, graph([use(FLASH)])) == []
