"""A small project, and a way to run the command as a shell does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import auditor

Run = Callable[..., Result]


@pytest.fixture
def run(user_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("scan", folder)`: the exit code, and both streams."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(user_cache))

    def invoke(*words: str | Path) -> Result:
        return CliRunner().invoke(auditor, [str(word) for word in words])

    return invoke


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tree that uses one model for which the knowledge has terms, one that is unknown, and one package."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / "requirements.txt").write_text("transformers==4.57.0\n", encoding="utf-8")
    (root / "app.py").write_text(
        "from transformers import AutoModel\n\n"
        'model = AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n'
        'other = AutoModel.from_pretrained("someone/unheard-of")\n',
        encoding="utf-8",
    )
    (root / "strict.yaml").write_text(
        "schema: 1\nname: strict\nextends: default\nuse: {commercial: true}\nlicense: {unknown: {none-stated: fail}}\n",
        encoding="utf-8",
    )
    return root
