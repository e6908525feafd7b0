"""Kept alive, no longer developed: the assessment and the maker's own statement."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import limited_support
from tests.unit.frozen import graph, origin, supported, use
from tests.unit.rules.judging import only, told

LLAMA = "acme/llama"
SEEN = supported(
    LLAMA,
    SupportStatus.LIMITED_SUPPORT,
    valid_from=date(2026, 4, 8),
    note="all resources are elsewhere",
    origin=origin(says="observers"),
)
OWN = supported(
    LLAMA, SupportStatus.SUPPORT, valid_from=date(2026, 4, 8), note="the line continues", origin=origin(says="maker")
)


def test_both_words_are_told_and_both_origins_kept() -> None:
    built = graph([use(LLAMA)], [SEEN, OWN])
    finding = only(limited_support, built)
    assert finding.message == (
        "acme/llama has had limited support since 2026-04-08, according to observers "
        "(all resources are elsewhere); its maker calls it supported (the line continues)"
    )
    assert [source.says for source in finding.origins] == ["observers", "maker"]
    assert (finding.about, finding.policy_key) == ("2026-04-08", "maintenance.limited-support")


def test_the_makers_own_admission_needs_no_second_word() -> None:
    fact = supported(LLAMA, SupportStatus.LIMITED_SUPPORT, origin=origin(says="maker"))
    assert told(limited_support, graph([use(LLAMA)], [fact, OWN])) == ["medium warn: acme/llama has limited support"]


def test_the_day_before_nobody_had_said_it() -> None:
    assert told(limited_support, graph([use(LLAMA)], [SEEN, OWN], as_of=date(2026, 4, 7))) == []


def test_full_support_and_no_statement_are_not_limited() -> None:
    assert told(limited_support, graph([use(LLAMA)], [OWN])) == []
    assert told(limited_support, graph([use(LLAMA)])) == []
