"""The compiled knowledge: one read-only SQLite file, decoded entry by entry when asked."""

import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from auditor.domain.component import ComponentId, ComponentKind, comparable
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Fact, LicenseFact, Supplier, SupplierFact
from auditor.domain.license import Answer, LicenseTerms
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.knowledge.base import Details, FamilyName, Identity, KnowledgeBase, Peers
from auditor.knowledge.details import Runtimes
from auditor.knowledge.mirrors import encoding, stems
from auditor.knowledge.names import Names
from auditor.knowledge.patterns import Pattern, Patterns
from auditor.knowledge.records import (
    CallSitesRecord,
    FamilyRecord,
    Package,
    RuntimeRecord,
    ServiceRecord,
    VocabularyRecord,
)

SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (kind TEXT, id TEXT, body BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE fact (component TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE detail (component TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE name (scope TEXT, name TEXT, component TEXT NOT NULL, PRIMARY KEY (scope, name)) WITHOUT ROWID;
"""
"""`name.scope` is `model:huggingface` and the like, or `*` for names that are certain wherever they stand."""
EVERYWHERE: Final = "*"
STEM: Final = "stem"
"""the scope of plain names, by which the origin of a conversion is found"""

_LONGEST: Final = 40
"""characters of a family's name that prose repeats"""

T = TypeVar("T")


class StoredKnowledge(KnowledgeBase):
    """The knowledge base over an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        self.digest = meta["digest"]
        self.as_of = date.fromisoformat(meta["as_of"]) if meta["as_of"] else None
        self.license = lru_cache(maxsize=1024)(self._license)  # type: ignore[method-assign]
        self.supplier = lru_cache(maxsize=1024)(self._supplier)  # type: ignore[method-assign]
        self.service = lru_cache(maxsize=128)(self._service)  # type: ignore[method-assign]
        self._names = Names(self)

    @classmethod
    def at(cls, path: Path) -> "StoredKnowledge":
        """Open an artefact on disk."""
        return cls(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    @classmethod
    def in_memory(cls, content: bytes) -> "StoredKnowledge":
        """Open an artefact that could not be written anywhere."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.deserialize(content)
        return cls(connection)

    # -- facts -----------------------------------------------------------------------------------------------------

    def facts(self, component: ComponentId) -> tuple[Fact, ...]:
        """Everything stated of a component: exact statements, or its family's as guesses; and its namespace's owner."""
        body = self._one("SELECT body FROM fact WHERE component = ?", component.key)
        exact = msgspec.msgpack.decode(body, type=tuple[Fact, ...]) if body else ()
        if exact:
            return tuple(self._led(fact) for fact in exact)
        guesses = tuple(self._guesses(component)) or tuple(self._converted(component))
        if any(isinstance(fact, SupplierFact) for fact in guesses):
            return guesses
        return (*guesses, *self._namespace_owner(component))

    def _led(self, fact: Fact) -> Fact:
        """A relationship leads to the name by which its target is listed: one model, however its children spell it."""
        if not isinstance(fact, Relationship):
            return fact
        target = fact.target
        listed = self.named(f"{target.kind.word}:{target.ecosystem}", target.name)
        renamed = listed is not None and listed.kind is target.kind and listed != target
        return msgspec.structs.replace(fact, target=listed) if renamed else fact

    def _guesses(self, component: ComponentId) -> Iterable[Fact]:
        family = self._family_by_pattern(component)
        if family is None:
            return
        as_of = family.reviewed.on
        origin = Origin(Standing.FAMILY, "knowledge-base", as_of, family.sources[0])
        if not self._namespace_owner(component):
            yield SupplierFact(component=component, supplier=family.supplier, origin=origin)
        from auditor.knowledge.compile import guessed_licenses, support_fact

        yield from guessed_licenses(component, family)
        for support in family.support:
            yield support_fact(component, support, as_of, Standing.FAMILY)

    def _origin(self, component: ComponentId) -> ComponentId | None:
        """The weights that an unlisted model of a publisher of conversions holds, judged by its name."""
        namespace, slash, name = component.name.partition("/")
        mirror = (component.ecosystem, comparable(component.ecosystem, namespace)) in self._mirrors
        if not slash or not mirror or component.kind is not ComponentKind.MODEL:
            return None
        found = (self.named(STEM, stem) for stem in stems(name))
        return next((origin for origin in found if origin and origin.key != component.key), None)

    def _converted(self, component: ComponentId) -> Iterable[Fact]:
        origin = self._origin(component)
        if origin is None:
            return
        for fact in self.facts(origin):
            if isinstance(fact, LicenseFact):
                guess = msgspec.structs.replace(fact.origin, standing=Standing.FAMILY)
                yield msgspec.structs.replace(fact, component=component, origin=guess, guess=True)
        url = f"https://huggingface.co/{component.name}"
        by_name = Origin(Standing.FAMILY, "knowledge-base", self.as_of, url)
        yield Relationship(component, RelationshipType.QUANTIZED_FROM, origin, by_name)

    def _namespace_owner(self, component: ComponentId) -> tuple[SupplierFact, ...]:
        namespace, slash, _ = component.name.partition("/")
        owner = (
            self._namespaces.get((component.ecosystem, comparable(component.ecosystem, namespace))) if slash else None
        )
        if owner is None:
            return ()
        supplier, as_of, url = owner
        origin = Origin(Standing.EXACT, "knowledge-base", date.fromisoformat(as_of), url)
        return (SupplierFact(component=component, supplier=supplier, origin=origin),)

    def resembled(self, name: str) -> str | None:
        """The family whose maker's names this one has in it."""
        return self.patterns.resembled(name)

    def details(self, component: ComponentId) -> Details:
        """What is known besides facts; of an unlisted member, what its family tells."""
        body = self._one("SELECT body FROM detail WHERE component = ?", component.key)
        if body:
            return msgspec.msgpack.decode(body, type=Details)
        family = self._family_by_pattern(component)
        if family is None and (origin := self._origin(component)):
            told = self.details(origin)
            runtimes = self._runtimes.of(told.architecture, encoding(component.name))
            return msgspec.structs.replace(told, aliases=(), mirrors=(), note=None, runtimes=runtimes)
        return Details(family=family.id, family_name=family.name) if family else Details()

    @cached_property
    def _runtimes(self) -> Runtimes:
        return Runtimes(self._all("runtime", RuntimeRecord))

    # -- names -----------------------------------------------------------------------------------------------------

    def identify(self, ecosystem: str, name: str, kind: ComponentKind) -> Identity:
        """What a name in a call or file means."""
        return self._names.identify(ecosystem, name, kind)

    def known_name(self, text: str) -> ComponentId | None:
        """The component that a bare string certainly names, whatever the place."""
        return self._names.known(text)

    def is_model_like(self, text: str) -> bool:
        """Whether a string names a known component or matches a family's pattern."""
        return self._names.is_model_like(text)

    def named(self, scope: str, name: str) -> ComponentId | None:
        """The component that an exact name or alias leads to; the scope is `model:huggingface` or the like, or `*`."""
        body = self._one(
            "SELECT component FROM name WHERE scope = ? AND name = ?",
            scope,
            comparable_name(scope.rpartition(":")[2], name),
        )
        return ComponentId.parse(body) if body else None

    @cached_property
    def peers(self) -> Peers:
        """Hosted ids of one family, and components that do the same."""
        return self._decoded("table", "peers", Peers) or Peers()

    @cached_property
    def services(self) -> tuple[ServiceRecord, ...]:
        """Every host, without its models."""
        return tuple(self._all("service", ServiceRecord))

    @cached_property
    def patterns(self) -> Patterns:
        """The families' patterns."""
        return Patterns(msgspec.msgpack.decode(self._record("table", "patterns") or b"\x90", type=list[Pattern]))

    @cached_property
    def _namespaces(self) -> dict[tuple[str, str], tuple[str, str, str]]:
        rows = msgspec.msgpack.decode(
            self._record("table", "namespaces") or b"\x90", type=list[tuple[str, str, str, str, str]]
        )
        return {(ecosystem, namespace): (supplier, on, url) for ecosystem, namespace, supplier, on, url in rows}

    @cached_property
    def _mirrors(self) -> frozenset[tuple[str, str]]:
        rows = msgspec.msgpack.decode(self._record("table", "mirrors") or b"\x90", type=list[tuple[str, str]])
        return frozenset(rows)

    def _family_by_pattern(self, component: ComponentId) -> FamilyRecord | None:
        if component.kind is not ComponentKind.MODEL:
            return None
        family = self.patterns.family(component.ecosystem, component.name)
        return self.family(family) if family else None

    # -- records ---------------------------------------------------------------------------------------------------

    def _license(self, name: str) -> LicenseTerms | None:
        alias = self._record("license-alias", name.strip().lower())
        id_ = alias.decode() if alias else name
        if (terms := self._decoded("license", id_, LicenseTerms)) is not None:
            return terms
        named = self._decoded("license-name", id_, LicenseTerms)
        return named and msgspec.structs.replace(named, answers=self._unread)

    @cached_property
    def _unread(self) -> dict[str, Answer]:
        """The answers of a licence that is known by name only."""
        asked = (name for name, question in self.vocabulary.questions.items() if question.of is None)
        return dict.fromkeys(asked, Answer(answer="unknown"))

    def _supplier(self, supplier: str) -> Supplier | None:
        return self._decoded("supplier", supplier, Supplier)

    def _service(self, service: str) -> ServiceRecord | None:
        return self._decoded("service", service, ServiceRecord)

    def family(self, family: str) -> FamilyRecord | None:
        """A model family by id."""
        return self._decoded("family", family, FamilyRecord)

    def runtime(self, runtime: str) -> RuntimeRecord | None:
        """A programme that runs weights, by id."""
        return self._decoded("runtime", runtime, RuntimeRecord)

    def families_named(self, text: str) -> tuple[FamilyName, ...]:
        """The families whose names, version included, stand in a text, in its order."""
        pattern, families = self._family_names
        return tuple(
            FamilyName(families[comparable_words(match[0])], match.start(), match.end())
            for match in pattern.finditer(text)
        )

    @cached_property
    def _family_names(self) -> tuple[re.Pattern[str], dict[str, str]]:
        """A search for all names that hold a version, and whose each is."""
        names = {family.name: family.id for family in self._all("family", FamilyRecord)}
        told = {name: id_ for name, id_ in names.items() if any(c.isdigit() for c in name) and len(name) < _LONGEST}
        spelt = sorted((re.escape(name).replace(r"\ ", "[ -]?") for name in told), key=len, reverse=True)
        inner = "|".join(spelt) or r"(?!)"
        search = re.compile(rf"(?<![\w./-])(?:{inner})(?![\w]|[.-]\d)", re.IGNORECASE)
        return search, {comparable_words(name): id_ for name, id_ in told.items()}

    def service_at(self, host: str) -> ServiceRecord | None:
        """A host by the DNS name of its API; a sub-domain counts for `*.` entries."""
        host = host.lower().rstrip(".")
        for service in self.services:
            for known in service.hosts:
                if host == known or (known.startswith("*.") and host.endswith(known[1:])):
                    return service
        return None

    def package(self, ecosystem: str, name: str) -> Package | None:
        """An AI package; None for all others."""
        key = f"{ecosystem}/{comparable(ecosystem, name)}"
        return self._decoded("package", key, Package) if key in self._packages else None

    @cached_property
    def _packages(self) -> frozenset[str]:
        """The ids of all packages: a lock file asks for ten thousands, of which few are here."""
        return frozenset(self.ids("package"))

    def call_sites(self, language: str) -> tuple[CallSitesRecord, ...]:
        """The calls that name components, by programming language."""
        return self._call_sites.get(language, ())

    @cached_property
    def _call_sites(self) -> dict[str, tuple[CallSitesRecord, ...]]:
        found: dict[str, tuple[CallSitesRecord, ...]] = {}
        for record in self._all("call-sites", CallSitesRecord):
            found[record.language] = (*found.get(record.language, ()), record)
        return found

    @cached_property
    def vocabulary(self) -> VocabularyRecord:
        """The closed list of questions."""
        found = self._decoded("table", "vocabulary", VocabularyRecord)
        assert found is not None, "compile_records always writes it"  # noqa: S101
        return found

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of all records of a kind (license, supplier, family …), or of all `component`s."""
        if kind == "component":
            return tuple(row[0] for row in self._connection.execute("SELECT component FROM fact ORDER BY component"))
        return tuple(
            row[0] for row in self._connection.execute("SELECT id FROM record WHERE kind = ? ORDER BY id", (kind,))
        )

    # -- rows ------------------------------------------------------------------------------------------------------

    def _one(self, query: str, *arguments: str) -> Any:  # noqa: ANN401 - a column is what it is
        row = self._connection.execute(query, arguments).fetchone()
        return row[0] if row else None

    def _record(self, kind: str, record: str) -> bytes | None:
        found: bytes | None = self._one("SELECT body FROM record WHERE kind = ? AND id = ?", kind, record)
        return found

    def _decoded(self, kind: str, record: str, shape: type[T]) -> T | None:
        body = self._record(kind, record)
        return msgspec.msgpack.decode(body, type=shape) if body else None

    def _all(self, kind: str, shape: type[T]) -> Iterable[T]:
        for (body,) in self._connection.execute("SELECT body FROM record WHERE kind = ? ORDER BY id", (kind,)):
            yield msgspec.msgpack.decode(body, type=shape)


def comparable_words(name: str) -> str:
    """A family's name without regard to case, blanks and hyphens: `Llama-4` is `Llama 4`."""
    return re.sub(r"[ -]", "", name).lower()


def comparable_name(ecosystem: str, name: str) -> str:
    """A name as the table of names holds it: without regard to case."""
    return comparable(ecosystem, name).lower()
