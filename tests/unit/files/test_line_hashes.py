"""The hashes are those of GitHub's upload action; the expected values are its own test's."""

import pytest

from auditor.files.line_hashes import line_hashes

GREETINGS = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETINGS),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{n}" for n in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_every_line_hashes_as_github_hashes_it(text: str, expected: list[str]) -> None:
    wanted = range(1, len(expected) + 1)
    assert list(line_hashes(text, wanted).values()) == expected


def test_only_the_wanted_lines_are_told() -> None:
    assert line_hashes("a\nb\nc\n", {2}) == {2: line_hashes("a\nb\nc\n", {1, 2, 3})[2]}


def test_a_line_beyond_the_end_has_no_hash() -> None:
    assert line_hashes("a", {7}) == {}


def test_characters_outside_the_basic_plane_count_as_two() -> None:
    assert line_hashes("\U0001f999", {1}) == line_hashes("\ud83e\udd99", {1})


def test_few_lines_of_a_long_text_have_the_hashes_that_they_would_have_among_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "}\n" * 200 + "{\n  a\n}\n" * 10_000 + "end"
    wanted = {1, 7, 200, 201, 202, 20_000, 30_201}
    every = line_hashes(text, range(1, 30_202))
    monkeypatch.setattr("auditor.files.line_hashes._LONG", 1_000)  # all of a really long one takes seconds
    assert line_hashes(text, wanted) == {line: every[line] for line in wanted}
