"""Settings in files: those at the root hold, and what stands below them only tightens."""

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.cli.settings import seen_from, settings_for
from auditor.domain.finding import Severity
from auditor.errors import AuditorError
from tests.unit.cli.conftest import Run

FORMATS = ("terminal", "json", "sarif")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, in which one works."""
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    (root / "sub").mkdir()
    monkeypatch.chdir(root)
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def told(path: Path, **more: Any) -> list[str]:
    return [f"{one.location or ''} {one.message}".strip() for one in settings_for(path, formats=FORMATS, **more).told]


class TestAtTheRoot:
    def test_a_project_file_or_one_of_our_own(self, repository: Path) -> None:
        (repository / "more").mkdir()
        write(repository / "ci/ours.yaml", "schema: 1\nname: ours\nextends: default\n")
        text = (
            'policy = "ci/ours.yaml"\nfail-on = "high"\nexclude = ["vendor/"]\nbaseline = "b.jsonl"\n'
            'knowledge = ["more"]\nformat = "json"\noutput = ["sarif=out/a.sarif"]\nstrict = true\nverbose = true\n'
        )
        write(repository / "pyproject.toml", "[project]\nname = 'x'\n\n[tool.auditor]\n" + text)
        chosen = settings_for(Path(), formats=FORMATS)
        assert (chosen.policy, chosen.fail_on, chosen.exclude) == ("ci/ours.yaml", Severity.HIGH, ("vendor/",))
        assert (chosen.baseline, chosen.knowledge) == (Path("b.jsonl"), (Path("more"),))
        assert (chosen.format, chosen.output) == ("json", ("sarif=out/a.sarif",))
        assert (chosen.strict, chosen.verbose, chosen.told) == (True, True, ())
        (repository / "pyproject.toml").unlink()
        write(repository / "auditor.toml", text)
        assert settings_for(Path(), formats=FORMATS).policy == "ci/ours.yaml"

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('policy = "defalt"', "1:10: there is no policy 'defalt'; did you mean default?"),
            ('policy = "ci/gone.yaml"', "1:10: ci/gone.yaml: there is no such policy file"),
            ("policy = 5", "1:10: '5' stands where a text is needed"),
            ('baseline = "gone.jsonl"', "1:12: there is no file gone.jsonl; `auditor baseline` writes it"),
            ('knowledge = ["gone"]', "1:13: there is no folder 'gone'"),
            ('exclude = [""]', "1:11: an empty pattern leaves nothing out; write vendor/"),
        ],
    )
    def test_what_is_not_there_is_told_where_it_is_named(
        self, run: Run, repository: Path, text: str, says: str
    ) -> None:
        write(repository / "auditor.toml", text + "\n")
        result = run("scan", ".")
        assert (result.exit_code, result.stderr) == (2, f"error: auditor.toml:{says}\n")

    def test_a_baseline_that_is_named_before_it_is_written_can_be_written(self, run: Run, repository: Path) -> None:
        write(repository / "auditor.toml", 'baseline = "auditor-baseline.jsonl"\n')
        assert run("baseline").exit_code == 0
        write(repository / "app.py", "x = 1\n")
        assert run("scan", ".").exit_code == 0

    def test_from_a_folder_below_paths_and_patterns_mean_the_same(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(repository / "ours.yaml", "schema: 1\nname: ours\n")
        write(repository / "auditor.toml", 'policy = "ours.yaml"\nexclude = ["sub/gen/", "*.tmp", "other/x"]\n')
        monkeypatch.chdir(repository / "sub")
        chosen = settings_for(Path())
        assert (chosen.policy, chosen.exclude) == ("../ours.yaml", ("/gen/", "*.tmp"))

    def test_a_shipped_policy_goes_by_its_name(self, repository: Path) -> None:
        write(repository / "auditor.toml", 'policy = "research"\n')
        assert settings_for(Path()).policy == "research"
        assert settings_for(Path(), policy="default").policy == "default"

    def test_without_settings_nothing_is_said(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[project]\nname = 'x'\n")
        assert settings_for(Path()).own is None

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('fail_on = "high"\n', "auditor.toml:1:1: 'fail_on' is not a key of this file; did you mean fail-on?"),
            (
                'fail-on = "bad"\n',
                "auditor.toml:1:11: 'bad' is not a severity; use note, low, medium, high or critical",
            ),
            ('\nformat = "pdf"\n', "auditor.toml:2:10: 'pdf' is no format; use terminal, json, sarif"),
            ('output = ["pdf=x"]\n', "auditor.toml:1:10: 'pdf=x' is not NAME=FILE"),
            (
                'output = ["json=../x"]\n',
                "auditor.toml:1:10: '../x' lies outside of the repository; only the command line",
            ),
            ('exclude = "vendor"\n', "auditor.toml:1:11: 'vendor' stands where a list is needed"),
            ("strict = \n", "auditor.toml:1:"),
        ],
    )
    def test_a_mistake_is_an_error_with_its_place(self, repository: Path, text: str, message: str) -> None:
        write(repository / "auditor.toml", text)
        with pytest.raises(AuditorError) as error:
            settings_for(Path(), formats=FORMATS)
        assert str(error.value).startswith(message)

    def test_in_a_project_file_the_place_is_that_of_the_file(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[project]\nname = 'x'\n[tool.auditor]\nstrct = true\n")
        with pytest.raises(AuditorError, match=r"^pyproject\.toml:4:1: 'strct' is not a key"):
            settings_for(Path())

    def test_in_two_files_at_once_is_a_mistake(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[tool.auditor]\nstrict = true\n")
        write(repository / "auditor.toml", "strict = true\n")
        with pytest.raises(AuditorError, match=r"settings stand here and in pyproject\.toml too"):
            settings_for(Path())

    def test_what_is_too_long_to_be_settings_is_a_mistake_where_it_is_meant(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[project]\n#" + "x" * 1_100_000 + "auditor\n")
        assert settings_for(Path()).own is None
        write(repository / "auditor.toml", "strict = true\n#" + "x" * 1_100_000)
        with pytest.raises(AuditorError, match=r"^auditor\.toml: settings of more than 1024 KiB are not read"):
            settings_for(Path())

    def test_a_project_file_that_is_broken_is_none_of_ours(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[project\nname = 'auditor'\n")
        assert settings_for(Path()).own is None


class TestBelow:
    def test_what_tightens_is_followed(self, repository: Path) -> None:
        write(repository / "auditor.toml", 'fail-on = "high"\n')
        write(
            repository / "sub/strict.yaml", "schema: 1\nname: s\nextends: default\nlicense: {unknown: {other: fail}}\n"
        )
        write(repository / "sub/auditor.toml", 'fail-on = "medium"\nstrict = true\npolicy = "strict.yaml"\n')
        chosen = settings_for(Path("sub"))
        assert (chosen.fail_on, chosen.strict, chosen.policy) == (Severity.MEDIUM, True, "sub/strict.yaml")
        assert chosen.told == ()
        assert settings_for(Path()).fail_on is Severity.HIGH

    def test_what_loosens_is_told_and_not_followed(self, repository: Path) -> None:
        write(repository / "auditor.toml", 'fail-on = "high"\nstrict = true\n')
        write(repository / "sub/loose.yaml", "schema: 1\nname: l\nextends: default\nlicense: {allow: [MIT]}\n")
        write(
            repository / "sub/auditor.toml",
            'fail-on = "critical"\nstrict = false\npolicy = "loose.yaml"\nexclude = ["**"]\noutput = ["json=x"]\n',
        )
        chosen = settings_for(Path("sub"))
        assert (chosen.fail_on, chosen.strict, chosen.policy) == (Severity.HIGH, True, "default")
        assert (chosen.exclude, chosen.output) == ((), ())
        assert told(Path("sub")) == [
            "auditor.toml:1:1 the setting 'fail-on' is not followed: it would let pass what fails without it",
            (
                "auditor.toml:3:1 the setting 'policy' is not followed: it is looser than default, or answers what is not its "
                "own, in license.allow"
            ),
            (
                "auditor.toml:4:1 the setting 'exclude' is not followed: only the settings at the root of the repository that "
                "one works in may say so"
            ),
            (
                "auditor.toml:5:1 the setting 'output' is not followed: only the settings at the root of the repository that "
                "one works in may say so"
            ),
            "auditor.toml:2:1 the setting 'strict' is not followed: it would let pass what fails without it",
        ]

    def test_without_any_at_the_root_one_may_ask_for_failing_on_everything(self, repository: Path) -> None:
        write(repository / "sub/auditor.toml", 'fail-on = "note"\n')
        assert settings_for(Path("sub")).fail_on is Severity.NOTE
        write(repository / "sub/auditor.toml", 'fail-on = "critical"\n')
        assert settings_for(Path("sub")).fail_on is None

    def test_a_policy_outside_of_its_folder_is_not_followed(self, repository: Path) -> None:
        write(repository / "sub/auditor.toml", 'policy = "../../elsewhere.yaml"\n')
        assert "it lies outside of the folder that names it" in told(Path("sub"))[0]

    def test_a_mistake_in_ones_own_repository_is_an_error(self, repository: Path) -> None:
        write(repository / "sub/auditor.toml", "strct = true\n")
        with pytest.raises(AuditorError, match=r"^sub/auditor\.toml:1:1: 'strct' is not a key"):
            settings_for(Path("sub"))


class TestElsewhere:
    @pytest.fixture
    def elsewhere(self, repository: Path, tmp_path: Path) -> Path:
        root = tmp_path / "clone"
        (root / ".git").mkdir(parents=True)
        return root

    def test_a_tree_from_elsewhere_brings_no_policy_of_its_own(self, elsewhere: Path) -> None:
        write(elsewhere / "auditor.toml", 'policy = "research"\nexclude = ["**"]\nstrict = true\n')
        chosen = settings_for(elsewhere)
        assert (chosen.policy, chosen.exclude, chosen.strict) == ("default", (), True)
        assert [line.split(" is not")[0] for line in told(elsewhere)] == [
            "auditor.toml:1:1 the setting 'policy'",
            "auditor.toml:2:1 the setting 'exclude'",
        ]

    @pytest.mark.parametrize(
        "text", ["strct = true\n", "strict = ", '"\n', 'policy = "missing.yaml"\n', "x = " + "[" * 9_999]
    )
    def test_its_mistakes_are_told_and_stop_nothing(self, elsewhere: Path, text: str) -> None:
        write(elsewhere / "auditor.toml", text)
        (line,) = told(elsewhere)
        assert "its settings cannot be read: " in line

    def test_ones_own_settings_do_not_reach_there(self, repository: Path, elsewhere: Path) -> None:
        write(repository / "auditor.toml", 'policy = "research"\n')
        assert settings_for(elsewhere).policy == "default"


@pytest.mark.parametrize(
    ("pattern", "seen"),
    [
        ("*.tmp", "*.tmp"),
        ("vendor/", "vendor/"),
        ("**/gen", "**/gen"),
        ("/a/b/gen", "/gen"),
        ("a/b/gen/**", "/gen/**"),
        ("!a/b/gen", "!/gen"),
        ("a/c/gen", None),
        ("a/b/", None),
        ("/gen", None),
    ],
)
def test_a_pattern_as_a_folder_below_sees_it(pattern: str, seen: str | None) -> None:
    assert seen_from(pattern, "a/b") == seen
    assert seen_from(pattern, ".") == pattern


def test_a_scan_follows_them_and_the_command_line_wins(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "auditor.toml").write_text(
        'policy = "strict.yaml"\nformat = "json"\noutput = ["markdown=report.md"]\n', encoding="utf-8"
    )
    result = run("scan", "--as-of", "2026-11-25")
    assert (result.exit_code, json.loads(result.stdout)["policy"]["name"]) == (1, "strict")
    assert (project / "report.md").is_file()
    plain = run("scan", "--as-of", "2026-11-25", "-p", "default", "-f", "terminal")
    assert (plain.exit_code, "policy default" in plain.stdout) == (0, True)
    assert json.loads(run("scan", "--exclude", "*.py", "--as-of", "2026-11-25").stdout)["verdict"] == "pass"


def test_what_is_not_followed_stands_in_the_report(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "auditor.toml").write_text('exclude = ["**"]\n', encoding="utf-8")
    monkeypatch.chdir(project.parent)
    told = json.loads(run("scan", project, "-f", "json", "--as-of", "2026-11-25").stdout)
    assert [one["code"] for one in told["diagnostics"]] == ["settings-not-followed"]
    assert len(told["components"]) > 1
