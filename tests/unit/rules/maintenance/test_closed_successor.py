"""Weights whose way on is hosted only."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.knowledge.records import FamilyRecord
from auditor.rules.maintenance import closed_successor
from tests.unit.frozen import REVIEWED, FakeKnowledge, graph, origin, supported, use
from tests.unit.rules.judging import told

SPARK = FamilyRecord(id="spark", name="Spark", supplier="meta", closed=True, sources=(), reviewed=REVIEWED)
OPEN = FamilyRecord(id="one-2", name="One 2", supplier="meta", sources=(), reviewed=REVIEWED)
FAMILIES = FakeKnowledge(families=[SPARK, OPEN])
MOVED = supported(
    "acme/one",
    SupportStatus.LIMITED_SUPPORT,
    valid_from=date(2026, 4, 8),
    effort_moved_to="spark",
    origin=origin(says="observers"),
)


def test_its_maker_works_on_something_closed_instead() -> None:
    (line,) = told(closed_successor, graph([use("acme/one")], [MOVED], knowledge=FAMILIES))
    assert line == (
        "low note: the maker of acme/one works on Spark instead since 2026-04-08, of which there are no weights, "
        "according to observers"
    )


def test_the_last_of_its_line_is_closed() -> None:
    facts = [
        supported("acme/one", SupportStatus.SUPPORT, superseded_by="model:huggingface/acme/two"),
        supported("acme/two", SupportStatus.REMOVED, superseded_by="service:openai/gpt-x"),
    ]
    assert told(closed_successor, graph([use("acme/one")], facts)) == [
        "low note: acme/one is followed by gpt-x, of which there are no weights"
    ]


def test_an_open_way_on_and_a_hosted_model_that_was_never_open_are_silent() -> None:
    follows = supported("acme/one", SupportStatus.SUPPORT, superseded_by="one-2")
    assert told(closed_successor, graph([use("acme/one")], [follows], knowledge=FAMILIES)) == []
    hosted = "service:openai/gpt-x"
    later = supported(hosted, SupportStatus.SUPPORT, superseded_by="service:openai/gpt-y")
    assert told(closed_successor, graph([use(hosted)], [later])) == []


def test_before_that_day_and_where_nobody_names_anything_nothing_is_told() -> None:
    before = graph([use("acme/one")], [MOVED], knowledge=FAMILIES, as_of=date(2026, 4, 7))
    assert told(closed_successor, before) == []
    assert told(closed_successor, graph([use("acme/one")])) == []
    unheard_of = supported("acme/one", SupportStatus.LIMITED_SUPPORT, effort_moved_to="never-heard-of")
    assert told(closed_successor, graph([use("acme/one")], [unheard_of], knowledge=FAMILIES)) == []
