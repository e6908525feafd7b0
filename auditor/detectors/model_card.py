"""Model and dataset cards: the YAML head of a README.md, with licence, base models and datasets.

A card speaks of the artefact that lies beside it. A README that only tells of a program has no such head. What a card
says binds whoever uses the model, so the model itself is one of the components, under the title that the card gives it.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from auditor.detectors.base import Claim
from auditor.detectors.claims import Finder, occurrence, unparsable
from auditor.detectors.model_keys import Hint
from auditor.detectors.model_values import identified
from auditor.detectors.own_artefacts import own_dataset, own_model, own_statement
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Role, Technique
from auditor.domain.fact import LicenseFact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.document import Document, ParseError, Path
from auditor.files.front_matter import split
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import Identity, KnowledgeBase

NAME: Final = "model-card"

_HEADING: Final = re.compile(r"#{1,2}[ \t]+(\S.{0,158}\S|\S)[ \t]*")
_LOOKED_AT: Final = 40
"""lines below the head in which a title may stand"""

_MODEL_KEYS: Final = frozenset(
    {"base_model", "library_name", "pipeline_tag", "model-index", "model_name", "datasets", "inference"}
)
_DATASET_KEYS: Final = frozenset(
    {"task_categories", "size_categories", "dataset_info", "pretty_name", "annotations_creators"}
)
_RELATIONS: Final = {
    "adapter": RelationshipType.ADAPTER_OF,
    "merge": RelationshipType.MERGED_FROM,
    "quantized": RelationshipType.QUANTIZED_FROM,
    "finetune": RelationshipType.FINE_TUNED_FROM,
}
"""the hub's words of `base_model_relation`"""


def wants(path: PurePosixPath) -> bool:
    return path.suffix.lower() in {".md", ".markdown"}


def detect(file: SourceFile, knowledge: KnowledgeBase) -> Iterator[Claim]:
    if not file.text.startswith("---"):
        return
    try:
        document, body = split(file.text)
    except ParseError as error:
        if file.path.name.lower() == "readme.md":  # elsewhere three dashes are more often a ruler
            yield unparsable(file, error)
        return
    if document is None:
        return
    card = _Card(file, knowledge, document, body)
    if card.speaks_of is not None:
        yield from card.claims()


