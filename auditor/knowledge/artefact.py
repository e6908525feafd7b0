"""The compiled file while it is being filled: its tables, and which name leads where."""

import sqlite3
from collections.abc import Iterable
from datetime import date

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Fact
from auditor.knowledge.base import Details
from auditor.knowledge.patterns import Pattern
from auditor.knowledge.store import EVERYWHERE, SCHEMA, comparable_name


class Artefact:
    """The tables while they are being filled."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], bytes] = {}
        self.facts: dict[str, list[Fact]] = {}
        self.details: dict[str, Details] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.patterns: list[Pattern] = []
        self.namespaces: list[tuple[str, str, str, str, str]] = []
        self.mirrors: list[tuple[str, str]] = []
        self.newest: date | None = None

    def add_record(self, kind: str, record: str, body: object) -> None:
        """Keep a record under its id."""
        self.records[kind, record] = msgspec.msgpack.encode(body)

    def add_component(self, component: ComponentId, facts: Iterable[Fact], details: Details) -> None:
        """Keep what is stated of an exact id, and the names that lead to it."""
        self.facts.setdefault(component.key, []).extend(facts)
        self.details[component.key] = details
        for name in (component.name, *details.aliases):
            self.add_name(f"{component.kind.word}:{component.ecosystem}", component.ecosystem, name, component)
        for name in (component.name, *details.aliases):
            if certain(component, name):
                self.add_name(EVERYWHERE, component.ecosystem, name, component)

    def add_name(self, scope: str, ecosystem: str, name: str, component: ComponentId) -> None:
        """Keep a name; the component that is itself called so goes before one that is only known as it."""
        key = (scope, comparable_name(ecosystem, name))
        if scope != EVERYWHERE and comparable_name(ecosystem, component.name) == key[1]:
            self.names[key] = str(component)
        self.names.setdefault(key, str(component))

    def reviewed(self, on: date) -> None:
        """Remember the newest review."""
        self.newest = max(self.newest or on, on)

    def written(self, digest: str) -> bytes:
        """The tables as the bytes of an SQLite file."""
        connection = sqlite3.connect(":memory:")
        connection.executescript(SCHEMA)
        meta = {"digest": digest, "as_of": str(self.newest) if self.newest else ""}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        rows = sorted((kind, record, body) for (kind, record), body in self.records.items())
        connection.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
        encode = msgspec.msgpack.encode
        connection.executemany("INSERT INTO fact VALUES (?, ?)", sorted((k, encode(v)) for k, v in self.facts.items()))
        connection.executemany(
            "INSERT INTO detail VALUES (?, ?)", sorted((k, encode(v)) for k, v in self.details.items())
        )
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted((*k, v) for k, v in self.names.items()))
        connection.commit()
        connection.execute("VACUUM")
        content: bytes = connection.serialize()
        connection.close()
        return content


def certain(component: ComponentId, name: str) -> bool:
    """Whether a bare string that reads `name` can mean nothing but this component, wherever it stands."""
    if component.kind is ComponentKind.LIBRARY:
        return False
    if component.ecosystem == "huggingface":
        return "/" in name and component.kind is ComponentKind.MODEL
    if component.ecosystem == "ollama":
        return ":" in name and any(c.isdigit() for c in name.partition(":")[0] + name.partition(":")[2])
    if component.kind is ComponentKind.SERVICE and name.count("/") == 1:
        return False  # the shape of a Hub id, which is what it means
    if component.kind is ComponentKind.SERVICE:
        return any(c.isdigit() for c in name) and ("-" in name or "." in name) and len(name) > 4  # noqa: PLR2004
    return False
