"""What differs between two audits: a contract for scripts, described by `diff.schema.json` beside this file."""

from typing import Any, Final, Literal

import msgspec

SCHEMA: Final = "auditor/diff-1"
Cause = Literal["knowledge", "policy", "code"]
CAUSES: Final[tuple[Cause, ...]] = ("knowledge", "policy", "code")
"""in the order in which an old tree is turned into the new one: first judged by what is known today, then under
today's policy, and then with today's files"""
Direction = Literal["stricter", "milder", "same", "unknown"]
Value = str | bool | list[str] | None


class Basis(msgspec.Struct, frozen=True):
    """A policy or a knowledge."""

    name: str | None
    """the policy's name, the knowledge's date"""
    digest: str


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two audits."""

    name: str
    """the revision or file as it was called"""
    commit: str | None
    """of a revision; null for the work tree and for files"""
    as_of: str
    tool: str
    policy: Basis
    knowledge: Basis
    verdict: str
    actions: dict[str, int]
    """how many open findings call for each action"""
    components: int
    unresolved: int
    """names that could not be resolved"""


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands."""

    path: str
    line: int = 0


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """A component as one side has it."""

    id: str
    kind: str
    name: str
    used: bool
    """false: only mentioned"""
    family: str | None
    versions: list[str]
    license_concluded: str | None
    """the expression that counts; null where none is known"""
    license_unknown: str | None
    """why none is known"""
    license_declared: list[str]
    """what all sources state, sorted"""
    license_guessed: bool
    license_conflicting: list[str]
    license_offers: list[list[str]]
    """the licences of each branch of OR"""
    supplier: str | None
    jurisdiction: str | None
    support: str | None
    end_of_support: str | None
    not_sooner_than: str | None
    superseded_by: str | None
    places: list[Place]


class Change(msgspec.Struct, frozen=True):
    """One field that differs."""

    field: str
    old: Value
    new: Value


class TermChange(msgspec.Struct, frozen=True):
    """A question of the vocabulary that two licences answer differently."""

    question: str
    old: str
    new: str
    stricter: bool | None
    """whether the new answer asks more; null: it cannot be weighed"""


class LicenseShift(msgspec.Struct, frozen=True, kw_only=True):
    """From one licence to another."""

    old: str | None
    new: str | None
    old_name: str
    new_name: str
    direction: Direction
    """by the question that matters most of those that differ; unknown: the terms of one of them are not known"""
    terms: list[TermChange]


class ComponentItem(msgspec.Struct, frozen=True):
    """A component that came or is gone."""

    component: Component
    because: list[Cause]


class ComponentChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A component that both sides have, not alike."""

    id: str
    name: str
    kind: str
    changes: list[Change]
    license: LicenseShift | None
    """where the licence that counts is another one"""
    place: Place | None
    because: list[Cause]


class Replaced(msgspec.Struct, frozen=True):
    """A component that is gone, and one of its kin that came."""

    old: str
    new: str
    relation: Literal["family", "successor", "series", "namespace"]
    """why they are taken for kin"""
    license: LicenseShift


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as one side has it."""

    rule: str
    severity: str
    action: str
    message: str
    component: str | None
    about: str
    fingerprint: str
    waived: str | None
    known: bool
    """whether a baseline held it"""
    places: list[Place]

    @property
    def fails(self) -> bool:
        """Whether it makes its side fail."""
        return self.action == "fail" and self.waived is None and not self.known


class FindingItem(msgspec.Struct, frozen=True):
    """A finding that came or is gone."""

    finding: Finding
    because: list[Cause]


class FindingChanged(msgspec.Struct, frozen=True):
    """A finding that both sides have, with another action or severity, or set aside on one side only."""

    old: Finding
    new: Finding
    because: list[Cause]


class Edge(msgspec.Struct, frozen=True, order=True):
    """What two components have to do with each other."""

    source: str
    type: str
    target: str


class EdgeItem(msgspec.Struct, frozen=True):
    """A relationship that came or is gone."""

    relationship: Edge
    because: list[Cause]


class Components(msgspec.Struct, frozen=True):
    """What happened to the inventory."""

    come: list[ComponentItem]
    gone: list[ComponentItem]
    changed: list[ComponentChanged]
    replaced: list[Replaced]


class Relationships(msgspec.Struct, frozen=True):
    """What happened to the graph."""

    come: list[EdgeItem]
    gone: list[EdgeItem]


class Findings(msgspec.Struct, frozen=True):
    """What happened to the findings."""

    come: list[FindingItem]
    gone: list[FindingItem]
    changed: list[FindingChanged]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs. `because` is empty throughout where causes could not be told apart."""

    old: Side
    new: Side
    basis: list[Literal["knowledge", "policy", "day", "tool"]]
    """what, besides the code, differs between the two audits"""
    separated: bool
    """whether causes were told apart"""
    components: Components
    relationships: Relationships
    findings: Findings
    failing: int
    """how many findings of the new side fail that did not before"""
    notes: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was found differs."""
        parts = (self.components, self.relationships, self.findings)
        return not any(getattr(part, field) for part in parts for field in part.__struct_fields__)


def as_json(difference: Difference) -> dict[str, Any]:
    """The difference as JSON values, with the name of their schema."""
    return {"schema": SCHEMA, **msgspec.to_builtins(difference)}


def json_schema() -> dict[str, Any]:
    """The schema, made from the types; `diff.schema.json` is its text."""
    made = msgspec.json.schema(Difference)
    for definition in made["$defs"].values():
        definition["additionalProperties"] = False
    top = made["$defs"].pop("Difference")
    top["properties"] = {"schema": {"const": SCHEMA}, **top["properties"]}
    top["required"] = ["schema", *top["required"]]
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, "$id": SCHEMA, **top, "title": "Difference", "$defs": made["$defs"]}
