"""Every step of `action.yml`, run as a runner runs it: bash, and the environment that an action gets."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.repository import Repo, loading

ROOT = Path(__file__).parents[3]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}

Step = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository that uses one model."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "app.py").write_text(
        'from transformers import pipeline\npipeline(model="meta-llama/Llama-3.1-8B")\nprint("::error::not a command")\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def step(workspace: Path, tmp_path: Path, user_cache: Path) -> Step:
    """`step("Scan", fail_on="high")`: run one step with these inputs."""
    runner = tmp_path / "runner"
    runner.mkdir()

    def run(name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        declared = {key.replace("-", "_") for key in ACTION["inputs"]}
        assert set(inputs) <= declared
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_CACHE_HOME": str(user_cache),
            "RUNNER_TEMP": str(runner),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(runner / "output"),
            "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        }
        for variable, expression in STEPS[name]["env"].items():
            wanted = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", expression)
            assert wanted, expression
            environment[variable] = inputs.get(wanted[1].replace("-", "_"), "")
        return subprocess.run(  # noqa: S603 - the steps of our own file
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],  # noqa: S607
            cwd=workspace,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """What the install step leaves behind, from the environment that runs the tests."""
    folder = tmp_path / "runner" / "auditor" / "bin"
    folder.mkdir(parents=True)
    for name in ("auditor", "python"):
        starter = folder / name
        module = " -m auditor" if name == "auditor" else ""
        starter.write_text(f'#!/bin/sh\nexec "{sys.executable}"{module} "$@"\n', encoding="utf-8")
        starter.chmod(0o755)
    return folder.parents[1]


def outputs(runner: Path) -> Mapping[str, str]:
    return dict(line.split("=", 1) for line in (runner / "output").read_text(encoding="utf-8").splitlines())


def test_a_scan_leaves_a_verdict_three_reports_and_a_summary(step: Step, installed: Path) -> None:
    done = step("Scan", as_of="2026-11-25")
    assert done.returncode == 0, done.stderr
    told = outputs(installed)
    assert told["verdict"] == "warn"
    assert json.loads(Path(told["sarif-file"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads(Path(told["json"]).read_text(encoding="utf-8"))["as_of"] == "2026-11-25"
    assert (installed / "summary.md").read_text(encoding="utf-8") == Path(told["report"]).read_text(encoding="utf-8")
    assert set(told) == set(ACTION["outputs"])


def test_a_failed_policy_fails_the_job_and_the_reports_are_there_all_the_same(step: Step, installed: Path) -> None:
    assert step("Scan", fail_on="low").returncode == 1
    assert outputs(installed)["verdict"] == "fail"


def test_since_fails_on_what_came_in_only(step: Step, installed: Path, workspace: Path) -> None:
    repo = Repo(workspace)
    repo.commit()
    repo.put("new.py", "x = 1\n")
    assert step("Scan", fail_on="low", since="HEAD").returncode == 0
    repo.put("new.py", loading("MiniMaxAI/MiniMax-M2.7"))
    assert step("Scan", fail_on="low", since="HEAD").returncode == 1
    wrong = step("Scan", since="--output=json=pwned")
    assert (wrong.returncode, (workspace / "pwned").exists()) == (2, False)


def test_exit_zero_lets_the_reader_of_the_sarif_decide(step: Step, installed: Path) -> None:
    assert step("Scan", fail_on="low", exit_zero="true").returncode == 0


def test_a_wrong_call_fails_the_job(step: Step, installed: Path) -> None:
    done = step("Scan", policy="nowhere")
    assert done.returncode == 2
    assert "there is no policy 'nowhere'" in done.stderr


def test_what_is_scanned_gives_the_runner_no_commands(step: Step, installed: Path) -> None:
    lines = step("Scan").stdout.splitlines()
    stop = re.fullmatch(r"::stop-commands::([0-9a-f]{32})", lines[0])
    assert stop
    assert lines.index(f"::{stop[1]}::") == len(lines) - 1


def test_inputs_never_stand_in_a_script() -> None:
    """`${{ inputs.x }}` inside of `run:` would be a way in; all of them come as environment variables."""
    assert all("${{" not in step["run"] for step in STEPS.values())


@pytest.mark.online
def test_the_install_step_installs(step: Step, tmp_path: Path) -> None:
    done = step("Install", python=sys.executable)
    assert done.returncode == 0, done.stderr
    assert step("Scan").returncode == 0
