"""Claims and facts of one tree brought together: one spelling for each component, and each edge once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Occurrence
from auditor.domain.fact import Fact
from auditor.domain.relationship import Relationship, RelationshipType


def spellings(occurrences: Iterable[Occurrence], facts: Mapping[ComponentId, Sequence[Fact]]) -> dict[str, ComponentId]:
    """Every component's key → the spelling shown: the knowledge's and the tree's own, capitals first."""
    found: dict[str, ComponentId] = {}

    def meet(component: ComponentId) -> None:
        found[component.key] = min(component, found.get(component.key, component))

    for occurrence in occurrences:
        meet(occurrence.component)
    for component, said in facts.items():
        meet(component)
        for fact in said:
            if isinstance(fact, Relationship):
                meet(fact.source)
                meet(fact.target)
    return found


def joined(stated: Iterable[Relationship], spelling: Mapping[str, ComponentId]) -> tuple[Relationship, ...]:
    """Each edge once, by its strongest statement, with a place where one is known."""
    best: dict[tuple[str, RelationshipType, str], Relationship] = {}

    def order(edge: Relationship) -> tuple[object, ...]:
        return (edge.location is None, edge.origin.standing.rank, repr(edge))

    for edge in stated:
        source, target = spelling[edge.source.key], spelling[edge.target.key]
        if source.key == target.key:
            continue
        key = (source.key, edge.type, target.key)
        edge = msgspec.structs.replace(edge, source=source, target=target)  # noqa: PLW2901 - the same edge, respelt
        best[key] = min(edge, best.get(key, edge), key=order)
    return tuple(best[key] for key in sorted(best))


def by_component(
    occurrences: Iterable[Occurrence], edges: Iterable[Relationship], spelling: Mapping[str, ComponentId]
) -> dict[str, list[Occurrence]]:
    """Key → occurrences. A service reached on a server of one's own is a use of the weights it serves."""
    served = {edge.source.key: edge.target for edge in edges if edge.type is RelationshipType.SERVES}
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        component = spelling[occurrence.component.key]
        if occurrence.held:
            component = served.get(component.key, component)
        found[component.key].append(msgspec.structs.replace(occurrence, component=component))
    return found
