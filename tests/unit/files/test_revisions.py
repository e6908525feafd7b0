"""The tree of a revision, read without running anything."""

import os
import stat
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.files import export as module
from auditor.files.export import Export, export
from auditor.files.revisions import Repository
from tests.unit.repository import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def exported(repo: Repo, name: str, into: Path) -> Export:
    repository = Repository.at(repo.folder)
    into.mkdir()
    return export(repository, repository.revision(name), into, bool)


def files_below(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


class TestNames:
    def test_branches_tags_ids_and_steps_back_are_revisions(self, repo: Repo) -> None:
        first = repo.commit(a_py="1")
        repo.git("tag", "-a", "v1", "-m", "one")
        second = repo.commit(a_py="2")
        repository = Repository.at(repo.folder)
        found = [repository.revision(name).commit for name in ("v1", "HEAD~1", "main", first[:10])]
        assert found == [first, first, second, first]

    @pytest.mark.parametrize(
        "name",
        ["nowhere", "", "--upload-pack=touch pwned", "-h", "--all", "main..main", "^main", "main:a.py", "main\nmain", "\0",
         "a" * 5000, "--", "@{u}", "$(touch pwned)", "main^{tree}"],
    )  # fmt: skip
    def test_what_is_no_commit_is_refused_in_one_sentence(self, repo: Repo, name: str) -> None:
        repo.commit(a_py="1")
        with pytest.raises(AuditorError) as caught:
            Repository.at(repo.folder).revision(name)
        assert str(caught.value) == f"there is no revision {name[:100]!r} in this repository"
        assert sorted(file.name for file in repo.folder.iterdir()) == [".git", "a.py"]

    def test_a_folder_outside_of_any_repository_is_a_wrong_call(self, tmp_path: Path) -> None:
        with pytest.raises(AuditorError, match="not in a git repository"):
            Repository.at(tmp_path)
        (tmp_path / "a.py").touch()
        with pytest.raises(AuditorError, match=r"a\.py: revisions are compared by folder"):
            Repository.at(tmp_path / "a.py")

    def test_a_folder_that_only_looks_like_a_bare_repository_is_none(self, tmp_path: Path) -> None:
        bare = Repo(tmp_path / "x")
        bare.commit(a_py="1")
        (bare.folder / ".git").rename(tmp_path / "bare")
        with pytest.raises(AuditorError, match="not in a git repository"):
            Repository.at(tmp_path / "bare")

    def test_a_shallow_clone_says_so(self, repo: Repo, tmp_path: Path) -> None:
        first = repo.commit(a_py="1")
        repo.commit(a_py="2")
        repo.git("clone", "-q", "--depth=1", repo.folder.as_uri(), str(tmp_path / "clone"))
        with pytest.raises(AuditorError, match="the clone is shallow: fetch its history first"):
            Repository.at(tmp_path / "clone").revision(first)

    def test_the_fork_is_where_both_histories_part(self, repo: Repo) -> None:
        base = repo.commit(a_py="1")
        repo.git("checkout", "-q", "-b", "work")
        repo.commit(b_py="1")
        repo.git("checkout", "-q", "main")
        ahead = repo.commit(c_py="1")
        repo.git("checkout", "-q", "work")
        repository = Repository.at(repo.folder)
        assert (repository.fork("main").commit, repository.revision("main").commit) == (base, ahead)

    def test_histories_with_nothing_in_common_and_no_commit_at_all(self, repo: Repo) -> None:
        with pytest.raises(AuditorError, match="there is no revision 'main'"):
            Repository.at(repo.folder).fork("main")
        repo.commit(a_py="1")
        repo.git("checkout", "-q", "--orphan", "other")
        repo.commit(b_py="1")
        with pytest.raises(AuditorError, match="'main' and HEAD have no commit in common here"):
            Repository.at(repo.folder).fork("main")


class TestTrees:
    def test_the_files_are_those_of_the_revision_and_not_of_the_work_tree(self, repo: Repo, tmp_path: Path) -> None:
        repo.commit(src__a_py="1\n", empty_txt="", b_py="2\n")
        repo.write(src__a_py="changed\n", c_py="new\n")
        told = exported(repo, "main", tmp_path / "out")
        assert files_below(tmp_path / "out") == {"src/a.py": "1\n", "empty.txt": "", "b.py": "2\n"}
        assert told == Export(("b.py", "empty.txt", "src/a.py"))

    def test_links_and_submodules_are_left_out(self, repo: Repo, tmp_path: Path) -> None:
        (repo.folder / "link.py").symlink_to("/etc/passwd")
        (repo.folder / "folder").symlink_to("/etc")
        commit = repo.commit(a_py="1\n")
        repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},inner")
        repo.git("commit", "-q", "-m", "a submodule")
        assert exported(repo, "main", tmp_path / "out").paths == ("a.py",)
        assert not any(file.is_symlink() for file in (tmp_path / "out").rglob("*"))

    @pytest.mark.parametrize(
        "name", [b"..", b".git", b".GIT", b"../x.py", b"/x.py", b"a//b", b".git/hooks/x", b"a/../../x"]
    )
    def test_hostile_names_are_refused_and_told(self, repo: Repo, tmp_path: Path, name: bytes) -> None:
        repo.commit(a_py="1\n")
        commit = repo.hostile_commit(name)
        told = exported(repo, commit, tmp_path / "deep")
        assert (told.paths, told.refused) == ((), (name.decode(),))
        assert {file.name for file in tmp_path.iterdir()} == {"repo", "deep"}
        assert list((tmp_path / "deep").iterdir()) == []

    def test_a_name_too_long_to_be_written_is_told(self, repo: Repo, tmp_path: Path) -> None:
        repo.commit(a_py="1\n")
        told = exported(repo, repo.hostile_commit(b"x" * 300), tmp_path / "out")
        assert told.refused == ("x" * 300,)

    def test_names_that_are_no_utf_8_are_written_as_they_are(self, repo: Repo, tmp_path: Path) -> None:
        repo.commit(a_py="1\n")
        told = exported(repo, repo.hostile_commit(b"\xff.py"), tmp_path / "out")
        assert told.paths == (os.fsdecode(b"\xff.py"),)

    def test_nothing_is_executable_and_no_filter_hook_or_diff_driver_is_run(self, repo: Repo, tmp_path: Path) -> None:
        marker = tmp_path / "pwned"
        repo.write(a_py="1\n", _gitattributes="*.py filter=evil diff=evil ident export-subst\n")
        (repo.folder / ".gitattributes").write_text("*.py filter=evil diff=evil ident export-subst\n", encoding="utf-8")
        repo.commit()
        hooks = repo.folder / ".git" / "hooks"
        hooks.mkdir(exist_ok=True)
        for hook in ("post-checkout", "post-index-change", "fsmonitor-watchman"):
            (hooks / hook).write_text(f"#!/bin/sh\ntouch {marker}\n", encoding="utf-8")
            (hooks / hook).chmod(stat.S_IRWXU)
        for key in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv",
                    "diff.external", "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor"):  # fmt: skip
            repo.git("config", key, f"touch {marker}")
        (repo.folder / "a.py").chmod(0o755)
        repository = Repository.at(repo.folder)
        repository.fork("main")
        exported(repo, "main", tmp_path / "out")
        assert not marker.exists()
        assert stat.S_IMODE((tmp_path / "out" / "a.py").stat().st_mode) == 0o600

    def test_what_a_damaged_repository_lacks_is_taken_from_the_work_tree_or_told(
        self, repo: Repo, tmp_path: Path
    ) -> None:
        repo.commit(a_py="1\n", b_py="2\n")
        for name in ("a.py", "b.py"):
            blob = repo.git("rev-parse", f"HEAD:{name}")
            (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
        repo.write(b_py="changed\n")
        told = exported(repo, "main", tmp_path / "out")
        assert (told.paths, told.absent) == (("a.py",), ("b.py",))
        assert files_below(tmp_path / "out") == {"a.py": "1\n"}

    def test_of_huge_files_only_the_size_comes_along(
        self, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "_KEPT", 10)
        monkeypatch.setattr(module, "_READ", 30)
        repo.commit(a_txt="0123456789", b_txt="x" * 25, c_txt="y" * 25)
        assert exported(repo, "main", tmp_path / "out").paths == ("a.txt", "b.txt", "c.txt")
        assert files_below(tmp_path / "out") == {
            "a.txt": "0123456789",
            "b.txt": "x" * 10 + "\0" * 15,
            "c.txt": " " + "\0" * 24,
        }

    def test_more_than_anybody_would_scan_is_refused(
        self, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repo.commit(a_txt="0123456789", b_txt="0123456789")
        monkeypatch.setattr(module, "_FILES", 1)
        with pytest.raises(AuditorError, match="main: more than 1 files; name a smaller folder"):
            exported(repo, "main", tmp_path / "files")
        monkeypatch.setattr(module, "_FILES", 2)
        monkeypatch.setattr(module, "_TOTAL", 19)
        with pytest.raises(AuditorError, match="GiB; name a smaller folder"):
            exported(repo, "main", tmp_path / "bytes")

    def test_a_partial_clone_is_never_filled_up(self, repo: Repo, tmp_path: Path) -> None:
        repo.git("config", "uploadpack.allowFilter", "true")
        first = repo.commit(a_py="1\n", b_py="2\n")
        repo.commit(b_py="3\n")
        clone = Repo(tmp_path / "clone")
        clone.git("remote", "add", "origin", repo.folder.as_uri())
        clone.git("fetch", "-q", "--filter=blob:none", "origin", "main")
        clone.git("checkout", "-q", "FETCH_HEAD")
        repo.folder.rename(tmp_path / "away")  # whoever asks it for more fails
        told = exported(clone, first, tmp_path / "out")
        assert (told.paths, told.absent) == (("a.py",), ("b.py",))

    def test_a_repository_without_its_trees_is_one_sentence(self, repo: Repo, tmp_path: Path) -> None:
        repo.commit(a_py="1\n")
        tree = repo.git("rev-parse", "HEAD^{tree}")
        (repo.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
        with pytest.raises(AuditorError, match="git cannot read the repository: 'fatal: not a tree object"):
            exported(repo, "main", tmp_path / "out")

    def test_a_folder_within_the_repository_knows_its_way_up(self, repo: Repo) -> None:
        repo.commit(services__chat__app_py="1\n", policy_yaml="x\n")
        repository = Repository.at(repo.folder / "services" / "chat")
        assert (repository.prefix, repository.top) == ("services/chat/", repo.folder.resolve())
        assert repository.path_of(repo.folder / "policy.yaml") == "policy.yaml"
        assert repository.path_of(repo.folder.parent / "policy.yaml") is None
