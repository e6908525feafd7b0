"""Ollama's Modelfile: what a model is made FROM, the ADAPTER put on it, and the LICENSE that it states of itself.

With an ADAPTER or a LICENSE of its own, what is made is a model of the tree, and a component like any other; a file that
only sets a prompt makes none.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import occurrence
from auditor.detectors.own_artefacts import own_model, own_statement, tree_file
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Role, Technique
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase
from auditor.knowledge.hub import SHORT

NAME: Final = "modelfile"

_INSTRUCTION: Final = re.compile(
    r'(?im)^[ \t]*(from|adapter|license|system|template|message|parameter)[ \t]+("""(?s:.*?)"""|"[^"\n]*"|[^\n]*)'
)
_WEIGHTS: Final = re.compile(r"(?i)(?:[.~/].*|.*\.(?:gguf|bin|safetensors))")
_LONGEST_NAME: Final = 200


_OWN: Final = frozenset({"license", "adapter"})


def wants(path: PurePosixPath) -> bool:
    name = path.name.lower()
    return name == "modelfile" or name.startswith("modelfile.") or name.endswith(".modelfile")


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    own = own_model(file)
    said = (match for match in _INSTRUCTION.finditer(file.text) if match[2].strip(' \t\n"'))
    own_word = next((match for match in said if match[1].lower() in _OWN), None)
    if own_word is not None:
        location = file.location_at(own_word.start(1), len(own_word[1]))
        name = _name(file.path)
        technique = Technique.ATTESTATION
        yield occurrence(file, NAME, Identity(own), name, location, role=Role.IMPLIED, technique=technique)
    for match in _INSTRUCTION.finditer(file.text):
        keyword, value = match[1].lower(), match[2].strip().strip('"').strip()
        location = file.location_at(match.start(2) + max(match[2].find(value), 0), len(value.split("\n")[0]))
        if keyword == "license" and value:
            yield LicenseFact(
                component=own,
                expression=_license(value),
                origin=own_statement(),
                location=location,
            )
        elif (
            keyword in {"from", "adapter"} and 0 < len(value) <= _LONGEST_NAME and "$" not in value and " " not in value
        ):
            identity = _named(file, knowledge, value)
            yield occurrence(file, NAME, identity, value, location)
            kind = RelationshipType.FINE_TUNED_FROM if keyword == "from" else RelationshipType.ADAPTER_OF
            if keyword == "from" and identity.component.kind is ComponentKind.MODEL:
                yield Relationship(own, kind, identity.component, own_statement(), location)


def _name(path: PurePosixPath) -> str:
    """What the file calls the model: `Modelfile.support` and `support.Modelfile` make `support`; else the folder's name."""
    stem, dot, rest = path.name.partition(".")
    named = rest if stem.lower() == "modelfile" else path.name.rpartition(".")[0]
    return named if dot and named else path.parent.name or path.name


def _license(value: str) -> str:
    """What LICENSE states: a text by what it is found to be, a name as it stands."""
    if len(value) > _LONGEST_NAME:
        from auditor.license_texts import identify

        if (best := identify(value).best) is not None:
            return best.license if best.complete else best.told
    return value.split("\n", maxsplit=1)[0][:_LONGEST_NAME]


def _named(file: SourceFile, knowledge: KnowledgeBase, value: str) -> Identity:
    """A weights file of the tree, a model of the hub, or one of Ollama's library."""
    if value.startswith(("https://", *SHORT)):
        return knowledge.identify("huggingface", value, ComponentKind.MODEL)
    if _WEIGHTS.fullmatch(value):
        return Identity(tree_file(file, value), known=False)
    return knowledge.identify("ollama", value, ComponentKind.MODEL)
