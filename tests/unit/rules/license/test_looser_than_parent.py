"""A child that is offered under looser terms than what it was made from."""

from auditor.domain.evidence import Location, Standing
from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy, Suppliers
from auditor.rules.license import looser_than_parent
from tests.unit.frozen import edge, graph, licensed, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import chain, clauses


def made(own: str, base: str, kind: str = "fine-tuned-from", *more: Fact) -> ComponentGraph:
    facts = [licensed("acme/child", own), licensed("base/x", base), edge("acme/child", kind, "base/x"), *more]
    return graph([use("acme/child")], facts)


def test_rights_that_nobody_could_give() -> None:
    finding = only(looser_than_parent, made("Apache-2.0", "CC-BY-NC-4.0"))
    assert (finding.severity, finding.action) == ("high", "warn")
    assert finding.message == (
        "acme/child is offered under Apache-2.0, though base/x, from which it was made, is under CC-BY-NC-4.0: "
        "commercial use left out"
    )
    assert clauses(finding) == ["CC-BY-NC-4.0 1: commercial-use"]
    assert chain(finding) == ["our-app", "uses acme/child", "fine-tuned-from base/x"]
    assert finding.about == "Apache-2.0 CC-BY-NC-4.0"


def test_as_strict_or_stricter_is_in_order() -> None:
    assert told(looser_than_parent, made("CC-BY-NC-4.0", "CC-BY-NC-4.0")) == []
    assert told(looser_than_parent, made("CC-BY-NC-4.0", "MIT")) == []
    assert told(looser_than_parent, made("CC-BY-SA-4.0", "AGPL-3.0-only")) == []


def test_two_licences_of_one_keeper_for_all_are_no_versions_of_one() -> None:
    assert len(told(looser_than_parent, made("CC-BY-4.0", "CC-BY-NC-4.0"))) == 1
    assert told(looser_than_parent, made("LicenseRef-llama", "LicenseRef-llama-old")) == []


def test_of_our_own_making_it_fails() -> None:
    own = made("Apache-2.0", "CC-BY-NC-4.0", "fine-tuned-from", edge("acme/child", "adapter-of", "base/x", own=True))
    assert only(looser_than_parent, own).action == "fail"
    ours = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/acme/*",)))
    assert only(looser_than_parent, made("Apache-2.0", "CC-BY-NC-4.0"), ours).action == "fail"


def test_it_points_at_the_statement_where_there_is_one() -> None:
    stated = licensed("file:tree/m.gguf", "MIT", Standing.OWN_STATEMENT, location=Location("README.md", 2))
    built = graph(
        [use("file:tree/m.gguf", "m.gguf")],
        [stated, licensed("base/x", "CC-BY-NC-4.0"), edge("file:tree/m.gguf", "quantized-from", "base/x")],
    )
    assert only(looser_than_parent, built).locations == (Location("README.md", 2),)


def test_an_unknown_licence_on_either_side_is_no_comparison() -> None:
    assert told(looser_than_parent, made("other", "CC-BY-NC-4.0")) == []
    assert told(looser_than_parent, made("MIT", "other")) == []
    assert told(looser_than_parent, made("LicenseRef-unread", "CC-BY-NC-4.0")) == []


def test_data_and_benchmarks_are_no_parents() -> None:
    assert told(looser_than_parent, made("MIT", "CC-BY-NC-4.0", "trained-on")) == []
    assert told(looser_than_parent, made("MIT", "CC-BY-NC-4.0", "tested-on")) == []


def test_whichever_of_the_parents_offers_was_taken_one_thing_is_missing() -> None:
    assert told(looser_than_parent, made("MIT", "CC-BY-NC-4.0 OR MIT")) == []
    assert told(looser_than_parent, made("AGPL-3.0-only", "CC-BY-NC-4.0 OR AGPL-3.0-only")) == []
    finding = only(looser_than_parent, made("MIT", "CC-BY-NC-4.0 OR AGPL-3.0-only"))
    assert finding.message.endswith("is under AGPL-3.0-only or CC-BY-NC-4.0: share alike left out")


def test_the_loosest_offer_of_the_child_is_the_one_that_people_take() -> None:
    assert len(told(looser_than_parent, made("MIT OR CC-BY-NC-4.0", "CC-BY-NC-4.0"))) == 1
    assert told(looser_than_parent, made("MIT AND CC-BY-NC-4.0", "CC-BY-NC-4.0")) == []
