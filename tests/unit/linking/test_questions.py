"""What the link stage asks of files that no detector was shown, and what is kept of the answers."""

from datetime import date
from pathlib import Path

import pytest

from auditor.pipeline import Request, survey

CLIENT = """
from openai import OpenAI
class NAME:
    def __init__(self, model="gpt-4o"):
        self.client, self.model = OpenAI(), model
    def chat(self, prompt):
        return self.client.chat.completions.create(model=self.model, messages=[prompt])
"""
GENERATOR = """
from client import NAME
class Generator(NAME):
    def __init__(self, model="gpt-4.1"):
        super().__init__(model)
"""


def uses(folder: Path, *, cache: bool = False) -> list[str]:
    """Every component and the places that name it."""
    surveyed = survey(Request(root=folder, as_of=date(2026, 11, 25), cache=cache))
    return [f"{o.location.path}:{o.location.line} {o.component}" for o in surveyed.linked.occurrences]


def written(folder: Path, **files: str) -> Path:
    """A folder of modules."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["LLM", "Ours"])
def test_wrappers_are_looked_for_in_files_without_any_library_even_if_they_share_a_librarys_name(
    tmp_path: Path, name: str
) -> None:
    files = {"client": CLIENT, "generator": GENERATOR, "run": "from generator import Generator\nGenerator('o3-mini')\n"}
    folder = written(tmp_path, **{stem: text.replace("NAME", name) for stem, text in files.items()})
    assert uses(folder) == [
        "client.py:4 service:openai/gpt-4o",
        "generator.py:4 service:openai/gpt-4.1",
        "run.py:2 service:openai/o3-mini",
    ]


def test_a_call_of_the_same_name_in_a_file_that_imports_nothing_of_it_is_another(tmp_path: Path) -> None:
    folder = written(tmp_path, client=CLIENT.replace("NAME", "Ours"), other="class Ours: ...\nOurs('o3-mini')\n")
    assert uses(folder) == ["client.py:4 service:openai/gpt-4o"]


@pytest.mark.parametrize(
    "line",
    [
        "from client import Ours",
        "from client import (\n    Ours,\n)",
        "import client, os",
        "from client import \\\n    Ours",
        "import importlib; client = importlib.import_module('client')",
    ],
)
def test_imports_are_seen_however_they_are_written(tmp_path: Path, line: str) -> None:
    call = "Ours('o3-mini')" if " Ours" in line else "client.Ours('o3-mini')"
    folder = written(tmp_path, client=CLIENT.replace("NAME", "Ours"), run=f"{line}\n{call}\n")
    found = uses(folder)
    assert found[0] == "client.py:4 service:openai/gpt-4o"
    assert len(found) == (1 if "import_module" in line else 2)


def test_a_change_of_one_file_is_seen_although_the_answers_of_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    tree = tmp_path / "tree"
    tree.mkdir()
    written(tree, client=CLIENT.replace("NAME", "Ours"), run="from client import Ours\nOurs('o3-mini')\n")
    first = uses(tree, cache=True)
    assert uses(tree, cache=True) == first == uses(tree)
    written(tree, run="from client import Ours\nOurs('gpt-4.1-mini')\n")
    assert uses(tree, cache=True) == ["client.py:4 service:openai/gpt-4o", "run.py:2 service:openai/gpt-4.1-mini"]
    written(tree, client=CLIENT.replace("NAME", "Ours").replace("=model,", "='gpt-4o-mini',"))
    assert uses(tree, cache=True) == uses(tree)


PIPE = """
from transformers import AutoModel
class Pipe:
    def restore(self, name):
        return AutoModel.from_pretrained(name)
"""


def test_a_method_whose_name_all_share_is_followed_only_into_files_that_name_its_class(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    written(tmp_path / "kit", __init__="from kit.pipe import Pipe\n", pipe=PIPE)
    others = {f"other{number}": "from kit import make\nmake().restore('acme/base')\n" for number in range(70)}
    folder = written(tmp_path, **others, run="from kit import Pipe\nPipe().restore('acme/mine')\n")
    assert uses(folder) == ["run.py:2 model:huggingface/acme/mine"]


def test_a_class_with_a_plain_name_counts_beside_its_library_or_where_it_is_imported(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    written(tmp_path / "kit", __init__="from sglang import Engine\n")
    folder = written(
        tmp_path,
        run="import openai\nfrom kit import Engine\nEngine(model_path='acme/chat')\n",
        other="import cars, openai\ncars.Engine(model_path='acme/v8')\n",
    )
    assert uses(folder) == ["run.py:3 model:huggingface/acme/chat"]


BASE = """
from openai import OpenAI
class Base:
    def __init__(self, model):
        self.model = model
    def chat(self):
        return OpenAI().chat.completions.create(model=self.model, messages=[])
"""


def test_the_calls_of_a_class_that_inherits_its_constructor_are_looked_for(tmp_path: Path) -> None:
    heirs = "from base import Base\nclass Heir(Base): ...\nclass Grandchild(Heir): ...\n"
    folder = written(tmp_path, base=BASE, heirs=heirs, run="from heirs import Grandchild\nGrandchild('gpt-4.1')\n")
    assert uses(folder) == ["run.py:2 service:openai/gpt-4.1"]


def test_a_name_that_a_base_class_hands_to_every_heirs_client_is_meant_for_the_host_that_knows_it(
    tmp_path: Path,
) -> None:
    heirs = """
from anthropic import Anthropic
from openai import OpenAI
from common import Common
class Claude(Common):
    def chat(self):
        return Anthropic().messages.create(model=self.model, messages=[])
class Gpt(Common):
    def chat(self):
        return OpenAI().chat.completions.create(model=self.model, messages=[])
"""
    common = "class Common:\n    def __init__(self, model):\n        self.model = model\n"
    run = "from heirs import Claude, Gpt\nClaude('claude-3-5-haiku-latest')\nGpt('gpt-4o')\n"
    assert uses(written(tmp_path, common=common, heirs=heirs, run=run)) == [
        "run.py:2 service:anthropic/claude-3-5-haiku-latest",
        "run.py:3 service:openai/gpt-4o",
    ]
