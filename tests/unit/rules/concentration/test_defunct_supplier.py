"""Nobody is left to ask."""

from auditor.rules.concentration import defunct_supplier
from tests.unit.frozen import graph, made_by, use
from tests.unit.rules.judging import only, told


def test_a_supplier_that_no_longer_exists() -> None:
    built = graph([use("gone/voice", line=4)], [made_by("gone/voice", "gone")])
    assert told(defunct_supplier, built) == ["medium warn: gone/voice comes from Gone Inc., which no longer exists"]
    finding = only(defunct_supplier, built)
    assert (finding.about, [str(place) for place in finding.locations]) == ("gone", ["app.py:4"])


def test_an_active_one_and_an_unknown_one_are_left_alone() -> None:
    built = graph(
        [use("org/a"), use("org/b"), use("org/c")], [made_by("org/a", "meta"), made_by("org/b", "nobody-knows")]
    )
    assert told(defunct_supplier, built) == []
