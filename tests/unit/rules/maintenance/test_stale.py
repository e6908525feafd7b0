"""The age of the newest release and of the one in use, against what the policy wants."""

from datetime import date

from auditor.domain.fact import SupportFact, SupportStatus
from auditor.graph.component_graph import ComponentGraph
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


OLD = maintenance(release_older_than=Period(1095))


def pinned(*facts: SupportFact) -> ComponentGraph:
    return graph([use(PACKAGE, version="4.0")], facts)


def test_what_is_used_is_old_while_newer_ones_exist() -> None:
    used = supported(PACKAGE, SupportStatus.SUPPORT, revision="4.0", released=date(2021, 11, 22))
    newest = supported(PACKAGE, SupportStatus.SUPPORT, last_release=date(2026, 11, 1))
    assert told(stale, pinned(used, newest), OLD) == [
        "medium warn: transformers 4.0 was released on 2021-11-22, the newest release on 2026-11-01"
    ]
    assert only(stale, pinned(used, newest), OLD).policy_key == "maintenance.release-older-than"
    assert told(stale, pinned(used, newest), PLAIN) == []
    assert told(stale, pinned(used), OLD) == [
        "medium warn: transformers 4.0 was released on 2021-11-22; whether there is anything newer is not known"
    ]


def test_a_young_release_the_newest_one_and_another_version_are_not_left_behind() -> None:
    young = supported(PACKAGE, SupportStatus.SUPPORT, revision="4.0", released=date(2024, 11, 1))
    assert told(stale, pinned(young), OLD) == []
    used = supported(PACKAGE, SupportStatus.SUPPORT, revision="4.0", released=date(2021, 11, 22))
    same = supported(PACKAGE, SupportStatus.SUPPORT, last_release=date(2021, 11, 22))
    assert told(stale, pinned(used, same), OLD) == []
    other = supported(PACKAGE, SupportStatus.SUPPORT, revision="3.9", released=date(2020, 11, 22))
    assert told(stale, pinned(other), OLD) == []


def test_both_clocks_tell_one_finding() -> None:
    used = supported(PACKAGE, SupportStatus.SUPPORT, revision="4.0", released=date(2019, 1, 1))
    newest = supported(PACKAGE, SupportStatus.SUPPORT, last_release=date(2020, 1, 1))
    both = maintenance(release_older_than=Period(1095), no_release_for=Period(540))
    assert told(stale, pinned(used, newest), both) == [
        "medium warn: the last release of transformers was on 2020-01-01"
    ]
