"""Bills of materials that lie in the tree: the components that CycloneDX and SPDX documents (JSON) list.

What such a document says of licences is its author's word about others' components, and is left to better sources.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from packageurl import PackageURL

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, occurrence, package_claims, unparsable
from auditor.detectors.model_keys import Hint
from auditor.detectors.model_values import identified
from auditor.detectors.own_artefacts import own_statement
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Technique
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.document import Document, ParseError, Path
from auditor.files.json_document import load
from auditor.files.reading import LOCK_FILES
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase

NAME: Final = "bill-of-materials"
NEEDLES: Final = frozenset({b'"bomFormat"', b'"spdxVersion"', b"spdx.org/rdf/3"})

_ECOSYSTEMS: Final = {
    "pypi": "pypi",
    "npm": "npm",
    "conda": "conda",
    "golang": "go",
    "cargo": "cargo",
    "gem": "gem",
    "maven": "maven",
    "nuget": "nuget",
    "composer": "composer",
}
"""package URL type → ecosystem, of packages"""
_HUB_TYPES: Final = {"huggingface": "huggingface", "ollama": "ollama"}
_KINDS: Final = {
    "machine-learning-model": ComponentKind.MODEL,
    "ai_AIPackage": ComponentKind.MODEL,
    "data": ComponentKind.DATASET,
    "dataset": ComponentKind.DATASET,
    "dataset_DatasetPackage": ComponentKind.DATASET,
    "MODEL": ComponentKind.MODEL,
    "DATA": ComponentKind.DATASET,
}
"""CycloneDX's types, SPDX 3's classes, SPDX 2.3's purposes"""
_EDGES: Final = {
    "trainedOn": RelationshipType.TRAINED_ON,
    "testedOn": RelationshipType.TESTED_ON,
    "descendantOf": RelationshipType.FINE_TUNED_FROM,
    "DESCENDANT_OF": RelationshipType.FINE_TUNED_FROM,
}
_DEEPEST: Final = 20
"""components within components"""
_MOST: Final = 200_000


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in {".json", ".jsonld"} and path.name not in LOCK_FILES


def is_inventory(file: SourceFile) -> bool:
    """Whether a file is such a document; its first characters tell."""
    return wants(file.path) and any(needle in file.content[:4096] for needle in NEEDLES)


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if not is_inventory(file):
        return
    try:
        document = load(file.text)
    except ParseError as error:
        yield unparsable(file, error)
        return
    if isinstance(document.value, dict):
        yield from _Inventory(file, knowledge, document).claims()


