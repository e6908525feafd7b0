"""What tests of several parts share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of the tests' own. The knowledge is compiled into it once, which takes longer than most tests."""
    return tmp_path_factory.mktemp("cache")
