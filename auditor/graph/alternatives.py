"""What could stand in for a component, by what the knowledge says of what each does: nothing is tried, and nothing scored."""

from collections.abc import Collection, Iterator
from typing import Final

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.profile import Profile
from auditor.domain.relationship import RelationshipType
from auditor.graph.calendar import gone
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.concentration import owner_of
from auditor.graph.conclude import conclude
from auditor.knowledge.base import Group
from auditor.knowledge.peers import ABILITIES

_WRITES: Final = "text-generation"
_READS: Final = {"image": "image-text-to-text", "audio": "audio-text-to-text", "video": "video-text-to-text"}
"""modality → the task of a model that writes about it"""


def known(graph: ComponentGraph, component: ComponentId) -> Profile:
    """What is known of a component, whether or not the tree names it."""
    here = graph.profile(component)
    if here is not None:
        return here
    return conclude(component, (), graph.knowledge.facts(component), graph.knowledge, graph.as_of)


def owner(graph: ComponentGraph, supplier: str) -> str:
    """The id of who controls a supplier in the end."""
    owners: dict[str, str] = graph.once("owners", dict, on_trial=True)
    if supplier not in owners:
        found = graph.knowledge.supplier(supplier)
        owners[supplier] = owner_of(found, graph.knowledge).id if found else supplier
    return owners[supplier]


def purpose(
    graph: ComponentGraph, component: ComponentId, used: Collection[str] | None
) -> tuple[frozenset[str], frozenset[str]]:
    """What it is used for: its tasks, and, of a hosted model whose tasks nobody states, what it must take and give.

    `used` are the modalities that the policy says are used: of a model that writes text and can do more, no more is asked
    of another one than that. Both are empty where neither is known; `audio` alone does not tell who listens from who
    speaks.
    """
    details = graph.knowledge.details(component)
    tasks = details.tasks
    if component.kind is ComponentKind.SERVICE and not tasks:
        behind = graph.targets(component, RelationshipType.SERVES)
        tasks = next((found for key in behind if (found := graph.knowledge.details(key).tasks)), ())
    wanted = frozenset(tasks) - ABILITIES
    if _WRITES in wanted:
        wanted &= {_WRITES, *(_READS[modality] for modality in used or () if modality in _READS)}
    if wanted or component.kind is not ComponentKind.SERVICE or "text" not in details.modalities:
        return wanted, frozenset()
    return wanted, frozenset(details.modalities) & {"text", *(used or ())}


def alternatives(
    graph: ComponentGraph, profile: Profile, tasks: frozenset[str], modalities: frozenset[str]
) -> Iterator[tuple[Group, ComponentId]]:
    """Of each group that does as much and belongs to another owner, the youngest component that goes on."""
    ours = owner(graph, profile.supplier.id) if profile.supplier else None
    for group in graph.knowledge.peers.groups:
        if tasks:
            fits = tasks <= set(group.tasks) if _WRITES in tasks else not tasks.isdisjoint(group.tasks)
        else:
            fits = bool(modalities) and group.kind is ComponentKind.SERVICE and modalities <= set(group.modalities)
        if not fits or owner(graph, group.supplier) == ours or _passes_on(graph, group):
            continue
        component = _alive(graph, group)
        if component is not None:
            yield group, component


def _alive(graph: ComponentGraph, group: Group) -> ComponentId | None:
    """The youngest of a group that goes on."""
    found: dict[tuple[str, ...], ComponentId | None] = graph.once("alive", dict, on_trial=True)
    if group.components not in found:
        members = (ComponentId.parse(text) for text in group.components)
        found[group.components] = next((one for one in members if not gone(known(graph, one), graph.as_of)), None)
    return found[group.components]


def _passes_on(graph: ComponentGraph, group: Group) -> bool:
    host = graph.knowledge.service(group.terms) if group.kind is ComponentKind.SERVICE else None
    return host is not None and host.passes_on


def other_hosts(graph: ComponentGraph, profile: Profile) -> Iterator[ComponentId]:
    """Hosted models of the same family that go on at hosts of another owner; who only passes calls on is no host."""
    family = graph.knowledge.details(profile.component).family
    here = graph.knowledge.service(profile.component.ecosystem)
    ours = owner(graph, here.supplier) if here else None
    for text in graph.knowledge.peers.hosted.get(family or "", ()):
        component = ComponentId.parse(text)
        host = graph.knowledge.service(component.ecosystem)
        if host is None or host.passes_on or owner(graph, host.supplier) == ours:
            continue
        if not gone(known(graph, component), graph.as_of):
            yield component
