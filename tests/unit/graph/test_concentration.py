"""Shares, HHI and elephant factor, with the worked examples that CHAOSS and the index's definition give."""

import pytest

from auditor.graph.concentration import concentration, elephant_factor, hhi
from auditor.policy.policy import ConcentrationSection, Policy, Suppliers
from tests.unit.frozen import edge, graph, made_by, use

POLICY = Policy(name="test")


@pytest.mark.parametrize(
    ("counts", "factor"),
    [
        ([1000, 202, 90, 33, 332, 343, 42, 433], 2),
        ([12.5] * 8, 4),
        ([50, 25, 25], 1),
        ([49, 26, 25], 2),
        ([7], 1),
        ([], 0),
    ],
)
def test_elephant_factor(counts: list[float], factor: int) -> None:
    assert elephant_factor(counts) == factor


@pytest.mark.parametrize(
    ("counts", "index"), [([1], 10_000), ([1] * 4, 2_500), ([1] * 3, 3_333), ([3, 1], 6_250), ([], 0)]
)
def test_hhi(counts: list[float], index: int) -> None:
    assert hhi(counts) == index


def test_shares_by_supplier_owner_jurisdiction_and_host() -> None:
    built = graph(
        [use("a/1"), use("a/2"), use("b/1"), use("service:openai/gpt-x"), use("c/unknown")],
        [
            made_by("a/1", "acme"),
            made_by("a/2", "acme-labs"),
            made_by("b/1", "meta"),
            made_by("service:openai/gpt-x", "openai"),
        ],
    )
    found = concentration(built, POLICY)
    assert [(s.id, s.count) for s in found.suppliers] == [
        ("acme", 1),
        ("acme-labs", 1),
        ("meta", 1),
        ("openai", 1),
        ("unknown", 1),
    ]
    assert [(s.id, s.count, s.share) for s in found.owners][:2] == [("acme", 2, 0.4), ("meta", 1, 0.2)]
    assert [(s.id, s.count) for s in found.jurisdictions] == [("DE", 2), ("US", 2), ("unknown", 1)]
    assert [(s.id, s.name, s.count) for s in found.hosts] == [("openai", "OpenAI API", 1)]
    assert (found.n, found.unknown, found.hhi, found.elephant_factor) == (5, 1, 2_000, 3)


def test_only_used_components_of_the_counted_kinds_count_and_ones_own_do_not() -> None:
    seen = [
        use("a/1"),
        use("ours/x"),
        use("model:tree/m"),
        use("dataset:huggingface/a/d"),
        use("library:pypi/transformers"),
    ]
    built = graph(seen, [edge("a/1", "fine-tuned-from", "a/base")])
    own = Policy(name="test", suppliers=Suppliers(internal=("model:huggingface/ours/*",)))
    assert concentration(built, own).n == 1
    wider = Policy(name="test", concentration=ConcentrationSection(count=("model", "dataset")))
    assert concentration(built, wider).n == 3


def test_nothing_is_nothing() -> None:
    empty = concentration(graph([]), POLICY)
    assert (empty.n, empty.hhi, empty.elephant_factor, empty.suppliers) == (0, 0, 0, ())
