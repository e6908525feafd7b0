"""Weights under terms that are not open source, inside of what is passed on."""

from auditor.domain.fact import Fact
from auditor.domain.license import LicenseTerms
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Distribution
from auditor.rules.license import not_open_source
from tests.unit.frozen import FakeKnowledge, edge, graph, licensed, terms, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing

SHIPS = doing(distribution=Distribution.APPLICATION)


class Told(FakeKnowledge):
    """Knows of two licences whether they are open source."""

    def license(self, name: str) -> LicenseTerms | None:
        answers = {"Limited": "no", "Free": "yes"}
        return terms(name, open_source_ai=answers[name]) if name in answers else super().license(name)


def of(*facts: Fact, used: str = "acme/one") -> ComponentGraph:
    return graph([use(used)], facts, knowledge=Told())


def test_a_model_inside_of_what_leaves_the_house() -> None:
    finding = only(not_open_source, of(licensed("acme/one", "Limited")), SHIPS)
    assert (finding.severity, finding.action, finding.policy_key) == ("low", "note", "use.distribution")
    assert finding.message == (
        "acme/one is under terms that are not open source, and so what you pass on with it inside is not open source "
        "as a whole"
    )
    assert clauses(finding) == ["Limited 1: open-source-ai"]


def test_the_terms_of_the_base_count_too() -> None:
    facts: list[Fact] = [licensed("acme/one", "Free"), licensed("acme/base", "Limited")]
    finding = only(not_open_source, of(*facts, edge("acme/one", "adapter-of", "acme/base")), SHIPS)
    assert finding.message.startswith("acme/one is under terms through acme/base that are not open source")
    assert chain(finding) == ["our-app", "uses acme/one", "adapter-of acme/base"]


def test_free_terms_a_free_branch_unknown_terms_and_what_stays_in_the_house() -> None:
    limited = of(licensed("acme/one", "Limited"))
    assert told(not_open_source, of(licensed("acme/one", "Free")), SHIPS) == []
    assert told(not_open_source, of(licensed("acme/one", "Free OR Limited")), SHIPS) == []
    assert told(not_open_source, of(licensed("acme/one", "MIT")), SHIPS) == []
    assert told(not_open_source, of(), SHIPS) == []
    assert told(not_open_source, limited, SILENT) == []
    assert told(not_open_source, limited, doing(distribution=Distribution.NONE)) == []


def test_hosted_models_data_and_packages_are_not_passed_on() -> None:
    for name in ("service:openai/x", "dataset:huggingface/acme/d", "library:pypi/transformers"):
        assert told(not_open_source, of(licensed(name, "Limited"), used=name), SHIPS) == []
