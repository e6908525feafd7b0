"""A small knowledge of invented makers."""

from pathlib import Path

import pytest

from auditor.knowledge.compile import compile_records
from auditor.knowledge.load import HERE, content_digest, knowledge_files, read_records
from auditor.knowledge.store import StoredKnowledge

TINY = Path(__file__).parents[2] / "tiny-knowledge"


def tiny_files(folder: Path = TINY) -> list[tuple[Path, str]]:
    """The files of the small knowledge, with the real vocabulary."""
    found = [(path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*.yaml"))]
    return [*found, (HERE / "vocabulary.yaml", "vocabulary.yaml")]


@pytest.fixture(scope="session")
def tiny() -> StoredKnowledge:
    """The small knowledge, compiled."""
    files = tiny_files()
    return StoredKnowledge.in_memory(compile_records(read_records(files), content_digest(files)))


@pytest.fixture(scope="session")
def real() -> StoredKnowledge:
    """The knowledge that ships."""
    files = knowledge_files([HERE])
    return StoredKnowledge.in_memory(compile_records(read_records(files), content_digest(files)))
