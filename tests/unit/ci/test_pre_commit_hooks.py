"""The hooks' file says what the command understands."""

from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from auditor.cli import auditor

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[3] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)


def test_there_is_one_for_changed_files_one_for_what_is_new_and_one_for_the_tree() -> None:
    named = {hook["id"]: hook.get("pass_filenames", True) for hook in HOOKS}
    assert named == {"auditor": True, "auditor-new": False, "auditor-full": False}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_its_entry_is_a_command_with_options_that_exist(hook: dict[str, Any]) -> None:
    program, command, *words = hook["entry"].split()
    options = [word for word in words if word.startswith("-")]
    assert program == "auditor"
    found = auditor.get_command(click.Context(auditor), command)
    assert found is not None
    known = {name for parameter in found.params for name in parameter.opts}
    assert set(options) <= known
