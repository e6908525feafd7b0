"""Comments that speak to us, and the lines that they speak of."""

from pathlib import Path, PurePosixPath

import pytest

from auditor.cache import Cache
from auditor.detectors import inline_waivers
from auditor.detectors.run import detect
from auditor.detectors.shipped import DETECTORS
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import WaiverComment
from auditor.files.source_file import SourceFile
from auditor.knowledge.load import open_knowledge


def said(path: str, text: str) -> list[str]:
    """`3:3 → 5: ignore[a/b] why`."""
    claims = inline_waivers.detect(SourceFile(path, text.encode()), open_knowledge())
    return [
        f"{one.location.line}:{one.location.column} → {one.covers.line}: {one.text.removeprefix('auditor: ')}"
        for one in claims
        if isinstance(one, WaiverComment)
    ]


def test_a_comment_behind_code_speaks_of_its_own_line() -> None:
    assert said("a.py", "x = 1  # auditor: ignore[a/b] why\ny = 2\n") == ["1:10 → 1: ignore[a/b] why"]


def test_comments_alone_speak_of_the_next_line_that_is_none() -> None:
    text = "# auditor: ignore[a/b] why\n# auditor: ignore[c/d] why\n\n# something else\ny = 2\n"
    assert said("a.py", text) == ["1:3 → 5: ignore[a/b] why", "2:3 → 5: ignore[c/d] why"]


def test_the_end_of_a_comment_is_no_part_of_it() -> None:
    assert said("a.ts", "/* auditor: ignore[a/b] why */\nf();\n") == ["1:4 → 2: ignore[a/b] why"]
    assert said("a.md", "<!-- auditor: ignore[a/b] why -->\ntext\n") == ["1:6 → 2: ignore[a/b] why"]


def test_a_comment_within_a_comment_speaks_once() -> None:
    text = "<!--\n<script>\nf() // auditor: ignore[a/b] why\n</script>\n-->\n"
    assert len(said("a.vue", text)) == 1


def test_other_words_may_stand_before() -> None:
    assert said("a.py", "x = 1  # noqa: E501 # auditor: ignore[a/b] why\n") == ["1:23 → 1: ignore[a/b] why"]


def test_prose_about_us_is_none() -> None:
    assert said("a.py", "# the auditor: ignore[a/b] is how one waives\nx = 1\n") == []


def test_in_a_notebook_cells_have_lines() -> None:
    text = '{"cells": [{"cell_type": "code", "source": ["# auditor: ignore[a/b] why\\n", "x = \\"acme/one\\""]}]}'
    (one,) = inline_waivers.detect(SourceFile("a.ipynb", text.encode()), open_knowledge())
    assert isinstance(one, WaiverComment)
    assert (one.covers.line, one.covers.cell, one.covers.cell_line) == (1, 0, 2)
    assert one.beside == 'x = "acme/one"'


def test_a_secret_beside_is_masked() -> None:
    key = "sk-" + "a1B2" * 12
    (one,) = inline_waivers.detect(
        SourceFile("a.py", f'OPENAI_API_KEY = "{key}"  # auditor: ignore[a/b] why'.encode()), open_knowledge()
    )
    assert isinstance(one, WaiverComment)
    assert key not in one.beside


def test_a_thousand_are_read_and_the_rest_is_told() -> None:
    text = "x = 1  # auditor: ignore[a/b] why\n" * 1_200
    *comments, told = inline_waivers.detect(SourceFile("a.py", text.encode()), open_knowledge())
    assert len(comments) == inline_waivers.MOST
    assert isinstance(told, Diagnostic)


@pytest.mark.parametrize("path", ["notes.c", "deep/thing.swift"])
def test_no_file_is_read_for_a_comment_alone(tmp_path: Path, path: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("// auditor: ignore[a/b] why\n", encoding="utf-8")
    found = detect(tmp_path, [path], open_knowledge(), jobs=1)
    others = any(one.wants(PurePosixPath(path)) for one in DETECTORS if one is not inline_waivers)
    assert (found.files_read, bool(found.comments)) == (int(others), others)


def test_the_cache_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1  # auditor: ignore[a/b] why\n", encoding="utf-8")
    cache = Cache(tmp_path / "cache.db")
    fresh, kept = (detect(tmp_path, ["a.py"], open_knowledge(), jobs=1, cache=cache) for _ in range(2))
    cache.close()
    assert fresh.comments == kept.comments
    assert fresh.comments != ()
