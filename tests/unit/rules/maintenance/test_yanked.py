"""Releases that their publisher withdrew."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import yanked
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import PLAIN, maintenance, only, told

PACKAGE = "library:pypi/transformers"
WITHDRAWN = supported(
    PACKAGE, SupportStatus.YANKED, revision="4.30.0", valid_from=date(2026, 3, 2), note="breaks on import"
)


def test_the_release_that_is_pinned_was_withdrawn() -> None:
    built = graph([use(PACKAGE, "requirements.txt", 3, version="4.30.0"), use(PACKAGE, version=None)], [WITHDRAWN])
    assert told(yanked, built) == [
        "high warn: transformers 4.30.0 has been withdrawn since 2026-03-02 (breaks on import)"
    ]
    assert [str(place) for place in only(yanked, built).locations] == ["requirements.txt:3"]
    assert only(yanked, built, maintenance(yanked="fail")).policy_key == "maintenance.yanked"


def test_other_releases_and_no_release_at_all_are_not() -> None:
    for version in ("4.30.1", "4.3", "4.30.0.post1", None):
        assert told(yanked, graph([use(PACKAGE, version=version)], [WITHDRAWN])) == []


def test_two_spellings_of_one_version_are_one_version() -> None:
    assert told(yanked, graph([use(PACKAGE, version="4.30")], [WITHDRAWN])) == [
        "high warn: transformers 4.30.0 has been withdrawn since 2026-03-02 (breaks on import)"
    ]


def test_a_commit_may_be_cut_short() -> None:
    fact = supported("acme/one", SupportStatus.YANKED, revision="9c925d64d72725edaf899c6cb9c377fd0709d9c5")
    assert told(yanked, graph([use("acme/one", version="9c925d6")], [fact]))
    assert told(yanked, graph([use("acme/one", version="9c925")], [fact])) == []


def test_before_that_day_it_was_not_and_of_what_nobody_says_nothing_is_told() -> None:
    pinned = [use(PACKAGE, version="4.30.0")]
    assert told(yanked, graph(pinned, [WITHDRAWN], as_of=date(2026, 3, 1))) == []
    assert told(yanked, graph(pinned), PLAIN) == []
