"""`auditor diff`: two audits, two revisions, a revision and the work tree; and what each difference is due to."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from tests.unit.cli.conftest import Run
from tests.unit.comparison.write_schema import FILE, text
from tests.unit.repository import Repo, loading

DAY = ("--as-of", "2026-11-25")
STRICT = "schema: 1\nname: strict\nextends: default\nuse: {commercial: true}\n"
MILD = "MiniMaxAI/MiniMax-M2.5"
BANNED = "MiniMaxAI/MiniMax-M2.7"
SCHEMA = Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))


def diff(run: Run, *words: str) -> dict[str, Any]:
    result = run("diff", *words, "-f", "json", *DAY)
    assert result.exit_code in {0, 1}, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    SCHEMA.validate(told)
    return told


def safetensors(header: str) -> bytes:
    """A weights file without any tensor."""
    return len(header).to_bytes(8, "little") + header.encode()


def names(items: list[dict[str, Any]]) -> list[str]:
    return [item["component"]["name"].rpartition("/")[2] for item in items]


def rules(items: list[dict[str, Any]]) -> list[str]:
    return [item["finding"]["rule"] for item in items]


def test_the_schema_is_that_of_the_types() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "python -m tests.unit.comparison.write_schema"
    Draft202012Validator.check_schema(SCHEMA.schema)


class TestRevisions:
    def test_a_version_of_the_family_comes_under_a_stricter_licence(self, run: Run, repo: Repo) -> None:
        old = repo.commit(app_py=loading(MILD), policy_yaml=STRICT)
        new = repo.commit(app_py=loading(BANNED))
        told = diff(run, "HEAD~1", "HEAD", "-p", "policy.yaml")
        assert (told["old"]["commit"], told["new"]["commit"]) == (old, new)
        assert (names(told["components"]["come"]), names(told["components"]["gone"])) == (
            ["MiniMax-M2.7"],
            ["MiniMax-M2.5"],
        )
        (replaced,) = told["components"]["replaced"]
        assert (replaced["relation"], replaced["license"]["direction"]) == ("family", "stricter")
        assert replaced["license"]["terms"][0] == {
            "question": "commercial-use", "old": "allowed", "new": "forbidden", "stricter": True,
        }  # fmt: skip
        assert (rules(told["findings"]["come"])[0], told["failing"]) == ("license/non-commercial", 1)
        assert {tuple(item["because"]) for item in told["findings"]["come"]} == {("code",)}

    def test_exit_codes(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(MILD), policy_yaml=STRICT)
        repo.commit(app_py=loading(BANNED))
        words = ("-p", "policy.yaml", *DAY)
        assert run("diff", "HEAD~1", "HEAD", *words).exit_code == 1
        assert run("diff", "HEAD~1", "HEAD", "--exit-zero", *words).exit_code == 0
        assert run("diff", "HEAD", "HEAD~1", *words).exit_code == 0  # what fails went away
        assert run("diff", "HEAD", "HEAD", *words).exit_code == 0  # and what still fails is nothing new

    def test_the_other_way_round_everything_is_mirrored(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(MILD))
        repo.commit(app_py=loading(BANNED, "acme/one"))
        there, back = diff(run, "HEAD~1", "HEAD"), diff(run, "HEAD", "HEAD~1")
        for part in ("components", "relationships", "findings"):
            assert (there[part]["come"], there[part]["gone"]) == (back[part]["gone"], back[part]["come"])
        assert back["components"]["replaced"][0]["license"]["direction"] == "milder"

    def test_a_renamed_file_and_a_moved_line_are_nothing(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(MILD))
        repo.git("mv", "app.py", "renamed.py")
        repo.commit(renamed_py="# first\n" + loading(MILD))
        told = run("diff", "HEAD~1", "HEAD", *DAY)
        assert "nothing differs in what was found" in told.output
        assert told.exit_code == 0

    def test_the_work_tree_with_uncommitted_and_untracked_files_is_the_new_side(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(MILD))
        repo.put("app.py", loading(MILD, "acme/changed"))
        repo.put("new.py", loading("acme/untracked"))
        told = diff(run, "main")
        assert names(told["components"]["come"]) == ["changed", "untracked"]
        assert (told["new"]["name"], told["new"]["commit"]) == ("the work tree", None)
        back = diff(run, ".", "main")
        assert names(back["components"]["gone"]) == ["changed", "untracked"]

    def test_versions_and_use_change(self, run: Run, repo: Repo) -> None:
        repo.commit(requirements_txt="transformers==4.57.0\n", app_py='NAME = "acme/one"\n')
        repo.commit(requirements_txt="transformers==5.0.0\n")
        (changed,) = diff(run, "HEAD~1", "HEAD")["components"]["changed"]
        assert (changed["name"], changed["changes"]) == (
            "transformers",
            [{"field": "versions", "old": ["4.57.0"], "new": ["5.0.0"]}],
        )

    def test_weights_that_git_lfs_keeps_elsewhere_are_the_same_until_somebody_touches_them(
        self, run: Run, repo: Repo
    ) -> None:
        weights = safetensors('{"__metadata__": {"license": "mit", "base_model": "acme/base"}}')
        digest = hashlib.sha256(weights).hexdigest()
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(weights)}\n"
        repo.put("model.safetensors", pointer)
        repo.commit(app_py=loading("acme/one"))
        (repo.folder / "model.safetensors").write_bytes(weights)
        for words in (("main",), (".", "main")):
            told = diff(run, *words)
            assert (told["components"]["changed"], told["relationships"]["come"], told["notes"]) == ([], [], [])
        (repo.folder / "model.safetensors").write_bytes(weights.replace(b"acme/base", b"acme/else"))
        told = diff(run, "main")
        assert [edge["relationship"]["target"] for edge in told["relationships"]["come"]] == [
            "model:huggingface/acme/else"
        ]
        assert told["notes"] == [
            "files of main that Git LFS keeps elsewhere are known by their names only: 'model.safetensors'"
        ]

    def test_the_settings_of_the_repository_hold(self, run: Run, repo: Repo) -> None:
        repo.put("auditor.toml", 'policy = "policy.yaml"\nexclude = ["left-out.py"]\n')
        repo.commit(app_py=loading(MILD), policy_yaml=STRICT)
        repo.put("app.py", loading(BANNED))
        repo.put("left-out.py", loading("acme/left-out"))
        told = diff(run, "main")
        assert (told["new"]["policy"]["name"], told["failing"]) == ("strict", 1)
        assert names(told["components"]["come"]) == ["MiniMax-M2.7"]

    def test_a_folder_that_was_not_there(self, run: Run, repo: Repo) -> None:
        repo.commit(a__app_py=loading(MILD))
        repo.commit(b__app_py=loading(BANNED))
        told = diff(run, "HEAD~1", "HEAD", "--path", "b")
        assert names(told["components"]["come"]) == ["MiniMax-M2.7"]
        assert told["notes"] == ["at HEAD~1 the folder holds no files"]


class TestWhy:
    def test_the_policys_part_is_told_from_the_codes(self, run: Run, repo: Repo) -> None:
        repo.commit(
            app_py=loading(BANNED), policy_yaml="schema: 1\nname: p\nextends: default\nuse: {commercial: false}\n"
        )
        repo.commit(app_py=loading(BANNED, "acme/new"), policy_yaml=STRICT)
        told = diff(run, "HEAD~1", "HEAD", "-p", "policy.yaml")
        assert (told["basis"], told["separated"]) == (["policy"], True)
        why = {
            name: item["because"]
            for item in told["findings"]["come"]
            for name in ("MiniMax-M2.7", "new")
            if (item["finding"]["component"] or "").endswith(f"/{name}")
        }
        assert why == {"MiniMax-M2.7": ["policy"], "new": ["code"]}
        page = run("diff", "HEAD~1", "HEAD", "-p", "policy.yaml", *DAY).output
        assert page.index("because of the code") < page.index("acme/new") < page.index("because of the policy")

    def test_the_knowledges_part_too(self, run: Run, repo: Repo) -> None:
        supplier = "id: acme\nname: Acme\njurisdiction: DE\nsources: [https://example.org]\n"
        supplier += "reviewed: {by: maintainers, on: 2026-11-25}\n"
        family = "id: acme-one\nname: Acme One\nsupplier: acme\nlicense: MIT\nmatches: {huggingface: [acme/one-*]}\n"
        family += "sources: [https://example.org]\nreviewed: {by: maintainers, on: 2026-11-25}\n"
        repo.put("own/suppliers/acme.yaml", supplier)
        repo.commit(app_py=loading("acme/one-7b"))
        repo.put("own/model-families/acme-one.yaml", family)
        repo.commit(other_py=loading("acme/other"))
        told = diff(run, "HEAD~1", "HEAD", "--knowledge", "own")
        assert (told["basis"], told["separated"]) == (["knowledge"], True)
        (changed,) = told["components"]["changed"]
        assert (changed["name"], changed["because"]) == ("acme/one-7b", ["knowledge"])
        assert (changed["license"]["old_name"], changed["license"]["new"]) == ("not known (none stated)", "MIT")
        assert [(item["component"]["name"], item["because"]) for item in told["components"]["come"]] == [
            ("acme/other", ["code"])
        ]

    def test_a_policy_that_cannot_be_read_at_one_of_them(self, run: Run, repo: Repo) -> None:
        repo.commit(app_py=loading(BANNED), policy_yaml="schema: 1\nname: p\nuse: {comercial: true}\n")
        repo.commit(policy_yaml=STRICT)
        told = diff(run, "HEAD~1", "HEAD", "-p", "policy.yaml")
        assert told["findings"] == {"come": [], "gone": [], "changed": []}
        assert told["notes"][0].startswith("the policy or the knowledge of HEAD~1 cannot be read, so today's is used")


class TestFiles:
    @pytest.fixture
    def audits(self, run: Run, tmp_path: Path) -> tuple[str, str]:
        tree = tmp_path / "tree"
        tree.mkdir()
        for name, model in (("old", MILD), ("new", BANNED)):
            (tree / "app.py").write_text(loading(model), encoding="utf-8")
            (tmp_path / f"{name}.json").write_text(run("scan", tree, "-f", "json", *DAY).stdout, encoding="utf-8")
        return str(tmp_path / "old.json"), str(tmp_path / "new.json")

    def test_two_json_audits_without_any_repository(
        self, run: Run, audits: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        told = diff(run, *audits)
        assert (told["old"]["name"], told["new"]["name"]) == ("old.json", "new.json")
        assert names(told["components"]["come"]) == ["MiniMax-M2.7"]
        assert told["components"]["replaced"][0]["license"]["direction"] == "stricter"
        assert (told["basis"], told["separated"]) == ([], True)

    def test_under_another_policy_causes_are_not_guessed(
        self, run: Run, audits: tuple[str, str], tmp_path: Path
    ) -> None:
        audit = json.loads(Path(audits[0]).read_text(encoding="utf-8"))
        audit["policy"]["digest"] = "0" * 64
        Path(audits[0]).write_text(json.dumps(audit), encoding="utf-8")
        told = diff(run, *audits)
        assert (told["basis"], told["separated"]) == (["policy"], False)
        assert all(item["because"] == [] for item in told["findings"]["come"])
        assert "without both trees it cannot be told which of this the code" in " ".join(
            run("diff", *audits).output.split()
        )

    def test_an_audit_against_the_work_tree(self, run: Run, audits: tuple[str, str], repo: Repo) -> None:
        repo.put("app.py", loading(BANNED))
        told = diff(run, audits[0], ".")
        assert names(told["components"]["come"]) == ["MiniMax-M2.7"]
        assert names(diff(run, audits[1])["components"]["come"]) == []

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "this is no JSON audit"),
            (b"[]", "this is no JSON audit"),
            (b"\xff\xfe", "this is no JSON audit"),
            (b"[" * 200_000, "this is no JSON audit"),
            (b'{"schema": "auditor/audit-1"}', "this is no JSON audit"),
            (b'{"components": [{"id": 1}]}', "this is no JSON audit"),
        ],
    )
    def test_a_file_that_is_no_audit_is_one_sentence(
        self, run: Run, audits: tuple[str, str], content: bytes, says: str
    ) -> None:
        Path(audits[1]).write_bytes(content)
        result = run("diff", *audits)
        assert result.exit_code == 2
        assert result.output.startswith("error: ")
        assert says in result.output
        assert result.output.count("\n") == 1

    def test_another_version_of_the_schema_is_refused(self, run: Run, audits: tuple[str, str]) -> None:
        audit = json.loads(Path(audits[1]).read_text(encoding="utf-8")) | {"schema": "auditor/audit-9"}
        Path(audits[1]).write_text(json.dumps(audit), encoding="utf-8")
        assert (
            "its schema is 'auditor/audit-9', and only auditor/audit-1 can be compared" in run("diff", *audits).output
        )

    def test_an_audit_of_a_change_alone_is_refused(self, run: Run, audits: tuple[str, str], repo: Repo) -> None:
        repo.commit(app_py=loading(MILD))
        Path(audits[1]).write_text(run("scan", "--since", "main", "-f", "json", *DAY).stdout, encoding="utf-8")
        assert "it tells only what one change brought in; whole audits are compared" in run("diff", *audits).output


class TestWrongCalls:
    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("nowhere",), "error: there is no revision 'nowhere' in this repository\n"),
            (("main", "nowhere"), "error: there is no revision 'nowhere' in this repository\n"),
            (("--", "--upload-pack=x", "main"), "error: there is no revision '--upload-pack=x' in this repository\n"),
            (("gone.json", "main"), "error: there is no revision 'gone.json' in this repository\n"),
            (("main", "--path", "app.py"), "error: app.py: revisions are compared by folder, and this is none\n"),
        ],
    )
    def test_one_sentence_and_exit_2(self, run: Run, repo: Repo, words: tuple[str, ...], says: str) -> None:
        repo.commit(app_py="x = 1\n")
        result = run("diff", *words)
        assert (result.exit_code, result.output) == (2, says)

    def test_outside_of_a_repository(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        result = run("diff", "main", "HEAD")
        assert result.exit_code == 2
        assert "not in a git repository" in result.output


class TestHostile:
    NAME = "acme/\x1b[31mred|`x`<b>@all"

    def test_names_stay_names_in_a_terminal_and_in_markdown(self, run: Run, tmp_path: Path) -> None:
        tree = tmp_path / "tree"
        tree.mkdir()
        (tree / "app.py").write_text(loading("acme/one"), encoding="utf-8")
        audit = json.loads(run("scan", tree, "-f", "json", *DAY).stdout)
        old, new = tmp_path / "old.json", tmp_path / "new.json"
        old.write_text(json.dumps(audit), encoding="utf-8")
        for one in audit["components"]:
            one |= {"id": f"model:huggingface/{self.NAME}", "name": self.NAME, "license_stated": self.NAME}
            one["occurrences"][0]["path"] = "a\x1b[2J|`.py"
        for one in audit["findings"]:
            one |= {"fingerprint": self.NAME + one["rule"], "message": self.NAME, "component": self.NAME}
            one |= {"action": self.NAME, "severity": self.NAME, "rule": self.NAME}
        new.write_text(json.dumps(audit), encoding="utf-8")
        for name in ("terminal", "markdown", "json"):
            result = run("diff", old, new, "-f", name)
            assert result.exit_code == 0, result.output
            assert "\x1b" not in result.stdout
        page = run("diff", old, new, "-f", "markdown").stdout
        assert "<b>" not in page
        assert "@all" not in page

    def test_links_of_a_revision_are_not_followed(self, run: Run, repo: Repo, tmp_path: Path) -> None:
        (tmp_path / "secret.py").write_text(loading("acme/secret"), encoding="utf-8")
        (repo.folder / "link.py").symlink_to(tmp_path / "secret.py")
        repo.commit(a_py="x = 1\n")
        repo.commit(b_py=loading("acme/open"))
        told = diff(run, "HEAD~1", "HEAD")
        assert names(told["components"]["come"]) == ["open"]
        assert diff(run, "HEAD")["components"]["come"] == []
