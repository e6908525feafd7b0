"""A curation holds as long as the file that it rests on stays as it was."""

import hashlib
from datetime import date
from pathlib import Path

from auditor.files.reading import sha256
from auditor.pipeline import Request, audit
from auditor.policy.curations import examined
from auditor.policy.policy import Curation, Evidence

POLICY = """\
schema: 1
name: test
curations:
  - component: "model:huggingface/acme/router"
    license: MIT
    because: read by legal
    evidence: {{path: router/LICENSE, sha256: {digest}}}
"""


def tree(base: Path, text: str, recorded: str) -> dict[str, str]:
    (base / "router").mkdir(parents=True)
    (base / "app.py").write_text('from transformers import AutoModel\nAutoModel.from_pretrained("acme/router")\n')
    (base / "router/LICENSE").write_text(text)
    (base / "policy.yaml").write_text(POLICY.format(digest=hashlib.sha256(recorded.encode()).hexdigest()))
    request = Request(root=base, as_of=date(2026, 11, 23), policy=str(base / "policy.yaml"), cache=False)
    told = [f for f in audit(request).findings if f.rule in {"license/unknown", "policy/curation-lapsed"}]
    return {finding.rule: finding.message for finding in told}


def test_while_the_file_is_as_it_was(tmp_path: Path) -> None:
    assert tree(tmp_path, "MIT License", recorded="MIT License") == {}


def test_once_the_file_has_changed_the_curation_states_nothing(tmp_path: Path) -> None:
    told = tree(tmp_path, "All rights reserved", recorded="MIT License")
    assert list(told) == ["license/unknown", "policy/curation-lapsed"]
    assert told["policy/curation-lapsed"] == (
        "the curation of model:huggingface/acme/router rests on router/LICENSE, "
        f"but its SHA-256 is {hashlib.sha256(b'All rights reserved').hexdigest()} now"
    )


def test_a_file_that_is_not_there_and_a_curation_without_evidence() -> None:
    resting = Curation(
        component="*:x/*", license="MIT", because="read", evidence=Evidence(path="gone", sha256="0" * 64)
    )
    free = Curation(component="*:x/*", license="MIT", because="known")
    holding, lapsed = examined([resting, free], {"other": "0" * 64}.get)
    assert holding == (free,)
    assert [(one.index, one.path, one.found) for one in lapsed] == [(0, "gone", None)]


def test_a_file_outside_of_the_tree_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    base = tmp_path / "tree"
    base.mkdir()
    (base / "link").symlink_to(tmp_path / "secret")
    (base / "own").write_text("x")
    assert [sha256(base, path) for path in ("../secret", "link", "nowhere", ".", "a\0b")] == [None] * 5
    assert sha256(base, "own") == hashlib.sha256(b"x").hexdigest()
