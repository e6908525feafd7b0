"""The age of the newest release, against what the policy wants."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.policy.policy import Period
from auditor.rules.maintenance import stale
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import PLAIN, maintenance, only, told

PACKAGE = "library:pypi/transformers"
WANTED = maintenance(no_release_for=Period(540))


def released(*days: date) -> list[str]:
    facts = [supported(PACKAGE, SupportStatus.SUPPORT, last_release=day) for day in days]
    return told(stale, graph([use(PACKAGE)], facts), WANTED)


def test_older_than_the_policy_wants() -> None:
    assert released(date(2025, 5, 31)) == ["medium warn: the last release of transformers was on 2025-05-31"]
    assert released(date(2025, 6, 1)) == []


def test_the_newest_release_counts_whoever_tells_it() -> None:
    assert released(date(2020, 1, 1), date(2026, 1, 1)) == []


def test_the_line_of_the_policy() -> None:
    built = graph([use(PACKAGE)], [supported(PACKAGE, SupportStatus.SUPPORT, last_release=date(2020, 1, 1))])
    assert only(stale, built, WANTED).policy_key == "maintenance.no-release-for"
    assert told(stale, built, PLAIN) == []


def test_a_release_that_nobody_states_is_neither_old_nor_new() -> None:
    assert told(stale, graph([use(PACKAGE)]), WANTED) == []
