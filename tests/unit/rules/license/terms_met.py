"""Short words for tests of licence rules: a policy that says what we do, and what a finding shows."""

from typing import Any

import msgspec

from auditor.domain.evidence import Location
from auditor.domain.finding import Finding
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy, Use, UseByPath
from tests.unit.frozen import component, graph, licensed, use

SILENT = Policy(name="silent")
"""a policy that says nothing of the use"""
PRODUCT = UseByPath(match="product/**", commercial=True)
STUDY = UseByPath(match="study/**", commercial=False)


def doing(*paths: UseByPath, **keys: Any) -> Policy:
    """A policy that says what we do: `doing(commercial=True)`."""
    return Policy(name="test", use=Use(paths=paths, **keys))


def one(expression: str, name: str = "acme/one", *, path: str = "app.py") -> ComponentGraph:
    """A graph of one component under a licence, used on the first line of a file."""
    return graph([use(name, path)], [licensed(name, expression)])


def clauses(finding: Finding) -> list[str]:
    """`CC-BY-NC-4.0 1: commercial-use`."""
    return [f"{clause.license} {clause.clause}: {clause.question}" for clause in finding.clauses]


def chain(finding: Finding) -> list[str]:
    """`our-app`, `uses acme/one`, `fine-tuned-from acme/base`."""
    return [f"{step.relationship or ''} {step.component.name}".strip() for step in finding.chain]


def paths(finding: Finding) -> list[str]:
    """The files that it points at."""
    return [place.path for place in finding.locations]


def at(*names: str) -> tuple[Location, ...]:
    """The first line of each file."""
    return tuple(Location(name, 1) for name in names)


def with_modalities(built: ComponentGraph, name: str, *modalities: str) -> ComponentGraph:
    """The graph, with what a component takes and gives."""
    key = component(name).key
    changed: Profile = msgspec.structs.replace(built.by_key[key], modalities=modalities)
    return msgspec.structs.replace(built, by_key=built.by_key | {key: changed})
