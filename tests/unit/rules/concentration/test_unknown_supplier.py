"""Whose a component is, where nobody says it."""

from auditor.policy.policy import Policy, Suppliers
from auditor.rules.concentration import unknown_supplier
from tests.unit.frozen import graph, made_by, use
from tests.unit.rules.judging import told

BUILT = graph(
    [use("org/a"), use("org/b"), use("own/c"), use("dataset:huggingface/org/d"), use("service:openai/x")],
    [made_by("org/a", "meta")],
)


def test_each_component_of_which_nobody_says_it() -> None:
    assert told(unknown_supplier, BUILT) == [
        "low note: it is not known who stands behind org/b",
        "low note: it is not known who stands behind own/c",
        "low note: it is not known who stands behind x on OpenAI API",
    ]


def test_ones_own_are_known() -> None:
    policy = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/o*", "service:*")))
    assert told(unknown_supplier, BUILT, policy) == []


def test_a_supplier_known_by_its_id_alone_is_known() -> None:
    assert told(unknown_supplier, graph([use("org/a")], [made_by("org/a", "somebody")])) == []
