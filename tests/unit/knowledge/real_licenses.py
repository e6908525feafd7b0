"""The licences that are shipped, read once for the tests that hold them to their texts."""

from functools import cache

from auditor.domain.license import Answer
from auditor.knowledge.check import license_names
from auditor.knowledge.load import HERE, knowledge_files, read_records
from auditor.knowledge.records import LicenseRecord


@cache
def licenses() -> dict[str, LicenseRecord]:
    """Every licence file by id."""
    files = [(path, rel) for path, rel in knowledge_files([HERE]) if rel.startswith(("licenses/", "vocabulary"))]
    return {record.id: record for _, record in read_records(files).of(LicenseRecord)}


@cache
def _names() -> dict[str, str]:
    return {name.lower(): record.id for record in licenses().values() for name in license_names(record)}


def meant_by(name: str) -> str | None:
    """The id of the one licence that a name, a tag or a `license_name` means."""
    return _names().get(name.lower())


def answer(license_id: str, question: str) -> Answer:
    """What a licence answers to a question."""
    return licenses()[license_id].answers[question]


def told(license_id: str, question: str) -> str:
    """All that an answer says in words: its condition and its note."""
    found = answer(license_id, question)
    return f"{found.when or ''} {found.note or ''}".strip()
