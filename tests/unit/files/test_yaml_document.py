"""YAML: text stays text, places count from 1, and hostile input is an error rather than a full memory."""

import contextlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from auditor.files import yaml_document
from auditor.files.document import Document, Mark, ParseError
from auditor.files.yaml_document import load_all


def only(text: str) -> Document:
    (document,) = load_all(text)
    return document


def test_every_scalar_stays_text() -> None:
    document = only("country: NO\nversion: 3.10\non: yes\nusers: 40_000\nday: 2026-11-23\ntagged: !!int 7\n")
    assert document.value == {
        "country": "NO",
        "version": "3.10",
        "on": "yes",
        "users": "40_000",
        "day": "2026-11-23",
        "tagged": "7",
    }


def test_an_empty_plain_value_is_none_and_a_quoted_one_is_text() -> None:
    assert only("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: !!str\n").value == {
        "a": None,
        "b": None,
        "c": None,
        "d": "",
        "e": "null",
        "f": "",
    }


def test_places_are_those_of_the_first_character_in_code_points() -> None:
    document = only("modèles: {é: acme/foo}\nliste:\n  - 'x'\n  - y\n")
    assert document.position(("modèles", "é")) == Mark(1, 14)
    assert document.key_position(("modèles", "é")) == Mark(1, 11)
    assert document.position(("liste", 0)) == Mark(3, 5)
    assert document.position(("liste", 1)) == Mark(4, 5)
    assert document.position(("liste", 7)) == Mark(3, 3), "an unknown place is that of what is around it"


def test_line_ends_of_yaml_1_1_do_not_shift_the_lines_below() -> None:
    assert only('a: "x\u2028y"\nb: z\n').position(("b",)) == Mark(2, 4)


def test_an_alias_has_the_value_and_the_place_of_its_anchor() -> None:
    document = only("a: &m {model: acme/foo}\nb: *m\n")
    assert document.value["b"] == {"model": "acme/foo"}
    assert document.position(("b", "model")) == Mark(1, 15)


def test_what_stands_in_a_mapping_beats_what_is_merged_in() -> None:
    document = only("x: &x {k: 1, l: 1}\ny: &y {k: 2, m: 2}\nz:\n  l: 3\n  <<: [*x, *y]\n")
    assert document.value["z"] == {"l": "3", "k": "1", "m": "2"}


def test_a_merge_key_over_text_is_a_plain_key() -> None:
    assert only("<<: x\n").value == {"<<": "x"}


def test_of_two_equal_keys_the_last_one_counts() -> None:
    document = only("a: 1\na: 2\n")
    assert document.value == {"a": "2"}
    assert document.position(("a",)) == Mark(2, 4)


def test_a_key_that_is_a_list_is_passed_over() -> None:
    assert only("? [a, b]\n: c\nd: e\n").value == {"d": "e"}


def test_documents_are_apart_and_so_are_their_anchors() -> None:
    first, second = load_all("a: &m 1\n---\n- b\n")
    assert (first.value, second.value) == ({"a": "1"}, ["b"])
    assert second.position((0,)) == Mark(3, 3)
    with pytest.raises(ParseError, match=r"\*m names nothing"):
        load_all("a: &m 1\n---\nb: *m\n")


def test_an_empty_text_holds_no_document() -> None:
    assert load_all("# only a comment\n") == []


def test_a_broken_text_says_where() -> None:
    with pytest.raises(ParseError, match="mapping values are not allowed") as caught:
        load_all("a: 1\nb: c: d\n")
    assert caught.value.mark == Mark(2, 5)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
MERGE_BOMB = f"a: &a {{{', '.join(f'k{n}: 1' for n in range(3000))}}}\nb:\n  <<: [" + ", ".join(["*a"] * 3000) + "]\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BOMB, "aliases stand for more than 200000 values"),
        (MERGE_BOMB, "more than 200000 values"),
        ("[" * 200, "nested more than 100 deep"),
        ("[" * 100_000, "nest"),  # newer libyaml has a limit of its own
        ("a: &a [*a]\n", "names nothing that is complete here"),
        ("- x\n" * 200_001, "more than 200000 values"),
        ("a: \x00", "control characters"),
    ],
)
def test_hostile_input_is_an_error(text: str, says: str) -> None:
    with pytest.raises(ParseError, match=says):
        load_all(text)


def test_aliases_that_nest_too_deep_are_an_error() -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 200))
    with pytest.raises(ParseError, match="nested more than 100 deep"):
        load_all(text)


@given(st.text())
def test_any_text_is_a_document_or_a_parse_error(text: str) -> None:
    with contextlib.suppress(ParseError):
        load_all(text)


@given(st.text(alphabet="ab:-[]{}&*<?!|>'\"#,\n ~", max_size=60))
def test_any_yaml_like_text_is_a_document_or_a_parse_error(text: str) -> None:
    with contextlib.suppress(ParseError):
        load_all(text)


VALUES = st.recursive(
    st.text() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_pyyaml_writes_is_read_back(value: object) -> None:
    assert only(yaml.safe_dump(value, allow_unicode=False)).value == value


@pytest.mark.parametrize("text", ["a: &x [1, {b: c}]\nd: *x\n", "k: |\n  two\n  lines\n"])
def test_without_libyaml_the_python_parser_says_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = load_all(text)
    monkeypatch.setattr(yaml_document, "_LOADER", yaml.SafeLoader)
    assert load_all(text) == expected
