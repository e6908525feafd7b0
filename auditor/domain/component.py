"""What an inventory holds, and how it is named."""

import re
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Final, Self
from urllib.parse import quote

import msgspec


class ComponentKind(StrEnum):
    """The kinds of component; the values are CycloneDX's component types where it has one."""

    APPLICATION = "application"
    """the scanned tree itself"""
    MODEL = "machine-learning-model"
    """weights that somebody holds"""
    DATASET = "data"
    LIBRARY = "library"
    CONTAINER = "container"
    SERVICE = "service"
    """a hosted model behind an API"""
    FILE = "file"
    """a weights file, in the tree or fetched by URL"""

    @property
    def word(self) -> str:
        """The kind as it stands before the colon of an id."""
        return _WORDS[self]


WEIGHTS: Final = frozenset({ComponentKind.MODEL, ComponentKind.FILE})
"""what can be run by whoever holds it"""
MATERIAL: Final = WEIGHTS | {ComponentKind.DATASET}
"""what is held, and may be changed: nobody changes what runs behind an endpoint, and few do a package"""

_WORDS: Final = {
    ComponentKind.APPLICATION: "application",
    ComponentKind.MODEL: "model",
    ComponentKind.DATASET: "dataset",
    ComponentKind.LIBRARY: "library",
    ComponentKind.CONTAINER: "container",
    ComponentKind.SERVICE: "service",
    ComponentKind.FILE: "file",
}
_KINDS: Final = {word: kind for kind, word in _WORDS.items()}

_PURL_TYPES: Final = {
    "huggingface": "huggingface",
    "pypi": "pypi",
    "npm": "npm",
    "conda": "conda",
    "go": "golang",
    "cargo": "cargo",
    "gem": "gem",
    "maven": "maven",
    "nuget": "nuget",
    "composer": "composer",
    "oci": "oci",
    "github": "github",
}
_CASE_FOLDED: Final = frozenset(
    {"huggingface", "modelscope", "ollama", "oci", "npm", "github", "kaggle", "nuget", "composer"}
)


class ComponentId(msgspec.Struct, frozen=True, order=True, dict=True):
    """The node of the graph: the same wherever the component was seen, and without a version."""

    kind: ComponentKind
    ecosystem: str
    """huggingface, ollama, pypi, npm, url, tree …; for a service its host: openai, bedrock …"""
    name: str
    """as its ecosystem displays it"""

    def __str__(self) -> str:
        return f"{self.kind.word}:{self.ecosystem}/{self.name}"

    @cached_property
    def key(self) -> str:
        """The id as it is compared: names folded by their ecosystem's own rule."""
        return f"{self.kind.word}:{self.ecosystem}/{comparable(self.ecosystem, self.name)}"

    @property
    def purl(self) -> str | None:
        """The package URL, where a purl type exists for the ecosystem."""
        purl_type = _PURL_TYPES.get(self.ecosystem)
        if purl_type is None or self.kind in {ComponentKind.DATASET, ComponentKind.APPLICATION}:
            return None
        name = comparable(self.ecosystem, self.name) if purl_type == "pypi" else self.name
        name = name.replace(":", "/") if purl_type == "maven" else name  # group:artifact
        return f"pkg:{purl_type}/{quote(name, safe='/.-_~')}"

    def matches(self, pattern: str) -> bool:
        """Whether a policy's pattern means this component: a glob over the id or the package URL.

        Capitals count only where the ecosystem itself tells names apart by them.
        """
        names = (str(self), self.purl or "")
        folded = (self.key, (self.purl or "").lower()) if self.ecosystem in _CASE_FOLDED | {"pypi"} else ()
        return any(fnmatchcase(name, pattern) for name in names) or any(
            fnmatchcase(name, pattern.lower()) for name in folded
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `model:huggingface/org/name` back. Raises ValueError when the text has another form."""
        word, colon, rest = text.partition(":")
        ecosystem, slash, name = rest.partition("/")
        if not (colon and slash and name and ecosystem and word in _KINDS):
            raise ValueError(f"{text!r} is not a component id such as model:huggingface/org/name")
        return cls(_KINDS[word], ecosystem, name)


def comparable(ecosystem: str, name: str) -> str:
    """A name as its ecosystem compares it: PEP 503 for PyPI, without regard to case on the hubs."""
    if ecosystem == "pypi":
        return re.sub(r"[-_.]+", "-", name).lower()
    return name.lower() if ecosystem in _CASE_FOLDED else name
