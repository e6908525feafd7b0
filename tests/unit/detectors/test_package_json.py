"""package.json."""

from auditor.detectors import package_json
from auditor.domain.audit import Diagnostic
from auditor.domain.evidence import Occurrence
from auditor.files.source_file import SourceFile
from tests.unit.detectors.fakes import FakeKnowledge


def found(text: str) -> list[tuple[str, str | None, int, int]]:
    claims = package_json.detect(SourceFile("web/package.json", text.encode()), FakeKnowledge())
    return [(c.literal, c.version, c.location.line, c.location.column) for c in claims if isinstance(c, Occurrence)]


def test_packages_of_all_tables_with_their_places() -> None:
    text = """{
  "name": "openai",
  "dependencies": {"react": "^18", "openai": "4.20.1"},
  "devDependencies": {
    "@huggingface/transformers": "^3.7.1"
  },
  "peerDependencies": {"ai": "workspace:*"}
}"""
    assert found(text) == [
        ("openai", "4.20.1", 3, 37),
        ("@huggingface/transformers", None, 5, 6),
        ("ai", None, 7, 25),
    ]


def test_an_alias_asks_for_the_package_that_it_names() -> None:
    assert found('{"dependencies": {"llm": "npm:openai@4.0.0", "openai": "npm:left-pad@1.0.0"}}') == [
        ("openai", "4.0.0", 1, 31)
    ]


def test_names_elsewhere_ask_for_nothing() -> None:
    assert found('{"name": "ai", "keywords": ["openai"], "scripts": {"ai": "openai"}}') == []


def test_odd_shapes_are_passed_over() -> None:
    assert found("[]") == []
    assert found('{"dependencies": ["openai"], "devDependencies": {"openai": null}}') == [("openai", None, 1, 51)]


def test_a_broken_file_is_one_diagnostic() -> None:
    [claim] = package_json.detect(SourceFile("package.json", b'{"dependencies": {"openai":'), FakeKnowledge())
    assert isinstance(claim, Diagnostic)
