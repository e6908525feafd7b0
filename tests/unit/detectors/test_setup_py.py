"""setup.py."""

import pytest

from auditor.detectors import setup_py
from auditor.domain.audit import Diagnostic
from tests.unit.detectors.fakes import claims, seen


def test_arguments_of_setup_and_lists_in_front_of_it() -> None:
    text = """\
from setuptools import setup
_deps = [
    "é", "torch==2.1",
]
extras = {}
extras["serve"] = ["vllm"]
keywords = ["transformers"]
setup(
    name="openai",
    install_requires=["numpy", "transformers>=4"] + ["peft"],
    extras_require={"datasets": ["datasets"]},
    keywords=["openai"],
)
"""
    assert seen(setup_py, "setup.py", text) == [
        ("library:pypi/torch", 3),
        ("library:pypi/vllm", 6),
        ("library:pypi/transformers", 10),
        ("library:pypi/peft", 10),
        ("library:pypi/datasets", 11),
    ]


def test_the_column_is_that_of_the_name() -> None:
    [claim] = claims(setup_py, "setup.py", 'setup(install_requires=["é", r"torch"])')
    assert (claim.location.column, claim.location.end_column) == (32, 37)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["setup(\n", "x" + "(" * 5000, "\0", "setup(install_requires=" + "[" * 300])
def test_a_file_that_is_no_python_is_one_diagnostic(text: str) -> None:
    [claim] = claims(setup_py, "setup.py", text)
    assert isinstance(claim, Diagnostic)


def test_what_is_worked_out_is_not_known() -> None:
    assert seen(setup_py, "setup.py", "setup(install_requires=open('torch').read(), requires=f'{torch}')") == []
