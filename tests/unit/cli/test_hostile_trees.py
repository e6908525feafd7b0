"""Trees that were not made by friends: every broken file is a diagnostic in every report, and the scan goes on."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

DAY = ("--as-of", "2026-11-25")
ANCHORS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


def written(name: str, content: bytes) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return make


def sparse(name: str, size: int) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        with (root / name).open("wb") as stream:
            stream.write(b"# transformers\n" * 1000)
            stream.truncate(size)

    return make


def loop(root: Path) -> None:
    (root / "inner").mkdir()
    (root / "inner" / "round").symlink_to(root, target_is_directory=True)


def link_outside(root: Path) -> None:
    (root.parent / "secret.py").write_text('MODEL = "someone/else"\n', encoding="utf-8")
    (root / "linked.py").symlink_to(root.parent / "secret.py")


BROKEN = {
    "broken Python": (
        written("broken.py", b"from transformers import pipeline\npipeline(model='a/b'\ndef f(:\n"),
        {"broken.py"},
    ),
    "a notebook that is no JSON": (written("n.ipynb", b'{"cells": [transformers'), {"n.ipynb"}),
    "invalid UTF-8": (written("latin.py", b"# transformers caf\xe9\nx = 1\n"), {"latin.py"}),
    "a text of 1 GB": (sparse("huge.py", 1024**3), {"huge.py"}),
    "a YAML alias bomb": (written("models.yaml", b"model: x\n" + ANCHORS.encode()), {"models.yaml"}),
    "a deeply nested JSON": (written("config.json", b'{"model": ' + b"[" * 100_000), {"config.json"}),
    "a truncated GGUF": (written("model.gguf", b"GGUF\x03\x00\x00\x00\x05"), {"model.gguf"}),
    "a safetensors header of 2**60 bytes": (
        written("model.safetensors", b"\x00\x00\x00\x00\x00\x00\x00\x10{}"),
        {"model.safetensors"},
    ),
    "requirements that include themselves": (
        written("requirements.txt", b"-r requirements.txt\ntorch\n"),
        set(),
    ),
    "a symlink loop": (loop, set()),
    "a link out of the tree": (link_outside, {"linked.py"}),
    "binary files": (written("image.bin", bytes(range(256)) * 64), set()),
    "a pyproject that is no TOML": (written("pyproject.toml", b"[project\ndependencies = ["), {"pyproject.toml"}),
    "a name with a line break": (
        written("od\nd.py", b"from transformers import pipeline\npipeline(model='a/b')\n"),
        set(),
    ),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "good.py").write_text(
        'from transformers import pipeline\npipeline(model="meta-llama/Llama-3.1-8B")\n', encoding="utf-8"
    )
    return root


@pytest.mark.parametrize("story", BROKEN)
def test_it_is_told_in_every_report_and_the_scan_goes_on(run: Run, tree: Path, story: str) -> None:
    make, expected = BROKEN[story]
    make(tree)
    result = run("scan", tree, "-f", "json", *DAY)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert "model:huggingface/meta-llama/Llama-3.1-8B" in [component["id"] for component in told["components"]]
    diagnosed = {d["location"]["path"] for d in told["diagnostics"] if d.get("location")}
    assert expected <= diagnosed
    if not expected:
        assert diagnosed <= {"requirements.txt"}
    for path in expected:
        assert path in run("scan", tree, *DAY).stdout
        assert path in run("scan", tree, "-f", "markdown", *DAY).stdout
        sarif = json.loads(run("scan", tree, "-f", "sarif", *DAY).stdout)
        notifications = json.dumps(sarif["runs"][0]["invocations"])
        assert path in notifications


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(run: Run, tree: Path) -> None:
    closed = tree / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        told = json.loads(run("scan", tree, "-f", "json", *DAY).stdout)
    finally:
        closed.chmod(0o755)
    assert "closed" in [d["location"]["path"] for d in told["diagnostics"] if d.get("location")]


def test_a_link_is_never_followed_out_of_the_tree(run: Run, tree: Path) -> None:
    link_outside(tree)
    assert "someone/else" not in run("scan", tree, "-f", "json", *DAY).stdout


@pytest.mark.parametrize(
    "secret", ["sk-proj-" + "a1B2" * 10, "hf_" + "aB3d" * 9, "AKIA" + "ABCD2345" * 2, "Bearer " + "x9Y8" * 8]
)
@pytest.mark.parametrize("name", ["json", "sarif", "markdown", "terminal"])
def test_secrets_never_reach_a_report_or_the_cache(run: Run, tree: Path, secret: str, name: str) -> None:
    (tree / "leaky.py").write_text(
        f'from transformers import pipeline\npipeline(model="a/b", token="{secret}")\n', encoding="utf-8"
    )
    told = run("scan", tree, "-f", name, *DAY).stdout
    assert "leaky.py" in told
    assert secret.removeprefix("Bearer ") not in told
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert all(secret.removeprefix("Bearer ").encode() not in f.read_bytes() for f in cache.rglob("*") if f.is_file())


def test_names_from_the_tree_cannot_write_to_the_terminal(run: Run, tree: Path) -> None:
    (tree / "evil.py").write_text(
        'from transformers import pipeline\npipeline(model="acme/\\x1b]0;owned\\x07\\x1b[2Jmodel")\n'
        'pipeline(model="acme/[bold red]x[/]")\n',
        encoding="utf-8",
    )
    told = run("scan", tree, *DAY).stdout
    assert "\x1b" not in told
    assert "\x07" not in told


def test_names_from_the_tree_cannot_write_markdown_or_html(run: Run, tree: Path) -> None:
    (tree / "evil.py").write_text(
        'from transformers import pipeline\npipeline(model="acme/<script>alert(1)</script>")\n'
        'pipeline(model="acme/[click](javascript:alert(1))")\n',
        encoding="utf-8",
    )
    told = run("scan", tree, "-f", "markdown", *DAY).stdout
    assert "<script>" not in told
    assert "](javascript:" not in told


def test_a_file_as_powershell_writes_it_is_read(run: Run, tree: Path) -> None:
    (tree / "requirements.txt").write_text("openai==1.99.0\n", encoding="utf-16")
    told = json.loads(run("scan", tree, "-f", "json", *DAY).stdout)
    assert "library:pypi/openai" in [component["id"] for component in told["components"]]
