"""Versions on Vertex AI, where some ids join them with `@` and others with a hyphen."""

from auditor.domain.component import ComponentKind
from auditor.knowledge.store import StoredKnowledge


def meant(real: StoredKnowledge, name: str) -> tuple[str, bool]:
    identity = real.identify("vertex", name, ComponentKind.SERVICE)
    return str(identity.component), identity.known


def test_either_spelling_leads_to_the_listed_one(real: StoredKnowledge) -> None:
    assert meant(real, "gemini-1.0-pro@001") == ("service:vertex/gemini-1.0-pro-001", True)
    assert meant(real, "claude-3-5-sonnet@20240620") == ("service:vertex/claude-3-5-sonnet@20240620", True)


def test_one_that_is_not_listed_stays_as_it_is_written(real: StoredKnowledge) -> None:
    assert meant(real, "gemini-1.0-pro@999") == ("service:vertex/gemini-1.0-pro@999", False)
