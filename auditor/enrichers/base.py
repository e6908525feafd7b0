"""What an enricher is: a module that states facts about a component."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.fact import Fact
from auditor.domain.relationship import Relationship
from auditor.knowledge.base import KnowledgeBase
from auditor.policy.policy import Curation


class Context(msgspec.Struct, frozen=True, dict=True):
    """All that an enricher may look at."""

    knowledge: KnowledgeBase
    curations: Sequence[Curation] = ()
    stated: Sequence[Fact] = ()
    """what files of the tree state about artefacts of the tree's own making"""

    @cached_property
    def stated_of(self) -> dict[str, tuple[Fact, ...]]:
        """What the tree states, by the key of the component that it is about."""
        found: dict[str, list[Fact]] = {}
        for fact in self.stated:
            about = fact.source if isinstance(fact, Relationship) else fact.component
            found.setdefault(about.key, []).append(fact)
        return {key: tuple(facts) for key, facts in found.items()}


class Enricher(Protocol):
    """A plug-in. It depends on the component's id alone, never on another enricher's facts."""

    @property
    def NAME(self) -> str:
        """The source's name, as it stands in `Origin.source`."""

    @property
    def ONLINE(self) -> bool:
        """Whether it needs the network; such ones are left out unless asked for."""

    def enrich(self, component: ComponentId, context: Context) -> Iterable[Fact]:
        """What this source says of the component."""
