"""environment.yml."""

import pytest

from auditor.detectors import conda_environment
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from tests.unit.detectors.fakes import claims


def test_packages_of_conda_and_of_pip() -> None:
    text = """\
name: torch
channels: [pytorch, conda-forge]
dependencies:
  - python=3.10
  - pytorch::pytorch=2.1.0=py3.10_cuda
  - transformers>=4.1
  - conda-forge::datasets==2.14
  - pip
  - pip:
      - -r requirements.txt
      - openai==1.3
      - peft @ git+https://g.test/peft@v1
"""
    found = claims(conda_environment, "environment.yml", text)
    assert [(str(c.component), c.version, c.location.line) for c in found if isinstance(c, Occurrence)] == [
        ("library:pypi/torch", "2.1.0", 5),
        ("library:pypi/transformers", None, 6),
        ("library:pypi/datasets", "2.14", 7),
        ("library:pypi/openai", "1.3", 11),
        ("library:pypi/peft", "v1", 12),
    ]


@pytest.mark.parametrize(
    "text", ["dependencies: torch\n", "- torch\n", "", "dependencies:\n  - [torch]\n  - {pip: torch}\n"]
)
def test_other_shapes_ask_for_nothing(text: str) -> None:
    assert claims(conda_environment, "environment.yml", text) == []


def test_a_broken_file_is_one_diagnostic() -> None:
    [claim] = claims(conda_environment, "environment.yaml", "a: [\n")
    assert isinstance(claim, Diagnostic)
    assert claims(conda_environment, "env.yaml", "a: [\n") == []
