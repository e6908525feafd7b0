"""`auditor notices`: the file, the duties, and the check."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

SENTENCE = (
    "Llama 3.2 is licensed under the Llama 3.2 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved."
)


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    """A product that ships with Llama 3.2 weights inside, and a policy that says so."""
    root = tmp_path / "installer"
    root.mkdir()
    (root / "app.py").write_text(
        "from transformers import AutoModel\n\n"
        'model = AutoModel.from_pretrained("meta-llama/Llama-3.2-3B", revision="1a2b3c4")\n',
        encoding="utf-8",
    )
    policy("application", root)
    return root


def policy(distribution: str, root: Path) -> Path:
    """A policy beside the tree."""
    file = root.parent / "policy.yaml"
    file.write_text(
        "schema: 1\nname: ours\nextends: default\nuse: {commercial: true, hosting: true, modification: false, "
        f"monthly-active-users: 1_000, distribution: {distribution}}}\n",
        encoding="utf-8",
    )
    return file


def test_the_file_and_the_duties(run: Run, installer: Path) -> None:
    told = run("notices", installer, "--policy", installer.parent / "policy.yaml").stdout
    assert told.startswith("Third-party notices: AI components of installer\n")
    assert f"\n  {SENTENCE}\n" in told
    assert "\n  version   1a2b3c4\n" in told
    assert (
        "open: pass on a notice with the prescribed sentence\n"
        "  for      meta-llama/Llama-3.2-3B (app.py:3:35)\n"
        "  where    in a file called NOTICE, beside the copies\n"
    ) in told
    assert "  clause   Llama 3.2 Community License Agreement, clause 1.b.iii\n" in told


def test_what_nobody_can_say_is_said(run: Run, installer: Path) -> None:
    (installer / "app.py").write_text(
        'from transformers import AutoModel\nAutoModel.from_pretrained("someone/unheard-of")\n', encoding="utf-8"
    )
    told = run("notices", installer, "--policy", installer.parent / "policy.yaml").stdout
    assert "  licence   not known: no licence is stated\n" in told
    assert "Duties: none\nThe licence of 1 component is not known, and so is what it asks.\n" in told


def test_a_written_file_meets_the_duty_and_is_up_to_date(run: Run, installer: Path) -> None:
    given = ("notices", installer, "--policy", installer.parent / "policy.yaml")
    notice = installer / "NOTICE"
    missing = run(*given, "--check")
    assert (missing.exit_code, f"{notice}: out of date" in missing.stdout) == (1, True)

    assert "open: pass on a notice" in missing.stdout
    written = run(*given, "--output", notice)
    assert (written.exit_code, "open: pass on a notice" in written.stdout) == (0, False)
    checked = run(*given, "--check")
    assert (checked.exit_code, f"{notice}: up to date" in checked.stdout) == (1, True)  # other duties are open

    (installer / "ui.html").write_text("<footer>Built with Llama</footer>\n", encoding="utf-8")
    waived = installer.parent / "policy.yaml"
    waived.write_text(
        waived.read_text(encoding="utf-8") + "waivers:\n"
        "  - {component: 'model:huggingface/*', rule: license/attribution-duty, license: llama3.2, approved-by: legal, "
        "reason: the text is in the box, expires: 2027-01-31}\n",
        encoding="utf-8",
    )
    done = run(*given, "--check", "--as-of", "2026-11-25")
    assert "answered for: pass on a copy of the Llama 3.2 Community License Agreement" in done.stdout
    assert done.exit_code == 0

    (installer / "app.py").write_text("", encoding="utf-8")
    assert run(*given, "--check").exit_code == 1


def test_hosted_only_is_left_out(run: Run, installer: Path) -> None:
    told = run("notices", installer, "--policy", policy("false", installer)).stdout
    assert "No AI component is passed on with installer." in told
    assert "Not listed: 1 component of which, by the policy, no copies are passed on." in told
    assert "open: show users “Built with Llama”" in told
    assert "pass on a notice" not in told


@pytest.mark.parametrize("distribution", ["false", "application"])
def test_the_audit_tells_the_same(run: Run, installer: Path, distribution: str) -> None:
    file = policy(distribution, installer)
    audit = json.loads(run("scan", installer, "--policy", file, "--format", "json").stdout)
    notice = next(one for one in audit["obligations"] if one["duty"] == "notice-text")
    assert (notice["status"], notice["text"]) == (
        "open" if distribution == "application" else "not-applicable",
        SENTENCE,
    )
    assert [one["distributed"] for one in audit["components"] if one["kind"] == "machine-learning-model"] == [
        distribution == "application"
    ]


@pytest.mark.parametrize("format_", ["markdown", "json"])
def test_other_formats_stay_up_to_date_too(run: Run, installer: Path, format_: str) -> None:
    given = ("notices", installer, "--policy", installer.parent / "policy.yaml", "--format", format_)
    file = installer / {"markdown": "NOTICE.md", "json": "NOTICE.json"}[format_]
    run(*given, "--output", file)
    assert f"{file}: up to date" in run(*given, "--check").stdout


def test_a_models_own_repository(run: Run, tmp_path: Path) -> None:
    """The sentence in the written file is about the base, and changes nothing of what the card says of the model."""
    root = tmp_path / "csm-1b"
    root.mkdir()
    card = "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.2-1B\n---\n# csm-1b\n"
    (root / "README.md").write_text(card, encoding="utf-8")
    given = ("notices", root, "--policy", policy("weights", root))
    first = run(*given).stdout
    assert "open: begin its name with “Llama”\n  for      csm-1b (its model)" in first
    assert (
        "  licence   Llama 3.2 Community License Agreement\n"
        "            (LicenseRef-scancode-llama-3.2-license-2024), from\n"
        "            meta-llama/Llama-3.2-1B\n"
    ) in first
    run(*given, "--output", root / "NOTICE")
    assert "NOTICE: up to date" in run(*given, "--check").stdout


def test_the_texts_of_the_tree_are_added_when_asked_for(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "product"
    root.mkdir()
    (root / "app.py").write_text(
        'from transformers import AutoModel\nAutoModel.from_pretrained("mistralai/Mistral-7B-v0.1")\n', encoding="utf-8"
    )
    text = (Path(__file__).parents[3] / "LICENSE").read_text(encoding="utf-8")
    (root / "LICENSES").mkdir()
    (root / "LICENSES" / "Apache-2.0.txt").write_text(text, encoding="utf-8")
    given = ("notices", root, "--policy", policy("application", root), "--with-texts")
    told = run(*given).stdout
    assert "  text      LICENSES/Apache-2.0.txt\n" in told
    assert "Apache License 2.0, from LICENSES/Apache-2.0.txt\n" in told
    assert "END OF TERMS AND CONDITIONS" in told
    run(*given, "--output", root / "NOTICE")
    assert "NOTICE: up to date" in run(*given, "--check").stdout
    assert "END OF TERMS" not in run(*given[:-1]).stdout


def test_a_file_that_cannot_be_written_is_a_wrong_call(run: Run, installer: Path) -> None:
    assert run("notices", installer, "--output", installer / "app.py" / "NOTICE").exit_code == 2
