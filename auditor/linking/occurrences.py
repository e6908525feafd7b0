"""From a text that reached a call to the occurrence of a component."""

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Confidence, Location, Occurrence, Role
from auditor.files.scope import scope_of
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.call_sites import CallSite
from auditor.knowledge.hub import SHORT
from auditor.linking import names

_KINDS: Final = {
    "model": ComponentKind.MODEL,
    "adapter": ComponentKind.MODEL,
    "dataset": ComponentKind.DATASET,
    "service": ComponentKind.SERVICE,
    "file": ComponentKind.FILE,
    "space": None,
}
HTTP: Final = "http"
"""the ecosystem of plain requests: the address, or else a name that is known, says whose the model is"""
UNKNOWN_ADDRESS: Final = "?"
"""a base address that is given, and only known at run time"""
_OLLAMA_PORT: Final = 11434
_MOVING: Final = frozenset({"main", "master", "HEAD", "latest"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A text that reached a call-sites entry, and what the call says besides."""

    site: CallSite
    text: str
    location: Location
    through: tuple[Location, ...] = ()
    role: Role = Role.DEFAULT
    names: str = "model"
    revision: str | None = None
    provider: str | None = None
    base_url: str | None = None
    detector: str = "python-calls"


class ShortNames:
    """The names that a library's calls take, and what they mean; one `*` in a name stands for any text."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        self._exact = {name.lower(): component for name, component in listed.items() if "*" not in name}
        self._patterns = [(*name.lower().split("*"), component) for name, component in listed.items() if "*" in name]

    def find(self, text: str) -> str | None:
        """The component's id in words; None for a text that is none of the names."""
        folded = text.lower()
        if folded in self._exact:
            return self._exact[folded]
        for start, end, component in self._patterns:
            inner = text[len(start) : len(text) - len(end)]
            if inner and folded.startswith(start) and folded.endswith(end) and not names.is_placeholder(text):
                return component.replace("{}", inner)
        return None


class Occurrences:
    """Builds occurrences for one tree."""

    def __init__(self, knowledge: KnowledgeBase, paths: Collection[str]) -> None:
        self._knowledge = knowledge
        self._paths = paths if isinstance(paths, frozenset) else frozenset(paths)
        self._names: dict[str, ShortNames] = {}

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(str(parent) for path in self._paths for parent in PurePosixPath(path).parents if parent.name)

    def of(self, found: Found) -> Occurrence | None:
        """The occurrence; None when the text names nothing that somebody else publishes."""
        text = found.text.strip()
        identity, held = self._identify(found, text)
        if identity is None:
            return None
        revision = found.revision if found.revision and found.revision not in _MOVING else None
        return Occurrence(
            component=identity.component,
            version=identity.version or revision,
            location=found.location,
            through=found.through,
            literal=text,
            role=found.role,
            scope=scope_of(found.location.path),
            detector=found.detector,
            confidence=Confidence.HIGH if identity.known else Confidence.MEDIUM,
            held=held,
        )

    def _identify(self, found: Found, text: str) -> tuple[Identity | None, bool]:
        kind = _KINDS.get(found.names)
        if kind is None or not text:
            return None, False
        listed = self._listed(found, text)
        if listed is not None:
            return Identity(listed), False
        if "://" in text or text.startswith(SHORT):
            return self._address(text, kind), False
        if names.is_placeholder(text) and not self._published(found, text, kind):
            return None, False
        if kind is ComponentKind.FILE or names.is_weights(text):
            return self._file(text, found.location.path), False
        if kind is ComponentKind.DATASET and names.is_data(text):
            path = names.tree_file(text, found.location.path, self._paths)
            return (Identity(ComponentId(kind, "tree", path)) if path is not None else None), False
        local = names.is_local_path(text, self._folders if "/" in text or kind is not ComponentKind.SERVICE else ())
        if local and not self._hosted(found, text, kind):
            return None, False
        if kind is ComponentKind.SERVICE:
            return self._service(found, text)
        return self._held(found, text, kind), False

    def _published(self, found: Found, text: str, kind: ComponentKind) -> bool:
        """Whether what looks like something to fill in is listed all the same: `the_pile_books3` is a dataset's name."""
        return kind is not ComponentKind.FILE and self._knowledge.identify(found.site.ecosystem, text, kind).known

    def _hosted(self, found: Found, text: str, kind: ComponentKind) -> bool:
        """Whether a host lists what looks like a path: `models/gemini-2.5-pro` is how its own guides write it."""
        return kind is ComponentKind.SERVICE and self._knowledge.identify(found.site.ecosystem, text, kind).known

    def _listed(self, found: Found, text: str) -> ComponentId | None:
        """What the library itself calls by this name, unless the tree has a file of that name."""
        record = found.site.record
        if record.library not in self._names:
            self._names[record.library] = ShortNames(record.names)
        listed = self._names[record.library].find(text)
        if listed is None or (names.is_weights(text) and names.tree_file(text, found.location.path, self._paths)):
            return None
        return ComponentId.parse(listed)

    def _address(self, text: str, kind: ComponentKind) -> Identity | None:
        known = self._knowledge.known_name(text)
        if known is not None:
            return self._knowledge.identify(known.ecosystem, text, known.kind)
        if names.is_weights(text.partition("?")[0]):
            return Identity(ComponentId(ComponentKind.FILE, "url", text), known=False)
        return None

    def _file(self, text: str, importer: str) -> Identity | None:
        path = names.tree_file(text, importer, self._paths)
        if path is None or not names.is_weights(path):
            return None
        return Identity(ComponentId(ComponentKind.FILE, "tree", path))

    def _held(self, found: Found, text: str, kind: ComponentKind) -> Identity | None:
        """Weights or data that the code itself loads."""
        ecosystem = found.site.ecosystem
        builder = kind is ComponentKind.DATASET and names.is_builder(text)
        if ecosystem == "huggingface" and (builder or not names.is_hub_id(text)):
            return None
        if found.provider:
            text = f"{found.provider}{':' if ecosystem == 'langchain' else '/'}{text}"
        if ecosystem == "github":
            text, _, revision = text.partition(":")
            return Identity(ComponentId(kind, ecosystem, text), None if revision in _MOVING else revision or None)
        return self._knowledge.identify(ecosystem, text, kind)

    def _service(self, found: Found, text: str) -> tuple[Identity | None, bool]:
        """A name that is sent to a host: whose, tells the base address where the call has one."""
        ecosystem = found.site.ecosystem
        if found.base_url == UNKNOWN_ADDRESS:
            return self._somewhere(ecosystem, text), False
        address = names.host_of(found.base_url) if found.base_url else None
        if address is None:
            return self._unaddressed(found, text), False
        host, port = address
        if names.is_private(host):
            local = self._local(text, port, ecosystem)
            return (local if local.known or ecosystem != HTTP or port == _OLLAMA_PORT else None), True
        service = self._knowledge.service_at(host)
        if service is not None:
            return self._knowledge.identify(service.id, text, ComponentKind.SERVICE), False
        if ecosystem == HTTP:
            return self._somewhere(ecosystem, text), False
        return self._knowledge.identify("unknown", text, ComponentKind.SERVICE), False

    def _unaddressed(self, found: Found, text: str) -> Identity | None:
        """No address in the call: the library's own host, unless the name is no name of that host's at all."""
        ecosystem = found.site.ecosystem
        if ecosystem == HTTP:
            return self._somewhere(ecosystem, text)
        if found.provider:
            text = f"{found.provider}{':' if ecosystem == 'langchain' else '/'}{text}"
        return self._knowledge.identify(ecosystem, text, ComponentKind.SERVICE)

    def _somewhere(self, ecosystem: str, text: str) -> Identity | None:
        """A host that only the running program knows: the library's own where it has such a model, else an unknown one."""
        if ecosystem == HTTP:
            if "/" in text and (known := self._knowledge.known_name(text)) is not None:
                return Identity(known)
            identity = self._knowledge.identify("any", text, ComponentKind.SERVICE)
            return identity if identity.known or identity.component.ecosystem != "unknown" else None
        identity = self._knowledge.identify(ecosystem, text, ComponentKind.SERVICE)
        return identity if identity.known else self._knowledge.identify("unknown", text, ComponentKind.SERVICE)

    def _local(self, text: str, port: int | None, ecosystem: str) -> Identity:
        """A model behind one's own address: the weights are held, under the name they were served by."""
        if port == _OLLAMA_PORT or ecosystem == "ollama":
            return self._knowledge.identify("ollama", text, ComponentKind.MODEL)
        if "/" in text and names.is_hub_id(text):
            return self._knowledge.identify("huggingface", text, ComponentKind.MODEL)
        return Identity(ComponentId(ComponentKind.SERVICE, "local", text), known=False)
