"""pyproject.toml."""

from auditor.detectors import pyproject_toml
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from auditor.files.source_file import SourceFile
from tests.unit.detectors.fakes import FakeKnowledge


def found(text: str) -> list[tuple[str, str | None, int]]:
    claims = pyproject_toml.detect(SourceFile("pyproject.toml", text.encode()), FakeKnowledge())
    return [(c.literal, c.version, c.location.line) for c in claims if isinstance(c, Occurrence)]


def test_pep_621_with_extras_and_build_requirements() -> None:
    text = """\
[build-system]
requires = ["setuptools", "torch==2.1"]
[project]
dependencies = [
  "numpy",
  "transformers[torch]>=4.46 ; python_version > '3.9'",
]
[project.optional-dependencies]
serve = ["vllm==0.6.3"]
"""
    assert found(text) == [("torch", "2.1", 2), ("transformers", None, 6), ("vllm", "0.6.3", 9)]


def test_pep_735_groups_may_include_others() -> None:
    text = (
        '[dependency-groups]\ntest = ["pytest", {include-group = "ml"}]\nml = ["peft @ git+https://g.test/peft@v1"]\n'
    )
    assert found(text) == [("peft", "v1", 3)]


def test_poetry_spells_versions_in_its_own_way() -> None:
    text = """\
[tool.poetry.dependencies]
python = "^3.10"
openai = "1.3.5"
torch = {version = "^2.0", extras = ["x"]}
peft = {git = "https://g.test/peft", rev = "abc123"}
[tool.poetry.group.dev.dependencies]
datasets = "*"
vllm = [{version = "0.5", python = "<3.9"}, {version = "0.6"}]
"""
    assert found(text) == [
        ("openai", "1.3.5", 3),
        ("torch", None, 4),
        ("peft", "abc123", 5),
        ("datasets", None, 7),
        ("vllm", None, 8),
    ]


def test_pdm_hatch_and_uv() -> None:
    text = """\
[tool.pdm.dev-dependencies]
ml = ["torch"]
[tool.uv]
dev-dependencies = ["vllm"]
[tool.hatch.envs.gpu]
dependencies = ["peft"]
"""
    assert found(text) == [("torch", None, 2), ("vllm", None, 4), ("peft", None, 6)]


def test_names_elsewhere_ask_for_nothing() -> None:
    text = '[project]\nname = "transformers"\nkeywords = ["torch"]\n[tool.ruff]\nselect = ["openai"]\n'
    text += '[tool.uv.sources]\npeft = {git = "x"}\n'
    assert found(text) == []


def test_tables_of_the_wrong_shape_are_passed_over() -> None:
    text = '[project]\ndependencies = "torch"\n[tool]\npoetry = 1\n[dependency-groups]\na = [1, {b = 2}]\n'
    assert found(text) == []


def test_a_broken_file_is_one_diagnostic_with_its_place() -> None:
    [claim] = pyproject_toml.detect(SourceFile("pyproject.toml", b"[project]\ndependencies = [\n"), FakeKnowledge())
    assert isinstance(claim, Diagnostic)
    assert claim.code == "unparsable"
