"""Which components do the same, and where a family is hosted, as the shipped knowledge has it."""

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Fact, LicenseFact, SupplierFact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.knowledge.base import Details, Group
from auditor.knowledge.peers import peers
from auditor.knowledge.store import StoredKnowledge

SAID = Origin(Standing.EXACT, "knowledge-base")


def facts(component: str, supplier: str, license_: str | None = None, **edges: str) -> list[Fact]:
    about = ComponentId.parse(component)
    stated: list[Fact] = [SupplierFact(component=about, supplier=supplier, origin=SAID)]
    if license_:
        stated.append(LicenseFact(component=about, expression=license_, origin=SAID))
    for edge, target in edges.items():
        kind = RelationshipType(edge.replace("_", "-"))
        stated.append(Relationship(about, kind, ComponentId.parse(target), SAID))
    return stated


def test_one_group_for_each_supplier_purpose_and_licence() -> None:
    one, two, other = (f"model:huggingface/acme/{name}" for name in ("one", "two", "other"))
    stated = {name: facts(name, "acme", "MIT") for name in (one, two)} | {other: facts(other, "acme", "Apache-2.0")}
    told = {
        one: Details(tasks=("text-to-video",), released="2025-01"),
        two: Details(tasks=("text-to-video", "tools"), released="2026-01"),
        other: Details(tasks=("text-to-video",)),
    }
    assert peers(stated, told).groups == (
        Group(ComponentKind.MODEL, ("text-to-video",), (), "acme", "Apache-2.0", (other,)),
        Group(ComponentKind.MODEL, ("text-to-video",), (), "acme", "MIT", (two, one)),
    )


def test_a_hosted_model_does_what_the_weights_behind_it_do() -> None:
    weights, hosted = "model:huggingface/acme/one", "service:host/one"
    stated = {weights: facts(weights, "acme", "MIT"), hosted: facts(hosted, "acme", serves=weights)}
    told = {weights: Details(tasks=("text-to-speech",)), hosted: Details(family="acme-1", modalities=("audio",))}
    found = peers(stated, told)
    assert found.hosted == {"acme-1": (hosted,)}
    assert Group(ComponentKind.SERVICE, ("text-to-speech",), ("audio",), "acme", "host", (hosted,)) in found.groups


def test_conversions_models_without_a_purpose_and_those_of_nobody_are_left_out() -> None:
    small, silent, nobody = (f"model:huggingface/acme/{name}" for name in ("small", "silent", "nobody"))
    stated: dict[str, list[Fact]] = {
        small: facts(small, "acme", "MIT", **{"quantized-from": "model:huggingface/acme/one"}),
        silent: facts(silent, "acme", "MIT"),
        nobody: [],
    }
    told = {small: Details(tasks=("x",)), silent: Details(), nobody: Details(tasks=("x",))}
    assert peers(stated, told).groups == ()


def test_the_shipped_knowledge_knows_more_than_one_supplier_of_common_tasks(real: StoredKnowledge) -> None:
    for task in ("text-generation", "feature-extraction", "automatic-speech-recognition", "text-to-image"):
        suppliers = {group.supplier for group in real.peers.groups if task in group.tasks}
        assert len(suppliers) > 1, task
    assert {ComponentId.parse(name).ecosystem for name in real.peers.hosted["claude-opus-4.5"]} >= {
        "anthropic",
        "bedrock",
    }


def test_routers_are_known_as_such(real: StoredKnowledge) -> None:
    assert [host.id for host in real.services if host.passes_on] == ["openrouter", "vercel"]
