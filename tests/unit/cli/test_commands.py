"""The small commands: show, explain, why, policy, knowledge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import COMMANDS
from auditor.rules import RULES
from tests.unit.cli.conftest import Run


def test_version_comes_without_loading_anything_heavy() -> None:
    heavy = {"yaml", "msgspec", "networkx", "click", "rich", "tree_sitter", "requests"}
    code = "import sys; sys.argv = ['auditor', '--version']\nfrom auditor.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: pass\nimport json; print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert told[0].startswith("auditor ")
    assert not heavy & set(json.loads(told[1]))


@pytest.mark.parametrize("rule", [rule.META.id for rule in RULES])
def test_every_rule_is_explained(run: Run, rule: str) -> None:
    result = run("explain", rule)
    assert result.exit_code == 0
    assert rule in result.output
    assert "Why: " in result.output
    assert "Remedy: " in result.output


def test_a_licence_and_a_term_are_explained(run: Run) -> None:
    assert "Apache License 2.0" in run("explain", "Apache-2.0").output
    assert "must begin with" in run("explain", "name-prefix").output


def test_a_licences_page_tells_each_answer_with_its_clause_and_its_details(run: Run) -> None:
    page = run("explain", "llama3.2").output
    assert "thresholds                  with more than 700,000,000 monthly active users (" in page
    assert "regions-excluded            EU  (clause “Acceptable Use Policy, " in page
    assert "for multimodal only" in page
    assert "it counts where the licensee is established, not where users are" in page
    assert "note: stands in the policy only, not in the licence file" in page
    terms = run("explain", "LicenseRef-openai-services-agreement").output
    assert "also known as" not in terms
    assert "for 30 days at most" in terms


def test_what_is_to_be_known_of_a_whole_text_stands_below_it(run: Run) -> None:
    assert "note: The text ships with MiniMax-M2.5 on GitHub" in run("explain", "minimax-model-license").output
    told = json.loads(run("show", "license:minimax-model-license", "--format", "json").stdout)
    assert any("contradict" in note for note in told["license"]["notes"])


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("license/input-training", "rule"),
        ("inputs-retained", "question"),
        ("llama3.1", "license"),
        ("score", "score"),
        ("obligations", "obligations"),
    ],
)
def test_what_is_explained_is_told_to_scripts_too(run: Run, word: str, kind: str) -> None:
    told = json.loads(run("explain", word, "--format", "json").stdout)
    assert (told["query"], told["kind"]) == (word, kind)
    assert told[kind]


def test_a_question_says_of_whom_it_is_asked(run: Run) -> None:
    assert "asked of: the terms of hosted services only" in run("explain", "inputs-retained").output
    assert "asked of" not in run("explain", "name-prefix").output
    question = json.loads(run("explain", "inputs-retained", "-f", "json").stdout)["question"]
    assert (question["of"], question["rules"]) == ("provider-terms", ["license/input-retention"])


def test_a_search_is_told_to_scripts_too(run: Run) -> None:
    told = json.loads(run("knowledge", "search", "beerware", "--format", "json").stdout)
    assert told == {"query": "beerware", "count": 1, "found": ["license:Beerware"]}
    none = json.loads(run("knowledge", "search", "no-such-thing-at-all", "--format", "json").stdout)
    assert none == {"query": "no-such-thing-at-all", "count": 0, "found": []}
    many = json.loads(run("knowledge", "search", "llama", "--most", "3", "--format", "json").stdout)
    assert (len(many["found"]), many["count"] > 100) == (3, True)


def test_a_licence_that_is_known_by_name_only_says_so(run: Run) -> None:
    for word in ("explain", "show"):
        told = run(word, "Beerware").output
        assert "known by name only: its text has not been read here, so every answer is unknown" in told
        assert "https://spdx.org/licenses/Beerware.html" in told
    (line,) = run("show", "Beerware", "--format", "json").stdout.splitlines()
    license_ = json.loads(line)["license"]
    assert (license_["named_only"], license_["reviewed"]) == (True, None)
    assert {answer["answer"] for answer in license_["answers"].values()} == {"unknown"}
    assert "license:Beerware (by name only)" in run("knowledge", "search", "beerware").output


def test_a_supplier_goes_before_a_licence_of_which_only_the_name_is_known(run: Run) -> None:
    assert "Intel Corporation" in run("show", "intel").output
    assert "known by name only" in run("show", "license:intel").output


def test_a_word_that_means_nothing_is_a_wrong_call(run: Run) -> None:
    result = run("explain", "license/naming-dutty")
    assert result.exit_code == 2
    assert "license/naming-duty" in result.output


def test_show_tells_all_that_is_known_of_a_model(run: Run) -> None:
    result = run("show", "meta-llama/Llama-3.1-8B", "--as-of", "2026-11-25")
    assert result.exit_code == 0
    assert "Llama 3.1 Community License" in result.output
    assert "Meta" in result.output


def test_show_answers_a_batch_from_standard_input_line_by_line(run: Run) -> None:
    from click.testing import CliRunner

    from auditor.cli import auditor

    result = CliRunner().invoke(auditor, ["show", "-", "--format", "json"], input="gpt-4o\nno-such-thing-at-all\n")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(told) == 2


def test_why_shows_every_chain(run: Run, project: Path) -> None:
    result = run("why", "meta-llama/Llama-3.1-8B", project)
    assert result.exit_code == 0
    assert "shop → meta-llama/Llama-3.1-8B" in result.output


def test_policy_show_prints_a_policy_that_can_be_read_again(run: Run, tmp_path: Path) -> None:
    printed = run("policy", "show", "commercial-saas").output
    assert "  commercial: true" in printed
    assert "# policies/commercial-saas.yaml:" in printed
    again = tmp_path / "again.yaml"
    again.write_text(printed, encoding="utf-8")
    assert run("policy", "check", again).exit_code == 0


def test_policy_show_tells_what_does_not_hold(run: Run, tmp_path: Path) -> None:
    plain, full = run("policy", "show", "research").output, run("policy", "show", "research", "--origins").output
    assert "# extends: default\n" in plain
    assert "over policies/default.yaml" not in plain
    assert "#   over policies/default.yaml:" in full
    again = tmp_path / "again.yaml"
    again.write_text(full, encoding="utf-8")
    assert run("policy", "check", again).output == f"{again}: no mistakes found in research\n"


def test_policy_check_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: 1\nname: bad\nrules: {license/naming-dutty: note}\n", encoding="utf-8")
    result = run("policy", "check", "default", bad)
    assert result.exit_code == 2
    assert f"{bad}:3:9: 'license/naming-dutty' is not a rule; did you mean license/naming-duty?" in result.output


def test_knowledge_tells_its_date_and_counts(run: Run) -> None:
    result = run("knowledge", "status")
    assert result.exit_code == 0
    assert "  licences and terms, read clause by clause\n" in result.output
    assert "  model families\n" in result.output
    assert "meta-llama" in run("knowledge", "search", "llama-3.1-8b").output


def test_help_lists_the_exit_codes_as_they_stand_and_options_under_their_headings(run: Run) -> None:
    told = run("--help").output
    assert "\n  Exit codes:  0 passed   1 the policy failed   2 wrong use   3 could not finish\n" in told
    assert "\\b" not in told
    told = run("graph", "--help").output
    headings = [line for line in told.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Input:", "Policy:", "Output:", "Other:"]


@pytest.mark.parametrize(
    ("raised", "says"),
    [
        (RuntimeError("a list that was empty"), "This is a bug in auditor; please report it with the lines below.\n"),
        (KeyboardInterrupt(), "broken off\n"),
    ],
)
def test_what_could_not_finish_is_no_verdict(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, says: str
) -> None:
    def breaks(request: object) -> None:
        raise raised

    monkeypatch.setattr("auditor.pipeline.audit", breaks)
    result = run("scan", project)
    assert result.exit_code == 3
    assert result.stderr.startswith(says)
    assert str(raised) in result.stderr
    assert result.stdout == ""


def test_help_names_every_command(run: Run) -> None:
    told = run("--help").output
    for command in COMMANDS:
        assert f"\n  {command} " in told


CASES = """\
schema: 1
as-of: 2026-11-25
cases:
  - name: it may not be sold
    components: [{id: "model:huggingface/acme/one", license: CC-BY-NC-4.0, supplier: x, version: "1"}]
    verdict: fail
    findings: {license/non-commercial: fail}
