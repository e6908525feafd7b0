"""A repository to compare revisions of, and a way to run the command."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import run
from tests.unit.repository import Repo

__all__ = ["run"]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """An empty repository, which is the working folder as well."""
    made = Repo(tmp_path / "shop")
    monkeypatch.chdir(made.folder)
    return made
