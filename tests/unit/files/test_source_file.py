"""Places in a text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.files.source_file import SourceFile


def test_a_place_by_its_offset() -> None:
    file = SourceFile("a.txt", "one\ntwo é three\n\nend".encode())
    found = [(place.line, place.column) for place in (file.location_at(at) for at in (0, 3, 4, 10, 16, 17, 20))]
    assert found == [(1, 1), (1, 4), (2, 1), (2, 7), (3, 1), (4, 1), (4, 4)]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 1_200_000), min_size=1, max_size=70))
def test_places_in_a_huge_text_are_those_that_the_list_of_lines_gives(offsets: list[int]) -> None:
    text = "some words\n" * 120_000
    file = SourceFile("a.txt", text.encode())
    for offset in offsets:
        place = file.location_at(offset)
        assert (place.line, place.column) == (offset // 11 + 1, offset % 11 + 1)


def test_places_of_a_long_text_in_whatever_order() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 120_001))
    file = SourceFile("a.txt", text.encode())
    wanted = [119_999, 7, 5, 60_000, *range(100, 40, -1), 120_000, 1]
    assert [file.location_at(text.index(f"line {n}\n") + 2).line for n in wanted] == wanted
    assert file.location_at(text.index("line 60000\n") + 2, 3).column == 3
