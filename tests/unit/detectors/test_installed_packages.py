"""Installed packages in the tree, and which of their files are walked to."""

from pathlib import Path

import pytest

from auditor.detectors import installed_packages
from auditor.domain.fact import SupportFact, SupportStatus
from auditor.files.walk import walk
from tests.unit.detectors.fakes import claims, occurrences

PATH = "layer/python/openai-1.2.3.dist-info/METADATA"


def test_name_and_version() -> None:
    text = "Metadata-Version: 2.1\nName: OpenAI\nVersion: 1.2.3\n\nName: transformers\n"
    [found] = occurrences(claims(installed_packages, PATH, text))
    assert (str(found.component), found.version, found.location.line) == ("library:pypi/openai", "1.2.3", 2)


def test_what_calls_itself_inactive_is_no_longer_maintained() -> None:
    head = "Name: OpenAI\nVersion: 1.2.3\nClassifier: Development Status :: {}\n\nClassifier: {}\n"
    [_, fact] = claims(installed_packages, PATH, head.format("7 - Inactive", "x"))
    assert isinstance(fact, SupportFact)
    assert (str(fact.component), fact.status, fact.origin.says) == (
        "library:pypi/OpenAI",
        SupportStatus.NO_SUPPORT,
        "maker",
    )
    assert (
        len(
            claims(installed_packages, PATH, head.format("5 - Production/Stable", "Development Status :: 7 - Inactive"))
        )
        == 1
    )
    assert claims(installed_packages, PATH, "Name: requests\nClassifier: Development Status :: 7 - Inactive\n") == []


@pytest.mark.parametrize("text", ["", "Name: requests\nVersion: 1\n", "Version: 1\n\nName: openai\n", "Name:" * 50_000])
def test_other_packages_and_broken_metadata_say_nothing(text: str) -> None:
    assert claims(installed_packages, PATH, text) == []


def test_only_the_metadata_of_installed_packages_is_walked_to(tmp_path: Path) -> None:
    for path in (
        PATH,
        "layer/python/openai-1.2.3.dist-info/RECORD",
        "usr/lib/python3/site-packages/openai-1.2.3.dist-info/METADATA",
        "usr/lib/python3/site-packages/openai-1.2.3.dist-info/licenses/LICENSE",
        "usr/lib/python3/site-packages/openai/__init__.py",
        ".venv/lib/python3/site-packages/openai-1.2.3.dist-info/METADATA",
        "app.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    assert walk(tmp_path).files == (
        "app.py",
        PATH,
        "usr/lib/python3/site-packages/openai-1.2.3.dist-info/METADATA",
    )
