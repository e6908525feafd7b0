"""What can no longer be had, and how sure that is."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.knowledge.base import Details
from auditor.rules.maintenance import removed
from tests.unit.frozen import FakeKnowledge, graph, origin, supported, use
from tests.unit.rules.judging import only, told

HOSTED = "service:openai/gpt-x"


def test_a_repository_that_is_gone() -> None:
    fact = supported("acme/one", SupportStatus.REMOVED, valid_from=date(2024, 8, 20))
    assert told(removed, graph([use("acme/one")], [fact])) == ["high fail: acme/one has been gone since 2024-08-20"]
    assert told(removed, graph([use("acme/one")], [fact], as_of=date(2024, 8, 19))) == []


def test_who_uploaded_it_again_is_named_and_not_recommended() -> None:
    fact = supported("acme/one", SupportStatus.REMOVED, valid_from=date(2024, 8, 20))
    knowledge = FakeKnowledge(details={"model:huggingface/acme/one": Details(mirrors=("else/one", "other/one"))})
    assert only(removed, graph([use("acme/one")], [fact], knowledge=knowledge)).remedy == (
        "Unverified re-upload by others: else/one, other/one; compare the digests with what you hold before use."
    )


def test_a_list_of_others_that_no_longer_shows_it_is_a_hint() -> None:
    fact = supported(HOSTED, SupportStatus.REMOVED, origin=origin(says="observers"), note="last listed in May")
    assert told(removed, graph([use(HOSTED)], [fact])) == [
        "high warn: gpt-x on OpenAI API is no longer offered, according to observers (last listed in May)"
    ]
    assert only(removed, graph([use(HOSTED)], [fact])).remedy == "Move to a model that the host lists today."


def test_what_was_never_released() -> None:
    fact = supported("acme/giant", SupportStatus.NEVER_RELEASED, announced=date(2025, 4, 5))
    assert told(removed, graph([use("acme/giant")], [fact])) == [
        "high fail: acme/giant was announced on 2025-04-05 and was never released"
    ]


def test_a_package_that_its_index_holds_back() -> None:
    package = "library:pypi/transformers"
    fact = supported(package, SupportStatus.QUARANTINED, valid_from=date(2026, 5, 1))
    assert told(removed, graph([use(package)], [fact])) == [
        "high fail: transformers has been held in quarantine by its index since 2026-05-01"
    ]
    assert told(removed, graph([use(package)], [fact], as_of=date(2026, 4, 30))) == []


def test_a_shutdown_is_told_once() -> None:
    facts = [
        supported(HOSTED, SupportStatus.END_OF_SUPPORT, end_of_support=date(2026, 1, 1)),
        supported(HOSTED, SupportStatus.REMOVED),
    ]
    assert told(removed, graph([use(HOSTED)], facts)) == []


def test_a_supported_component_and_an_unknown_one_are_there() -> None:
    assert told(removed, graph([use("acme/one")], [supported("acme/one", SupportStatus.SUPPORT)])) == []
    assert told(removed, graph([use("acme/one")])) == []
