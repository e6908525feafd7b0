"""Put behind a gate since."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.rules.maintenance import gated
from tests.unit.frozen import graph, supported, use
from tests.unit.rules.judging import told


def test_since_when() -> None:
    facts = [
        supported("acme/one", SupportStatus.GATED, valid_from=date(2026, 5, 1)),
        supported("acme/two", SupportStatus.GATED),
    ]
    assert told(gated, graph([use("acme/one"), use("acme/two")], facts)) == [
        "low warn: acme/one has been behind a gate since 2026-05-01",
        "low warn: acme/two is behind a gate",
    ]


def test_an_open_one_and_an_unknown_one_are_not() -> None:
    assert told(gated, graph([use("acme/one")], [supported("acme/one", SupportStatus.SUPPORT)])) == []
    assert told(gated, graph([use("acme/one")])) == []
