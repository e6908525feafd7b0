"""Blocks, keys and texts of HashiCorp's configuration language."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.files.document import ParseError
from auditor.files.hcl_document import assigned


def told(text: str) -> list[tuple[str, str, str]]:
    return [(".".join(each.blocks), each.key, each.text) for each in assigned(text)]


def test_blocks_objects_lists_and_calls() -> None:
    text = """
variable "name" { default = "x" }  # "no"
locals {
  list = ["a", "b"] // "no"
  object = { chat = "c", "embed" : "d" }
  call = format("%s", "e", var.f)
  chosen = var.a == "g" ? "h" : "i"
  deep = "j ${var.k["l"]} m"
  /* "no" */
  number = 3
  escaped = "n \\"o\\" p"
}
"""
    assert told(text) == [
        ("variable.name", "default", "x"),
        ("locals", "list", "a"),
        ("locals", "list", "b"),
        ("locals.object", "chat", "c"),
        ("locals.object", "embed", "d"),
        ("locals", "call", "%s"),
        ("locals", "call", "e"),
        ("locals", "chosen", "g"),
        ("locals", "chosen", "h"),
        ("locals", "chosen", "i"),
        ("locals", "deep", 'j ${var.k["l"]} m'),
        ("locals", "escaped", 'n "o" p'),
    ]


def test_a_heredoc_is_one_text_at_its_place() -> None:
    text = 'a {\n  script = <<-EOT\n    echo "}" {\n    EOT\n  next = "x"\n}\n'
    script, following = assigned(text)
    assert (script.key, script.text) == ("script", '    echo "}" {\n')
    assert text[script.offset :].startswith("    echo")
    assert (following.key, following.text, text[following.offset]) == ("next", "x", "x")


def test_a_pair_in_one_block_has_one_frame() -> None:
    first, second, third = assigned('a { name = "x"\n value = "y" }\nb { name = "z" }')
    assert first.frame == second.frame != third.frame


@pytest.mark.parametrize("text", ["a {", "}", "a = [", "a { b = ] }\n}", "{" * 5000])
def test_brackets_that_do_not_match_are_told(text: str) -> None:
    with pytest.raises(ParseError):
        list(assigned(text))


@pytest.mark.parametrize(
    "text", ['"${' * 100_000, "/*" * 200_000, '"' * 300_000, "<<EOT\n" * 50_000, 'a = "${{{' * 50_000, '"$' * 200_000]
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    with suppress(ParseError):
        list(assigned(text))
    assert time.process_time() - started < 5


@given(st.text(alphabet='a"=${}[]\n<E/*#\\:, ', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ParseError):
        for each in assigned(text):
            assert 0 <= each.offset <= len(text)
