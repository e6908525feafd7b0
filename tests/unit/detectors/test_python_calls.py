"""What one Python file says by itself; which value reaches which call is tested with the linker."""

import json

import pytest

from auditor.detectors import python_calls
from auditor.domain.audit import Diagnostic
from auditor.domain.expression import Binding, Reference, Text, Vocabulary
from auditor.files.source_file import SourceFile
from tests.unit.linking.trees import knowledge

LOADING = 'from transformers import AutoModel\nNAME = "gpt2"\nOTHER = "unused"\nAutoModel.from_pretrained(NAME)\n'


def claims(text: str, path: str = "app.py") -> list[object]:
    return list(python_calls.detect(SourceFile(path, text.encode()), knowledge()))


def test_a_call_of_a_known_function_is_told_with_the_names_that_it_needs_and_no_others() -> None:
    words, *found = claims(LOADING)
    assert isinstance(words, Vocabulary)
    assert words.called == ("from_pretrained",)
    assert {"transformers", "AutoModel"} <= set(words.imported)
    bound = {one.name: one.value for one in found if isinstance(one, Binding)}
    assert isinstance(bound["app.py::NAME"], Text)
    assert "app.py::OTHER" not in bound
    (call,) = [one for one in found if isinstance(one, Reference)]
    assert (call.call.location.path, call.call.location.line) == ("app.py", 4)


def test_a_file_that_calls_nothing_known_has_its_words_only() -> None:
    (only,) = claims('from transformers_like import load\nload("gpt2")\n')
    assert isinstance(only, Vocabulary)


def test_every_binding_is_told_where_another_file_asks_for_them() -> None:
    found = python_calls.bindings(SourceFile("settings.py", b'LLM = "acme/foo"\nSIZE = 7\n'))
    assert [one.name for one in found if isinstance(one, Binding)] == ["settings.py::LLM", "settings.py::SIZE"]


def test_a_cell_of_a_notebook_is_read_like_a_file() -> None:
    cell = {"cell_type": "code", "source": LOADING.splitlines(keepends=True), "metadata": {}, "outputs": []}
    found = claims(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "train.ipynb")
    (call,) = [one for one in found if isinstance(one, Reference)]
    assert (call.call.location.cell, call.call.location.cell_line) == (0, 4)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("app.py", LOADING + "print 'of Python 2'\n", "second-parser"),
        ("app.py", "from transformers import AutoModel\nAutoModel.from_pretrained(" + "(" * 300, "second-parser"),
        ("train.ipynb", '{"cells": [', "unparsable"),
    ],
)
def test_what_is_no_python_is_one_diagnostic_with_its_place(path: str, text: str, code: str) -> None:
    told = [one for one in claims(text, path) if isinstance(one, Diagnostic)]
    assert [one.code for one in told] == [code]
    assert told[0].location is not None
    assert told[0].location.path == path


@pytest.mark.parametrize(("path", "read"), [("a/b.py", True), ("x.ipynb", True), ("x.pyi", True), ("x.pyc", False)])
def test_which_files_it_reads(path: str, read: bool) -> None:  # noqa: FBT001 - a table
    assert python_calls.wants(SourceFile(path, b"").path) is read
