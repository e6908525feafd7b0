"""`auditor scan`: exit codes, reports, gates."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

DAY = ("--as-of", "2026-11-25")


def findings(text: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(text)["findings"]]


class TestExitCodes:
    def test_a_tree_that_warns_passes(self, run: Run, project: Path) -> None:
        result = run("scan", project, *DAY)
        assert (result.exit_code, "WARN" in result.output) == (0, True)

    def test_a_policy_that_fails_is_1(self, run: Run, project: Path) -> None:
        assert run("scan", project, "-p", project / "strict.yaml", *DAY).exit_code == 1

    def test_exit_zero_turns_1_into_0_and_says_fail_all_the_same(self, run: Run, project: Path) -> None:
        result = run("scan", project, "-p", project / "strict.yaml", "--exit-zero", *DAY)
        assert (result.exit_code, "FAIL" in result.output) == (0, True)

    def test_fail_on_looks_at_severity(self, run: Run, project: Path) -> None:
        assert run("scan", project, "--fail-on", "high", *DAY).exit_code == 1
        assert run("scan", project, "--fail-on", "critical", *DAY).exit_code == 0

    def test_a_tree_without_ai_passes(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "app.py").write_text("print('hello')\n", encoding="utf-8")
        assert run("scan", tmp_path, *DAY).exit_code == 0

    def test_nothing_readable_is_4(self, run: Run, tmp_path: Path) -> None:
        result = run("scan", tmp_path, *DAY)
        assert result.exit_code == 4
        assert "PASS: no findings: nothing readable was there" in result.stdout

    def test_strict_makes_an_unreadable_file_5(self, run: Run, project: Path) -> None:
        (project / "broken.py").write_bytes(
            b'from transformers import AutoModel\nAutoModel.from_pretrained("a/b"\n\xff'
        )
        assert run("scan", project, *DAY).exit_code == 0
        assert run("scan", project, "--strict", *DAY).exit_code == 5

    @pytest.mark.parametrize(
        ("level", "verdict", "code"), [("note", "pass", 0), ("warn", "warn", 0), ("fail", "fail", 1)]
    )
    def test_the_policy_says_what_an_unreadable_file_does(
        self, run: Run, tmp_path: Path, level: str, verdict: str, code: int
    ) -> None:
        tree = tmp_path / "tree"
        tree.mkdir()
        (tree / "app.py").write_text("print('hello')\n", encoding="utf-8")
        policy = tmp_path / "p.yaml"
        policy.write_text(f"schema: 1\nname: p\nunreadable: {level}\n", encoding="utf-8")
        assert json.loads(run("scan", tree, "-p", policy, "-f", "json", *DAY).stdout)["verdict"] == "pass"
        (tree / "config.json").write_text('{"model": ' + "[" * 10_000, encoding="utf-8")
        result = run("scan", tree, "-p", policy, "-f", "json", *DAY)
        assert (json.loads(result.stdout)["verdict"], result.exit_code) == (verdict, code)
        page = run("scan", tree, "-p", policy, "-f", "markdown", *DAY).stdout
        assert ("not every file could be read" in page) is (verdict != "pass")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("nowhere",), "nowhere"),
            ((".", "--policy", "nowhere"), "there is no policy 'nowhere'; there are commercial-saas"),
            ((".", "--format", "pdf"), "'pdf' is not one of"),
            ((".", "--output", "pdf=x"), "'pdf=x' is not NAME=FILE with a NAME out of"),
            ((".", "--as-of", "yesterday"), "'yesterday' is no date such as"),
            ((".", "--fail-on", "bad"), "'bad' is not one of"),
            ((".", "--baseline", "nowhere.jsonl"), "nowhere.jsonl: the baseline cannot be read"),
            ((".", "--knowledge", "nowhere"), "nowhere: there is no knowledge folder of this name"),
            ((".", "second"), "one PATH only, but second was given too"),
            ((".", "--nonsense"), "No such option"),
        ],
    )
    def test_a_wrong_call_is_2_and_one_sentence(
        self, run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
    ) -> None:
        monkeypatch.chdir(project)
        result = run("scan", *words)
        assert result.exit_code == 2
        assert says in result.output
        assert "Traceback" not in result.output

    def test_a_bad_policy_is_one_sentence_with_its_place(self, run: Run, project: Path) -> None:
        policy = project / "bad.yaml"
        policy.write_text("schema: 1\nname: bad\nuse: {comercial: true}\n", encoding="utf-8")
        result = run("scan", project, "-p", policy)
        assert result.exit_code == 2
        assert result.output == f"error: {policy}:3:7: 'comercial' is not a key of use; did you mean commercial?\n"


class TestReports:
    def test_one_scan_writes_many_reports(self, run: Run, project: Path, tmp_path: Path) -> None:
        sarif, page = tmp_path / "out" / "a.sarif", tmp_path / "out" / "a.md"
        result = run("scan", project, "-f", "json", "-o", f"sarif={sarif}", "-o", f"markdown={page}", *DAY)
        told = json.loads(result.stdout)
        results = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
        assert len(results) == len(told["findings"]) > 3
        assert page.read_text(encoding="utf-8").startswith("# ")
        assert {file.name for file in (tmp_path / "out").iterdir()} == {"a.sarif", "a.md"}

    def test_duties_are_told_beside_a_report_that_is_silent_on_them(
        self, run: Run, project: Path, tmp_path: Path
    ) -> None:
        page = tmp_path / "a.md"
        run("scan", project, "-f", "sarif", "-o", f"markdown={page}", *DAY)
        alone = run("scan", project, "-f", "markdown", *DAY).stdout
        assert page.read_text(encoding="utf-8") == alone
        assert "| State | To do |" in alone

    def test_two_runs_say_the_same_bytes_with_and_without_a_cache(self, run: Run, project: Path) -> None:
        texts = [run("scan", project, "-f", name, *DAY).stdout for name in ("json", "sarif", "markdown", "terminal")]
        again = [run("scan", project, "-f", name, *DAY).stdout for name in ("json", "sarif", "markdown", "terminal")]
        fresh = [
            run("scan", project, "-f", name, "--no-cache", *DAY).stdout
            for name in ("json", "sarif", "markdown", "terminal")
        ]
        assert texts == again == fresh

    def test_the_day_is_an_argument_and_source_date_epoch_stands_in_for_the_clock(
        self, run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        assert json.loads(run("scan", project, "-f", "json").stdout)["as_of"] == "2026-01-01"
        assert json.loads(run("scan", project, "-f", "json", *DAY).stdout)["as_of"] == "2026-11-25"

    def test_a_report_that_cannot_be_written_is_a_wrong_call(self, run: Run, project: Path) -> None:
        result = run("scan", project, "-o", f"json={project / 'app.py' / 'x.json'}", *DAY)
        assert result.exit_code == 2
        assert "cannot be written" in result.output

    def test_the_scanned_folder_goes_by_its_name_and_never_by_its_path(self, run: Run, project: Path) -> None:
        for name in ("json", "sarif", "markdown", "terminal"):
            assert str(project.parent) not in run("scan", project, "-f", name, *DAY).stdout


class TestOnlyWhatIsNew:
    def test_the_baseline_holds_what_was_there_and_only_new_findings_fail(self, run: Run, project: Path) -> None:
        accepted, policy = project / "b.jsonl", project / "strict.yaml"
        assert run("baseline", project, "-p", policy, "-o", accepted, *DAY).exit_code == 0
        assert run("scan", project, "-p", policy, "--baseline", accepted, *DAY).exit_code == 0
        (project / "new.py").write_text(
            'import transformers\ntransformers.pipeline(model="someone/else")\n', encoding="utf-8"
        )
        result = run("scan", project, "-p", policy, "--baseline", accepted, "-f", "json", *DAY)
        assert result.exit_code == 1
        new = [f["component"] for f in json.loads(result.stdout)["findings"] if f["baseline"] == "new"]
        assert set(new) == {"model:huggingface/someone/else"}

    def test_changed_files_answer_for_what_they_introduce(
        self, run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "settings.py").write_text('MODEL = "someone/else"\n', encoding="utf-8")
        (project / "load.py").write_text(
            "import settings\nfrom transformers import AutoModel\nAutoModel.from_pretrained(settings.MODEL)\n",
            encoding="utf-8",
        )
        monkeypatch.chdir(project)
        changed = run("scan", "--changed", "settings.py", "-f", "json", *DAY)
        components = {f["component"] for f in json.loads(changed.stdout)["findings"] if f["component"]}
        assert components == {"model:huggingface/someone/else"}
        through = run("scan", "--changed", "load.py", "-f", "json", *DAY)
        assert {f["component"] for f in json.loads(through.stdout)["findings"]} - {None} == components
        nothing = run("scan", "--changed", "strict.yaml", "-f", "json", *DAY)
        assert findings(nothing.stdout) == []

    def test_excluded_files_are_not_looked_at(self, run: Run, project: Path) -> None:
        told = json.loads(run("scan", project, "--exclude", "app.py", "-f", "json", *DAY).stdout)
        assert [component["id"] for component in told["components"]] == ["library:pypi/transformers"]


class TestCommentsThatWaive:
    COMMENT = "  # auditor: ignore[license/unknown] until=2027-01-31 license=none-stated read by legal"

    def tree(self, project: Path, comment: str) -> Path:
        text = (project / "app.py").read_text(encoding="utf-8").removesuffix("\n")
        (project / "app.py").write_text(text + comment + "\n", encoding="utf-8")
        policy = project / "strict.yaml"
        policy.write_text(policy.read_text(encoding="utf-8") + "inline-waivers: allow\n", encoding="utf-8")
        return policy

    def test_they_set_aside_what_they_cover_and_every_format_counts_it(self, run: Run, project: Path) -> None:
        assert run("scan", project, "-p", project / "strict.yaml", *DAY).exit_code == 1
        policy = self.tree(project, self.COMMENT)
        result = run("scan", project, "-p", policy, *DAY)
        assert result.exit_code == 0
        assert "1 waived (1 of them by comments), 0 known from a baseline" in result.stdout
        assert "1 waived (1 of them by comments)" in run("scan", project, "-p", policy, "-f", "markdown", *DAY).stdout
        told = json.loads(run("scan", project, "-p", policy, "-f", "json", *DAY).stdout)
        assert told["suppressed"] == {"waived": 1, "inline": 1, "baseline": 0, "not_introduced": 0}
        log = json.loads(run("scan", project, "-p", policy, "-f", "sarif", *DAY).stdout)["runs"][0]
        assert (log["properties"]["waived"], log["properties"]["waivedInline"]) == (1, 1)
        kinds = [one["kind"] for result in log["results"] for one in result["suppressions"]]
        assert kinds == ["inSource"]

    def test_no_ignores_shows_all(self, run: Run, project: Path) -> None:
        policy = self.tree(project, self.COMMENT)
        assert run("scan", project, "-p", policy, "--no-ignores", *DAY).exit_code == 1

    def test_a_policy_that_denies_them_is_told_of_each(self, run: Run, project: Path) -> None:
        self.tree(project, self.COMMENT)
        told = json.loads(run("scan", project, "-f", "json", *DAY).stdout)
        assert [diagnostic["code"] for diagnostic in told["diagnostics"]] == ["inline-waiver-denied"]
        assert told["suppressed"] == {"waived": 0, "inline": 0, "baseline": 0, "not_introduced": 0}

    def test_a_mistake_is_a_wrong_call_with_its_place(self, run: Run, project: Path) -> None:
        policy = self.tree(project, self.COMMENT.replace("until", "untill"))
        result = run("scan", project, "-p", policy, *DAY)
        assert result.exit_code == 2
        assert "error: app.py:4:93: 'untill' is not a key of an inline waiver; did you mean until?" in result.output
