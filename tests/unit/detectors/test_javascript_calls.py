"""Scripts: what a program's own names, objects and lists hold, against the knowledge as it is shipped."""

import pytest

from auditor.detectors import javascript_calls
from auditor.domain.evidence import Role
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from tests.unit.detectors.fakes import occurrences


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return open_knowledge()


def told(knowledge: KnowledgeBase, text: str, path: str = "src/models.ts") -> list[tuple[str, int, Role]]:
    file = SourceFile(path, text.encode())
    return [
        (str(each.component), each.location.line, each.role)
        for each in occurrences(javascript_calls.detect(file, knowledge))
    ]


def test_constants_fields_and_lists(knowledge: KnowledgeBase) -> None:
    text = """
const DEFAULT_MODEL = process.env.MODEL ?? "gpt-4o";
class Chat { static model = "gpt-4o-mini"; }
export const MODELS = ["gpt-4.1", "gpt-4.1-mini"] as const;
"""
    assert told(knowledge, text) == [
        ("service:openai/gpt-4o", 2, Role.DEFAULT),
        ("service:openai/gpt-4o-mini", 3, Role.DEFAULT),
        ("service:openai/gpt-4.1", 4, Role.CHOICE),
        ("service:openai/gpt-4.1-mini", 4, Role.CHOICE),
    ]


def test_a_catalogue_and_a_second_spelling_in_it(knowledge: KnowledgeBase) -> None:
    text = """
const list = [
  { modelId: "gpt-4o", name: "GPT-4o", provider: "openai", hostedId: "gpt-4o-2024-08-06" },
  { modelId: "gpt-9-own", name: "Ours", provider: "openai", hostedId: "gpt-9-own-v2" },
];
"""
    assert told(knowledge, text) == [
        ("service:openai/gpt-4o", 3, Role.CHOICE),
        ("service:openai/gpt-4o-2024-08-06", 3, Role.CHOICE),
        ("service:openai/gpt-9-own", 4, Role.CHOICE),
        ("service:openai/gpt-9-own-v2", 4, Role.CHOICE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'const api = create({ provider: "anthropic", apiKey: "test-api-key" });',
        'log({ modelProvider: "openai", completionId: "comp_12345abcde", sessionId: "session-123" });',
        'const m = { provider: "openai", model: "AUTODETECT" };',
    ],
)
def test_keys_and_sessions_of_a_provider_are_no_models(knowledge: KnowledgeBase, text: str) -> None:
    own = 'const MODEL = "gpt-4o";\n'
    assert told(knowledge, own + text) == [("service:openai/gpt-4o", 1, Role.DEFAULT)]


def test_what_stands_beside_a_model_is_none(knowledge: KnowledgeBase) -> None:
    text = 'const m = { provider: "anthropic", model: "claude-3-opus-20240229", apiKey: "test-key-1" };\n'
    assert told(knowledge, text) == [("service:anthropic/claude-3-opus-20240229", 1, Role.DEFAULT)]
