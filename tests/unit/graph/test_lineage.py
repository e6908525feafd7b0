"""Each kind of edge carries its own share of the terms."""

from collections.abc import Hashable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.fact import Fact
from auditor.domain.profile import Profile
from auditor.domain.relationship import RelationshipType
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.descent import Passed
from auditor.graph.lineage import (
    ancestors,
    bound_by,
    claims_distilled,
    license_ids,
    namespace,
    only_offer,
    route,
    same_terms,
)
from tests.unit.frozen import component, edge, graph, licensed, made_by, use

LESS = {RelationshipType.DISTILLED_FROM: Passed.OUTPUTS, RelationshipType.TRAINED_ON: Passed.DATA}


def by_name(above: Profile, passed: Passed) -> str:
    """Every ancestor counts."""
    return above.component.name


def test_derived_weights_bind_data_do_not_and_distilling_binds_where_the_licence_says_so() -> None:
    built = graph(
        [use("acme/student")],
        [
            edge("acme/student", "fine-tuned-from", "acme/base"),
            edge("acme/student", "distilled-from", "acme/strict-teacher"),
            edge("acme/student", "distilled-from", "acme/mild-teacher"),
            edge("acme/student", "trained-on", "dataset:huggingface/acme/data"),
            licensed("acme/strict-teacher", "LicenseRef-self-hosted-only"),
            licensed("acme/mild-teacher", "MIT"),
        ],
    )
    profile = built.profile(component("acme/student"))
    assert profile is not None
    passed = [(a.profile.component.name, a.passed) for a in ancestors(built, profile, "all", by_name)]
    assert passed == [
        ("acme/data", Passed.DATA),
        ("acme/base", Passed.WEIGHTS),
        ("acme/mild-teacher", Passed.OUTPUTS),
        ("acme/strict-teacher", Passed.OUTPUTS),
    ]
    assert [a.profile.component.name for a in bound_by(built, profile)] == ["acme/base", "acme/strict-teacher"]


def test_the_route_begins_at_the_application() -> None:
    built = graph([use("acme/a")], [edge("acme/a", "adapter-of", "acme/b"), edge("acme/b", "merged-from", "acme/c")])
    profile = built.profile(component("acme/a"))
    assert profile is not None
    nearest, farthest = ancestors(built, profile, "all", by_name)
    assert [step.component.name for step in route(built, farthest)] == ["our-app", "acme/a", "acme/b", "acme/c"]
    assert nearest.passed is Passed.WEIGHTS


def test_the_licences_of_a_choice_are_all_named_but_none_of_them_binds_alone() -> None:
    built = graph([use("acme/a"), use("acme/b")], [licensed("acme/a", "MIT OR Apache-2.0"), licensed("acme/b", "MIT")])
    free, bound = built.profiles()
    assert (license_ids(free), only_offer(free)) == (frozenset({"MIT", "Apache-2.0"}), ())
    assert [terms.id for terms in only_offer(bound)] == ["MIT"]


def test_weights_are_found_behind_a_shorter_way_through_data() -> None:
    built = graph(
        [use("acme/student")],
        [
            edge("acme/student", "distilled-from", "acme/old"),
            edge("acme/student", "fine-tuned-from", "acme/new"),
            edge("acme/new", "fine-tuned-from", "acme/old"),
            licensed("acme/old", "CC-BY-NC-4.0"),
            licensed("acme/new", "MIT"),
        ],
    )
    profile = built.profile(component("acme/student"))
    assert profile is not None
    assert [a.profile.component.name for a in bound_by(built, profile)] == ["acme/new", "acme/old"]
    assert [step.component.name for step in bound_by(built, profile)[1].way] == ["acme/student", "acme/new", "acme/old"]


def test_of_a_way_that_nobody_would_read_the_beginning_and_the_end_are_told() -> None:
    names = [f"acme/{number:03}" for number in range(200)]
    steps = [edge(below, "fine-tuned-from", above) for below, above in pairwise(names)]
    built = graph([use(names[0])], [*steps, licensed(names[-1], "CC-BY-NC-4.0")])
    (profile,) = built.profiles()
    told = route(built, bound_by(built, profile)[-1])
    assert [len(told), told[0].component.name, told[-1].component.name] == [64, "our-app", "acme/199"]
    assert [step.component.name for step in told if step.relationship is None] == ["our-app", "acme/168"]


def test_of_several_ancestors_under_the_same_terms_the_nearest_speaks() -> None:
    built = graph(
        [use("acme/a")],
        [
            edge("acme/a", "merged-from", "acme/b"),
            edge("acme/a", "merged-from", "acme/c"),
            edge("acme/b", "fine-tuned-from", "acme/d"),
            licensed("acme/b", "MIT"),
            licensed("acme/c", "CC-BY-NC-4.0"),
            licensed("acme/d", "CC-BY-NC-4.0"),
        ],
    )
    profile = built.profile(component("acme/a"))
    assert profile is not None
    assert [a.profile.component.name for a in bound_by(built, profile)] == ["acme/b", "acme/c"]


NAMES = st.sampled_from([f"{maker}/{name}" for maker in ("acme", "other") for name in "abcd"])
KINDS = st.sampled_from(["fine-tuned-from", "merged-from", "quantized-from", "distilled-from", "trained-on", "serves"])
FACTS: st.SearchStrategy[list[Fact]] = st.lists(
    st.builds(edge, NAMES, KINDS, NAMES)
    | st.builds(edge, NAMES, KINDS, NAMES)
    | st.builds(licensed, NAMES, st.sampled_from(["MIT", "LicenseRef-llama", "LicenseRef-self-hosted-only", "other"]))
    | st.builds(made_by, NAMES, st.sampled_from(["acme", "meta"])),
    max_size=24,
)


@given(facts=FACTS)
def test_what_binds_is_what_a_walk_up_from_each_component_finds(facts: list[Fact]) -> None:
    built = graph([use("acme/a"), use("other/b")], facts)
    for profile in built.all_profiles():
        found = {same_terms(one.profile): len(one.way) for one in bound_by(built, profile)}
        assert found == binding_by_walking(built, profile)


def binding_by_walking(built: ComponentGraph, start: Profile) -> dict[Hashable, int]:
    """The terms that bind a component, and how far up they stand: every step taken, whatever has passed before."""
    edges = [one for one in built.relationships() if one.type.carries_terms]
    met: dict[Hashable, int] = {}
    queue, visited = [(start, Passed.WEIGHTS, 1)], {(start.component.key, Passed.WEIGHTS)}
    for below, before, length in queue:
        for one in edges:
            above = built.profile(one.target)
            if one.source.key != below.component.key or above is None:
                continue
            passed = max(before, Passed.WEIGHTS if one.type.keeps_weights else LESS[one.type])
            made_anew = below.supplier is not None and below.supplier == above.supplier and bool(below.offers)
            gives_way = made_anew and namespace(above) == namespace(below)
            binds = passed is Passed.WEIGHTS or (passed is Passed.OUTPUTS and claims_distilled(above))
            if binds and not gives_way and above.component.key != start.component.key:
                met.setdefault(same_terms(above), length + 1)
            if (above.component.key, passed) not in visited:
                visited.add((above.component.key, passed))
                queue.append((above, passed, length + 1))
    return met
