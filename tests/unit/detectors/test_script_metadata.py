"""Inline metadata of scripts (PEP 723)."""

import pytest

from auditor.detectors import script_metadata
from auditor.domain.audit import Diagnostic
from tests.unit.detectors.fakes import claims, occurrences

HEAD = "# /// script\n# requires-python = '>=3.11'\n# dependencies = [\n"


def test_dependencies_with_their_versions_and_places() -> None:
    text = (
        "#!/usr/bin/env -S uv run\n"
        + HEAD
        + '#   "transformers[torch]==4.44.0",\n#   "requests",\n#   "openai",\n# ]\n# ///\nimport x\n'
    )
    found = occurrences(claims(script_metadata, "run.py", text))
    assert [(str(each.component), each.version, each.location.line, each.location.column) for each in found] == [
        ("library:pypi/transformers", "4.44.0", 5, 6),
        ("library:pypi/openai", None, 7, 6),
    ]


def test_carriage_returns_and_other_tables() -> None:
    text = (HEAD + '# "openai"]\n#\n# [tool.uv]\n# x = 1\n# ///\n').replace("\n", "\r\n")
    [found] = occurrences(claims(script_metadata, "run.py", text))
    assert str(found.component) == "library:pypi/openai"


@pytest.mark.parametrize(
    "text",
    [
        "# /// script\n# dependencies = ['openai']\n",
        "# /// other\n# dependencies = ['openai']\n# ///\n",
        "# /// script\n# dependencies = ['numpy', 3]\n# ///\n",
        "# /// script\n# ///\n",
        "# dependencies = ['openai']\n",
        "# /// script\n" + "#\n" * 100_000,
    ],
)
def test_what_states_no_ai_package(text: str) -> None:
    assert claims(script_metadata, "run.py", text) == []


@pytest.mark.parametrize("body", ["# dependencies = [\n", "# dependencies = 3\n", "# = = =\n"])
def test_metadata_that_cannot_be_read_is_one_diagnostic(body: str) -> None:
    [found] = claims(script_metadata, "run.py", f"x = 1\n# /// script\n{body}# ///\n")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.location.line if found.location else 0) == ("unparsable", 2)
