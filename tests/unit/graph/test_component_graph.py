"""The graph answers who uses what, where, and what it was made from."""

from auditor.domain.evidence import Location, Role, Scope, Strength
from auditor.domain.finding import Step
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import ancestors
from tests.unit.frozen import ROOT, component, edge, graph, licensed, use


def said(steps: tuple[Step, ...]) -> str:
    """A chain as one line: `our-app -uses-> acme/one`."""
    return "".join(f" -{s.relationship}-> {s.component.name}" if s.relationship else s.component.name for s in steps)


def test_only_used_ai_components_are_judged() -> None:
    seen = [
        use("acme/used"),
        use("acme/named", strength=Strength.MENTION),
        use("acme/implied", role=Role.IMPLIED),
        use("library:pypi/transformers"),
        use("library:pypi/flask"),
    ]
    built = graph(seen, [edge("acme/used", "fine-tuned-from", "acme/base")])
    assert [p.component.name for p in built.profiles()] == ["transformers", "acme/implied", "acme/used"]
    assert [p.component.name for p in built.listed()] == ["transformers", "acme/implied", "acme/named", "acme/used"]
    everything = ["flask", "transformers", "acme/base", "acme/implied", "acme/named", "acme/used"]
    assert [p.component.name for p in built.all_profiles()] == everything


def test_the_model_of_a_card_is_judged_unless_its_weights_lie_beside_it() -> None:
    card, weights = use("model:tree/m", literal="Tug 7B"), use("file:tree/m/tug.gguf")
    elsewhere, package = use("file:tree/n/other.gguf"), use("library:pypi/transformers")
    alone = graph([card, elsewhere, package])
    together = graph([card, weights, elsewhere])
    assert [str(p.component) for p in alone.profiles()] == [
        "file:tree/n/other.gguf",
        "library:pypi/transformers",
        "model:tree/m",
    ]
    assert [str(p.component) for p in together.profiles()] == ["file:tree/m/tug.gguf", "file:tree/n/other.gguf"]
    assert [str(p.component) for p in together.listed()][-1] == "model:tree/m"
    assert [together.title(p) for p in together.all_profiles()] == ["Tug 7B", None, "Tug 7B"]
    assert [alone.title(p) for p in alone.profiles()] == [None, None, "Tug 7B"]
    assert [alone.name(p) for p in alone.profiles()] == ["n/other.gguf", "transformers", "Tug 7B"]
    assert [together.name(p) for p in together.profiles()] == ["m/tug.gguf", "n/other.gguf"]


def test_two_spellings_are_one_component() -> None:
    built = graph([use("Acme/One"), use("acme/one", "b.py")], [licensed("acme/ONE", "MIT")])
    (profile,) = built.profiles()
    assert (str(profile.component), len(profile.occurrences)) == ("model:huggingface/Acme/One", 2)
    assert profile.licenses[0].expression == "MIT"
    assert {o.component for o in profile.occurrences} == {profile.component}


def test_the_chain_is_the_shortest_way_from_the_application() -> None:
    card = Location("models/README.md", 3)
    built = graph(
        [use("acme/adapter", "src/a.py", 7)],
        [
            edge("acme/adapter", "adapter-of", "acme/middle", at=card),
            edge("acme/middle", "fine-tuned-from", "acme/base"),
            edge("acme/adapter", "merged-from", "acme/base"),
        ],
    )
    base = built.chain(component("acme/base"))
    assert said(base) == "our-app -uses-> acme/adapter -merged-from-> acme/base"
    middle = built.chain(component("acme/middle"))
    assert [step.location for step in middle] == [None, Location("src/a.py", 7), card]
    assert middle[0] == Step(ROOT)
    assert built.chain(component("acme/elsewhere")) == ()


def test_what_is_only_named_has_no_chain() -> None:
    built = graph([use("acme/named", strength=Strength.MENTION)])
    assert built.chain(component("acme/named")) == ()


