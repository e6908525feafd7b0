"""Each kind of edge carries its own share of the terms."""

from auditor.domain.profile import Profile
from auditor.graph.descent import Passed
from auditor.graph.lineage import ancestors, bound_by, license_ids, only_offer, route
from tests.unit.frozen import component, edge, graph, licensed, use


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
