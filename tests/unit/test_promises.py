"""What prose would otherwise have to promise: of every plug-in that a list names, and of every line of the README."""

import inspect
import pkgutil
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

import click
import pytest

from auditor import detectors, enrichers, reporters
from auditor.cli import auditor
from auditor.cli.options import ExitCode
from auditor.cli.settings import read_folder
from auditor.detectors.shipped import DETECTORS
from auditor.domain.evidence import Location, WaiverComment
from auditor.enrichers import ENRICHERS
from auditor.policy.inline_waivers import read_comments
from auditor.policy.load import load_policy
from auditor.policy.policy import InlineWaivers
from auditor.reporters.shipped import REPORTERS
from auditor.rules.run import ids

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LISTS: Sequence[tuple[ModuleType, str, Sequence[object]]] = [
    (detectors, "detect", DETECTORS),
    (enrichers, "enrich", ENRICHERS),
    (reporters, "render", REPORTERS),
]
PLUG_INS = [(package, plug_in) for package, _, listed in LISTS for plug_in in listed if isinstance(plug_in, ModuleType)]
each_plug_in = pytest.mark.parametrize(("package", "plug_in"), PLUG_INS, ids=lambda module: module.__name__)


@pytest.mark.parametrize(("package", "does", "listed"), LISTS, ids=["detectors", "enrichers", "reporters"])
def test_every_module_that_is_a_plug_in_is_listed_once(
    package: ModuleType, does: str, listed: Sequence[object]
) -> None:
    modules = [
        pkgutil.resolve_name(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
    ]
    plug_ins = [module for module in modules if hasattr(module, does) and hasattr(module, "NAME")]
    assert sorted(map(str, plug_ins)) == sorted(map(str, listed))


@each_plug_in
def test_its_name_is_its_path_and_its_first_line_is_a_sentence(package: ModuleType, plug_in: ModuleType) -> None:
    if package is not enrichers:  # whose names are the sources', as reports tell them
        assert plug_in.__name__.rpartition(".")[2].replace("_", "-") == plug_in.NAME
    first = inspect.cleandoc(plug_in.__doc__ or "").partition("\n\n")[0]
    assert re.search(r"\w[\s\S]*[.:]$", first), first


@each_plug_in
def test_a_test_names_it(package: ModuleType, plug_in: ModuleType) -> None:
    stem = plug_in.__name__.rpartition(".")[2]
    tests = [*(ROOT / "tests").glob("test_*.py"), *(ROOT / "tests" / "unit").rglob("test_*.py")]
    naming = [file for file in tests if file != Path(__file__) and stem in file.read_text("utf-8").replace("-", "_")]
    assert naming


# -- the README ------------------------------------------------------------------------------------------------------------


def commands(group: click.Group = auditor, before: str = "auditor") -> Iterator[tuple[str, click.Command]]:
    """Every command, as one types it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, f"{before} {name}")
        else:
            yield f"{before} {name}", found


COMMANDS = dict(commands())
ROWS = re.findall(r"^\| `(auditor [^`]+)` \| (.+) \|$", README, re.MULTILINE)


def test_its_table_has_every_command_and_no_other() -> None:
    told = [next((name for name in COMMANDS if f"{row} ".startswith(f"{name} ")), row) for row, _ in ROWS]
    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.parametrize(("row", "answers"), ROWS, ids=[row for row, _ in ROWS])
def test_what_a_row_says_can_be_typed(row: str, answers: str) -> None:
    command = next(found for name, found in COMMANDS.items() if f"{row} ".startswith(f"{name} "))
    options = {name: parameter for parameter in command.params for name in parameter.opts}
    for code in re.findall(r"`(--[^`]+)`", answers):
        flag, _, value = code.partition(" ")
        assert flag in options
        kind = options[flag].type
        if isinstance(kind, click.Choice):
            assert value.replace("\\", "").split("|") == list(kind.choices)


def test_every_line_for_a_shell_can_be_typed() -> None:
    lines = [
        line
        for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    typed = [line for line in lines if line.startswith("auditor ")]
    assert typed
    for line in typed:
        command = next(found for name, found in COMMANDS.items() if f"{line} ".startswith(f"{name} "))
        known = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", line)) <= known, line


def test_its_exit_codes_are_those_of_the_program() -> None:
    told = re.search(r"^Exit codes: (.+?\.)", README, re.MULTILINE)
    assert told
    assert [int(code) for code in re.findall(r"\b(\d) [a-z]", told[1])] == list(ExitCode)


def block(language: str, begins: str) -> str:
    """The block of code that begins with these words."""
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return next(code for code in blocks if code.startswith(begins))


def test_its_policy_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(block("yaml", "schema:"), encoding="utf-8")
    assert load_policy(str(file), known_rules=ids()).policy.waivers[0].rule == "license/non-commercial"


def test_its_settings_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(block("toml", "[tool.auditor]"), encoding="utf-8")
    found = read_folder(tmp_path)
    assert found is not None
    assert found.settings.policy == "policies/our-product.yaml"


def test_its_comment_waives() -> None:
    line = block("python", "# auditor:").partition("\n")[0]
    place = Location("app.py", 1)
    comment = WaiverComment(location=place, covers=Location("app.py", 2), text=line.removeprefix("# "), beside="")
    told = read_comments([comment], InlineWaivers.ALLOW, ids(), date(2026, 11, 25))
    assert [waiver.rule for waiver in told.waivers] == ["maintenance/archived"]
    assert told.diagnostics == ()


# -- where a contributor is sent ---------------------------------------------------------------------------------------------


def test_every_path_that_the_recipes_name_exists() -> None:
    told = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = [code.partition("<")[0] for code in re.findall(r"`([\w./<>-]+/[\w./<>-]*)`", told)]
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []
