"""Scanned text comes through as text, whatever is in it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from auditor.reporters.escape import cells, code, link, mermaid, paragraph, plain, prose, table, uri, well_formed

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
BITING = st.text(st.sampled_from("ab1 .|`*_[]()<>!#&;:/\\\n\r\t~$@-=+\x1b\u202e"), max_size=30) | st.text(max_size=30)


class Seen(HTMLParser):
    """The tags and the text of rendered Markdown."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(MARKDOWN.render(markdown))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember the tag."""
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.text += data


@given(BITING)
@settings(max_examples=300, deadline=None)
def test_prose_in_a_table_cell_is_read_as_written(text: str) -> None:
    seen = Seen("\n".join(table(["h", "i"], [[prose(text), "next"]])))
    assert set(seen.tags) == TABLE
    assert seen.tags.count("td") == 2
    assert "".join(plain(text).split()) in "".join(seen.text.replace("\u200b", "").split())


@given(BITING)
@settings(max_examples=300, deadline=None)
def test_code_in_a_table_cell_is_one_cell_and_nothing_but_code(text: str) -> None:
    seen = Seen("\n".join(table(["h", "i"], [[code(text), "next"]])))
    assert set(seen.tags) <= {*TABLE, "code"}
    assert seen.tags.count("td") == 2


@given(BITING)
@settings(max_examples=300, deadline=None)
def test_a_paragraph_begins_no_block(text: str) -> None:
    assert set(Seen(f"- {paragraph(text)}.").tags) <= {"ul", "li", "p"}


@given(st.text())
def test_plain_text_can_be_printed_and_stays_on_its_line(text: str) -> None:
    assert plain(text).isprintable()
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("a\u00a0b", "a b"),
        ("\udc80", "\\udc80"),
        ("模型/Qwen-é", "模型/Qwen-é"),
    ],
)
def test_plain_spells_out_what_cannot_be_seen(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert cells("模型 e\u0301") == 6


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/a b#c.py", "src/a%20b%23c.py"),
        ("c:/x", "c%3A/x"),
        ("100%.py", "100%25.py"),
        ("naïve.py", "na%C3%AFve.py"),
        ("latin\udce9.py", "latin%E9.py"),
        ("\ud800", "%EF%BF%BD"),
    ],
)
def test_paths_become_relative_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_only_plain_web_addresses_become_links() -> None:
    assert link("text", "https://example.org/a?b=c") == "[text](<https://example.org/a?b=c>)"
    assert link("text", "javascript:alert(1)") == "text"
    assert link("text", "https://example.org/>)<script>") == "text"
    assert link("text", None) == "text"


def test_a_mention_notifies_nobody() -> None:
    assert prose("@acme/ui") == "&#64;&#8203;acme/ui"


def test_a_label_of_a_drawing_cannot_leave_its_quotes() -> None:
    assert mermaid('a"]; click `b` <i>#1') == "a#quot;]; click #96;b#96; #lt;i#gt;#35;1"


def test_unpaired_surrogates_become_question_marks_and_pairs_stay() -> None:
    assert well_formed("a\ud800b\U0001f999") == "a\ufffdb\U0001f999"
