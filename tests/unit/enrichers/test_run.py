"""The work list follows lineage to its end, and always ends."""

from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Standing
from auditor.domain.fact import Fact, LicenseFact, SupplierFact
from auditor.domain.relationship import Relationship
from auditor.enrichers import ENRICHERS
from auditor.enrichers.base import Context
from auditor.enrichers.run import LONGEST_LINEAGE, run
from auditor.policy.policy import Curation
from tests.unit.frozen import FakeKnowledge, component, edge, licensed, origin


def test_lineage_unrolls_by_itself() -> None:
    knowledge = FakeKnowledge(
        [
            edge("acme/chat", "fine-tuned-from", "acme/base"),
            edge("acme/base", "trained-on", "dataset:huggingface/acme/data"),
            licensed("dataset:huggingface/acme/data", "CC-BY-NC-4.0"),
        ]
    )
    found = run([component("acme/chat")], Context(knowledge))
    assert [c.name for c in found] == ["acme/chat", "acme/base", "acme/data"]
    assert [f.expression for f in found[component("dataset:huggingface/acme/data")] if isinstance(f, LicenseFact)] == [
        "CC-BY-NC-4.0"
    ]


def test_what_the_tree_states_is_told_of_its_own_component_only() -> None:
    stated = licensed("acme/ours", "MIT", Standing.OWN_STATEMENT, origin=origin(Standing.OWN_STATEMENT, "scanned-tree"))
    found = run([component("acme/ours"), component("acme/other")], Context(FakeKnowledge(), stated=[stated]))
    assert found == {component("acme/other"): (), component("acme/ours"): (stated,)}


def test_a_curation_states_licence_supplier_and_lineage_of_what_it_matches() -> None:
    curation = Curation(
        component="model:huggingface/acme/*",
        license="Apache-2.0",
        supplier="acme",
        fine_tuned_from="meta/base",
        because="read by legal",
    )
    found = run([component("acme/one"), component("other/one")], Context(FakeKnowledge(), curations=[curation]))
    licence, supplier, lineage = found[component("acme/one")]
    assert isinstance(licence, LicenseFact)
    assert (licence.expression, licence.origin.standing, licence.origin.says) == (
        "Apache-2.0",
        Standing.CURATION,
        "read by legal",
    )
    assert isinstance(supplier, SupplierFact)
    assert isinstance(lineage, Relationship)
    assert str(lineage.target) == "model:huggingface/meta/base"
    assert found[component("other/one")] == ()
    assert component("meta/base") in found


class EndlessLineage:
    """A source that knows a further ancestor for everything."""

    NAME = "endless"
    ONLINE = False

    def enrich(self, component: ComponentId, context: Context) -> list[Fact]:
        further = ComponentId(ComponentKind.MODEL, "huggingface", component.name + "x")
        return [edge(component.name, "merged-from", further.name)]


def test_an_endless_lineage_is_cut() -> None:
    assert len(run([component("acme/x")], Context(FakeKnowledge()), [EndlessLineage()])) == LONGEST_LINEAGE + 1


_names = st.sampled_from([f"acme/{n}" for n in range(6)])


@given(st.lists(st.tuples(_names, _names), max_size=20))
def test_any_lineage_ends_loops_too(pairs: list[tuple[str, str]]) -> None:
    knowledge = FakeKnowledge([edge(a, "merged-from", b) for a, b in pairs])
    found = run([component("acme/0")], Context(knowledge), ENRICHERS)
    assert len(found) == len({c.key for c in found}) <= 6
