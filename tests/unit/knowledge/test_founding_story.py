"""What happened to Llama's users, and the systems they may go to: a test for each fact that an answer hangs on."""

from datetime import date

import pytest

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Fact, LicenseFact, SupplierFact, SupportFact, SupportStatus
from auditor.domain.relationship import Relationship
from auditor.knowledge.store import StoredKnowledge

TURN = date(2026, 4, 8)


def facts(knowledge: StoredKnowledge, component: str) -> tuple[Fact, ...]:
    return knowledge.facts(ComponentId.parse(component))


def support(knowledge: StoredKnowledge, component: str) -> list[SupportFact]:
    return [fact for fact in facts(knowledge, component) if isinstance(fact, SupportFact)]


def test_meta_turned_away_from_open_weights_on_a_day(real: StoredKnowledge) -> None:
    meta = real.supplier("meta")
    assert meta is not None
    assert meta.open_weights == "closing"
    said = {(str(event.on), event.says) for event in meta.events if str(event.on) == str(TURN)}
    assert said == {("2026-04-08", "maker"), ("2026-04-08", "observers")}, "the statement and the assessment, both"
    assert [(stake.in_, stake.share) for stake in meta.stakes] == [("scale-ai", 0.49)]


@pytest.mark.parametrize(
    "name",
    ["meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Llama-3.3-70B-Instruct", "meta-llama/Llama-4-Scout-17B-16E"],
)
def test_llama_is_alive_by_its_maker_and_in_maintenance_by_observers(real: StoredKnowledge, name: str) -> None:
    told = {(fact.status, fact.origin.says) for fact in support(real, f"model:huggingface/{name}")}
    assert (SupportStatus.SUPPORT, "maker") in told
    assert (SupportStatus.LIMITED_SUPPORT, "observers") in told


def test_neither_word_was_known_before_the_day_it_was_said(real: StoredKnowledge) -> None:
    later = [f for f in support(real, "model:huggingface/meta-llama/Llama-3.1-8B") if f.valid_from == TURN]
    assert len(later) == 2
    assert {fact.announced for fact in later} == {TURN}


def test_behemoth_was_never_released(real: StoredKnowledge) -> None:
    told = support(real, "model:huggingface/meta-llama/Llama-4-Behemoth")
    assert SupportStatus.NEVER_RELEASED in {fact.status for fact in told}


def test_muse_spark_is_closed_and_no_descendant_of_llama(real: StoredKnowledge) -> None:
    family = real.family("muse-spark")
    assert family is not None
    assert family.closed
    assert (family.license, family.members) == (None, {})
    assert family.released == "2026-04-08"
    identity = real.identify("any", "muse-spark", ComponentKind.MODEL)
    assert str(identity.component).startswith("service:meta/")
    assert not [fact for fact in facts(real, str(identity.component)) if isinstance(fact, Relationship)]


def test_no_llama_is_succeeded_by_muse_spark(real: StoredKnowledge) -> None:
    for family in ("llama-1", "llama-2", "llama-3", "llama-3.1", "llama-3.2", "llama-3.3", "llama-4"):
        record = real.family(family)
        assert record is not None, family
        assert "muse-spark" not in {entry.superseded_by for entry in record.support}, family


@pytest.mark.parametrize(
    ("family", "supplier", "jurisdiction"),
    [
        ("mistral-small-4", "mistral-ai", "FR"),
        ("deepseek-v4", "deepseek", "CN"),
        ("qwen-3.8", "alibaba", "CN"),
        ("gpt-oss", "openai", "US"),
        ("gemma-4", "google", "US"),
    ],
)
def test_the_ways_on_with_open_weights(real: StoredKnowledge, family: str, supplier: str, jurisdiction: str) -> None:
    record, maker = real.family(family), real.supplier(supplier)
    assert record is not None
    assert maker is not None
    assert (record.supplier, record.closed, maker.jurisdiction) == (supplier, False, jurisdiction)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("gpt-5", "gpt-5"),
        ("gpt-5.4", "gpt-5.4"),
        ("gemini-3.1-pro-preview", "gemini-3.1"),
        ("claude-opus-4-6", "claude-opus-4.6"),
        ("claude-opus-4-5", "claude-opus-4.5"),
    ],
)
def test_the_closed_systems_of_the_comparison_have_no_weights(real: StoredKnowledge, name: str, family: str) -> None:
    component = real.identify("any", name, ComponentKind.MODEL).component
    assert component.kind is ComponentKind.SERVICE
    assert real.details(component).family == family
    record = real.family(family)
    assert record is not None
    assert record.closed
    assert not [fact for fact in real.facts(component) if isinstance(fact, LicenseFact)]


def test_gpt_oss_behind_an_api_is_one_thing_and_its_weights_another(real: StoredKnowledge) -> None:
    weights = "model:huggingface/openai/gpt-oss-20b"
    assert [fact.expression for fact in facts(real, weights) if isinstance(fact, LicenseFact)] == ["Apache-2.0"]
    hosted = real.identify("bedrock", "openai.gpt-oss-20b-1:0", ComponentKind.MODEL).component
    assert str(hosted) == "service:bedrock/openai.gpt-oss-20b-1:0"
    assert [fact.supplier for fact in real.facts(hosted) if isinstance(fact, SupplierFact)] == ["openai"]


def test_the_same_llama_in_ollama_on_bedrock_and_on_the_hub(real: StoredKnowledge) -> None:
    ollama = real.identify("ollama", "llama3.1:8b", ComponentKind.MODEL).component
    assert {str(f.target) for f in real.facts(ollama) if isinstance(f, Relationship)} == {
        "model:huggingface/meta-llama/Llama-3.1-8B-Instruct"
    }
    older = real.identify("huggingface", "meta-llama/Meta-Llama-3.1-8B-Instruct", ComponentKind.MODEL).component
    assert str(older) == "model:huggingface/meta-llama/Llama-3.1-8B-Instruct"
    hosted = real.identify("bedrock", "us.meta.llama3-1-8b-instruct-v1:0", ComponentKind.MODEL).component
    assert str(hosted) == "service:bedrock/meta.llama3-1-8b-instruct-v1:0"


def test_a_surface_ends_as_a_model_does(real: StoredKnowledge) -> None:
    [told] = support(real, "service:openai/assistants-api")
    assert (told.status, told.end_of_support) == (SupportStatus.END_OF_SUPPORT, date(2026, 8, 26))
