"""Models outside the families: mirrors carry the licence of what they convert, and nothing else inherits in silence."""

import shutil
from pathlib import Path

import pytest

from auditor.domain.component import ComponentId
from auditor.domain.fact import LicenseFact, SupplierFact
from auditor.domain.relationship import Relationship
from auditor.errors import AuditorError
from auditor.knowledge.load import compiled
from auditor.knowledge.store import StoredKnowledge

from .conftest import TINY, tiny_files

MIRRORS = """\
id: mirrors
models:
  somebody/Acorn-2-7B-GGUF: {quantized-from: acorn/Acorn-2-7B}
  other/Acorn-2-7B-Q4: {quantized-from: somebody/Acorn-2-7B-GGUF}
  somebody/Acorn-2-Tuned: {fine-tuned-from: acorn/Acorn-2-7B}
  somebody/Acorn-2-Retagged-GGUF: {license: MIT, quantized-from: acorn/Acorn-2-7B}
  somebody/Unheard-of-GGUF: {quantized-from: nobody/Unheard-of, embedding-dimension: 384, tasks: [feature-extraction]}
sources: ["https://example.org/list"]
reviewed: {on: 2026-11-25, by: maintainers}
"""


def with_mirrors(folder: Path, text: str = MIRRORS) -> Path:
    knowledge = folder / "knowledge"
    shutil.copytree(TINY, knowledge)
    (knowledge / "models").mkdir()
    (knowledge / "models" / "mirrors.yaml").write_text(text)
    return knowledge


def opened(folder: Path) -> StoredKnowledge:
    return StoredKnowledge.in_memory(compiled(tiny_files(folder), check=True))


@pytest.mark.parametrize(
    ("name", "license_", "where"),
    [
        ("somebody/Acorn-2-7B-GGUF", ["LicenseRef-acorn-community"], ["https://example.org/acorn-2"]),
        ("other/Acorn-2-7B-Q4", ["LicenseRef-acorn-community"], ["https://example.org/acorn-2"]),
        ("somebody/Acorn-2-Tuned", [], []),
        ("somebody/Acorn-2-Retagged-GGUF", ["MIT"], ["https://example.org/list"]),
        ("somebody/Unheard-of-GGUF", [], []),
    ],
)
def test_whose_licence_a_mirror_carries(tmp_path: Path, name: str, license_: list[str], where: list[str]) -> None:
    facts = opened(with_mirrors(tmp_path)).facts(ComponentId.parse(f"model:huggingface/{name}"))
    found = [fact for fact in facts if isinstance(fact, LicenseFact)]
    assert [fact.expression for fact in found] == license_
    assert [fact.origin.url for fact in found] == where


def test_a_mirror_of_nobody_has_lineage_and_no_supplier(tmp_path: Path) -> None:
    knowledge = opened(with_mirrors(tmp_path))
    component = ComponentId.parse("model:huggingface/somebody/Unheard-of-GGUF")
    facts = knowledge.facts(component)
    assert not [fact for fact in facts if isinstance(fact, SupplierFact)]
    assert [str(fact.target) for fact in facts if isinstance(fact, Relationship)] == [
        "model:huggingface/nobody/Unheard-of"
    ]
    assert knowledge.details(component).embedding_dimension == 384
    assert knowledge.details(component).family is None


def test_one_model_stands_in_one_file_only(tmp_path: Path) -> None:
    twice = MIRRORS.replace("somebody/Unheard-of-GGUF", "acorn/Acorn-2-7B-Chat")
    with pytest.raises(AuditorError, match=r"acorn/Acorn-2-7B-Chat stands in model-families/acorn-2\.yaml too"):
        opened(with_mirrors(tmp_path, twice))


def test_a_loop_over_both_folders_is_found(tmp_path: Path) -> None:
    loop = MIRRORS.replace("nobody/Unheard-of,", "somebody/Unheard-of-GGUF,")
    with pytest.raises(AuditorError, match="is its own ancestor"):
        opened(with_mirrors(tmp_path, loop))
