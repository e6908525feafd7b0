"""Pipfile."""

from auditor.detectors import pipfile
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from tests.unit.detectors.fakes import claims


def test_packages_of_all_categories() -> None:
    text = """\
[[source]]
name = "torch"
[packages]
transformers = "==4.46.0"
torch = "*"
peft = {git = "https://g.test/peft", ref = "abc"}
numpy = "*"
[docs]
openai = {version = "~=1.0"}
[scripts]
vllm = "vllm serve"
"""
    found = claims(pipfile, "Pipfile", text)
    assert [(c.literal, c.version, c.location.line) for c in found if isinstance(c, Occurrence)] == [
        ("transformers", "4.46.0", 4),
        ("torch", None, 5),
        ("peft", "abc", 6),
        ("openai", None, 9),
    ]


def test_a_broken_file_is_one_diagnostic() -> None:
    [claim] = claims(pipfile, "Pipfile", "[packages\n")
    assert isinstance(claim, Diagnostic)
