"""A lineage that comes back to its beginning is told, once."""

from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.evidence import Location
from auditor.graph.circles import MOST, circles, circular_lineages
from tests.unit.frozen import edge, graph, use

NAMES = st.sampled_from([f"acme/{letter}" for letter in "abcdefg"])


def told(*edges: tuple[str, str, str]) -> list[str]:
    built = graph([use("acme/a")], [edge(*one) for one in edges])
    return [one.message for one in circular_lineages(built)]


def test_a_circle_is_told_with_its_way() -> None:
    assert told(
        ("acme/x", "fine-tuned-from", "acme/a"),
        ("acme/a", "fine-tuned-from", "acme/b"),
        ("acme/b", "merged-from", "acme/c"),
        ("acme/c", "quantized-from", "acme/a"),
        ("acme/c", "trained-on", "dataset:huggingface/acme/data"),
    ) == ["acme/a is said to be made from itself: acme/a → acme/b → acme/c → acme/a"]


def test_a_lineage_that_meets_again_further_up_is_no_circle() -> None:
    assert not told(
        ("acme/a", "merged-from", "acme/b"),
        ("acme/a", "merged-from", "acme/c"),
        ("acme/b", "fine-tuned-from", "acme/d"),
        ("acme/c", "fine-tuned-from", "acme/d"),
    )


def test_what_carries_no_terms_closes_no_circle() -> None:
    assert not told(("acme/a", "fine-tuned-from", "acme/b"), ("acme/b", "tested-on", "acme/a"))


def test_the_place_is_that_of_a_statement() -> None:
    card = Location("models/README.md", 3)
    built = graph(
        [use("acme/a")],
        [edge("acme/a", "fine-tuned-from", "acme/b"), edge("acme/b", "fine-tuned-from", "acme/a", at=card)],
    )
    assert [(one.code, one.kind.value, one.location) for one in circular_lineages(built)] == [
        ("circular-lineage", "note", card)
    ]


def test_a_great_circle_is_told_in_short_and_of_many_a_few() -> None:
    ring = [(f"acme/{number:04}", "fine-tuned-from", f"acme/{(number + 1) % 3000:04}") for number in range(3000)]
    (message,) = told(*ring)
    assert message.endswith("acme/0006 → acme/0007 → … → acme/0000")
    pairs = [(f"acme/{number:04}", "merged-from", f"acme/{number ^ 1:04}") for number in range(3000)]
    assert len(told(*pairs)) == MOST


@given(edges=st.lists(st.tuples(NAMES, st.sampled_from(["fine-tuned-from", "trained-on"]), NAMES), max_size=12))
def test_there_is_a_circle_where_something_is_above_itself(edges: list[tuple[str, str, str]]) -> None:
    built = graph([use("acme/a")], [edge(*one) for one in edges])
    keys = {one.source.key for one in built.relationships()}
    above = {key: {one.target.key for one in built.relationships() if one.source.key == key} for key in keys}
    for _ in keys:
        above = {key: direct.union(*(above.get(one, set()) for one in direct)) for key, direct in above.items()}
    found = circles(built.descent.up)
    assert bool(found) == any(key in reached for key, reached in above.items())
    for circle in found:
        members = [step.component.key for step in circle]
        assert len(set(members)) == len(members)
        assert all(member in above[member] for member in members)
