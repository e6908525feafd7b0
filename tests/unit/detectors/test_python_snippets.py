"""Models that an image is built with: Python on a command line."""

import time

import pytest

from auditor.detectors.python_snippets import Given, given
from auditor.detectors.shell_commands import Named, read_command


def named(command: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.literal, one.version, one.call) for one in read_command(command) if one.call]


def test_a_call_of_an_imported_name_and_the_revision_that_it_is_given() -> None:
    code = "from huggingface_hub import snapshot_download; snapshot_download('a/b', revision='1c644c9', cache_dir='/m')"
    assert list(given(code)) == [
        Given("huggingface_hub.snapshot_download", "0", "a/b", "1c644c9"),
        Given("huggingface_hub.snapshot_download", "cache_dir", "/m", "1c644c9"),
    ]


def test_modules_and_other_names_for_what_is_imported() -> None:
    code = "import whisper, sentence_transformers as st\nwhisper.load_model('base')\nst.SentenceTransformer('x')"
    assert [(one.call, one.text) for one in given(code)] == [
        ("whisper.load_model(0)", "base"),
        ("sentence_transformers.SentenceTransformer(0)", "x"),
    ]


def test_what_is_not_imported_worked_out_or_broken_says_nothing() -> None:
    for code in ("load('a/b')", "from x import f; f(name)", "from x import f; f(", "", "from . import f; f('a')", "\0"):
        assert list(given(code)) == []


@pytest.mark.parametrize(
    "command",
    [
        """python -c "import whisper; whisper.load_model('base')\"""",
        """RUN_AS=app python3.11 -c 'import whisper; whisper.load_model("base")'""",
        """python3 -c "import whisper; whisper.load_model(\\"base\\")\"""",
        """bash -c 'python -c "import whisper; whisper.load_model(\\"base\\")"'""",
        "python -c \"import whisper; \\\n    whisper.load_model('base')\"",
        "python - <<PY\nimport whisper\nwhisper.load_model('base')\nPY\n",
    ],
)
def test_however_it_is_handed_over(command: str) -> None:
    assert ("base", None, "whisper.load_model(0)") in named(command)


def test_its_place_is_that_of_the_literal() -> None:
    command = "python -c 'from x import f; f(\"a/b\")'"
    [found] = [one for one in read_command(command) if one.call]
    assert isinstance(found, Named)
    assert command[found.offset :].startswith("a/b")


def test_other_programmes_have_a_c_too() -> None:
    assert named("node -c 'import whisper; whisper.load_model(\"base\")'") == []


@pytest.mark.parametrize(
    "text", ["(" * 9_000, "f(" * 4_000, "from x import f; " + "f('a');" * 100_000, "a." * 4_900 + "a"]
)
def test_hostile_code_takes_little_time(text: str) -> None:
    begun = time.perf_counter()
    assert len(list(given(text))) <= 500
    assert time.perf_counter() - begun < 5


def test_a_name_that_has_one_text_stands_for_it() -> None:
    code = "from x import f\nMODEL = 'a/b'\nother = 'c'\nother = g()\nf(MODEL, other)\nfor each in y: f(each)\n"
    assert [(one.place, one.text) for one in given(code)] == [("0", "a/b")]
