"""Real questions as small source trees (`tests/projects/`): what is said of each, and that every report counts the same.

The form of a project is told in `tests/projects/project.py`.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.domain.finding import Action
from auditor.reporters.shipped import REPORTERS
from tests.projects.project import Project, projects, told

ALL = projects()
SIBLINGS = {project.name: sibling for project in ALL for sibling in ALL if project.is_sibling(sibling)}


@pytest.fixture(autouse=True)
def _own_cache(user_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(user_cache))


@pytest.fixture(params=ALL, ids=lambda project: project.name)
def project(request: pytest.FixtureRequest) -> Project:
    given = request.param
    assert isinstance(given, Project)
    return given


def test_what_is_said_of_a_project(project: Project) -> None:
    assert told(project) == project.expected.read_text(encoding="utf-8")


def test_a_project_tells_what_it_shows_in_one_line(project: Project) -> None:
    text = (project.folder / "README.md").read_text(encoding="utf-8")
    assert text.count("\n") == 1
    assert text.endswith(".\n")


def test_a_twin_differs_from_its_project(project: Project) -> None:
    sibling = SIBLINGS[project.name]
    assert (project.tree, project.policy) != (sibling.tree, sibling.policy)
    assert told(project) != told(sibling)


def _in_json(text: str) -> int:
    findings: list[dict[str, object]] = json.loads(text)["findings"]
    return sum(finding["waived"] is None for finding in findings)


def _in_sarif(text: str) -> int:
    (run,) = json.loads(text)["runs"]
    results: list[dict[str, object]] = run["results"]
    return sum(not result.get("suppressions") for result in results)


def _in_markdown(text: str) -> int:
    """The rows of the tables of findings, which must be as many as the summary says."""
    tables = re.findall(r"^\| What \| Component \| Places \|\n\|.*\n((?:\|.*\n)*)", text, re.MULTILINE)
    rows: int = sum(table.count("\n") for table in tables)
    (summary,) = re.findall(r"^\| \*\*All\*\* \|(.*)$", text, re.MULTILINE)
    assert rows == sum(int(count) for count in re.findall(r"\*\*(\d+)\*\*", summary))
    return rows


def _in_terminal(text: str) -> int:
    """The line of the verdict: `2 errors (1 critical, 1 high), 1 warning (medium), 4 notes`."""
    (_, _, rest) = text.rpartition("\nverdict ")
    counts = re.sub(r"\([^)]*\)", "", re.split(r"\n\S", rest)[0])
    found: list[str] = re.findall(r"(\d+) +(?:error|warning|note)", " ".join(counts.split()))
    return sum(int(count) for count in found)


COUNTERS: dict[str, Callable[[str], int]] = {
    "json": _in_json,
    "sarif": _in_sarif,
    "markdown": _in_markdown,
    "terminal": _in_terminal,
}


def test_every_report_tells_the_same_number_of_open_findings(project: Project) -> None:
    texts = {reporter.NAME: reporter.render(project.audit) for reporter in REPORTERS if reporter.NAME in COUNTERS}
    assert set(texts) == set(COUNTERS)
    expected = sum(project.audit.actions()[action] for action in Action)
    assert {name: COUNTERS[name](text) for name, text in texts.items()} == dict.fromkeys(COUNTERS, expected)
