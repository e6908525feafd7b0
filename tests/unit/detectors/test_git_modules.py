"""Submodules that are repositories of the hub."""

import time

from auditor.detectors import git_modules
from tests.unit.detectors.fakes import claims, seen


def test_models_and_datasets_as_submodules() -> None:
    text = """[submodule "models/a"]
\tpath = models/a
\turl = https://huggingface.co/acme/one
[submodule "b"]
\turl = git@hf.co:datasets/acme/two.git
[submodule "c"]
\turl = https://user@huggingface.co/gpt2/
"""
    assert seen(git_modules, ".gitmodules", text) == [
        ("model:huggingface/acme/one", 3),
        ("dataset:huggingface/acme/two", 5),
        ("model:huggingface/gpt2", 7),
    ]


def test_other_repositories_name_nothing() -> None:
    text = """[submodule "a"]
\turl = https://github.com/huggingface/transformers
\turl = https://huggingface.co/spaces/acme/demo
\turl = https://example.org/huggingface.co/acme/one
\tpath = https://huggingface.co/acme/one
"""
    assert claims(git_modules, ".gitmodules", text) == []


def test_hostile_lines_are_read_in_linear_time() -> None:
    started = time.process_time()
    claims(git_modules, ".gitmodules", "url = https://huggingface.co/" + "a" * 1_000_000 + "\n" + "\t url =" * 200_000)
    assert time.process_time() - started < 3
