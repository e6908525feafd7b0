"""What is read of a file, and what is not."""

from pathlib import Path

import pytest

from auditor.domain.audit import Diagnostic
from auditor.files.reading import LOCK_LIMIT, TEXT_LIMIT, read
from auditor.files.source_file import SourceFile


def sized(folder: Path, name: str, size: int) -> SourceFile | Diagnostic | None:
    with (folder / name).open("wb") as file:
        file.write(b"a" * 10_000)
        file.truncate(size)
    return read(folder, name)


@pytest.mark.parametrize(
    ("name", "size", "is_read"),
    [
        ("a.json", TEXT_LIMIT, True),
        ("a.json", TEXT_LIMIT + 1, False),
        ("package-lock.json", 30_000_000, True),
        ("package-lock.json", LOCK_LIMIT + 1, False),
        ("my-package-lock.json", 30_000_000, False),
    ],
)
def test_lock_files_may_be_longer_than_other_texts(tmp_path: Path, name: str, size: int, *, is_read: bool) -> None:
    found = sized(tmp_path, name, size)
    assert isinstance(found, SourceFile) is is_read
    if isinstance(found, SourceFile):
        assert len(found.content) == size
    else:
        assert isinstance(found, Diagnostic)
        assert found.code == "too-large"
