"""One component while its duties are looked for."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

import msgspec

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.finding import Step
from auditor.domain.license import Answer
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.citations import cited
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, Inherited, route, speaking
from auditor.obligations.above import above
from auditor.obligations.evidence import Held
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.policy.situations import Met, passes_on, reaches_others

_SHOWN: Final = 5
"""places; the component tells them all"""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a duty is done, and why one says so."""

    status: DutyStatus
    because: str
    evidence: tuple[Location, ...] = ()
    by_address: bool = False
    locations: tuple[Location, ...] | None = None
    """None: wherever the component is used"""
    policy_key: str | None = None


class Case(msgspec.Struct, frozen=True, dict=True):
    """A component, the policy, and what the tree holds."""

    graph: ComponentGraph
    policy: Policy
    profile: Profile

    @property
    def kind(self) -> ComponentKind:
        """What kind of component it is."""
        return self.profile.component.kind

    @cached_property
    def places(self) -> tuple[Location, ...]:
        """Where it is used."""
        return self.graph.locations(self.profile)

    @cached_property
    def passed_on(self) -> Met | None:
        """Where copies of it leave the house."""
        return passes_on(self.policy, self.places)

    @cached_property
    def others(self) -> Met | None:
        """Where others get copies of it, or reach it over a network."""
        return reaches_others(self.policy, self.places)

    @cached_property
    def is_internal(self) -> bool:
        """Whether it is our own, so that only what it was made from binds us."""
        return is_internal(self.policy, self.profile.component)

    @cached_property
    def is_own(self) -> bool:
        """Whether it is of the tree's making."""
        return self.is_internal or self.graph.is_own(self.profile)

    @cached_property
    def held(self) -> Held:
        """What the tree holds by which duties are met."""
        return Held(self.graph.artifacts_by, self.profile)

    def asked(self, question: str, holds: Callable[[Answer], bool]) -> Iterator[tuple[BindingAnswer, Inherited]]:
        """Every licence that asks, with the way it comes down."""
        for bindings, ancestor in speaking(self.graph, self.profile, question, holds, self._above):
            if ancestor is None and self.is_internal:
                continue
            inherited = Inherited(bindings, self._way(ancestor), ancestor.profile if ancestor else None)
            for binding in bindings:
                yield binding, inherited

    @cached_property
    def _above(self) -> tuple[Ancestor, ...]:
        return above(self.graph, self.profile).told

    def _way(self, ancestor: Ancestor | None) -> tuple[Step, ...]:
        """From the application to the component, or to what it was made from; many duties come one way."""
        key = None if ancestor is None else ancestor.number
        way = self._ways.get(key)
        if way is None:
            chain = self.graph.chain(self.profile.component)
            way = self._ways[key] = chain if ancestor is None else route(self.graph, ancestor)
        return way

    @cached_property
    def _ways(self) -> dict[int | None, tuple[Step, ...]]:
        return {}

    def obligation(
        self,
        duty: Duty,
        binding: BindingAnswer,
        inherited: Inherited,
        judgement: Judgement,
        *,
        what: str,
        where: str,
        rule: str,
        text: str | None = None,
        reference: str | None = None,
    ) -> Obligation:
        """The duty as it stands in the register."""
        origin = inherited.ancestor
        return Obligation(
            component=self.profile.component,
            duty=duty,
            status=judgement.status,
            what=what,
            where=where,
            because=judgement.because,
            clause=cited(self.graph, binding),
            license_name=binding.license.name,
            license_url=binding.license.url,
            text=text,
            reference=reference,
            inherited_from=origin.component if origin else None,
            chain=inherited.chain,
            locations=(self.places if judgement.locations is None else judgement.locations)[:_SHOWN],
            evidence=judgement.evidence,
            by_address=judgement.by_address,
            guess=(origin or self.profile).guessed,
            policy_key=judgement.policy_key,
            rule=rule,
        )


def called_for(here: Met | None, key: str, no: str, unsaid: str) -> Judgement | None:
    """The end of the matter where the use does not call for a duty, or nobody says whether it does; else None.

    `no` and `unsaid` tell why.
    """
    if here is None:
        return Judgement(status=DutyStatus.NOT_APPLICABLE, because=no, policy_key=key)
    if not here.said:
        because = f"the policy does not say {unsaid}"
        return Judgement(status=DutyStatus.NOT_KNOWN, because=because, locations=here.locations, policy_key=here.key)
    return None


def judged(here: Met | None, settled: Judgement | None, found: Judgement) -> Judgement:
    """What the tree shows, unless the use settles it; what is done is done, whatever the policy leaves open."""
    if settled is not None and not (settled.status is DutyStatus.NOT_KNOWN and found.status is DutyStatus.DONE):
        return settled
    if here is None:
        return found
    return msgspec.structs.replace(found, locations=here.locations, policy_key=here.key)
