"""A small knowledge base for the tests of detectors: few names, all of them written out here."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from auditor.detectors.base import Claim, Detector
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Occurrence
from auditor.domain.expression import Binding, Text
from auditor.domain.fact import Fact
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.records import Package, Reviewed, ServiceRecord

PACKAGES = {
    "pypi": {"transformers", "torch", "peft", "huggingface-hub", "openai", "vllm", "sentence-transformers", "datasets"},
    "npm": {"openai", "@huggingface/transformers", "ai"},
    "cargo": {"async-openai"},
    "composer": {"openai-php/client"},
}
SERVICES = {"gpt-4o": "openai", "claude-opus-4-5": "anthropic"}
MODELS = {"meta-llama/Llama-3.1-8B-Instruct", "openai/gpt-oss-20b", "mistralai/Mistral-7B-v0.1", "gpt2"}
DATASETS = {"HuggingFaceH4/ultrachat_200k", "yahma/alpaca-cleaned"}
OLLAMA = {"llama3", "llama3.1", "mistral", "nomic-embed-text"}


class FakeKnowledge(KnowledgeBase):
    """Answers from the sets above."""

    def service(self, service: str) -> ServiceRecord | None:
        if service not in SERVICES.values():
            return None
        return ServiceRecord(
            id=service, name=service, supplier=service, sources=(), reviewed=Reviewed(on=date(2026, 1, 1), by="x")
        )

    def service_at(self, host: str) -> ServiceRecord | None:
        return self.service("openai") if host == "api.openai.com" else None

    def package(self, ecosystem: str, name: str) -> Package | None:
        folded = name.lower().replace("_", "-") if ecosystem == "pypi" else name
        return Package(source="test") if folded in PACKAGES.get(ecosystem, ()) else None

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        if name in SERVICES:
            return Identity(ComponentId(ComponentKind.SERVICE, SERVICES[name], name))
        version = None
        if ecosystem == "any":
            ecosystem = "huggingface" if "/" in name else "unknown"
        if ecosystem == "huggingface":
            name = name.removeprefix("https://huggingface.co/").removeprefix("hf.co/").removeprefix("hf://")
        if ecosystem == "ollama":
            name, _, tag = name.partition(":")
            version = tag or None
        known = name in (OLLAMA if ecosystem == "ollama" else MODELS | DATASETS)
        return Identity(ComponentId(kind, ecosystem, name), version, known)

    def facts(self, component: ComponentId) -> tuple[Fact, ...]:
        return ()

    def known_name(self, text: str) -> ComponentId | None:
        if text in SERVICES:
            return ComponentId(ComponentKind.SERVICE, SERVICES[text], text)
        if text.startswith("https://huggingface.co/") and text.count("/") == 4:
            return ComponentId(ComponentKind.MODEL, "huggingface", text.removeprefix("https://huggingface.co/"))
        if text in MODELS:
            return ComponentId(ComponentKind.MODEL, "huggingface", text)
        if text in DATASETS:
            return ComponentId(ComponentKind.DATASET, "huggingface", text)
        return None

    def is_model_like(self, text: str) -> bool:
        return (
            self.known_name(text) is not None
            or text.startswith(("meta-llama/", "Qwen/"))
            or (":" in text and text.split(":", maxsplit=1)[0] in OLLAMA)
        )


def claims(detector: Detector, path: str, text: str | bytes) -> list[Claim]:
    """What a detector says of a file."""
    content = text if isinstance(text, bytes) else text.encode()
    assert detector.wants(PurePosixPath(path)), path
    return list(detector.detect(SourceFile(path, content), FakeKnowledge()))


def occurrences(found: Iterable[Claim]) -> list[Occurrence]:
    """The occurrences among claims."""
    return [claim for claim in found if isinstance(claim, Occurrence)]


def seen(detector: Detector, path: str, text: str | bytes) -> list[tuple[str, int]]:
    """The components that a detector sees in a file, and on which line."""
    return [(str(each.component), each.location.line) for each in occurrences(claims(detector, path, text))]


def bound(found: Iterable[Claim]) -> dict[str, str]:
    """The names that are bound to a text."""
    return {each.name: each.value.value for each in found if isinstance(each, Binding) and isinstance(each.value, Text)}
