"""config.json and adapter_config.json as the hub's libraries write them: what a model was loaded or trained from.

An adapter is something of the tree's own making, and a component, wherever its weights are kept.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, occurrence, unparsable
from auditor.detectors.model_keys import Hint
from auditor.detectors.model_values import identified
from auditor.detectors.own_artefacts import own_model, own_statement
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Role, Technique
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.document import ParseError
from auditor.files.json_document import load
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase

NAME: Final = "hub-config"

_ADAPTER: Final = "adapter_config.json"
_FILES: Final = {
    "config.json": ("_name_or_path", RelationshipType.FINE_TUNED_FROM),
    "model_index.json": ("_name_or_path", RelationshipType.FINE_TUNED_FROM),
    _ADAPTER: ("base_model_name_or_path", RelationshipType.ADAPTER_OF),
}
_SIGNS: Final = frozenset(
    {"model_type", "architectures", "transformers_version", "_diffusers_version", "peft_type", "auto_map"}
)
"""keys of which such a file has at least one; any program may have a config.json"""


def wants(path: PurePosixPath) -> bool:
    return path.name in _FILES


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    key, relation = _FILES[file.path.name]
    if f'"{key}"' not in file.text:
        return
    try:
        document = load(file.text)
    except ParseError as error:
        if file.path.name == _ADAPTER:  # of the others `config-values` tells
            yield unparsable(file, error)
        return
    content = document.value
    if not isinstance(content, dict) or not (_SIGNS & content.keys() or file.path.name == _ADAPTER):
        return
    name = content.get(key)
    identity = identified(knowledge, name, Hint(ComponentKind.MODEL, "huggingface")) if isinstance(name, str) else None
    if isinstance(name, str) and identity is not None:
        location = Finder(file).first(document.position((key,)), name)
        if file.path.name == _ADAPTER:
            own, called = Identity(own_model(file)), file.path.parent.name or file.path.name
            technique = Technique.ATTESTATION
            yield occurrence(file, NAME, own, called, file.location(1, 1), role=Role.IMPLIED, technique=technique)
        yield occurrence(file, NAME, identity, name, location)
        yield Relationship(own_model(file), relation, identity.component, own_statement(), location)
