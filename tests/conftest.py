"""What tests of several parts share."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time, so that a change is what turns a run red; `--hypothesis-profile default` tries others.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of the tests' own. The knowledge is compiled into it once, which takes longer than most tests."""
    return tmp_path_factory.mktemp("cache")
