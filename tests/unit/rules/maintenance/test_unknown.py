"""How long a thing goes on, where nobody says it."""

from datetime import date

import pytest

from auditor.domain.fact import SupportStatus
from auditor.policy.policy import Period
from auditor.rules.maintenance import unknown
from tests.unit.frozen import PACKAGES, graph, origin, supported, use
from tests.unit.rules.judging import PLAIN, maintenance, only, told

GPT = "service:openai/gpt-x"
PACKAGE = "library:pypi/transformers"
WANTED = maintenance(no_release_for=Period(540))


def test_models_of_which_nobody_says_anything() -> None:
    assert told(unknown, graph([use(GPT), use("acme/one"), use("model:tree/m")])) == [
        "note note: nobody states how long acme/one goes on",
        "note note: nobody states how long gpt-x on OpenAI API goes on",
    ]


def test_any_statement_is_an_answer() -> None:
    assert told(unknown, graph([use(GPT)], [supported(GPT, SupportStatus.DEPLOYED)])) == []


def test_a_promise_that_has_run_out() -> None:
    fact = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 10, 16))
    built = graph([use(GPT)], [fact])
    assert told(unknown, built) == [
        "note note: gpt-x on OpenAI API was promised until 2026-10-16; nothing is known of the time since"
    ]
    assert only(unknown, built).about == "2026-10-16"
    assert told(unknown, graph([use(GPT)], [fact], as_of=date(2026, 10, 16))) == []


def test_after_a_later_word_of_the_host_something_is_known() -> None:
    promise = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 10, 16))
    since = supported(GPT, SupportStatus.SUPPORT, announced=date(2026, 11, 10), note="until further notice")
    seen = supported(GPT, SupportStatus.DEPLOYED, valid_from=date(2026, 11, 10), origin=origin(says="observers"))
    assert told(unknown, graph([use(GPT)], [promise, since])) == []
    assert len(told(unknown, graph([use(GPT)], [promise, seen]))) == 1


def test_a_promise_is_outlived_by_a_later_one_and_by_an_end() -> None:
    early = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 1, 1))
    late = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2027, 1, 1))
    end = supported(GPT, SupportStatus.SUPPORT, end_of_support=date(2027, 1, 1))
    assert told(unknown, graph([use(GPT)], [early, late])) == []
    assert told(unknown, graph([use(GPT)], [early, end])) == []


def test_packages_are_asked_for_their_last_release_where_the_policy_asks() -> None:
    built = graph([use(PACKAGE, line=4)])
    assert told(unknown, built, WANTED) == ["note note: the last release of transformers is not known"]
    finding = only(unknown, built, WANTED)
    assert (finding.component, finding.about) == (None, "last-release")
    assert [str(place) for place in finding.locations] == ["app.py:4"]
    assert finding.policy_key == "maintenance.no-release-for"
    assert told(unknown, built, PLAIN) == []
    fact = supported(PACKAGE, SupportStatus.SUPPORT, last_release=date(2026, 1, 1))
    assert told(unknown, graph([use(PACKAGE)], [fact]), WANTED) == []


def test_many_packages_are_one_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACKAGES, "pypi/other", PACKAGES["pypi/transformers"])
    built = graph([use(PACKAGE), use("library:pypi/other"), use("library:pypi/no-ai")])
    assert told(unknown, built, WANTED) == [
        "note note: the last release of 2 packages is not known: other, transformers"
    ]


def test_what_is_gone_needs_no_promise() -> None:
    facts = [
        supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 1, 1)),
        supported(GPT, SupportStatus.REMOVED),
    ]
    assert told(unknown, graph([use(GPT)], facts)) == []
