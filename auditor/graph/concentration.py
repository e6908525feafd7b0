"""How much hangs on one: shares by supplier, owner, jurisdiction and host, and two classic figures."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from auditor.domain.audit import Concentration, Share
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import Supplier
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.knowledge.base import KnowledgeBase

UNKNOWN: Final = "unknown"
"""the bucket of what has no known supplier, owner or jurisdiction; it counts as one, so that not knowing never helps"""
HALF: Final = 0.5

Bucket = tuple[str, str]
"""id and name"""


class Counting(Protocol):
    """The part of the policy's concentration section that is needed here."""

    @property
    def count(self) -> tuple[str, ...]:
        """Kinds of component: model, service, dataset, library, file."""


class Internal(Protocol):
    """The part of the policy's suppliers section that is needed here."""

    @property
    def internal(self) -> tuple[str, ...]:
        """Globs over components of one's own, which are not counted."""


class CountingPolicy(Protocol):
    """What a policy says about counting; this floor knows no more of policies."""

    @property
    def concentration(self) -> Counting:
        """What is counted."""

    @property
    def suppliers(self) -> Internal:
        """Who is not."""


def concentration(graph: ComponentGraph, policy: CountingPolicy) -> Concentration:
    """The shares over the used components of the kinds that the policy counts."""
    asked = (concentration, tuple(policy.concentration.count), tuple(policy.suppliers.internal))
    return graph.once(asked, lambda: _counted(graph, policy))


def _counted(graph: ComponentGraph, policy: CountingPolicy) -> Concentration:
    counted = [profile for profile in graph.profiles() if _counts(profile.component, policy)]
    knowledge = graph.knowledge
    suppliers = _shares(counted, _supplier, len(counted))
    counts = [share.count for share in suppliers]
    return Concentration(
        suppliers=suppliers,
        owners=_shares(counted, lambda profile: _owner(profile, knowledge), len(counted)),
        jurisdictions=_shares(counted, _jurisdiction, len(counted)),
        hosts=_shares(counted, lambda profile: _host(profile, knowledge), len(counted)),
        hhi=hhi(counts),
        elephant_factor=elephant_factor(counts),
        n=len(counted),
        unknown=sum(1 for profile in counted if profile.supplier is None),
    )


def hhi(counts: Sequence[float]) -> int:
    """Herfindahl-Hirschman index: the sum of the squared percentage shares, 0 to 10,000, rounded."""
    total = sum(counts)
    return round(sum((100 * count / total) ** 2 for count in counts)) if total else 0


def elephant_factor(counts: Sequence[float], share: float = HALF) -> int:
    """CHAOSS: the fewest that together make `share` of everything; 0 when there is nothing."""
    needed, so_far = sum(counts) * share, 0.0
    for place, count in enumerate(sorted(counts, reverse=True), start=1):
        so_far += count
        if so_far >= needed and so_far:
            return place
    return 0


def _counts(component: ComponentId, policy: CountingPolicy) -> bool:
    if component.ecosystem == "tree" and component.kind is ComponentKind.MODEL:
        return False  # what a card of the tree speaks of hangs on its base, which is counted
    internal = any(component.matches(pattern) for pattern in policy.suppliers.internal)
    return component.kind.word in policy.concentration.count and not internal


def _shares(counted: Sequence[Profile], bucket: Callable[[Profile], Bucket | None], total: int) -> tuple[Share, ...]:
    """The buckets with their members, largest first."""
    members: dict[Bucket, list[ComponentId]] = defaultdict(list)
    for profile in counted:
        if (found := bucket(profile)) is not None:
            members[found].append(profile.component)
    shares = (Share(key, name, len(ids), len(ids) / total, tuple(ids)) for (key, name), ids in members.items())
    return tuple(sorted(shares, key=lambda share: (-share.count, share.id)))


def _supplier(profile: Profile) -> Bucket:
    return (profile.supplier.id, profile.supplier.name) if profile.supplier else (UNKNOWN, UNKNOWN)


def _jurisdiction(profile: Profile) -> Bucket:
    place = profile.supplier.jurisdiction if profile.supplier else None
    return (place, place) if place else (UNKNOWN, UNKNOWN)


def _host(profile: Profile, knowledge: KnowledgeBase) -> Bucket | None:
    """The host that answers; None for what one runs oneself."""
    component = profile.component
    if component.kind is not ComponentKind.SERVICE:
        return None
    host = knowledge.service(component.ecosystem)
    return (component.ecosystem, host.name if host else component.ecosystem)


def _owner(profile: Profile, knowledge: KnowledgeBase) -> Bucket:
    owner = owner_of(profile.supplier, knowledge) if profile.supplier else None
    return (owner.id, owner.name) if owner else (UNKNOWN, UNKNOWN)


def owner_of(supplier: Supplier, knowledge: KnowledgeBase) -> Supplier:
    """The last owner up the line; the supplier itself where nobody owns it."""
    top = supplier
    met = {top.id}
    while top.owner is not None and top.owner not in met:
        met.add(top.owner)
        top = knowledge.supplier(top.owner) or Supplier(id=top.owner, name=top.owner)
    return top
