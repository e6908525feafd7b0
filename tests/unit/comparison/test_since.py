"""`auditor scan --since REV`: only what a change brought in is reported, and only that can fail."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.repository import Repo, loading

DAY = ("--as-of", "2026-11-25")
STRICT = "schema: 1\nname: strict\nextends: default\nuse: {commercial: true}\n"
MILD = "MiniMaxAI/MiniMax-M2.5"
BANNED = "MiniMaxAI/MiniMax-M2.7"


def since(run: Run, revision: str, *words: str, path: str = ".") -> dict[str, Any]:
    result = run("scan", path, "--since", revision, "-f", "json", *DAY, *words)
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def components(told: dict[str, Any]) -> set[str]:
    return {finding["component"].rpartition("/")[2] for finding in told["findings"] if finding["component"]}


class TestWhatIsNew:
    def test_a_model_that_came_is_reported_and_gates_and_the_old_ones_do_not(self, run: Run, repo: Repo) -> None:
        repo.put("strict.yaml", STRICT)
        first = repo.commit(old_py=loading(BANNED))
        repo.commit(new_py=loading(MILD))
        told = since(run, "HEAD~1", "-p", "strict.yaml")
        assert components(told) == {"MiniMax-M2.5"}
        assert (told["since"], told["verdict"]) == ({"revision": "HEAD~1", "commit": first}, "pass")
        assert told["suppressed"]["not_introduced"] > 3
        assert run("scan", "--since", "HEAD~1", "-p", "strict.yaml", *DAY).exit_code == 0
        assert run("scan", "-p", "strict.yaml", *DAY).exit_code == 1
        repo.put("more.py", loading(BANNED, "someone/unheard-of"))
        assert run("scan", "--since", "HEAD", "-p", "strict.yaml", *DAY).exit_code == 1

    def test_a_line_inserted_above_and_a_renamed_file_bring_in_nothing(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(BANNED, "someone/unheard-of"))
        repo.put("app.py", "# a new first line\n" + loading(BANNED, "someone/unheard-of"))
        assert since(run, "main")["findings"] == []
        repo.git("mv", "app.py", "renamed.py")
        assert since(run, "main")["findings"] == []
        repo.commit(part_py=loading("someone/unheard-of"), renamed_py=loading(BANNED))
        assert since(run, "HEAD~1")["findings"] == []

    def test_a_further_use_is_brought_in_with_its_place_first(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(BANNED))
        repo.put("zz.py", loading(BANNED))
        told = since(run, "main")
        assert components(told) == {"MiniMax-M2.7"}
        assert [place["path"] for place in told["findings"][0]["locations"]] == ["zz.py", "app.py"]

    def test_uncommitted_staged_and_untracked_files_count_and_ignored_ones_do_not(self, run: Run, repo: Repo) -> None:
        repo.put(".gitignore", "ignored.py\n")
        repo.commit(a_py="x = 1\n")
        repo.put("a.py", loading("acme/modified"))
        repo.put("b.py", loading("acme/staged"))
        repo.git("add", "b.py")
        repo.put("c.py", loading("acme/untracked"))
        repo.put("ignored.py", loading("acme/ignored"))
        assert components(since(run, "HEAD")) == {"modified", "staged", "untracked"}

    def test_a_tracked_file_that_is_ignored_was_there_before(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(BANNED))
        repo.put(".gitignore", "*.py\n")
        assert since(run, "HEAD")["findings"] == []

    def test_names_that_reach_their_call_through_a_changed_file(self, run: Run, repo: Repo) -> None:
        repo.commit(
            settings_py=f'MODEL = "{MILD}"\n',
            load_py="import settings\nfrom transformers import AutoModel\nAutoModel.from_pretrained(settings.MODEL)\n",
        )
        repo.put("settings.py", f'MODEL = "{BANNED}"\n')
        told = since(run, "HEAD")
        assert components(told) == {"MiniMax-M2.7"}
        assert {finding["locations"][0]["path"] for finding in told["findings"]} == {"settings.py"}

    def test_a_deleted_file_brings_in_what_it_had_answered(self, run: Run, repo: Repo) -> None:
        repo.put("policy.yaml", "schema: 1\nname: p\nextends: default\nuse: {commercial: true}\n")
        repo.put("weights/LICENSE", "MIT License\n\nPermission is hereby granted, free of charge, to any person\n")
        repo.put("weights/README.md", "---\nlicense: other\n---\n# ours\n")
        repo.commit(app_py="import transformers\ntransformers.AutoModel.from_pretrained('./weights')\n")
        before = since(run, "HEAD", "-p", "policy.yaml")
        assert before["findings"] == []
        (repo.folder / "weights" / "LICENSE").unlink()
        after = since(run, "HEAD", "-p", "policy.yaml")
        assert "license/unknown" in {finding["rule"] for finding in after["findings"]}

    def test_a_deleted_model_brings_in_nothing(self, run: Run, repo: Repo) -> None:
        repo.commit(a_py=loading(BANNED), b_py=loading(MILD))
        (repo.folder / "a.py").unlink()
        assert since(run, "HEAD")["findings"] == []

    def test_what_happened_on_the_other_branch_is_nobodys_doing_here(self, run: Run, repo: Repo) -> None:
        base = repo.commit(a_py=loading(BANNED))
        repo.git("checkout", "-q", "-b", "work")
        repo.commit(b_py="x = 1\n")
        repo.git("checkout", "-q", "main")
        repo.commit(a_py="x = 1\n")
        repo.git("checkout", "-q", "work")
        told = since(run, "main")
        assert (told["findings"], told["since"]["commit"]) == ([], base)

    def test_a_folder_of_the_repository_is_compared_with_itself(self, run: Run, repo: Repo) -> None:
        repo.commit(services__a__app_py=loading(BANNED), services__b__app_py="x = 1\n")
        repo.put("services/b/app.py", loading("acme/new"))
        repo.put("services/a/app.py", loading("acme/elsewhere"))
        assert components(since(run, "HEAD", path="services/b")) == {"new"}

    def test_an_unreadable_file_of_before_does_not_gate(self, run: Run, repo: Repo) -> None:
        repo.put("fail.yaml", "schema: 1\nname: fail\nextends: default\nunreadable: fail\n")
        repo.commit(config_json='{"model": ' + "[" * 10_000)
        assert since(run, "HEAD", "-p", "fail.yaml")["verdict"] == "pass"
        repo.put("other.json", '{"model": ' + "[" * 10_000)
        assert since(run, "HEAD", "-p", "fail.yaml")["verdict"] == "fail"


class TestWhenThePolicyChanged:
    def test_what_is_new_by_the_policy_is_told_apart_and_gates(self, run: Run, repo: Repo) -> None:
        repo.put("policy.yaml", "schema: 1\nname: p\nextends: default\nuse: {commercial: false}\n")
        repo.commit(app_py=loading(BANNED))
        assert since(run, "HEAD", "-p", "policy.yaml")["findings"] == []
        repo.put("policy.yaml", STRICT)
        told = since(run, "HEAD", "-p", "policy.yaml")
        assert told["findings"][0]["rule"] == "license/non-commercial"
        assert told["verdict"] == "fail"
        (note,) = [one["message"] for one in told["diagnostics"] if one["code"] == "policy-changed"]
        count = len(told["findings"])
        assert note.endswith(f"{count} of the {count} findings are new for that reason, not by the code")

    def test_a_comment_in_the_policy_is_no_change(self, run: Run, repo: Repo) -> None:
        repo.put("policy.yaml", STRICT)
        repo.commit(app_py=loading(BANNED))
        repo.put("policy.yaml", "# why\n" + STRICT)
        assert since(run, "HEAD", "-p", "policy.yaml")["diagnostics"] == []

    def test_a_waiver_that_was_taken_back(self, run: Run, repo: Repo) -> None:
        waiver = (
            'waivers: [{component: "model:*/*", rule: license/non-commercial, reason: demo, approved-by: a@example.com,\n'
            "  license: LicenseRef-minimax-m2.7-noncommercial, expires: 2027-03-31}]\n"
        )
        repo.put("policy.yaml", STRICT + waiver)
        repo.commit(app_py=loading(BANNED))
        repo.put("policy.yaml", STRICT)
        assert [f["rule"] for f in since(run, "HEAD", "-p", "policy.yaml")["findings"]] == ["license/non-commercial"]

    def test_a_policy_that_could_not_be_read_then_or_was_not_there_is_told(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(BANNED))
        repo.put("policy.yaml", "schema: 1\nname: p\nuse: {comercial: true}\n")
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "broken")
        repo.put("policy.yaml", STRICT)
        (told,) = since(run, "HEAD", "-p", "policy.yaml")["diagnostics"]
        assert told["message"].startswith(
            "the policy or the knowledge of HEAD cannot be read, so today's is used for it: policy.yaml:3:7: 'comercial'"
        )
        (told,) = since(run, "HEAD~1", "-p", "policy.yaml")["diagnostics"]
        assert told["message"] == "policy.yaml is not there at HEAD~1, so today's is used for it"


class TestWrongCalls:
    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--since", "nowhere"), "error: there is no revision 'nowhere' in this repository\n"),
            (("--since=--upload-pack=x",), "error: there is no revision '--upload-pack=x' in this repository\n"),
            (("--since", "HEAD", "--changed"), "error: --since finds the changed files itself; leave --changed out\n"),
            (("a.py", "--since", "HEAD"), "error: a.py: revisions are compared by folder, and this is none\n"),
        ],
    )
    def test_one_sentence_and_exit_2(self, run: Run, repo: Repo, words: tuple[str, ...], says: str) -> None:
        repo.commit(a_py="x = 1\n")
        result = run("scan", *words)
        assert (result.exit_code, result.output) == (2, says)

    def test_outside_of_a_repository(self, run: Run, tmp_path: Path) -> None:
        result = run("scan", tmp_path, "--since", "HEAD")
        assert result.exit_code == 2
        assert "not in a git repository, so there are no revisions to compare with" in result.output


def test_a_baseline_holds_beside_it(run: Run, repo: Repo) -> None:
    repo.put("strict.yaml", STRICT)
    repo.commit(a_py="x = 1\n")
    repo.put("a.py", loading(BANNED))
    run("baseline", "-p", "strict.yaml", "-o", "../b.jsonl", *DAY)
    assert run("scan", "--since", "HEAD", "-p", "strict.yaml", "--baseline", "../b.jsonl", *DAY).exit_code == 0
    assert run("scan", "--since", "HEAD", "-p", "strict.yaml", *DAY).exit_code == 1


def test_in_sarif_what_came_in_is_new(run: Run, repo: Repo) -> None:
    repo.commit(a_py=loading(BANNED))
    repo.put("b.py", loading(MILD))
    (told,) = json.loads(run("scan", "--since", "HEAD", "-f", "sarif", *DAY).stdout)["runs"]
    assert {result["baselineState"] for result in told["results"]} == {"new"}
    assert told["properties"]["notIntroduced"] > 0
    (whole,) = json.loads(run("scan", "-f", "sarif", *DAY).stdout)["runs"]
    assert not any("baselineState" in result for result in whole["results"])


def test_every_report_says_against_what_it_was_held(run: Run, repo: Repo) -> None:
    commit = repo.commit(a_py=loading(BANNED))
    for name in ("terminal", "markdown"):
        told = " ".join(run("scan", "--since", "main", "-f", name, *DAY).stdout.split())
        assert f"main (commit {commit[:10]})" in told
        assert "not of this change" in told
