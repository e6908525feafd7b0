"""Nobody looks after it."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import archived
from tests.unit.frozen import graph, origin, supported, use
from tests.unit.rules.judging import only, told

PACKAGE = "library:pypi/transformers"


def test_by_whose_word_and_where_it_goes_on() -> None:
    fact = supported(
        PACKAGE,
        SupportStatus.NO_SUPPORT,
        superseded_by="library:pypi/next",
        origin=origin(says="observers"),
        note="no release",
    )
    built = graph([use(PACKAGE)], [fact])
    assert told(archived, built) == [
        "medium warn: transformers is no longer maintained, according to observers (no release)"
    ]
    assert only(archived, built).remedy == "Move to library:pypi/next."


def test_since_when() -> None:
    fact = supported(PACKAGE, SupportStatus.NO_SUPPORT, valid_from=date(2025, 2, 1))
    assert told(archived, graph([use(PACKAGE)], [fact])) == [
        "medium warn: transformers has not been maintained since 2025-02-01"
    ]
    assert told(archived, graph([use(PACKAGE)], [fact], as_of=date(2025, 1, 31))) == []


def test_a_maintained_package_and_an_unknown_one_are_left_alone() -> None:
    assert told(archived, graph([use(PACKAGE)], [supported(PACKAGE, SupportStatus.SUPPORT)])) == []
    assert told(archived, graph([use(PACKAGE)])) == []
