"""TOML: the standard library's values, with a place for each."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.files.document import Mark, ParseError
from auditor.files.toml_document import load

TEXT = '''\
title = "x"  # not [here] = "y"
[project]
dependencies = [
  "foo>=1",  # a "comment"
  'bar',
]
"quoted key".inner = 1
when = 2026-11-23 07:32:00.5

[tool.a]
b = {c = [1.5, {d = "e"}], f = """
two
lines"""}

[[package]]
name = "first"
[[package]]
name = "second"
  [package.source]
  url = "z"
'''


def test_values_with_dates_as_text() -> None:
    value = load(TEXT).value
    assert value["project"]["when"] == "2026-11-23T07:32:00.500000"
    assert value["package"][1] == {"name": "second", "source": {"url": "z"}}


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), Mark(1, 1), Mark(1, 9)),
        (("project",), Mark(2, 2), Mark(2, 1)),
        (("project", "dependencies", 0), Mark(4, 3), Mark(4, 3)),
        (("project", "dependencies", 1), Mark(5, 3), Mark(5, 3)),
        (("project", "quoted key", "inner"), Mark(7, 14), Mark(7, 22)),
        (("project", "when"), Mark(8, 1), Mark(8, 8)),
        (("tool", "a", "b", "c", 1, "d"), Mark(11, 17), Mark(11, 21)),
        (("tool", "a", "b", "f"), Mark(11, 28), Mark(11, 32)),
        (("package", 0, "name"), Mark(16, 1), Mark(16, 8)),
        (("package", 1, "name"), Mark(18, 1), Mark(18, 8)),
        (("package", 1, "source", "url"), Mark(20, 3), Mark(20, 9)),
    ],
)
def test_places(path: tuple[str | int, ...], key: Mark, value: Mark) -> None:
    document = load(TEXT)
    assert (document.key_position(path), document.position(path)) == (key, value)


@pytest.mark.parametrize(
    ("text", "place"),
    [("a b", Mark(1, 3)), ("a = 1\na = 2", Mark(2, 6)), ('a = "', Mark(1, 6)), ("a." * 70 + "b = 1", Mark(1, 1))],
)
def test_a_broken_text_says_where(text: str, place: Mark) -> None:
    with pytest.raises(ParseError) as caught:
        load(text)
    assert caught.value.mark == place


@pytest.mark.parametrize(
    "text",
    ["a=" + "[" * 100_000, "a." * 500_000 + "b=1", "a" * 2_000_000, "a" + " ." * 500_000, '"' * 1_000_000],
)
def test_hostile_megabytes_are_refused_soon(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ParseError):
        load(text)
    assert time.perf_counter() - start < 3


@given(st.text(alphabet="ab=[]{}.\"'\\,# \n1-:T", max_size=40) | st.text())
def test_any_text_is_a_document_or_a_parse_error(text: str) -> None:
    try:
        document = load(text)
    except ParseError:
        return
    for path, _, _ in document.strings():
        assert path in document.values