class _Inventory:
    """One document."""

    def __init__(self, file: SourceFile, knowledge: KnowledgeBase, document: Document) -> None:
        self._file = file
        self._knowledge = knowledge
        self._document = document
        self._finder = Finder(file)
        self._by_reference: dict[str, ComponentId] = {}

    def claims(self) -> Iterator[Claim]:
        content = self._document.value
        if "bomFormat" in content:
            yield from self._cyclonedx(content)
        elif "spdxVersion" in content:
            yield from self._spdx2(content)
        else:
            yield from self._spdx3(content)

    # -- the three forms -----------------------------------------------------------------------------------------------

    def _cyclonedx(self, content: dict[str, Any]) -> Iterator[Claim]:
        entries = list(_nested(content, ()))
        about = content.get("metadata")
        if isinstance(about, dict) and isinstance(about.get("component"), dict):
            entries += _nested(about["component"], ("metadata", "component"))
        for path, entry in entries:
            yield from self._component(
                path, entry, entry.get("type"), entry.get("purl"), entry.get("version"), entry.get("bom-ref")
            )
        for path, entry in entries:
            yield from self._lineage(path, entry)

    def _lineage(self, path: Path, entry: dict[str, Any]) -> Iterator[Claim]:
        """Ancestors, and the datasets of a model card."""
        own = self._by_reference.get(str(entry.get("bom-ref")))
        if own is None:
            return
        for ancestor in _entries(entry, "pedigree", "ancestors"):
            identity = self._identity(ancestor, _KINDS.get(str(ancestor.get("type"))), ancestor.get("purl"))
            if identity is not None:
                yield self._edge(own, RelationshipType.FINE_TUNED_FROM, identity.component, path)
        for dataset in _entries(entry, "modelCard", "modelParameters", "datasets"):
            named = self._by_reference.get(str(dataset.get("ref")))
            identity = None if named else self._identity(dataset, ComponentKind.DATASET, None)
            target = named or (identity.component if identity else None)
            if target is not None:
                yield self._edge(own, RelationshipType.TRAINED_ON, target, path)

    def _spdx2(self, content: dict[str, Any]) -> Iterator[Claim]:
        for index, entry in enumerate(_entries(content, "packages")):
            purl = next(
                (
                    reference.get("referenceLocator")
                    for reference in _entries(entry, "externalRefs")
                    if reference.get("referenceType") == "purl"
                ),
                None,
            )
            kind, reference = entry.get("primaryPackagePurpose"), entry.get("SPDXID")
            yield from self._component(("packages", index), entry, kind, purl, entry.get("versionInfo"), reference)
        for index, edge in enumerate(_entries(content, "relationships")):
            ends = (edge.get("spdxElementId"), edge.get("relationshipType"), [edge.get("relatedSpdxElement")])
            yield from self._related(*ends, ("relationships", index))

    def _spdx3(self, content: dict[str, Any]) -> Iterator[Claim]:
        graph = list(enumerate(_entries(content, "@graph")))
        for index, entry in graph:
            kind = entry.get("type") or entry.get("@type")
            if not isinstance(kind, str) or not kind.endswith("Package"):
                continue
            purl = entry.get("software_packageUrl") or next(
                (
                    each.get("identifier")
                    for each in _entries(entry, "externalIdentifier")
                    if str(each.get("externalIdentifierType")).lower() == "packageurl"
                ),
                None,
            )
            version, reference = entry.get("software_packageVersion"), entry.get("spdxId") or entry.get("@id")
            yield from self._component(("@graph", index), entry, kind, purl, version, reference)
        for index, entry in graph:
            targets = entry.get("to")
            if isinstance(targets, list):
                yield from self._related(entry.get("from"), entry.get("relationshipType"), targets, ("@graph", index))

    # -- components and edges --------------------------------------------------------------------------------------------

    def _component(
        self, path: Path, entry: dict[str, Any], kind: object, purl: object, version: object, reference: object
    ) -> Iterator[Claim]:
        pinned = version if isinstance(version, str) and version else None
        parsed = _purl(purl)
        if parsed is not None and parsed.type in _ECOSYSTEMS:
            ecosystem, name = _ECOSYSTEMS[parsed.type], _package_name(parsed)
            location = self._finder.first(self._document.position(path), parsed.name)
            yield from package_claims(
                self._file, self._knowledge, NAME, ecosystem, name, location, parsed.version or pinned
            )
            if isinstance(reference, str):
                self._by_reference[reference] = ComponentId(ComponentKind.LIBRARY, ecosystem, name)
            return
        identity = self._identity(entry, _KINDS.get(str(kind)), purl)
        if identity is None:
            return
        if isinstance(reference, str):
            self._by_reference[reference] = identity.component
        literal = purl if isinstance(purl, str) and parsed is not None else str(entry.get("name"))
        location = self._finder.first(self._document.position(path), literal)
        revision = parsed.version if parsed is not None else pinned
        yield occurrence(
            self._file, NAME, identity, literal, location, version=revision, technique=Technique.ATTESTATION
        )

    def _identity(self, entry: dict[str, Any], kind: ComponentKind | None, purl: object) -> Identity | None:
        """The model or dataset that an entry lists; None for anything else."""
        parsed = _purl(purl)
        if parsed is not None and parsed.type in _HUB_TYPES:
            listed = f"{parsed.namespace}/{parsed.name}" if parsed.namespace else parsed.name
            return self._knowledge.identify(_HUB_TYPES[parsed.type], listed, kind or ComponentKind.MODEL)
        name, group = entry.get("name"), entry.get("group") or entry.get("publisher")
        if kind not in {ComponentKind.MODEL, ComponentKind.DATASET} or not isinstance(name, str) or not name.strip():
            return None
        spellings = [f"{group}/{name}", name] if isinstance(group, str) and "/" not in name else [name]
        for spelling in spellings:
            found = identified(self._knowledge, spelling, Hint(kind, "huggingface"))
            if found is not None and (found.known or "/" in name):
                return found
        return Identity(ComponentId(kind, "unknown", name.strip()[:200]), known=False)

    def _related(self, source: object, relation: object, targets: list[Any], path: Path) -> Iterator[Claim]:
        edge, own = _EDGES.get(str(relation)), self._by_reference.get(str(source))
        for target in targets if edge is not None and own is not None else ():
            other = self._by_reference.get(str(target))
            if edge is not None and own is not None and other is not None and other != own:
                yield self._edge(own, edge, other, path)

    def _edge(self, source: ComponentId, edge: RelationshipType, target: ComponentId, path: Path) -> Relationship:
        mark = self._document.position(path)
        return Relationship(source, edge, target, own_statement(), self._file.location(mark.line, mark.column))


def _nested(content: dict[str, Any], path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The components of a CycloneDX document with those inside them; the entry itself unless it is the document."""
    found: list[tuple[Path, dict[str, Any]]] = []
    stack = [(path, content)]
    while stack and len(found) < _MOST:
        here, entry = stack.pop()
        if here:
            found.append((here, entry))
        if len(here) < 2 * _DEEPEST:
            inner = enumerate(_entries(entry, "components"))
            stack += [((*here, "components", index), child) for index, child in reversed(list(inner))]
    return found


def _entries(value: object, *keys: str) -> list[dict[str, Any]]:
    """The objects of a list that lies some keys deep; what is no object becomes an empty one, so that indexes hold."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return [each if isinstance(each, dict) else {} for each in value] if isinstance(value, list) else []


def _purl(text: object) -> PackageURL | None:
    if not isinstance(text, str) or len(text) > 1000:  # noqa: PLR2004 - no package is called so
        return None
    try:
        return PackageURL.from_string(text)
    except ValueError:
        return None


def _package_name(purl: PackageURL) -> str:
    if not purl.namespace:
        return purl.name
    return f"{purl.namespace}{':' if purl.type == 'maven' else '/'}{purl.name}"
