"""One file of these languages: which of its values name models."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final

import msgspec
from tree_sitter import Node

from auditor.detectors.claims import occurrence
from auditor.detectors.language_calls.constants import imported, sought, written_as
from auditor.detectors.language_calls.identity import Identified
from auditor.detectors.language_calls.syntax import SYNTAX
from auditor.detectors.language_calls.values import (
    Found,
    Values,
    arguments,
    called_name,
    entries,
    last_word,
    literal,
    parts,
)
from auditor.detectors.model_keys import Hint, hint
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location, Occurrence, Role, Technique
from auditor.domain.expression import Sought, Text
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.names import ROUTERS
from auditor.knowledge.records import Call, CallSitesRecord

_SETTER: Final = re.compile(r"(?i)^(?:with|set|use|default|add)_?(?=[A-Z_]|model)")
_OPTION_NAME: Final = re.compile(r"^-{1,2}|\s.*$")
_MOST_NODES: Final = 2_000_000
_NEAR: Final = 10
"""steps from a key up to the entry of a list that holds it"""
_LISTS: Final = frozenset(
    {"literal_value", "array_initializer", "initializer_expression", "collection_expression", "array_expression"}
    | {"array", "array_creation_expression", "collection_literal"}
)
_ENTRIES: Final = frozenset(
    {"literal_element", "composite_literal", "object_creation_expression", "implicit_object_creation_expression"}
    | {"struct_expression", "hash", "array_element_initializer", "call_expression", "method_invocation"}
)
_ENDS: Final = frozenset({"block", "statement_block", "argument_list", "arguments", "body_statement"})
_WORDS: Final = re.compile(r"\w+")
_LONGEST_CALLEE: Final = 500
"""characters of a call that may stand before its brackets"""


class LanguageFile:
    """One file and its libraries."""

    def __init__(
        self,
        file: SourceFile,
        knowledge: KnowledgeBase,
        records: list[CallSitesRecord],
        language: str,
        elsewhere: Mapping[str, Text],
        detector: str,
    ) -> None:
        self._file = file
        self._detector = detector
        self._knowledge = knowledge
        self._language = language
        self._syntax = SYNTAX[language]
        self._values = Values(self._syntax, {name: (text.value, text.location) for name, text in elsewhere.items()})
        self._identified = Identified(knowledge, [record.ecosystem for record in records], file.text)
        self._calls: dict[str, list[tuple[CallSitesRecord, Call]]] = {}
        for record in sorted(records, key=lambda record: record.ecosystem in ROUTERS):  # a host's own client first
            for call in record.calls:
                self._calls.setdefault(call.function.rpartition(".")[2], []).append((record, call))
        self._seen: set[tuple[int, str]] = set()

    @cached_property
    def _imports(self) -> dict[str, tuple[str, ...]]:
        return imported(self._language, self._file.text)

    def claims(self, root: Node) -> Iterator[Occurrence | Sought]:
        """Two walks: declarations first, since they may stand behind their use."""
        nodes = [
            node
            for node in _walk(root)
            if node.type in self._syntax.declared or node.type in self._syntax.keyed or node.type in self._syntax.calls
        ]
        declared = [self._values.declare(node) for node in nodes if node.type in self._syntax.declared]
        for pair in declared:
            if pair is not None and (expected := _expected(pair[0])) is not None:
                yield from self._list(pair[1]) if expected.plural else ()
                yield from self._told(pair[1], known_only=True)
        for node in nodes:
            if node.type in self._syntax.keyed:
                yield from self._keyed(node)
            if node.type in self._syntax.calls:
                yield from self._called(node)

    def _list(self, value: Node) -> Iterator[Occurrence | Sought]:
        """The program's own list of models: `var MODELS = []string{"…", Chosen}`."""
        listed = entries(value, self._syntax)
        role = Role.CHOICE if len(listed) > 1 else Role.DEFAULT
        for entry in listed:
            for claim in self._told(entry, known_only=True):
                yield msgspec.structs.replace(claim, role=role) if isinstance(claim, Occurrence) else claim

    def _keyed(self, node: Node) -> Iterator[Occurrence | Sought]:
        pair = parts(node, self._syntax.keyed[node.type])
        if pair is not None and _is_model(last_word(pair[0])):
            role = Role.CHOICE if _in_catalogue(node) else Role.DEFAULT
            for claim in self._told(pair[1]):
                yield msgspec.structs.replace(claim, role=role) if isinstance(claim, Occurrence) else claim

    def _called(self, node: Node) -> Iterator[Occurrence | Sought]:
        name = called_name(node, self._syntax)
        given = arguments(node, self._syntax)
        listed = self._calls.get(name, ())
        told: set[int] = set()
        for record, call in listed:
            if call.surface is not None and _ends_with(node, call.function):
                yield from self._reached(node, name, call.ecosystem or record.ecosystem, call.surface)
            place = call.identifier
            if place is None or place.key is not None:
                continue  # the keys of an object are told by themselves
            wanted = {place.keyword} if isinstance(place.keyword, str) else set(place.keyword or ())
            for index, (keyword, value) in enumerate(given):
                if index not in told and (keyword in wanted or (not keyword and index == place.position)):
                    for claim in self._told(value, host=call.ecosystem or record.ecosystem, names=call.names):
                        told.add(index)
                        yield claim
        for keyword, value in given:
            if keyword and _is_model(keyword):
                yield from self._told(value)
        for (_, option), (_, value) in pairwise(given):
            if option.type in self._syntax.texts and _is_model(_option(literal(option))):
                yield from self._told(value, known_only=True)
        if not listed and len(given) == 1 and _is_model(_SETTER.sub("", name)):
            yield from self._told(given[0][1])

    def _reached(self, node: Node, name: str, host: str, surface: str) -> Iterator[Occurrence]:
        """What the call reaches although nobody names it."""
        identity = self._identified.text(surface, host, ComponentKind.MODEL, known_only=True)
        key = (node.start_byte, surface)
        if identity is None or key in self._seen:
            return
        self._seen.add(key)
        place = self._place(node, "")
        claim = occurrence(self._file, self._detector, identity, name, place, technique=Technique.SOURCE_CODE)
        yield msgspec.structs.replace(claim, role=Role.IMPLIED)

    def _told(
        self, value: Node, *, host: str | None = None, names: str = "service", known_only: bool = False
    ) -> Iterator[Occurrence | Sought]:
        for found in self._values.of(value):
            kind = ComponentKind.DATASET if names == "dataset" else ComponentKind.MODEL
            if found.constant:
                identity = self._identified.constant(found.text)
            else:
                identity = self._identified.text(found.text, host, kind, known_only=known_only)
            key = (found.node.start_byte, str(identity.component) if identity else "")
            if key in self._seen:
                continue
            self._seen.add(key)
            if identity is None:
                if found.constant and not known_only:
                    yield from self._sought(found.node)
                continue
            claim = occurrence(
                self._file,
                self._detector,
                identity,
                found.text,
                self._place(found.node, found.text),
                technique=Technique.SOURCE_CODE,
            )
            if found.place is not None:
                here = self._place(found.node, "")
                yield msgspec.structs.replace(claim, location=found.place, through=(here,), snippet="")
            else:
                yield claim if found.hop is None else _through(claim, self._hops(found))

    def _sought(self, node: Node) -> Iterator[Sought]:
        """A name that may be another file's constant."""
        written = written_as(node)
        wanted = sought(self._language, written, self._imports)
        if wanted is not None:
            yield Sought(*wanted, written, self._place(node, ""))

    def _hops(self, found: Found) -> tuple[Location, ...]:
        return () if found.hop is None else (self._place(found.hop, ""),)

    def _place(self, node: Node, literal: str) -> Location:
        return place(self._file, node, literal)


