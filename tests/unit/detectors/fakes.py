"""A small knowledge base for the tests of detectors: few names, all of them written out here."""

from auditor.domain.component import ComponentId, ComponentKind
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.records import Package

PACKAGES = {
    "pypi": {"transformers", "torch", "peft", "huggingface-hub", "openai", "vllm", "sentence-transformers", "datasets"},
    "npm": {"openai", "@huggingface/transformers", "ai"},
}
SERVICES = {"gpt-4o": "openai", "claude-opus-4-5": "anthropic"}
MODELS = {"meta-llama/Llama-3.1-8B-Instruct", "openai/gpt-oss-20b", "mistralai/Mistral-7B-v0.1", "gpt2"}
DATASETS = {"HuggingFaceH4/ultrachat_200k", "yahma/alpaca-cleaned"}
OLLAMA = {"llama3", "llama3.1", "mistral", "nomic-embed-text"}


class FakeKnowledge(KnowledgeBase):
    """Answers from the sets above."""

    def package(self, ecosystem: str, name: str) -> Package | None:
        folded = name.lower().replace("_", "-") if ecosystem == "pypi" else name
        return Package(source="test") if folded in PACKAGES.get(ecosystem, ()) else None

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        if name in SERVICES:
            return Identity(ComponentId(ComponentKind.SERVICE, SERVICES[name], name))
        version = None
        if ecosystem == "huggingface":
            name = name.removeprefix("https://huggingface.co/").removeprefix("hf.co/").removeprefix("hf://")
        if ecosystem == "ollama":
            name, _, tag = name.partition(":")
            version = tag or None
        known = name in MODELS | DATASETS | OLLAMA
        return Identity(ComponentId(kind, ecosystem, name), version, known)

    def known_name(self, text: str) -> ComponentId | None:
        if text in SERVICES:
            return ComponentId(ComponentKind.SERVICE, SERVICES[text], text)
        if text in MODELS:
            return ComponentId(ComponentKind.MODEL, "huggingface", text)
        if text in DATASETS:
            return ComponentId(ComponentKind.DATASET, "huggingface", text)
        return None

    def is_model_like(self, text: str) -> bool:
        return (
            self.known_name(text) is not None
            or text.startswith(("meta-llama/", "Qwen/"))
            or text.split(":")[0] in OLLAMA
        )
