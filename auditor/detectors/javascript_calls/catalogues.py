"""Models that a program keeps in its own names, fields and lists: `DEFAULT_MODEL = "…"`, `{modelId: "…", provider: "…"}`.

What a name or key lets one expect, and whether a value is the name of a model, is decided as for configuration files.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from tree_sitter import Node

from auditor.detectors.claims import occurrence
from auditor.detectors.javascript_calls.nodes import WRAPPINGS
from auditor.detectors.javascript_calls.symbols import Symbols
from auditor.detectors.javascript_calls.texts import literal
from auditor.detectors.model_keys import PROVIDER_KEYS, Hint, hint
from auditor.detectors.model_values import identified
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Occurrence, Role, Technique
from auditor.files.source_file import SourceFile
from auditor.knowledge.base import KnowledgeBase

DEEPEST: Final = 12
MOST_LISTED: Final = 1_000
"""entries of a list that are looked at"""
_ANY_MODEL: Final = Hint(ComponentKind.MODEL)
_MODELS: Final = Hint(ComponentKind.MODEL, plural=True)
_IDS: Final = frozenset(
    {"id", "value", "slug", "key", "model", "modelId", "model_id", "repo", "repo_id", "path", "name"}
)
"""keys that name the thing which their parent's name tells of: `const MODELS = [{id: "…"}]`"""
_ID_LIKE: Final = re.compile(r"(?:.*[a-z_])?(?:Id|_id|ID|Slug|slug|Key)|id|value|slug|model")
"""keys that may hold a second spelling of the same model's name: `hostedId`"""
_ITSELF: Final = frozenset({"id", "value", "slug", "model"})
"""those that do so where nothing else in the object names a model"""
_FIRST_WORD: Final = re.compile(r"[a-z]+|[0-9]+")
_VERSIONED: Final = re.compile(r"(?=.*[0-9])[a-z][a-z0-9]*(?:[-.:][A-Za-z0-9.]+)+")
"""a name with a version in it"""
_DISPLAY: Final = frozenset({"name", "modelName", "model_name", "label", "title", "displayName", "display_name"})
"""keys of what people read, where another key has the id"""
_DESCRIBES: Final = frozenset(
    {"name", "modelName", "label", "title", "displayName", "description", "pricing", "contextWindow", "contextLength"}
    | {"context_window", "display_name", "context_length", "cost", "maxContext", "capabilities"}
)
"""keys that an entry of a catalogue has, and a call does not"""
_TABLED: Final = frozenset({"string", "object", "array"})
"""what stands behind the keys of a plain table: `const MODELS = {fast: "…", smart: {id: "…"}}`"""
_PASSING: Final = frozenset(
    {"default", "useState", "ref", "$state", "writable", "signal", "createSignal", "freeze", "useRef", "Set", "atom"}
    | {"useAtom", "useSignal", "useLocalStorage", "of", "from", "catch", "asConst", "literal", "state"}
)
"""functions that hand on what they are given"""


class _Place(msgspec.Struct, frozen=True):
    """What is expected where a value stands."""

    hint: Hint
    provider: str | None = None
    role: Role = Role.DEFAULT


