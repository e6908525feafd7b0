"""Facts by id: exact ones, a family's guesses, and the namespace's owner."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import LicenseFact, SupplierFact, SupportFact
from auditor.domain.relationship import Relationship
from auditor.errors import AuditorError
from auditor.knowledge import load
from auditor.knowledge.compile import compile_records
from auditor.knowledge.load import HERE, compiled, content_digest, open_knowledge, read_records
from auditor.knowledge.store import StoredKnowledge

from .conftest import TINY, tiny_files


def model(name: str) -> ComponentId:
    return ComponentId(ComponentKind.MODEL, "huggingface", name)


def told(knowledge: StoredKnowledge, component: ComponentId) -> list[str]:
    """Facts as short words."""
    lines = []
    for fact in knowledge.facts(component):
        match fact:
            case LicenseFact():
                lines.append(f"license {fact.expression}{' (guess)' if fact.guess else ''}")
            case SupplierFact():
                lines.append(f"supplier {fact.supplier}")
            case SupportFact():
                lines.append(f"support {fact.status}")
            case Relationship():
                lines.append(f"{fact.type} {fact.target}")
    return lines


def test_a_member_inherits_from_its_family_and_adds_its_own_lineage(tiny: StoredKnowledge) -> None:
    assert told(tiny, model("acorn/acorn-2-7b-chat")) == [
        "supplier acorn-labs",
        "license LicenseRef-acorn-community",
        "support support",
        "fine-tuned-from model:huggingface/acorn/Acorn-2-7B",
        "trained-on dataset:huggingface/acorn/chats",
    ]


def test_an_ollama_name_is_a_component_of_its_own_with_an_edge(tiny: StoredKnowledge) -> None:
    ollama = ComponentId(ComponentKind.MODEL, "ollama", "acorn2:7b")
    assert "quantized-from model:huggingface/acorn/Acorn-2-7B" in told(tiny, ollama)


def test_an_unlisted_member_gets_its_family_only_as_a_guess(tiny: StoredKnowledge) -> None:
    assert told(tiny, model("acorn/Acorn-2-999B")) == [
        "license LicenseRef-acorn-community (guess)",
        "support support",
        "supplier acorn-labs",
    ]


def test_of_a_stranger_only_the_namespace_tells_something(tiny: StoredKnowledge) -> None:
    assert told(tiny, model("birch-ai/unheard-of")) == ["supplier birch"]
    assert told(tiny, model("nobody/unheard-of")) == []


def test_a_service_is_its_makers_and_serves_weights(tiny: StoredKnowledge) -> None:
    service = ComponentId(ComponentKind.SERVICE, "acorn-api", "acorn-chat-2")
    assert told(tiny, service) == ["supplier acorn-labs", "serves model:huggingface/acorn/Acorn-2-7B-Chat"]
    elsewhere = ComponentId(ComponentKind.SERVICE, "bedrock", "acorn.chat-2-v1:0")
    assert told(tiny, elsewhere) == ["supplier acorn-labs"]


def test_a_bare_name_is_that_of_the_host_which_claims_its_form(tmp_path: Path) -> None:
    """Another host sells the same model, comes first by the alphabet, and claims names of its own."""
    reseller = tmp_path / "aaa.yaml"
    reseller.write_text(
        "id: aaa\nname: AAA\nsupplier: birch\nmatches: [aaa-*]\nmodels: {acorn-chat-2: {}, aaa-1: {}}\n"
        "sources: [https://example.org]\nreviewed: {on: 2026-11-01, by: maintainers}\n",
        encoding="utf-8",
    )
    files = [*tiny_files(), (reseller, "services/aaa.yaml")]
    knowledge = StoredKnowledge.in_memory(compile_records(read_records(files), content_digest(files)))
    found = [str(knowledge.known_name(name)) for name in ("acorn-chat-2", "aaa-1")]
    assert found == ["service:acorn-api/acorn-chat-2", "service:aaa/aaa-1"]


def test_an_end_is_kept_with_its_successor(tiny: StoredKnowledge) -> None:
    facts = tiny.facts(ComponentId(ComponentKind.SERVICE, "acorn-api", "acorn-chat-1"))
    ends = [fact for fact in facts if isinstance(fact, SupportFact)]
    assert [(fact.end_of_support, fact.superseded_by) for fact in ends] == [
        (date(2026, 3, 1), "service:acorn-api/acorn-chat-2")
    ]


def test_a_licence_answers_to_id_tag_and_name_without_regard_to_case(tiny: StoredKnowledge) -> None:
    for name in ["LicenseRef-acorn-community", "ACORN", "acorn community license"]:
        terms = tiny.license(name)
        assert terms is not None
        assert terms.id == "LicenseRef-acorn-community"
    assert tiny.license("other") is None


def test_a_package_is_found_by_any_spelling_of_its_name(tiny: StoredKnowledge) -> None:
    assert tiny.package("pypi", "Acorn-SDK") is not None
    assert tiny.package("pypi", "requests") is None


def test_a_host_is_known_by_its_address(tiny: StoredKnowledge) -> None:
    service = tiny.service_at("API.acorn.example")
    assert service is not None
    assert service.id == "acorn-api"
    assert tiny.service_at("acorn.example") is None


def test_the_same_files_give_the_same_bytes() -> None:
    assert compiled(tiny_files(), check=True) == compiled(tiny_files(), check=True)


def test_the_artefact_is_kept_in_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = open_knowledge()
    assert len(list(tmp_path.rglob("*.sqlite"))) == 1
    assert open_knowledge().digest == first.digest


def test_a_folder_of_ones_own_is_layered_on_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shipped = tmp_path / "shipped"
    (shipped / "suppliers").mkdir(parents=True)
    shutil.copy(HERE / "vocabulary.yaml", shipped)
    monkeypatch.setattr(load, "HERE", shipped)
    assert open_knowledge([TINY]).supplier("acorn-labs") is not None
    assert open_knowledge().supplier("acorn-labs") is None


def test_a_knowledge_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(AuditorError, match="no knowledge folder"):
        open_knowledge([HERE / "nowhere"])
