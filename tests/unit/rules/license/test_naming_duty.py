"""What is derived from a model must bear its name."""

import pytest

from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Distribution, Policy, Suppliers, Use
from auditor.rules.license import naming_duty
from tests.unit.frozen import edge, graph, licensed, made_by, use
from tests.unit.rules.judging import only, told
from tests.unit.rules.license.terms_met import SILENT, chain, clauses, doing, one

OURS = Policy(
    name="test",
    use=Use(distribution=Distribution.WEIGHTS),
    suppliers=Suppliers(internal=("model:huggingface/acme/*",)),
)


def derived(name: str, *more: Fact, own: bool = False, kind: str = "fine-tuned-from") -> ComponentGraph:
    facts: list[Fact] = [licensed(name, "LicenseRef-llama"), licensed("meta/base", "LicenseRef-llama")]
    return graph([use(name)], [*facts, edge(name, kind, "meta/base", own=own), *more])


def test_our_own_model_without_the_name() -> None:
    finding = only(naming_duty, derived("acme/csm-1b", own=True), doing(distribution=Distribution.WEIGHTS))
    assert (finding.severity, finding.action, finding.policy_key) == ("high", "fail", "use.distribution")
    assert finding.message == "acme/csm-1b is derived from meta/base: its name must begin with “Llama”"
    assert clauses(finding) == ["LicenseRef-llama 1.b.i: name-prefix"]
    assert chain(finding) == ["our-app", "uses acme/csm-1b", "fine-tuned-from meta/base"]
    assert told(naming_duty, derived("acme/csm-1b"), OURS) == [f"high fail: {finding.message}"]


def test_nobody_gets_it_so_it_is_a_note() -> None:
    alone = doing(hosting=False, distribution=Distribution.NONE)
    assert told(naming_duty, derived("acme/csm-1b", own=True), alone) == [
        "high note: acme/csm-1b is derived from meta/base: its name must begin with “Llama”"
    ]


def test_somebody_elses_model_is_their_duty() -> None:
    assert told(naming_duty, derived("other/csm-1b"), doing(distribution=Distribution.WEIGHTS)) == [
        "low note: other/csm-1b is derived from meta/base: its name must begin with “Llama”"
    ]


@pytest.mark.parametrize("name", ["acme/Llama-csm", "acme/llama-3-tuned"])
def test_a_name_that_begins_so_is_in_order(name: str) -> None:
    assert told(naming_duty, derived(name, own=True), doing(modification=False)) == []


def test_the_title_of_a_card_is_the_name_of_a_model_of_the_tree_and_of_weights_beside_it() -> None:
    def said(title: str, *more: str) -> list[str]:
        names = ["model:tree/models/out", *more]
        facts = [edge(name, "fine-tuned-from", "meta/base", own=True) for name in names]
        seen = [use("model:tree/models/out", "models/out/README.md", literal=title), *(use(name) for name in more)]
        built = graph(seen, [licensed("meta/base", "LicenseRef-llama"), *facts])
        return told(naming_duty, built, doing(distribution=Distribution.WEIGHTS))

    missed = "high fail: csm-1b is derived from meta/base: its name must begin with “Llama”"
    assert said("csm-1b") == [missed]
    assert said("Llama CSM 1B") == []
    assert said("csm-1b", "file:tree/models/out/model.safetensors") == [missed]
    assert said("Llama CSM 1B", "file:tree/models/out/model.safetensors") == []


def test_whether_the_name_inside_of_the_name_is_enough_is_contested() -> None:
    assert told(naming_duty, derived("acme/my-llama", own=True), doing(hosting=True)) == [
        (
            "low note: acme/my-llama is derived from meta/base: its name must begin with “Llama” "
            "(Llama stands elsewhere in the name; whether that is enough is contested)"
        )
    ]
    assert told(naming_duty, derived("other/my-llama"), doing(modification=False)) == []


def test_the_maker_names_its_models_as_it_likes() -> None:
    assert told(naming_duty, derived("meta/other", made_by("meta/other", "meta")), doing(modification=False)) == []


def test_data_do_not_pass_the_name_on() -> None:
    assert told(naming_duty, derived("acme/x", own=True, kind="trained-on"), doing(modification=False)) == []


def test_who_will_derive_one_is_told_ahead() -> None:
    certain = doing(modification=True, hosting=True)
    assert told(naming_duty, one("LicenseRef-llama"), certain) == [
        "medium warn: the name of a model that you derive from acme/one and pass on or offer must begin with “Llama”"
    ]
    assert told(naming_duty, one("LicenseRef-llama"), SILENT)[0].startswith("low note: ")
    assert told(naming_duty, one("LicenseRef-llama"), doing(modification=False)) == []
    assert told(naming_duty, one("LicenseRef-llama"), doing(hosting=False, distribution=Distribution.NONE)) == []


def test_a_free_branch_and_an_unknown_licence() -> None:
    assert told(naming_duty, one("LicenseRef-llama OR MIT"), doing(modification=True, hosting=True)) == []
    assert told(naming_duty, graph([use("acme/one")]), doing(modification=True, hosting=True)) == []
