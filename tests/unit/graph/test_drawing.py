"""What of the graph is drawn."""

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Strength
from auditor.graph.drawing import Drawing, drawn
from tests.unit.frozen import component, edge, graph, licensed, made_by, use


def told(drawing: Drawing) -> list[str]:
    return [f"{one.source.name} {one.type} {one.target.name}" for one in drawing.edges]


def names(drawing: Drawing) -> list[str]:
    return [node.component.name for node in drawing.nodes]


BUILT = graph(
    [use("acme/tuned"), use("acme/other", line=2), use("acme/named", line=3, strength=Strength.MENTION)],
    [
        edge("acme/tuned", "fine-tuned-from", "acme/base"),
        edge("acme/base", "trained-on", "dataset:huggingface/acme/data"),
        edge("acme/elsewhere", "fine-tuned-from", "acme/base"),
        licensed("acme/tuned", "MIT"),
        made_by("acme/tuned", "acme"),
    ],
)


def test_what_the_application_uses_and_what_that_leads_to() -> None:
    drawing = drawn(BUILT)
    assert names(drawing) == ["our-app", "acme/data", "acme/base", "acme/other", "acme/tuned"]
    assert told(drawing) == [
        "our-app uses acme/other",
        "our-app uses acme/tuned",
        "acme/base trained-on acme/data",
        "acme/tuned fine-tuned-from acme/base",
    ]
    (tuned,) = [node for node in drawing.nodes if node.component.name == "acme/tuned"]
    assert (tuned.license, len(tuned.places)) == ("MIT", 1)


def test_one_component_with_what_leads_to_it_and_away() -> None:
    drawing = drawn(BUILT, [component("acme/base")])
    assert names(drawing) == ["our-app", "acme/data", "acme/base", "acme/elsewhere", "acme/tuned"]
    assert "our-app uses acme/other" not in told(drawing)
    alone = drawn(BUILT, [component("acme/named")])
    assert (names(alone), alone.edges) == (["acme/named"], ())


def test_a_loop_ends() -> None:
    loop = graph(
        [use("acme/a")], [edge("acme/a", "merged-from", "acme/b"), edge("acme/b", "fine-tuned-from", "acme/a")]
    )
    assert told(drawn(loop)) == ["our-app uses acme/a", "acme/a merged-from acme/b", "acme/b fine-tuned-from acme/a"]


def test_a_tree_without_any_is_the_application_alone() -> None:
    drawing = drawn(graph([]))
    assert (names(drawing), drawing.edges) == (["our-app"], ())
    assert isinstance(drawing.root, ComponentId)