def ways(built: ComponentGraph, name: str) -> list[tuple[Step, ...]]:
    """The ways to all ancestors of a component."""
    profile = built.profile(component(name))
    assert profile is not None
    return [one.way for one in ancestors(built, profile, "all", lambda above, _: above.component.key)]


def test_lineage_follows_what_carries_terms_and_nothing_else() -> None:
    built = graph(
        [use("acme/a"), use("service:openai/gpt-x")],
        [
            edge("acme/a", "quantized-from", "acme/b"),
            edge("acme/b", "trained-on", "dataset:huggingface/acme/data"),
            edge("acme/b", "tested-on", "dataset:huggingface/acme/bench"),
            edge("service:openai/gpt-x", "serves", "acme/weights"),
        ],
    )
    assert [said(way) for way in ways(built, "acme/a")] == [
        "acme/a -quantized-from-> acme/b",
        "acme/a -quantized-from-> acme/b -trained-on-> acme/data",
    ]
    assert ways(built, "service:openai/gpt-x") == []
    assert [c.name for c in built.descendants(component("dataset:huggingface/acme/data"))] == ["acme/a", "acme/b"]


def test_a_lineage_that_bites_its_tail_ends() -> None:
    built = graph(
        [use("acme/a")],
        [
            edge("acme/a", "merged-from", "acme/b"),
            edge("acme/b", "merged-from", "acme/a"),
            edge("acme/b", "merged-from", "acme/b"),
        ],
    )
    assert [said(way) for way in ways(built, "acme/a")] == ["acme/a -merged-from-> acme/b"]
    assert [c.name for c in built.descendants(component("acme/a"))] == ["acme/b"]


def test_places_come_by_weight_and_ancestors_borrow_those_of_their_descendants() -> None:
    seen = [
        use("acme/a", "docs/x.md", 1, scope=Scope.DOCS),
        use("acme/a", "tests/x.py", 1, scope=Scope.TEST),
        use("acme/a", "examples/x.py", 1, scope=Scope.EXAMPLE),
        use("acme/a", "a.py", 9),
        use("acme/a", "a.py", 2, role=Role.CHOICE),
        use("acme/a", "README.md", 1, strength=Strength.MENTION),
    ]
    built = graph(seen, [edge("acme/a", "fine-tuned-from", "acme/base")])
    places = ["a.py:9", "a.py:2", "examples/x.py:1", "tests/x.py:1", "docs/x.md:1"]
    for name in ("acme/a", "acme/base"):
        profile = built.profile(component(name))
        assert profile is not None
        assert [str(place) for place in built.locations(profile)] == places


def test_a_service_on_ones_own_server_is_a_use_of_the_weights() -> None:
    serves = edge("service:openai/gpt-x", "serves", "acme/weights")
    held = graph([use("service:openai/gpt-x", held=True)], [serves])
    assert [p.component.name for p in held.profiles()] == ["acme/weights"]
    called = graph([use("service:openai/gpt-x")], [serves])
    assert [p.component.name for p in called.profiles()] == ["gpt-x"]


def test_an_edge_is_told_once_by_its_strongest_voice() -> None:
    place = Location("models/README.md", 2)
    twice = [edge("acme/a", "adapter-of", "acme/b"), edge("acme/a", "adapter-of", "acme/b", own=True, at=place)]
    (only,) = graph([use("acme/a")], twice).relationships()
    assert only.location == place


def test_networkx_gets_the_whole_graph_when_somebody_asks() -> None:
    built = graph([use("acme/a")], [edge("acme/a", "adapter-of", "acme/b")])
    assert sorted(built.digraph().edges(data="type")) == [
        ("application:tree/our-app", "model:huggingface/acme/a", "uses"),
        ("model:huggingface/acme/a", "model:huggingface/acme/b", "adapter-of"),
    ]


def test_what_something_was_derived_from_has_descendants() -> None:
    built = graph([use("acme/a")], [edge("acme/a", "fine-tuned-from", "acme/b")])
    assert built.has_descendants(component("acme/b"))
    assert not built.has_descendants(component("acme/a"))
