"""The knowledge as the program asks it: look-ups by id and by name."""

from datetime import date

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Fact, Supplier
from auditor.domain.license import LicenseTerms
from auditor.knowledge.records import (
    CallSitesRecord,
    FamilyRecord,
    Package,
    RuntimeRecord,
    ServiceRecord,
    VocabularyRecord,
)


class Identity(msgspec.Struct, frozen=True):
    """What a name means: the component, and the version that the name carried."""

    component: ComponentId
    version: str | None = None
    known: bool = True
    """whether the knowledge holds exactly this id, rather than having read its shape"""


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What `auditor show` tells besides facts."""

    family: str | None = None
    family_name: str | None = None
    released: str | None = None
    modalities: tuple[str, ...] = ()
    parameters: str | None = None
    active_parameters: str | None = None
    context: int | None = None
    gated: bool | None = None
    tasks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    embedding_dimension: int | None = None
    architecture: str | None = None
    tokenizer: str | None = None
    chat_format: str | None = None
    """`none` where it is known that the weights were not tuned for conversation"""
    tool_format: str | None = None
    runtimes: tuple[str, ...] = ()
    """ids of the programmes that run exactly these files"""
    aliases: tuple[str, ...] = ()
    mirrors: tuple[str, ...] = ()
    """Hub ids where others are said to have uploaded the same files again"""
    restrictions: tuple[str, ...] = ()
    """of a dataset: what is stated of its use, beside or in place of a licence"""
    floating: str | None = None
    """of an alias that moves: what it pointed to when it was last looked up"""
    note: str | None = None


class Group(msgspec.Struct, frozen=True, array_like=True):
    """Components of one supplier, under the same terms, that do the same."""

    kind: ComponentKind
    tasks: tuple[str, ...]
    modalities: tuple[str, ...]
    supplier: str
    terms: str
    """the licence as stated; of a hosted model its host"""
    components: tuple[str, ...]
    """ids, the youngest first"""


class Peers(msgspec.Struct, frozen=True):
    """What could stand in for what."""

    hosted: dict[str, tuple[str, ...]] = {}
    """family → ids of hosted models of that family, on whatever host"""
    groups: tuple[Group, ...] = ()


class FamilyName(msgspec.Struct, frozen=True):
    """Where a text names a model family."""

    family: str
    start: int
    end: int


class KnowledgeBase:
    """What look-ups answer. This one knows nothing; `knowledge.load.open_knowledge()` opens the one that does."""

    digest: str = ""
    """of the content of all its files"""
    as_of: date | None = None
    """the newest review of any of its files"""

    def facts(self, component: ComponentId) -> tuple[Fact, ...]:
        """Everything stated of a component: exact statements, or, where there are none, its family's as guesses."""
        return ()

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        """What a name in a call or file means.

        `ecosystem` is that of the call site: huggingface, ollama, openai, bedrock, azure, vertex, litellm, langchain …
        Routers' prefixes, hub URLs, `hf://`, tags, regions, ARNs and versions are taken apart; aliases lead to one id.
        """
        return Identity(ComponentId(kind, ecosystem, name), known=False)

    def known_name(self, text: str) -> ComponentId | None:
        """The component that a bare string certainly names, whatever the place: an exact id or alias; else None."""
        return None

    def is_model_like(self, text: str) -> bool:
        """Whether a string names a known component, or matches a family's pattern (`meta-llama/Llama-3.9-1B`)."""
        return False

    def resembled(self, name: str) -> str | None:
        """The family (by id) whose maker's names this name has in it, whoever published it; a resemblance, no more."""
        return None

    def details(self, component: ComponentId) -> Details:
        """What is known besides facts."""
        return Details()

    def license(self, name: str) -> LicenseTerms | None:
        """A licence by id or by any alias, without regard to case."""
        return None

    def supplier(self, supplier: str) -> Supplier | None:
        """A supplier by id."""
        return None

    def family(self, family: str) -> FamilyRecord | None:
        """A model family by id."""
        return None

    def families_named(self, text: str) -> tuple[FamilyName, ...]:
        """The families whose names, version included, stand in a text, in its order: `Llama 4`, `Qwen2.5`."""
        return ()

    def service(self, service: str) -> ServiceRecord | None:
        """A host by id."""
        return None

    def runtime(self, runtime: str) -> RuntimeRecord | None:
        """A programme that runs weights, by id."""
        return None

    def service_at(self, host: str) -> ServiceRecord | None:
        """A host by the DNS name of its API."""
        return None

    def package(self, ecosystem: str, name: str) -> Package | None:
        """An AI package; None for all others."""
        return None

    def call_sites(self, language: str) -> tuple[CallSitesRecord, ...]:
        """The calls that name components, by programming language."""
        return ()

    @property
    def peers(self) -> Peers:
        """Hosted ids of one family, and components that do the same."""
        return Peers()

    @property
    def vocabulary(self) -> VocabularyRecord:
        """The closed list of questions."""
        return VocabularyRecord(questions={}, metrics=(), effects=(), business=(), modalities=())

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of all records of a kind (license, supplier, family …), or of all `component`s."""
        return ()
