"""Compiles what could stand in for what: hosted ids of one family, and components that do the same."""

from collections import defaultdict
from collections.abc import Mapping

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Fact, LicenseFact, SupplierFact
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.knowledge.base import Details, Group, Peers

ABILITIES = frozenset({"chat", "tools", "reasoning"})
"""no tasks by themselves: what somebody does with a model decides whether they are needed"""
_SHOWN = 8
"""components kept of each group, the youngest: one of them is enough to know that there is another way"""


def peers(facts: Mapping[str, list[Fact]], details: Mapping[str, Details]) -> Peers:
    """The tables, from all that is stated of exact ids. Conversions are left out: they follow what they are made from."""
    hosted: dict[str, list[str]] = defaultdict(list)
    members: dict[tuple[str, tuple[str, ...], tuple[str, ...], str, str], list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(facts):
        component, stated, told = ComponentId.parse(key), facts[key], details[key]
        is_service = component.kind is ComponentKind.SERVICE
        if is_service and told.family:
            hosted[told.family].append(key)
        supplier = next((fact.supplier for fact in stated if isinstance(fact, SupplierFact)), None)
        if supplier is None or not (is_service or component.ecosystem == "huggingface"):
            continue
        if component.kind not in (ComponentKind.MODEL, ComponentKind.SERVICE) or _converted(stated):
            continue
        tasks = tuple(sorted(set(_tasks(component, stated, details)) - ABILITIES))
        if not tasks and not is_service:
            continue
        licenses = sorted(fact.expression for fact in stated if isinstance(fact, LicenseFact))
        terms = component.ecosystem if is_service else " ".join(licenses)
        like = (component.kind.value, tasks, tuple(sorted(told.modalities)), supplier, terms)
        members[like].append((told.released or "", key))
    groups = [
        Group(ComponentKind(kind), tasks, modalities, supplier, terms, _youngest(found))
        for (kind, tasks, modalities, supplier, terms), found in sorted(members.items())
    ]
    return Peers({family: tuple(ids) for family, ids in sorted(hosted.items())}, tuple(groups))


def _youngest(found: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(key for _, key in sorted(found, key=lambda one: (one[0], one[1]), reverse=True)[:_SHOWN])


def _converted(stated: list[Fact]) -> bool:
    return any(isinstance(fact, Relationship) and fact.type is RelationshipType.QUANTIZED_FROM for fact in stated)


def _tasks(component: ComponentId, stated: list[Fact], details: Mapping[str, Details]) -> tuple[str, ...]:
    """The component's own; of a hosted model of which none are stated those of the weights behind it."""
    own = details[component.key].tasks
    if own or component.kind is not ComponentKind.SERVICE:
        return own
    behind = (
        fact.target.key for fact in stated if isinstance(fact, Relationship) and fact.type is RelationshipType.SERVES
    )
    return next((details[key].tasks for key in behind if key in details), ())
