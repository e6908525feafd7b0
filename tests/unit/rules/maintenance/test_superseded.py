"""Something newer follows what goes on for now."""

from datetime import date

from auditor.domain.fact import SupportStatus
from auditor.knowledge.records import FamilyRecord, SupportRecord
from auditor.rules.maintenance import superseded
from tests.unit.frozen import REVIEWED, FakeKnowledge, graph, supported, use
from tests.unit.rules.judging import only, told

OLD = "acme/old"


def family(*support: SupportRecord) -> FamilyRecord:
    return FamilyRecord(id="new-1", name="New 1", supplier="acme", sources=(), reviewed=REVIEWED, support=support)


def test_by_a_component() -> None:
    built = graph([use(OLD)], [supported(OLD, SupportStatus.SUPPORT, superseded_by="model:huggingface/acme/new")])
    assert told(superseded, built) == ["low note: acme/old is superseded by acme/new"]
    finding = only(superseded, built)
    assert (finding.about, finding.remedy) == ("model:huggingface/acme/new", "Move to model:huggingface/acme/new.")


def test_by_a_family_that_has_ended_itself() -> None:
    ended = SupportRecord(status=SupportStatus.END_OF_SUPPORT, end_of_support=date(2026, 1, 1), source="x")
    fact = supported(OLD, SupportStatus.SUPPORT, superseded_by="new-1")
    for record, remedy in (
        (family(), "Move to New 1."),
        (family(ended), "Choose another component: New 1, named as successor, ended on 2026-01-01 itself."),
    ):
        built = graph([use(OLD)], [fact], knowledge=FakeKnowledge(families=[record]))
        assert told(superseded, built) == ["low note: acme/old is superseded by New 1"]
        assert only(superseded, built).remedy == remedy


def test_by_something_that_the_knowledge_does_not_hold() -> None:
    built = graph([use(OLD)], [supported(OLD, SupportStatus.SUPPORT, superseded_by="new-9")])
    assert told(superseded, built) == ["low note: acme/old is superseded by new-9"]


def test_what_has_ended_is_told_by_another_rule() -> None:
    fact = supported(
        OLD, SupportStatus.END_OF_SUPPORT, end_of_support=date(2026, 1, 1), superseded_by="model:huggingface/acme/new"
    )
    assert told(superseded, graph([use(OLD)], [fact])) == []


def test_without_a_named_successor_nothing_is_said() -> None:
    assert told(superseded, graph([use(OLD)], [supported(OLD, SupportStatus.SUPPORT)])) == []
    assert told(superseded, graph([use(OLD)])) == []


def test_a_re_route_is_told_once() -> None:
    fact = supported(OLD, SupportStatus.REROUTED, superseded_by="model:huggingface/acme/new")
    assert told(superseded, graph([use(OLD)], [fact])) == []