def place(file: SourceFile, node: Node, literal: str) -> Location:
    """Where a literal stands that a node holds."""
    row, column = node.start_point
    line = file.lines[row] if row < len(file.lines) else ""
    start = len(line.encode()[:column].decode("utf-8", errors="ignore"))
    inner = line.find(literal, start) if literal else start
    return file.location(row + 1, max(inner, start) + 1, len(literal) if inner >= 0 else 0)


def _through(claim: Occurrence, hops: tuple[Location, ...]) -> Occurrence:
    elsewhere = tuple(hop for hop in hops if hop.line != claim.location.line)
    return msgspec.structs.replace(claim, through=elsewhere)


def _in_catalogue(node: Node) -> bool:
    """Whether the entry with this key is one of several of a list: `[]Model{{Name: "a"}, {Name: "b"}}`."""
    around = node.parent
    for _ in range(_NEAR):
        if around is None or around.parent is None or around.type in _ENDS:
            return False
        entries = [child for child in around.parent.named_children if child.type == around.type]
        if around.type in _ENTRIES and around.parent.type in _LISTS and len(entries) > 1:
            return True
        around = around.parent
    return False


def _option(text: str | None) -> str:
    """The name of an option, setting or variable that a call declares: `flag.String("model", "…")`."""
    return _OPTION_NAME.sub("", text or "").rpartition(".")[2]


def _expected(name: str) -> Hint | None:
    expected = hint(name)
    return expected if expected is not None and expected.kind is ComponentKind.MODEL else None


def _is_model(name: str) -> bool:
    return _expected(name) is not None


def _walk(root: Node) -> Iterator[Node]:
    """Every node, without recursion."""
    cursor = root.walk()
    for _ in range(_MOST_NODES):
        node = cursor.node
        if node is not None:
            yield node
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while cursor.goto_parent():
            if cursor.goto_next_sibling():
                break
        else:
            return


def _ends_with(node: Node, function: str) -> bool:
    """Whether what is called is written as the pattern says: `client.threads.create` for `*.threads.create`."""
    wanted = [part for part in function.split(".") if part != "*"]
    written = (node.text or b"")[:_LONGEST_CALLEE].decode("utf-8", "replace")
    at = written.find(f"{wanted[-1]}(")
    words = _WORDS.findall(written if at < 0 else written[: at + len(wanted[-1])])
    return words[-len(wanted) :] == wanted
