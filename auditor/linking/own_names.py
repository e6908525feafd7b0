"""References by the name under which a card of the tree publishes what lies beside it.

A project keeps the card of its own adapter, and loads the adapter by its name on the hub. Both are one model: judged
apart, one would be told to have no licence, and the other's lineage would end before it began.
"""

from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Occurrence, Technique
from auditor.domain.relationship import Relationship
from auditor.knowledge.base import KnowledgeBase
from auditor.linking.names import is_hub_id

_HUB: Final = "huggingface"


class OwnNames:
    """What the cards of the tree call its models, where that is a hub's id of which the knowledge has not heard.

    What is known under such a name stays what is known: a copied card does not speak for its publisher.
    """

    def __init__(self, occurrences: tuple[Occurrence, ...], knowledge: KnowledgeBase) -> None:
        named: dict[str, set[ComponentId]] = {}
        for one in occurrences:
            if _is_title(one) and not knowledge.identify(_HUB, one.literal, ComponentKind.MODEL).known:
                named.setdefault(one.literal.lower(), set()).add(one.component)
        self._named = {name: owners.pop() for name, owners in named.items() if len(owners) == 1}

    def __bool__(self) -> bool:
        return bool(self._named)

    def used(self, occurrence: Occurrence) -> Occurrence:
        """The same place, about the model that lies in the tree, if its name is that model's."""
        component = self._own(occurrence.component)
        same = component is occurrence.component
        return occurrence if same else msgspec.structs.replace(occurrence, component=component)

    def related(self, edge: Relationship) -> Relationship:
        """The same edge, between the models that lie in the tree where its ends are named like them."""
        source, target = self._own(edge.source), self._own(edge.target)
        same = (source is edge.source and target is edge.target) or source == target
        return edge if same else msgspec.structs.replace(edge, source=source, target=target)

    def _own(self, component: ComponentId) -> ComponentId:
        if component.kind is not ComponentKind.MODEL or component.ecosystem != _HUB:
            return component
        return self._named.get(component.name.lower(), component)


def _is_title(one: Occurrence) -> bool:
    of_tree = one.component.kind is ComponentKind.MODEL and one.component.ecosystem == "tree"
    return of_tree and one.technique is Technique.ATTESTATION and "/" in one.literal and is_hub_id(one.literal)
