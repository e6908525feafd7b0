"""JSON: agrees with the standard library on what is valid, tolerates comments, and knows every place."""

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.files.document import Mark, ParseError
from auditor.files.json_document import load


def test_values_and_places() -> None:
    document = load('{\n  "é": ["x", {"model": "acme/foo"}],\n  "n": -1.5e2, "t": true, "z": null\n}')
    assert document.value == {"é": ["x", {"model": "acme/foo"}], "n": -150.0, "t": True, "z": None}
    assert document.position(("é", 1, "model")) == Mark(2, 24)
    assert document.key_position(("é", 1, "model")) == Mark(2, 15)
    assert document.position(("t",)) == Mark(3, 21)


def test_comments_and_trailing_commas_are_tolerated() -> None:
    assert load('// head\n{"a": [1, 2,], /* "b": 3 */ "c": "// no comment",\n}\n// tail').value == {
        "a": [1, 2],
        "c": "// no comment",
    }


def test_of_two_equal_keys_the_last_one_counts() -> None:
    document = load('{"a": 1,\n "a": 2}')
    assert document.value == {"a": 2}
    assert document.position(("a",)) == Mark(2, 7)


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert load(r'["\ud83d\ude00", "\ud83d"]').value == ["😀", "\ufffd"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", Mark(1, 1)),
        ("{", Mark(1, 2)),
        ('{"a": }', Mark(1, 7)),
        ('{"a" 1}', Mark(1, 6)),
        ("[1 2]", Mark(1, 4)),
        ("[,]", Mark(1, 2)),
        ("[1]\n]", Mark(2, 1)),
        ('"never closed', Mark(1, 1)),
        (r'["\x"]', Mark(1, 2)),
        ("/* never closed", Mark(1, 1)),
        ("[01]", Mark(1, 3)),
        ("[" + "9" * 5000 + "]", Mark(1, 2)),
        ("[" * 101, Mark(1, 101)),
    ],
)
def test_a_broken_text_says_where(text: str, place: Mark) -> None:
    with pytest.raises(ParseError) as caught:
        load(text)
    assert caught.value.mark == place


def test_too_many_values_are_an_error() -> None:
    with pytest.raises(ParseError, match="more than 10 values"):
        load("[1,1,1,1,1,1,1,1,1,1]", max_nodes=10)


@pytest.mark.parametrize("text", ['"' + "\\" * 1_000_000, "[" * 2_000_000, "/*" * 1_000_000, " /" * 1_000_000])
def test_hostile_megabytes_are_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ParseError):
        load(text)
    assert time.perf_counter() - start < 1


WHOLE_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WHOLE_TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(WHOLE_TEXT, inner),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_agrees_with_the_standard_library(value: object, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert load(text).value == json.loads(text)


@given(VALUES)
def test_every_string_stands_where_its_place_says(value: object) -> None:
    text = json.dumps(value, indent=1)
    lines = text.split("\n")
    for _, string, place in load(text).strings():
        assert lines[place.line - 1][place.column - 1 :].startswith(json.dumps(string))


@given(st.text(alphabet='[]{}",:/*\\ \n1-e.tu', max_size=40) | st.text())
def test_any_text_is_a_document_or_a_parse_error(text: str) -> None:
    with contextlib.suppress(ParseError):
        load(text)
