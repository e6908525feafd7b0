"""A knowledge file with a mistake fails the build, with its place."""

import shutil
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.knowledge.load import compiled

from .conftest import TINY, tiny_files

MISTAKES = [
    ("licenses/MIT.yaml", "answers:", "answers:\n  wizardry: {answer: silent}", "'wizardry' is no question"),
    ("licenses/MIT.yaml", "answer: allowed", "answer: perhaps", "'perhaps' is no answer to this; use allowed"),
    ("licenses/MIT.yaml", '{answer: allowed, clause: "1"}', "{answer: allowed}", "an answer without a clause"),
    ("licenses/MIT.yaml", "  hosting: {answer: silent}\n", "", "the question 'hosting' is not answered"),
    (
        "licenses/MIT.yaml",
        "  hosting: {answer: silent}\n",
        "  hosting: {answer: silent}\n  inputs-retained: {answer: silent}\n",
        "'inputs-retained' is asked of provider-terms only",
    ),
    (
        "licenses/LicenseRef-acorn-terms.yaml",
        "  inputs-retained: {answer: silent}\n",
        "",
        "the question 'inputs-retained' is not answered",
    ),
    (
        "licenses/LicenseRef-acorn-terms.yaml",
        "inputs-train-models: {answer: silent}",
        "inputs-train-models: {answer: often}",
        "'often' is no answer to this; use yes, opt-out",
    ),
    ("licenses/MIT.yaml", "id: MIT", "id: MTI", "the id is 'MTI', but the file is called 'MIT'"),
    ("licenses/MIT.yaml", "hub-tag: mit", "hub-tag: acorn", "'acorn' already means LicenseRef-acorn-community"),
    ("model-families/acorn-2.yaml", "supplier: acorn-labs", "supplier: acron", "no supplier file is called 'acron'"),
    (
        "model-families/acorn-2.yaml",
        "license: LicenseRef-acorn-community",
        "license: acron",
        "'acron' is no licence expression over known ids",
    ),
    (
        "model-families/acorn-2.yaml",
        "acorn/Acorn-2-7B: {parameters",
        "acorn/Acorn-2-7B: {fine-tuned-from: acorn/Acorn-2-7B-Chat, parameters",
        "model:huggingface/acorn/acorn-2-7b is its own ancestor",
    ),
    ("model-families/acorn-2.yaml", "2025-01-15", "2025-13-15", "2025-13-15"),
    ("model-families/acorn-2.yaml", "acorn/Acorn-2-*", "acorn/Acorn-2-7B", "shadows an exact id"),
    ("model-families/acorn-2.yaml", "modalities:", "modalites:", "'modalites' is not a key"),
    (
        "model-families/acorn-2.yaml",
        "modalities: [text]",
        "modalities: [text]\nchat-format: acornml",
        "'acornml' is none of the known chat_format",
    ),
    (
        "model-families/acorn-2.yaml",
        "acorn/Acorn-2-7B: {parameters",
        "acorn/Acorn-2-7B: {runtimes: [acorn-run], parameters",
        "'acorn-run' is none of the known runtimes",
    ),
    (
        "model-families/acorn-2.yaml",
        "modalities: [text]",
        "modalities: [text]\nlanguages: [en, multilingual, zh-Hant, French]",
        "'French' is no code of a language",
    ),
    (
        "services/acorn-api.yaml",
        "terms: LicenseRef-acorn-terms",
        "terms: LicenseRef-acorn-terms\napis: [telegraph]",
        "'telegraph' is none of the known apis",
    ),
    ("services/acorn-api.yaml", "terms: LicenseRef-acorn-terms", "terms: nope", "no licence file is called 'nope'"),
    (
        "services/acorn-api.yaml",
        "acorn-chat-1:\n",
        "acorn-chat-1:\n    released: 2026-08-01\n",
        "it ends on 2026-03-01, before its release",
    ),
    ("services/acorn-api.yaml", "family: acorn-2", "family: acorn-9", "no model family is called 'acorn-9'"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "message"), MISTAKES)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, file: str, right: str, wrong: str, message: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(TINY, folder)
    path = folder / file
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong, 1))
    with pytest.raises(AuditorError) as raised:
        compiled(tiny_files(folder), check=True)
    place, _, _ = str(raised.value).partition(": ")
    assert place.startswith(str(folder))
    assert place.count(":") == 2, "file:line:column"
    assert message in str(raised.value)


def test_the_small_knowledge_itself_has_no_mistake() -> None:
    assert compiled(tiny_files(), check=True)
