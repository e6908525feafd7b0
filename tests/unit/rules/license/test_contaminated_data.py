"""Data whose terms do not fit the use: told, and left to the policy."""

from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import Details
from auditor.policy.policy import Policy, Suppliers
from auditor.rules.license import contaminated_data
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing

DATA = "dataset:huggingface/alpaca/data"


def trained(terms: str, kind: str = "trained-on", *, own: bool = False) -> ComponentGraph:
    facts: list[Fact] = [
        licensed("acme/one", "Apache-2.0"),
        licensed(DATA, terms),
        edge("acme/one", kind, DATA, own=own),
    ]
    return graph([use("acme/one")], facts)


def test_trained_on_data_that_may_not_be_used_commercially() -> None:
    finding = only(contaminated_data, trained("CC-BY-NC-4.0"), doing(commercial=True))
    assert (finding.severity, finding.action, finding.policy_key) == ("medium", "note", "use.commercial")
    assert finding.message == (
        "acme/one was trained on alpaca/data, whose terms forbid commercial use; "
        "whether they may reach the weights is unsettled"
    )
    assert clauses(finding) == ["CC-BY-NC-4.0 1: commercial-use"]
    assert chain(finding) == ["our-app", "uses acme/one", "trained-on alpaca/data"]
    assert finding.about == "alpaca/data"


def test_of_our_own_model_it_warns() -> None:
    assert only(contaminated_data, trained("CC-BY-NC-4.0", own=True), doing(commercial=True)).action == "warn"
    ours = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/acme/*",)))
    assert only(contaminated_data, trained("CC-BY-NC-4.0"), ours).action == "warn"


def test_what_its_makers_state_in_place_of_a_licence_is_told_in_their_words() -> None:
    knowledge = FakeKnowledge(details={DATA: Details(restrictions=("gated", "non-commercial research only"))})
    facts: list[Fact] = [licensed(DATA, "other"), edge("acme/one", "trained-on", DATA)]
    built = graph([use("acme/one")], facts, knowledge=knowledge)
    finding = only(contaminated_data, built, doing(commercial=True))
    assert finding.message == (
        "acme/one was trained on alpaca/data (stated: non-commercial research only), whose terms forbid commercial use; "
        "whether they may reach the weights is unsettled"
    )
    assert (finding.action, clauses(finding)) == ("note", [])
    assert told(contaminated_data, built, doing(commercial=False)) == []
    gated = FakeKnowledge(details={DATA: Details(restrictions=("gated",))})
    assert told(contaminated_data, graph([use("acme/one")], facts, knowledge=gated), doing(commercial=True)) == []


def test_free_data_a_free_branch_a_study_and_data_that_were_only_tested_on() -> None:
    sells = doing(commercial=True)
    assert told(contaminated_data, trained("CC-BY-SA-4.0"), sells) == []
    assert told(contaminated_data, trained("CC-BY-NC-4.0 OR MIT"), sells) == []
    assert told(contaminated_data, trained("CC-BY-NC-4.0"), doing(commercial=False)) == []
    assert told(contaminated_data, trained("CC-BY-NC-4.0", "tested-on"), sells) == []


def test_unknown_data_and_an_unsaid_use() -> None:
    assert told(contaminated_data, trained("other"), doing(commercial=True)) == []
    assert len(told(contaminated_data, trained("CC-BY-NC-4.0"), SILENT)) == 1


def test_the_data_of_the_base_count_over_many_steps() -> None:
    facts: list[Fact] = [
        licensed(DATA, "CC-BY-NC-4.0"),
        edge("acme/lora", "adapter-of", "acme/base"),
        edge("acme/base", "fine-tuned-from", "acme/origin"),
        edge("acme/origin", "trained-on", DATA),
    ]
    finding = only(contaminated_data, graph([use("acme/lora")], facts), doing(commercial=True))
    assert [step.split()[-1] for step in chain(finding)] == [
        "our-app",
        "acme/lora",
        "acme/base",
        "acme/origin",
        "alpaca/data",
    ]