"""


def test_policy_test_holds_a_policy_against_its_cases(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.yaml").write_text("schema: 1\nname: ours\nextends: default\nuse: {commercial: true}\n", encoding="utf-8")
    Path("ours.test.yaml").write_text(CASES, encoding="utf-8")
    for words in ((), ("ours.yaml",), ("ours.test.yaml",)):
        result = run("policy", "test", *words)
        assert (result.exit_code, result.output) == (0, "ours.test.yaml: 1 case of ours, all as expected\n")
    Path("ours.test.yaml").write_text(CASES.replace("fail", "warn"), encoding="utf-8")
    result = run("policy", "test")
    assert result.exit_code == 1
    assert result.output == (
        "ours.test.yaml:4:5: it may not be sold\n"
        "  - verdict: warn\n"
        "  + verdict: fail\n"
        "  - license/non-commercial of model:huggingface/acme/one: warn\n"
        "  + license/non-commercial of model:huggingface/acme/one: fail  (acme/one may not be used commercially)\n"
        "ours.test.yaml: 1 case of ours, 1 not as expected\n"
    )


def test_policy_test_knows_the_shipped_policies_and_says_what_is_wrong(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "of research, all as expected" in run("policy", "test", "research").output
    monkeypatch.chdir(tmp_path)
    assert "no table of cases (*.test.yaml) stands in this folder" in run("policy", "test").output
    Path("ours.yaml").write_text("schema: 1\nname: ours\n", encoding="utf-8")
    assert "it would be ours.test.yaml" in run("policy", "test", "ours.yaml").output
    Path("ours.test.yaml").write_text(CASES.replace("verdict", "verdit"), encoding="utf-8")
    result = run("policy", "test")
    assert result.exit_code == 2
    assert "ours.test.yaml:6:5: 'verdit' is not a key of cases[0]; did you mean verdict?" in result.output


def test_graph_draws_the_tree_or_a_part_of_it(run: Run, project: Path, tmp_path: Path) -> None:
    whole = run("graph", project, "--as-of", "2026-11-25")
    assert whole.exit_code == 0
    assert whole.stdout.startswith('flowchart LR\n  n1(["shop"])\n')
    assert "someone/unheard-of" in whole.stdout
    part = run("graph", project, "--only", "llama", "--as-of", "2026-11-25").stdout
    assert "someone/unheard-of" not in part
    assert "meta-llama/Llama-3.1-8B" in part
    file = tmp_path / "graph.json"
    assert run("graph", project, "-f", "json", "-o", file, "--as-of", "2026-11-25").output == ""
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == "auditor/graph-1"
    nowhere = run("graph", project, "--only", "nothing-like-it")
    assert (nowhere.exit_code, nowhere.output) == (2, "error: 'nothing-like-it' is nowhere in the tree\n")


def test_a_tree_that_failed_before_is_told_to_fail_as_before(run: Run, project: Path, tmp_path: Path) -> None:
    audit = tmp_path / "audit.json"
    assert run("scan", project, "-p", project / "strict.yaml", "-o", f"json={audit}").exit_code == 1
    result = run("diff", audit, audit)
    assert result.exit_code == 0
    assert "FAIL, as before: nothing new fails" in result.stdout


def test_a_baseline_counts_in_words(run: Run, project: Path, tmp_path: Path) -> None:
    told = run("baseline", project, "-o", tmp_path / "b.jsonl", "--exclude", "app.py", "--exclude", "*.yaml").stdout
    assert told.endswith(": 1 finding accepted\n")