class Catalogues:
    """Looks through one file."""

    def __init__(self, file: SourceFile, symbols: Symbols, knowledge: KnowledgeBase, detector: str) -> None:
        self._file = file
        self._symbols = symbols
        self._source = symbols.source
        self._knowledge = knowledge
        self._detector = detector
        self._seen: set[int] = set()

    def claims(self) -> Iterator[Occurrence]:
        """Everything that the file's names and objects hold."""
        for named in self._symbols.named:
            expected = hint(named.name)
            if expected is not None:
                yield from self._value(named.value, _Place(expected), 0)
        for node in self._symbols.objects:
            yield from self._object(node, None, 0)
        for node in self._lists():
            if self._all_known(node):
                yield from self._list(node, _Place(_MODELS), 0)
        for node in self._symbols.switches:
            yield from self._cases(node)

    def _lists(self) -> Iterator[Node]:
        """The lists that a variable, field or entry holds; not those that are made for a question or a schema."""
        values = [named.value for named in self._symbols.named]
        values += [value for node in self._symbols.objects for _, value in self._symbols.pairs(node)]
        for value in values:
            node: Node | None = value
            while node is not None and (node.type in WRAPPINGS or self._passes_on(node)):
                node = self._handed(node) if self._passes_on(node) else next(iter(node.named_children), None)
            if node is not None and node.type == "array":
                yield node

    def _all_known(self, node: Node) -> bool:
        """Whether a list holds nothing but models that are known by name, whatever it is called."""
        entries = [child for child in node.named_children if child.type != "comment"]
        return len(entries) > 1 and all(
            child.type == "string" and self._is_model(literal(self._source.text(child)))
            for child in entries[:MOST_LISTED]
        )

    def _is_model(self, text: str) -> bool:
        """Whether a text is a model's name, as it is or behind a router's prefix."""
        rest = text.partition("/")[2]
        return self._knowledge.is_model_like(text) or (bool(rest) and self._knowledge.is_model_like(rest))

    def _passes_on(self, node: Node) -> bool:
        return node.type in {"call_expression", "new_expression"} and self._symbols.last_name(node) in _PASSING

    def _handed(self, node: Node) -> Node | None:
        """The first argument of a call."""
        listed = node.child_by_field_name("arguments")
        return next(iter(listed.named_children), None) if listed is not None else None

    def _cases(self, node: Node) -> Iterator[Occurrence]:
        """`switch (settings.model) { case "…": deployment = …`: the models between which it chooses."""
        subject, body = node.child_by_field_name("value"), node.child_by_field_name("body")
        inner = subject.named_children[0] if subject is not None and subject.named_children else None
        chain = self._symbols.chain(inner) if inner is not None else None
        if body is None or not chain or hint(chain[-1]) is None:
            return
        waiting: list[Node] = []
        for case in body.named_children:
            value = case.child_by_field_name("value")
            if case.type == "switch_case" and value is not None:
                waiting.append(value)
            statements = case.children_by_field_name("body")
            if any(self._decides(statement) for statement in statements):
                for value in waiting:
                    yield from self._value(value, _Place(_ANY_MODEL, role=Role.CHOICE), 0)
            if statements:
                waiting = []

    def _decides(self, statement: Node) -> bool:
        """Whether a statement sets a model: `deployment = …`."""
        assignment = statement.named_children[0] if statement.named_children else statement
        left = assignment.child_by_field_name("left") if assignment.type == "assignment_expression" else None
        chain = self._symbols.chain(left) if left is not None else None
        return chain is not None and hint(chain[-1]) is not None

    def _value(self, node: Node, place: _Place, depth: int) -> Iterator[Occurrence]:
        if depth > DEEPEST:
            return
        match node.type:
            case "string":
                yield from self._text(node, place)
            case "template_string" if not node.named_child_count or node.named_children[0].type == "string_fragment":
                if node.named_child_count == 1:
                    yield from self._text(node, place)
            case kind if kind in WRAPPINGS and node.named_children:
                yield from self._value(node.named_children[0], place, depth + 1)
            case "binary_expression" | "ternary_expression":
                for branch in self._branches(node):
                    yield from self._value(branch, place, depth + 1)
            case "array":
                yield from self._list(node, place, depth)
            case "object":
                yield from self._object(node, place, depth)
            case "call_expression" | "new_expression":
                if self._passes_on(node) and (handed := self._handed(node)) is not None:
                    yield from self._value(handed, place, depth + 1)
            case _:
                return

    def _branches(self, node: Node) -> list[Node]:
        """The values that an expression may take: both sides of `??`, not those of `===`."""
        if node.type == "ternary_expression":
            names = ["consequence", "alternative"]
        elif self._source.text(node.child_by_field_name("operator")) in {"||", "??"}:
            names = ["left", "right"]
        else:
            names = []
        return [child for name in names if (child := node.child_by_field_name(name)) is not None]

    def _list(self, node: Node, place: _Place, depth: int) -> Iterator[Occurrence]:
        entries = [child for child in node.named_children if child.type != "comment"][:MOST_LISTED]
        role = Role.CHOICE if len(entries) > 1 else place.role
        place = msgspec.structs.replace(place, role=role)
        found = [occurrence for entry in entries for occurrence in self._value(entry, place, depth + 1)]
        yield from found
        hosts = {each.component.ecosystem for each in found if each.component.kind is ComponentKind.SERVICE}
        if len(hosts) == 1 and len(found) * 2 >= len(entries) > len(found) > 1:
            for entry in entries:  # the others of one host's models, which the knowledge does not list
                if entry.type == "string" and _VERSIONED.fullmatch(literal(self._source.text(entry))):
                    yield from self._text(entry, msgspec.structs.replace(place, provider=next(iter(hosts))))

    def _object(self, node: Node, place: _Place | None, depth: int) -> Iterator[Occurrence]:
        """An object: entries that say by their keys what they hold, and those that `place` lets one expect."""
        pairs = self._symbols.pairs(node)
        keys = {key for key, _ in pairs}
        provider = next((self._word(value) for key, value in pairs if key in PROVIDER_KEYS), None)
        listed = node.id in self._symbols.listed
        named = any(value.type == "string" and _ID_LIKE.fullmatch(key) for key, value in pairs)
        described = bool(_DESCRIBES & keys) and any(_ID_LIKE.fullmatch(key) and key != "model" for key in keys)
        catalogued = described or (listed and "model" not in keys)
        plain = place is not None and place.hint.plural and not named and not catalogued and provider is None
        told: list[str] = []
        for key, value in pairs:
            own = hint(key)
            if own is None and place is not None and (key in _IDS or (plain and value.type in _TABLED)):
                own = place.hint
            if own is None or (key in _DISPLAY and named):
                continue
            role = Role.CHOICE if catalogued or (place is not None and place.hint.plural) else Role.DEFAULT
            for found in self._value(value, _Place(own, provider, role), depth + 1):
                told.append(found.literal)
                yield found
        if told or provider:
            for key, value in pairs:
                if value.type == "string" and _ID_LIKE.fullmatch(key) and self._same(key, value, told):
                    yield from self._text(
                        value, _Place(_ANY_MODEL, provider, Role.CHOICE if catalogued else Role.DEFAULT)
                    )

    def _same(self, key: str, value: Node, told: list[str]) -> bool:
        """Whether a text may be another spelling of what was told: not `apiKey: "…"` or `sessionId: "…"`."""
        text = literal(self._source.text(value))
        if self._is_model(text):
            return True
        if not told:
            return key in _ITSELF
        words = {match[0] for each in (text, *told) if (match := _FIRST_WORD.search(each.lower()))}
        return len(words) == 1

    def _word(self, node: Node) -> str | None:
        """A provider's name: a text, or the last part of `Provider.OpenAI`."""
        if node.type == "string":
            return literal(self._source.text(node))
        chain = self._symbols.chain(node) if node.type == "member_expression" else None
        return chain[-1].lower() if chain else None

    def _text(self, node: Node, place: _Place) -> Iterator[Occurrence]:
        if node.id in self._seen:
            return
        text = literal(self._source.text(node))
        identity = identified(self._knowledge, text, place.hint, place.provider)
        if identity is None:
            return
        self._seen.add(node.id)
        yield occurrence(
            self._file,
            self._detector,
            identity,
            text,
            self._source.location(node),
            role=place.role,
            technique=Technique.SOURCE_CODE,
        )
