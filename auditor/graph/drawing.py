"""The part of the graph that is worth drawing: what the application uses, and what that leads to."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.relationship import RelationshipType
from auditor.graph.component_graph import ComponentGraph


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One component, with what a reader wants to see beside its name."""

    component: ComponentId
    license: str | None = None
    """as concluded; None: not known"""
    supplier: str | None = None
    jurisdiction: str | None = None
    places: tuple[Location, ...] = ()
    """where the tree uses it; empty for what only stands behind another component"""


class Edge(msgspec.Struct, frozen=True):
    """Read it along: source TYPE target."""

    source: ComponentId
    type: str
    target: ComponentId
    origin: str = ""
    """who says so"""
    location: Location | None = None


class Drawing(msgspec.Struct, frozen=True):
    """Nodes and edges in one fixed order: the application first, then by id."""

    root: ComponentId
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def drawn(graph: ComponentGraph, only: Iterable[ComponentId] | None = None) -> Drawing:
    """All that can be reached from the application; with `only`, of that what leads to these components or away."""
    edges = _edges(graph)
    kept = _reached([graph.root.key], edges, lambda edge: (edge.source.key, edge.target.key))
    if only is not None:
        wanted = [component.key for component in only]
        up = _reached(wanted, edges, lambda edge: (edge.target.key, edge.source.key))
        down = _reached(wanted, edges, lambda edge: (edge.source.key, edge.target.key))
        kept = {*up, *down}
    profiles = [profile for key, profile in graph.by_key.items() if key in kept]
    nodes = [
        Node(
            component=profile.component,
            license=profile.licenses[0].expression if profile.licenses else None,
            supplier=profile.supplier.name if profile.supplier else None,
            jurisdiction=profile.supplier.jurisdiction if profile.supplier else None,
            places=tuple(graph.locations(profile)) if profile.uses else (),
        )
        for profile in profiles
    ]
    root = [Node(component=graph.root)] if only is None or graph.root.key in kept else []
    held = {node.component.key for node in [*root, *nodes]}
    return Drawing(
        graph.root,
        (*root, *nodes),
        tuple(edge for edge in edges if edge.source.key in held and edge.target.key in held),
    )


def _edges(graph: ComponentGraph) -> tuple[Edge, ...]:
    """What the application uses, then the relationships, each in the order of the ids."""
    uses = [
        Edge(graph.root, RelationshipType.USES.value, profile.component, location=graph.locations(profile)[0])
        for profile in graph.all_profiles()
        if profile.uses
    ]
    stated = [
        Edge(edge.source, edge.type.value, edge.target, edge.origin.source, edge.location)
        for edge in graph.relationships()
        if edge.source.key != graph.root.key
    ]
    return tuple(sorted([*uses, *stated], key=lambda e: (e.source != graph.root, e.source.key, e.target.key, e.type)))


def _reached(start: Iterable[str], edges: Iterable[Edge], way: Callable[[Edge], tuple[str, str]]) -> set[str]:
    """The keys that can be reached along the edges; loops end by themselves."""
    steps: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        here, there = way(edge)
        steps[here].append(there)
    found = set(start)
    left = list(found)
    while left:
        for there in steps.get(left.pop(), ()):
            if there not in found:
                found.add(there)
                left.append(there)
    return found
