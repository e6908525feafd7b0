"""The four rules about shares: of suppliers, owners, jurisdictions and hosts."""

import pytest

from auditor.domain.component import ComponentId
from auditor.domain.fact import Fact
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Count, Percent, Policy, ShareLimit, Suppliers
from auditor.rules.base import Rule
from auditor.rules.concentration import host_share, jurisdiction_share, owner_share, supplier_share
from tests.unit.frozen import graph, made_by, use
from tests.unit.rules.judging import concentration, only, told

HALF = ShareLimit(warn=Percent(0.5), fail=Percent(0.8))
EVERY = concentration(supplier_share=HALF, owner_share=HALF, jurisdiction_share=HALF, host_share=HALF)


def tree(*makers: str) -> ComponentGraph:
    """One model from each supplier, `-` for an unknown one; the n-th stands in line n."""
    names = [f"org/{chr(ord('a') + number)}" for number in range(len(makers))]
    facts: list[Fact] = [made_by(name, maker) for name, maker in zip(names, makers, strict=True) if maker != "-"]
    return graph([use(name, line=line) for line, name in enumerate(names, 1)], facts)


def test_from_the_limit_on_it_speaks_and_from_the_next_it_fails() -> None:
    assert told(supplier_share, tree("meta", "acme", "openai"), EVERY) == []
    assert told(supplier_share, tree("meta", "meta", "acme", "openai"), EVERY) == [
        "medium warn: Meta stands behind 2 of 4 components (50%): org/a, org/b"
    ]
    assert told(supplier_share, tree("meta", "meta", "meta", "meta", "acme"), EVERY) == [
        "high fail: Meta stands behind 4 of 5 components (80%): org/a, org/b, org/c, org/d"
    ]


def test_it_stands_at_the_first_place_of_each_component() -> None:
    finding = only(supplier_share, tree("meta", "acme", "meta", "openai"), EVERY)
    assert [str(place) for place in finding.locations] == ["app.py:1", "app.py:3"]
    assert (finding.component, finding.about) == (None, "meta")
    assert finding.policy_key == "concentration.supplier-share"


def test_each_share_that_is_too_large_is_a_finding_of_its_own() -> None:
    assert told(supplier_share, tree("meta", "meta", "acme", "acme"), EVERY) == [
        "medium warn: Acme stands behind 2 of 4 components (50%): org/c, org/d",
        "medium warn: Meta stands behind 2 of 4 components (50%): org/a, org/b",
    ]


def test_a_long_list_is_counted() -> None:
    assert told(supplier_share, tree(*["meta"] * 8), EVERY) == [
        "high fail: Meta stands behind 8 of 8 components (100%): org/a, org/b, org/c, org/d, org/e and 3 more"
    ]


def test_not_knowing_is_no_diversity() -> None:
    assert told(supplier_share, tree("-", "-", "meta"), EVERY) == [
        "medium warn: it is not known who stands behind 2 of 3 components (67%): org/a, org/b"
    ]
    assert told(owner_share, tree("-", "-", "meta"), EVERY) == [
        "medium warn: it is not known who controls the suppliers of 2 of 3 components (67%): org/a, org/b"
    ]
    assert told(jurisdiction_share, tree("-", "nowhere", "meta"), EVERY) == [
        "medium warn: it is not known which country's suppliers stand behind 2 of 3 components (67%): org/a, org/b"
    ]


def test_two_brands_of_one_owner() -> None:
    built = tree("acme", "acme-labs", "openai")
    assert told(supplier_share, built, EVERY) == []
    assert told(owner_share, built, EVERY) == [
        "medium warn: Acme controls the suppliers of 2 of 3 components (67%): org/a, org/b"
    ]


def test_two_suppliers_of_one_country() -> None:
    built = tree("meta", "openai", "acme")
    assert told(jurisdiction_share, built, EVERY) == [
        "medium warn: suppliers in US stand behind 2 of 3 components (67%): org/a, org/b"
    ]
    assert told(jurisdiction_share, tree("meta", "acme", "gone"), EVERY) == []


def test_one_host_whoever_made_the_models() -> None:
    first, second, other = "service:openai/gpt-x", "service:openai/llama", "service:bare/x"
    facts: list[Fact] = [made_by(first, "openai"), made_by(second, "meta"), made_by(other, "acme")]
    assert told(host_share, graph([use(first), use(second), use(other)], facts), EVERY) == [
        "medium warn: OpenAI API answers for 2 of 3 components (67%): gpt-x, llama"
    ]
    assert told(host_share, graph([use(first), use(other), use("org/own")], facts), EVERY) == []
    assert told(host_share, graph([use("service:unknown/a"), use("service:unknown/b")]), EVERY) == [
        "high fail: it is not known which host answers for 2 of 2 components (100%): a, b"
    ]


@pytest.mark.parametrize("rule", [supplier_share, owner_share, jurisdiction_share, host_share])
def test_silence_with_few_components_without_a_limit_and_with_nothing_to_count(rule: Rule) -> None:
    built = graph([use("service:openai/gpt-x"), use("service:openai/gpt-y")])
    few = concentration(
        at_least=Count(3), supplier_share=HALF, owner_share=HALF, jurisdiction_share=HALF, host_share=HALF
    )
    assert told(rule, built, EVERY)
    assert told(rule, built, few) == []
    assert told(rule, built, concentration()) == []
    assert told(rule, graph([]), EVERY) == []


def test_own_components_and_kinds_that_the_policy_leaves_out_are_not_counted() -> None:
    built = graph(
        [use("own/a"), use("own/b"), use("org/c"), use("dataset:huggingface/own/d")], [made_by("org/c", "meta")]
    )
    policy = Policy(
        name="test", concentration=EVERY.concentration, suppliers=Suppliers(internal=("model:huggingface/own/*",))
    )
    assert told(supplier_share, built, policy) == ["high fail: Meta stands behind 1 of 1 components (100%): org/c"]


def test_the_components_of_a_share_are_named_as_the_tree_spells_them() -> None:
    model = ComponentId.parse("model:huggingface/Org/Big")
    finding = only(supplier_share, graph([use(str(model))], [made_by(str(model), "meta")]), EVERY)
    assert finding.message.endswith(": Org/Big")
