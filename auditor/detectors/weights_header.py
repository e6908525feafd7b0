"""Weights files in the tree, and what their headers say: licence, base models, source, datasets. Never the tensors.

A pickle is never opened, an archive never unpacked; a Git LFS pointer tells that weights belong here, and nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.model_keys import Hint
from auditor.detectors.model_values import identified
from auditor.detectors.own_artefacts import own_statement
from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Confidence, Location, Occurrence, Strength, Technique
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.document import ParseError
from auditor.files.source_file import SourceFile
from auditor.files.weights import Format, Header, is_weights, read_header
from auditor.knowledge.base import Identity, KnowledgeBase

NAME: Final = "weights-header"

_SHARD: Final = re.compile(r"(.*[-_.])\d{5}(-of-\d{5}.*)")
_DATA: Final = (".pkl", ".pickle")
"""endings under which anything may be kept; weights are only one of them"""
_LICENSE_KEYS: Final = ("modelspec.license", "license", "license_name")
_BASE_KEYS: Final = ("base_model", "base_model_name_or_path", "ss_sd_model_name", "ss_base_model", "parent_model")
_ADAPTER: Final = re.compile(r"[/-](?:lora|textual-inversion)$")
_SAYS_NOTHING: Final = frozenset({"", "other", "unknown", "none", "n/a"})
_ADDRESS: Final = re.compile(r"https?://[^\s)\"'<>]{4,300}")
_LONGEST_LICENSE: Final = 200
_MOST_PARENTS: Final = 64


def wants(path: PurePosixPath) -> bool:
    return is_weights(path.name)


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    place = Location(str(file.path))
    own = weights_file(file.path)
    try:
        header = read_header(file.path.name, file.content, file.size)
    except ParseError as error:
        yield Diagnostic("unparsable", f"{file.path} cannot be read: {error.message}", location=place)
        yield _occurrence(file, own, Confidence.MEDIUM)
        return
    yield _occurrence(file, own, _confidence(file, header))
    if header.format is Format.POINTER:
        message = "a Git LFS pointer: the weights are not here, so what they say of themselves is not known"
        yield Diagnostic("git-lfs-pointer", message, location=place)
    elif file.size == 0 and not file.path.name.lower().endswith(_DATA):
        yield Diagnostic("unparsable", f"{file.path} is empty: the weights are not here", location=place)
    elif header.format is Format.PICKLE:
        message = "a pickle, not opened: reading it would run what it holds"
        yield Diagnostic("pickle-not-opened", message, DiagnosticKind.NOTE, place)
    if (stated := _license(header, knowledge)) is not None:
        yield LicenseFact(component=own, expression=stated, origin=own_statement(), location=place)
    for relation, identity in _parents(header, knowledge):
        yield Relationship(own, relation, identity.component, own_statement(), place)


def weights_file(path: PurePosixPath) -> ComponentId:
    """The component of a weights file; all shards of one model are one component, named by the first."""
    shard = _SHARD.fullmatch(path.name)
    name = f"{shard[1]}00001{shard[2]}" if shard else path.name
    return ComponentId(ComponentKind.FILE, "tree", str(path.with_name(name)))


def _occurrence(file: SourceFile, own: ComponentId, confidence: Confidence) -> Occurrence:
    of_data = file.path.name.lower().endswith(_DATA)
    return Occurrence(
        component=own,
        location=Location(str(file.path)),
        literal=str(file.path),
        strength=Strength.MENTION if of_data else Strength.USE,
        detector=NAME,
        technique=Technique.BINARY if confidence is Confidence.HIGH else Technique.FILENAME,
        confidence=Confidence.LOW if of_data else confidence,
    )


def _confidence(file: SourceFile, header: Header) -> Confidence:
    """How sure it is that these are weights: sure where the file itself says what it is."""
    sure = header.format in {Format.GGUF, Format.SAFETENSORS, Format.ONNX, Format.TFLITE}
    return Confidence.HIGH if sure else Confidence.MEDIUM


# -- licence -----------------------------------------------------------------------------------------------------------


def _license(header: Header, knowledge: KnowledgeBase) -> str | None:
    """The licence that the header states, by its id where the knowledge recognises it."""
    if header.format is Format.GGUF:
        stated = [header.texts.get("general.license", ""), header.texts.get("general.license.name", "")]
    else:
        stated = [header.texts.get(key, "") for key in _LICENSE_KEYS]
    speaking = [text.strip() for text in stated if text.strip().lower() not in _SAYS_NOTHING]
    if not speaking:
        return next((text.strip() for text in stated if text.strip()), None)
    return _recognised(speaking[0], knowledge)


def _recognised(text: str, knowledge: KnowledgeBase) -> str:
    """An id for `AGPL-3.0 License (https://…)` and the like; the text itself, cut short, where nobody knows it."""
    line = " ".join(text.split())[:_LONGEST_LICENSE]
    bare = re.split(r"\s*(?:\(|https?://)", line, maxsplit=1)[0].strip(" .,;:")
    address = _ADDRESS.search(line)
    spellings = (line, bare, bare.removesuffix("License").strip(), address[0].rstrip(".,;") if address else "")
    for spelling in spellings:
        if spelling and (known := knowledge.license(spelling)) is not None:
            return known.id
    return line


# -- lineage -----------------------------------------------------------------------------------------------------------


def _parents(header: Header, knowledge: KnowledgeBase) -> Iterator[tuple[RelationshipType, Identity]]:
    """What the weights were made from, as far as the header names it so that it can be found."""
    if header.format is Format.GGUF:
        yield from _gguf_parents(header, knowledge)
        return
    merged = [part.strip() for part in header.texts.get("modelspec.merged_from", "").split(",")]
    for identity in _identities(merged[:_MOST_PARENTS], knowledge):
        yield RelationshipType.MERGED_FROM, identity
    adapter = "lora" in header.texts.get("modelspec.architecture", "").lower() or "ss_network_module" in header.texts
    relation = RelationshipType.ADAPTER_OF if adapter else RelationshipType.FINE_TUNED_FROM
    named = list(_identities([header.texts.get(key, "") for key in _BASE_KEYS], knowledge))
    for identity in named:
        yield relation, identity
    # A checkpoint may be trained from scratch in another's architecture; an adapter is made for the model of its own.
    if adapter and not named and (base := _architecture(header, knowledge)) is not None:
        yield RelationshipType.ADAPTER_OF, Identity(base)


def _architecture(header: Header, knowledge: KnowledgeBase) -> ComponentId | None:
    """The one model whose architecture the header tells, if it is that of one alone: `flux-1-dev/lora`."""
    stated = _ADAPTER.sub("", header.texts.get("modelspec.architecture", "").strip().lower())
    for record in knowledge.call_sites("safetensors"):
        if stated in record.names:
            return ComponentId.parse(record.names[stated])
    return None


def _gguf_parents(header: Header, knowledge: KnowledgeBase) -> Iterator[tuple[RelationshipType, Identity]]:
    texts = header.texts
    source = [texts.get(f"general.source.{key}", "") for key in ("huggingface.repository", "repo_url", "url")]
    for identity in list(_identities(source, knowledge))[:1]:
        yield RelationshipType.QUANTIZED_FROM, identity
    parents = list(_numbered("general.base_model", texts, knowledge))
    relation = RelationshipType.FINE_TUNED_FROM if len(parents) == 1 else RelationshipType.MERGED_FROM
    if texts.get("general.type") == "adapter":
        relation = RelationshipType.ADAPTER_OF
    for identity in parents:
        yield relation, identity
    for identity in _numbered("general.dataset", texts, knowledge, ComponentKind.DATASET):
        yield RelationshipType.TRAINED_ON, identity
    for identity in _identities(header.lists.get("general.datasets", ()), knowledge, ComponentKind.DATASET):
        yield RelationshipType.TRAINED_ON, identity


def _numbered(
    prefix: str, texts: dict[str, str], knowledge: KnowledgeBase, kind: ComponentKind = ComponentKind.MODEL
) -> Iterator[Identity]:
    """The entries `prefix.0`, `prefix.1` …, each by the first of its addresses or names that can be found."""
    for number in range(_MOST_PARENTS):
        entry = {key: texts.get(f"{prefix}.{number}.{key}", "") for key in ("repo_url", "url", "organization", "name")}
        if not any(entry.values()):
            return
        named = "/".join(entry[key].strip().replace(" ", "-") for key in ("organization", "name"))
        yield from list(_identities((entry["repo_url"], entry["url"]), knowledge, kind))[:1] or [
            Identity(known)
            for known in [knowledge.known_name(named)]
            if known is not None and "/" in named.strip("/") and known.kind is kind
        ]


def _identities(
    names: Iterable[str], knowledge: KnowledgeBase, kind: ComponentKind = ComponentKind.MODEL
) -> Iterator[Identity]:
    """Those of the names that are a hub's ids or addresses."""
    for name in names:
        identity = identified(knowledge, name.strip(), Hint(kind, "huggingface")) if "/" in name else None
        if identity is not None:
            yield identity
