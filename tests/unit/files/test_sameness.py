"""Whether a file of the work tree is the one that a revision holds."""

import hashlib
from pathlib import Path

import pytest

from auditor.files.sameness import differing, lend_large_files


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("now", "then"):
        (tmp_path / name).mkdir()
    return tmp_path / "now", tmp_path / "then"


def pointer(content: bytes) -> bytes:
    digest = hashlib.sha256(content).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n".encode()


@pytest.mark.parametrize(
    ("now", "then", "differs"),
    [
        (b"a\n", b"a\n", False),
        (b"a\n", b"b\n", True),
        (b"a\r\nb\r\n", b"a\nb\n", False),
        (b"a\r\nc\r\n", b"a\nb\n", True),
        (b"", b"", False),
        (b"", None, True),
        (None, b"", True),
        (None, None, False),
        (b"weights", pointer(b"weights"), False),
        (b"wEights", pointer(b"weights"), True),
        (pointer(b"weights"), pointer(b"weights"), False),
        (pointer(b"other"), pointer(b"weights"), True),
    ],
)
def test_line_ends_and_large_file_storage_are_no_difference(
    sides: tuple[Path, Path], now: bytes | None, then: bytes | None, *, differs: bool
) -> None:
    for folder, content in zip(sides, (now, then), strict=True):
        if content is not None:
            (folder / "x").write_bytes(content)
    assert differing(*sides, ["x"]) == (frozenset({"x"}) if differs else frozenset())


def test_a_link_is_never_followed(sides: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"a\n")
    (sides[0] / "x").symlink_to(tmp_path / "secret")
    (sides[1] / "x").write_bytes(b"a\n")
    assert differing(*sides, ["x"]) == {"x"}
    (sides[1] / "x").write_bytes(pointer(b"a\n"))
    lend_large_files(*sides, ["x"])
    assert (sides[1] / "x").read_bytes() == pointer(b"a\n")


def test_the_revision_borrows_the_head_of_large_files_that_nobody_touched(sides: tuple[Path, Path]) -> None:
    (sides[0] / "same").write_bytes(b"weights")
    (sides[0] / "changed").write_bytes(b"others!")
    for name in ("same", "changed", "gone"):
        (sides[1] / name).write_bytes(pointer(b"weights"))
    assert lend_large_files(*sides, ["same", "changed", "gone"]) == ("changed",)
    kept = pointer(b"weights")
    assert [(sides[1] / name).read_bytes() for name in ("same", "changed", "gone")] == [b"weights", kept, kept]
