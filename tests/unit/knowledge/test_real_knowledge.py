"""The knowledge that is shipped: its files hold together."""

from auditor.knowledge.check import problems
from auditor.knowledge.load import HERE, knowledge_files, read_records


def test_shipped_knowledge_has_no_problems() -> None:
    files = knowledge_files([HERE])
    assert problems(read_records(files), {rel: path for path, rel in files}) == []
