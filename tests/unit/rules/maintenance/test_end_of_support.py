"""A day that is past, whose word it is, and where to go."""

from datetime import date

from auditor.domain.evidence import Standing
from auditor.domain.fact import Fact, SupportStatus
from auditor.rules.maintenance import end_of_support
from tests.unit.frozen import edge, graph, origin, supported, use
from tests.unit.rules.judging import only, told

GPT = "service:openai/gpt-x"
ENDED = SupportStatus.END_OF_SUPPORT


def test_a_hosted_model_that_was_shut_down() -> None:
    built = graph([use(GPT, line=7)], [supported(GPT, ENDED, end_of_support=date(2026, 6, 6))])
    assert told(end_of_support, built) == ["critical fail: gpt-x on OpenAI API was shut down on 2026-06-06"]
    finding = only(end_of_support, built)
    assert (finding.about, finding.policy_key) == ("2026-06-06", "maintenance.end-of-support")
    assert [str(place) for place in finding.locations] == ["app.py:7"]


def test_what_is_not_hosted_still_runs_and_is_less_severe() -> None:
    package = "library:pypi/transformers"
    built = graph(
        [use(package), use("acme/one")],
        [supported(package, ENDED, end_of_support=date(2026, 1, 31)), supported("acme/one", ENDED)],
    )
    assert told(end_of_support, built) == [
        "high fail: support for transformers ended on 2026-01-31",
        "high fail: support for acme/one has ended",
    ]


def test_on_the_day_itself_it_still_answers() -> None:
    fact = supported(GPT, ENDED, end_of_support=date(2026, 11, 23))
    assert told(end_of_support, graph([use(GPT)], [fact], as_of=date(2026, 11, 23))) == []
    assert len(told(end_of_support, graph([use(GPT)], [fact], as_of=date(2026, 11, 24)))) == 1


def test_a_promise_that_is_past_is_no_end() -> None:
    fact = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 1, 1))
    assert told(end_of_support, graph([use(GPT)], [fact])) == []


def test_what_is_announced_later_is_not_known_yet() -> None:
    fact = supported(GPT, ENDED, announced=date(2026, 10, 1), end_of_support=date(2026, 9, 1))
    assert told(end_of_support, graph([use(GPT)], [fact], as_of=date(2026, 9, 15))) == []


def test_nothing_is_said_of_what_nobody_states() -> None:
    assert told(end_of_support, graph([use(GPT)])) == []


def test_the_hosts_own_word_counts_before_that_of_observers() -> None:
    seen = supported(GPT, ENDED, end_of_support=date(2026, 1, 1), origin=origin(says="observers"))
    own = supported(GPT, SupportStatus.SUPPORT, end_of_support=date(2027, 1, 1), origin=origin(says="openai"))
    assert told(end_of_support, graph([use(GPT)], [seen, own])) == []
    assert told(end_of_support, graph([use(GPT)], [seen])) == [
        "critical fail: gpt-x on OpenAI API was shut down on 2026-01-01, according to observers"
    ]


def test_a_day_that_observers_read_off_a_promise_is_no_end() -> None:
    seen = supported(GPT, ENDED, end_of_support=date(2026, 1, 1), origin=origin(says="observers"))
    kept = supported(GPT, SupportStatus.SUPPORT, not_sooner_than=date(2026, 1, 1), origin=origin(says="openai"))
    assert told(end_of_support, graph([use(GPT)], [seen, kept])) == []


def test_a_guess_is_called_one() -> None:
    fact = supported("acme/one", ENDED, end_of_support=date(2026, 1, 1), origin=origin(Standing.FAMILY))
    assert told(end_of_support, graph([use("acme/one")], [fact])) == [
        "high fail: support for acme/one ended on 2026-01-01, to judge by its name"
    ]


def test_the_way_out_is_the_first_successor_that_goes_on() -> None:
    facts = [
        supported(GPT, ENDED, end_of_support=date(2024, 1, 4), superseded_by="service:openai/gpt-y"),
        supported(
            "service:openai/gpt-y", ENDED, end_of_support=date(2026, 9, 28), superseded_by="service:openai/gpt-z"
        ),
        supported("service:openai/gpt-z", SupportStatus.SUPPORT),
    ]
    assert only(end_of_support, graph([use(GPT)], facts)).remedy == (
        "Move to service:openai/gpt-z: gpt-y, named as successor, ended on 2026-09-28 itself."
    )
    assert only(end_of_support, graph([use(GPT)], facts[:1])).remedy == "Move to service:openai/gpt-y."


def test_successors_that_run_in_a_circle_are_cut() -> None:
    facts = [
        supported(GPT, ENDED, superseded_by="service:openai/gpt-y"),
        supported("service:openai/gpt-y", ENDED, superseded_by=GPT),
    ]
    assert only(end_of_support, graph([use(GPT)], facts)).remedy == (
        "Choose another component: gpt-y, named as successor, is gone itself."
    )


def test_an_end_on_one_host_is_none_of_the_weights() -> None:
    facts: list[Fact] = [supported(GPT, ENDED, end_of_support=date(2026, 1, 1)), edge(GPT, "serves", "acme/open")]
    built = graph([use(GPT), use("acme/open")], facts)
    assert told(end_of_support, built) == ["critical fail: gpt-x on OpenAI API was shut down on 2026-01-01"]
    assert only(end_of_support, built).remedy == (
        "Its weights are published as acme/open: another host, or one's own, may serve them."
    )


def test_what_the_tree_merely_mentions_is_not_judged() -> None:
    mention = use(GPT, strength="mention")
    assert told(end_of_support, graph([mention], [supported(GPT, ENDED)])) == []
