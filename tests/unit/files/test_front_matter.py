"""The head of a model card, with places in the whole file."""

import pytest

from auditor.files.document import Mark, ParseError
from auditor.files.front_matter import split


def test_a_head_is_read_with_places_in_the_whole_file() -> None:
    document, body = split("---\nlicense: llama3.1\nbase_model:\n- a/b\n---\n# Card\n")
    assert document is not None
    assert document.value == {"license": "llama3.1", "base_model": ["a/b"]}
    assert document.position(("base_model", 0)) == Mark(4, 3)
    assert body == 6


@pytest.mark.parametrize("text", ["", "# Title\n---\na: b\n---\n", "---\nnever closed", "---\nprose\n---\nmore\n"])
def test_a_text_without_a_head_begins_on_its_first_line(text: str) -> None:
    assert split(text) == (None, 1)


def test_an_empty_head_is_no_document_and_the_body_follows_it() -> None:
    assert split("---\n---\nbody\n") == (None, 3)


def test_a_broken_head_says_where() -> None:
    with pytest.raises(ParseError) as caught:
        split("---\nlicense: a: b\n---\n")
    assert caught.value.mark == Mark(2, 11)
