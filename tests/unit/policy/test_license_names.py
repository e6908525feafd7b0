"""Names of licences in a policy: a mistyped one is told, and one's own is left alone."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.knowledge.load import open_knowledge
from auditor.policy.license_names import no_expression
from auditor.policy.load import load_policy

WAIVER = 'component: "model:huggingface/a/b", rule: license/unknown, reason: r, approved-by: a, expires: 2027-01-31'


def load(folder: Path, text: str) -> None:
    (folder / "p.yaml").write_text(f"schema: 1\nname: p\n{text}\n", encoding="utf-8")
    load_policy("p.yaml", base=folder, knowledge=open_knowledge())


@pytest.mark.parametrize(
    "text",
    [
        "license: {allow: [MIT, apache-2.0, CC-BY-*, LicenseRef-acme-*, LicenseRef-acme-1.0, llama3.1]}",
        f"waivers: [{{{WAIVER}, license: none-stated}}]",
        f"waivers: [{{{WAIVER}, license: MIT OR (Apache-2.0 AND BSD-3-Clause)}}]",
        f"waivers: [{{{WAIVER}, license: as the file in the repository says}}]",
        'curations: [{component: "model:huggingface/a/b", license: LicenseRef-acme-1.0, because: r}]',
    ],
)
def test_names_that_exist_or_are_ones_own(tmp_path: Path, text: str) -> None:
    load(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "license: {allow: [Apche-2.0]}",
            "p.yaml:3:19: 'Apche-2.0' is no licence that is known here; did you mean Apache-2.0?",
        ),
        ("license: {deny: [CC-BY-NX-*]}", "p.yaml:3:18: no licence that is known here is called 'CC-BY-NX-*'"),
        (f"waivers: [{{{WAIVER}, license: CC-BY-NC-4}}]", "did you mean CC-BY-NC-4.0?"),
        (f"waivers: [{{{WAIVER}, license: MIT OR OR Apache-2.0}}]", "'MIT OR OR Apache-2.0' is no licence expression"),
        (f"waivers: [{{{WAIVER}, license: (MIT OR Apache-2.0}}]", "is no licence expression"),
        (f"waivers: [{{{WAIVER}, license: MIT OR Apche-2.0}}]", "did you mean Apache-2.0?"),
        (
            'curations: [{component: "model:huggingface/a/b", license: Apache2.0, because: r}]',
            "did you mean Apache-2.0?",
        ),
    ],
)
def test_a_mistyped_one_is_an_error_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(AuditorError) as error:
        load(tmp_path, text)
    assert str(error.value).startswith("p.yaml:3:")
    assert told in str(error.value)


def test_every_licence_that_is_known_is_one() -> None:
    knowledge = open_knowledge()
    assert [name for name in knowledge.ids("license") if no_expression(name, knowledge)] == []
