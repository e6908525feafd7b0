"""New keys are refused while old ones go on."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import closed_to_new_users
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import only, told

GEMINI = "service:openai/flash"
CLOSED = SupportStatus.CLOSED_TO_NEW_USERS


def test_since_when_and_what_to_move_to() -> None:
    fact = supported(GEMINI, CLOSED, valid_from=date(2026, 6, 17), superseded_by="service:openai/flash-3")
    built = graph([use(GEMINI)], [fact])
    assert told(closed_to_new_users, built) == [
        "high fail: flash on OpenAI API has been closed to new users since 2026-06-17"
    ]
    assert only(closed_to_new_users, built).remedy == "Move to service:openai/flash-3."


def test_before_that_day_it_is_open() -> None:
    fact = supported(GEMINI, CLOSED, valid_from=date(2026, 6, 17))
    assert told(closed_to_new_users, graph([use(GEMINI)], [fact], as_of=date(2026, 6, 16))) == []


def test_once_shut_down_nothing_is_left_to_close() -> None:
    facts = [
        supported(GEMINI, CLOSED),
        supported(GEMINI, SupportStatus.END_OF_SUPPORT, end_of_support=date(2026, 1, 1)),
    ]
    assert told(closed_to_new_users, graph([use(GEMINI)], facts)) == []


def test_what_nobody_states_is_not_said() -> None:
    assert told(closed_to_new_users, graph([use(GEMINI)])) == []
