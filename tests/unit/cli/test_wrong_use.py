"""What a newcomer gets wrong: each is one sentence, exit code 2, and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from auditor.cli import COMMANDS, auditor
from tests.unit.cli.conftest import Run

FAMILY = "schema: 1\nid: acme\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["scna"], "Did you mean 'scan'?"),
        (["scan", "gone"], "error: gone: no such file or folder"),
        (
            ["scan", ".", "-p", "commercial-sas"],
            "error: there is no policy 'commercial-sas'; did you mean commercial-saas?",
        ),
        (["scan", ".", "-p", "folder"], "error: folder: there is no such policy; it is a folder, and a file is needed"),
        (["scan", ".", "-o", "json=folder"], "error: folder: cannot be written: it is a folder; name a file in it"),
        (
            ["scan", ".", "-o", "json=a", "-o", "sarif=./a"],
            "error: a: the json and the sarif report would go to one file",
        ),
        (["scan", ".", "--baseline", "gone"], "error: gone: the baseline cannot be read: No such file or directory"),
        (["scan", ".", "--knowledge", "gone"], "error: gone: there is no knowledge folder of this name"),
        (["scan", ".", "--knowledge", "folder"], "error: folder: holds no knowledge; its files stand in licenses, "),
        (["scan", ".", "--fromat", "json"], "Did you mean '--format'?"),
        (["diff", "gone.json"], "error: gone.json: there is no such file"),
        (["baseline", "-o", "folder"], "error: folder: cannot be written: it is a folder; name a file in it"),
        (
            ["baseline", "--update", "--add"],
            "error: --update adds nothing and --add accepts new findings too; give one",
        ),
        (["show", "license:MITT"], "error: nothing is known of 'license:MITT'; did you mean license:MIT?"),
        (["show", "lisence:MIT"], "error: nothing is known of 'lisence:MIT'; did you mean license:MIT, "),
        (["show", "transfomers"], "did you mean library:pypi/transformers"),
        (["show", "metta-llama/Llama-3.1-8B"], "did you mean model:huggingface/meta-llama/llama-3.1-8b, "),
        (
            ["show", "supplier:zzzzzz"],
            "error: nothing is known of 'supplier:zzzzzz'; `auditor knowledge search` lists what is",
        ),
        (["show", "\udcff"], "is not text in this locale"),
        (["explain", "license/naming-dty"], "did you mean license/naming-duty?"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_knowledge_in_a_folder_of_another_name_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "supplers").mkdir()
    (tmp_path / "supplers/acme.yaml").write_text(FAMILY, encoding="utf-8")
    told = run("scan", tmp_path, "--knowledge", tmp_path).stderr
    assert told.endswith("supplers/acme.yaml: 'supplers' is no folder of knowledge; did you mean suppliers?\n")
    (tmp_path / "supplers").rename(tmp_path / "suppliers")
    (tmp_path / "suppliers/acme.yaml").rename(tmp_path / "suppliers/acme.yml")
    told = run("scan", tmp_path, "--knowledge", tmp_path).stderr
    assert told.endswith("suppliers/acme.yml: files of knowledge are read when they end in .yaml\n")


def test_a_date_that_builds_set_wrongly_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    result = run("scan", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith("which is no time in seconds\n")


def test_a_search_without_an_answer_says_so(run: Run) -> None:
    result = run("knowledge", "search", "no such thing")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no known id holds 'no such thing'\n"


def test_a_report_is_written_through_a_link_and_into_a_device(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = [sys.executable, "-c", f"print(len(open({str(pipe)!r}).read()))"]
    with subprocess.Popen(reading, stdout=subprocess.PIPE) as reader:  # noqa: S603 - our own interpreter
        run("scan", project, "--exit-zero", "-o", f"json={tmp_path / 'link.json'}", "-o", f"json={pipe}")
        assert reader.stdout is not None
        read = int(reader.stdout.read())
    assert (tmp_path / "link.json").is_symlink()
    assert pipe.is_fifo()
    assert len((tmp_path / "real.json").read_text(encoding="utf-8")) == read
    assert json.loads((tmp_path / "real.json").read_text(encoding="utf-8"))["schema"]


def started(*words: str, stdout: int, stdin: int | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "auditor", *words], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
    )


def test_who_stops_reading_ends_the_program_without_a_word(user_cache: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with started("knowledge", "search", "a", "--most", "9999", stdout=writes) as process:
        os.close(writes)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (3, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_no_verdict(user_cache: Path) -> None:
    with Path("/dev/full").open("wb") as full, started("explain", "MIT", stdout=full.fileno()) as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == 3
    assert told == b"error: standard output cannot be written: No space left on device\n"


def test_every_command_tells_in_one_line_what_it_is_for() -> None:
    with click.Context(auditor) as ctx:
        for name in COMMANDS:
            command = auditor.get_command(ctx, name)
            assert command is not None
            told = command.get_short_help_str(65)
            assert told.endswith("."), told
            assert "..." not in told, told


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id: acme\nid: other\n", "acme.yaml:2:1: 'id' stands here a second time, after line 1"),
        (b"id: acme\nname: [\n", "acme.yaml:3:1: "),
        (b"id: \xff\n", "acme.yaml:1:1: the file is not UTF-8"),
        (b"id: acme\nnam: Acme\n", "acme.yaml:2:1: 'nam' is not a key of this file; did you mean name?"),
    ],
)
def test_what_is_wrong_in_ones_own_knowledge_is_told_at_its_place(
    run: Run, tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "suppliers").mkdir()
    (tmp_path / "suppliers/acme.yaml").write_bytes(content)
    result = run("scan", tmp_path, "--knowledge", tmp_path)
    assert result.exit_code == 2
    assert f"suppliers/{says}" in result.stderr