class _Card:
    """One head, and what it says."""

    def __init__(self, file: SourceFile, knowledge: KnowledgeBase, document: Document, body: int) -> None:
        self.file = file
        self.knowledge = knowledge
        self.document = document
        self.body = body
        self.head: dict[str, Any] = document.value
        self.finder = Finder(file)

    @property
    def speaks_of(self) -> ComponentId | None:
        """The artefact of the card; None for the head of any other text."""
        readme = self.file.path.name.lower() == "readme.md"
        if _DATASET_KEYS & self.head.keys() and not {"base_model", "library_name", "pipeline_tag"} & self.head.keys():
            return own_dataset(self.file) if readme else None
        if _MODEL_KEYS & self.head.keys() and ({"license", "base_model", "library_name"} & self.head.keys()):
            return own_model(self.file)
        tagged = {"license", "tags"} <= self.head.keys() or {"license", "language"} <= self.head.keys()
        return (
            own_model(self.file)
            if readme and (tagged or self.head.keys() <= {"license", "license_name", "license_link"})
            else None
        )

    def claims(self) -> Iterator[Claim]:
        """The model itself, the licence, the base models and the datasets."""
        own = self.speaks_of
        if own is None:
            return
        if own.kind is ComponentKind.MODEL:
            yield self._itself(own)
        yield from self._license(own)
        yield from self._base_models(own)
        yield from self._named(own, "datasets", ComponentKind.DATASET, RelationshipType.TRAINED_ON)

    def _itself(self, own: ComponentId) -> Claim:
        """The model of the card, which names no version of it, since it lies here."""
        name, location = self._title(own)
        identity = Identity(own)
        return occurrence(self.file, NAME, identity, name, location, role=Role.IMPLIED, technique=Technique.ATTESTATION)

    def _title(self, own: ComponentId) -> tuple[str, Location]:
        """What the card calls it: in its head, else in its first heading, else the folder's name."""
        for path, text in self._texts("model_name"):
            return text, self.finder.first(self.document.position(path), text)
        for number, line in enumerate(self.file.lines[self.body - 1 : self.body - 1 + _LOOKED_AT], self.body):
            if (match := _HEADING.fullmatch(line)) is not None:
                return match[1], self.file.location(number, match.start(1) + 1, len(match[1]))
        return PurePosixPath(own.name).name or own.name, self.file.location(1, 1)

    def _license(self, own: ComponentId) -> Iterator[LicenseFact]:
        stated = [(path, text) for path, text in self._texts("license") if text.lower() != "other"]
        stated = stated or self._texts("license_name")
        if not stated and (found := self._in_the_body(own)) is not None:
            yield found
            return
        stated = stated or self._texts("license")
        if stated:
            yield self._stated(own, stated)

    def _stated(self, own: ComponentId, stated: list[tuple[Path, str]]) -> LicenseFact:
        """What the head names, or, where that says nothing, what its link leads to."""
        place = self.document.position(stated[0][0])
        expression, link = " OR ".join(text for _, text in stated), self._link()
        told = None
        if link and len(stated) == 1 and self.knowledge.license(expression) is None:
            from auditor.detectors.license_links import linked

            told = linked(self.knowledge, link)
        return LicenseFact(
            component=own,
            expression=told or expression,
            origin=own_statement(link, by_link=told is not None),
            location=self.file.location(place.line, place.column),
        )

    def _link(self) -> str | None:
        """The address at which the head says that the licence stands; None for a file beside the card."""
        links = (text for _, text in self._texts("license_link"))
        return next((link for link in links if link.startswith(("https://", "http://"))), None)

    def _in_the_body(self, own: ComponentId) -> LicenseFact | None:
        """The licence whose text stands in the card, where its head names none."""
        body = "\n".join(self.file.lines[self.body - 1 :])
        if "licen" not in body.lower() and "terms" not in body.lower():
            return None
        from auditor.license_texts import Verdict, identify

        found = identify(body, embedded=True)
        if found.best is None or found.verdict is not Verdict.IDENTIFIED or found.best.part != "text":
            return None
        location = self.file.location(self.body - 1 + found.best.line, 1)
        return LicenseFact(component=own, expression=found.best.license, origin=own_statement(), location=location)

    def _base_models(self, own: ComponentId) -> Iterator[Claim]:
        relation = self.head.get("base_model_relation")
        texts = self._texts("base_model")
        merged = len(texts) > 1 and "merge" in {text for _, text in self._texts("tags")}
        adapter = self.head.get("library_name") == "peft"
        guessed = RelationshipType.ADAPTER_OF if adapter else RelationshipType.FINE_TUNED_FROM
        kind = _RELATIONS.get(relation) if isinstance(relation, str) else None
        yield from self._named(
            own, "base_model", ComponentKind.MODEL, kind or (RelationshipType.MERGED_FROM if merged else guessed)
        )

    def _named(self, own: ComponentId, key: str, kind: ComponentKind, edge: RelationshipType) -> Iterator[Claim]:
        for path, text in self._texts(key):
            identity = identified(self.knowledge, text, Hint(kind, "huggingface"))
            if identity is None and kind is ComponentKind.DATASET and "/" not in text and " " not in text:
                identity = self.knowledge.identify("huggingface", text, kind)  # the hub's own short names: `squad`
            if identity is not None:
                location = self.finder.first(self.document.position(path), text)
                yield occurrence(self.file, NAME, identity, text, location)
                yield Relationship(own, edge, identity.component, own_statement(), location)

    def _texts(self, key: str) -> list[tuple[Path, str]]:
        """The value of a key as a list of texts: a card may give one or several."""
        value = self.head.get(key)
        values: list[tuple[Path, Any]] = [((key,), value)]
        if isinstance(value, list):
            values = [((key, index), each) for index, each in enumerate(value)]
        return [(path, each.strip()) for path, each in values if isinstance(each, str) and 0 < len(each.strip()) <= 200]  # noqa: PLR2004
