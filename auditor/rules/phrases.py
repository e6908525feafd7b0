"""Turns of phrase that several rules need: what a component is called, whose word it is, what to move to."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Standing
from auditor.domain.fact import SupportFact
from auditor.domain.obligation import DutyStatus
from auditor.domain.profile import Profile
from auditor.domain.relationship import RelationshipType
from auditor.graph.calendar import by_observers, successors
from auditor.graph.component_graph import ComponentGraph
from auditor.obligations.case import Judgement

_NAMED: Final = 5
"""names that a sentence lists before it counts the rest"""
OWN_HOST: Final = "local"
"""the ecosystem of a model behind one's own address"""
UNKNOWN_HOST: Final = "unknown"
"""the ecosystem of a service whose host the tree does not tell"""


def called(profile: Profile, graph: ComponentGraph) -> str:
    """The component's name; a hosted model's with its host, since the same model may go on elsewhere."""
    component = profile.component
    if component.kind is not ComponentKind.SERVICE or component.ecosystem == UNKNOWN_HOST:
        return graph.name(profile)
    host = graph.knowledge.service(component.ecosystem)
    return f"{component.name} on {host.name if host else component.ecosystem}"


def lasting(fact: SupportFact, now: str, since: str) -> str:
    """`has been closed since 2026-04-08` (`since`), or, where no day is told, `is closed` (`now`)."""
    day = began(fact)
    return f"{since} since {day}" if day else now


def began(fact: SupportFact) -> date | None:
    """The day from which a statement holds, as far as it is told."""
    return fact.valid_from or fact.announced


def whose_word(fact: SupportFact) -> str:
    """`, according to observers (what they say)`: what tells an assessment or a guess from a plain statement."""
    told = ", according to observers" if by_observers(fact) else ""
    if fact.origin.standing is Standing.FAMILY:
        told += ", to judge by its name"
    return told + (f" ({fact.note})" if fact.note else "")


def event(day: date | None) -> str:
    """A day as part of a finding's identity: another day is another event."""
    return day.isoformat() if day else ""


def moving_on(profile: Profile, graph: ComponentGraph) -> str:
    """What to move to; empty when nobody names anything, so that the rule's own advice stands."""
    line = successors(graph, profile)
    if not line:
        return ""
    *passed, last = line
    gone = "; ".join(
        f"{one.name}, named as successor, {f'ended on {one.ended}' if one.ended else 'is gone'} itself"
        for one in (line if last.gone else passed)
    )
    if last.gone:
        return f"Choose another component: {gone}."
    target = last.id if last.component else last.name
    return f"Move to {target}{f': {gone}' if gone else ''}."


def ways_on(profile: Profile, graph: ComponentGraph, *others: str) -> str:
    """What to move to, whether its weights can be run elsewhere, and `others`; empty when there is nothing of it."""
    ways = (moving_on(profile, graph), weights_elsewhere(profile, graph), *others)
    return " ".join(way for way in ways if way)


def uploaded_again(profile: Profile, graph: ComponentGraph) -> str:
    """Where others have put what was removed; empty when nobody is known to have."""
    names = graph.knowledge.details(profile.component).mirrors
    if not names:
        return ""
    return f"Unverified re-upload by others: {listed(names)}; compare the digests with what you hold before use."


def weights_elsewhere(profile: Profile, graph: ComponentGraph) -> str:
    """That a hosted model's weights are published, so that it can be run elsewhere; empty when none are known."""
    names = [weights.name for weights in graph.targets(profile.component, RelationshipType.SERVES)]
    if not names:
        return ""
    return f"Its weights are published as {' and '.join(names)}: another host, or one's own, may serve them."


def listed(names: Sequence[str]) -> str:
    """`a, b, c`, and from the sixth on how many more."""
    told = ", ".join(names[:_NAMED])
    return told if len(names) <= _NAMED else f"{told} and {len(names) - _NAMED} more"


def done_at(judgements: Iterable[Judgement]) -> str:
    """Where the tree shows that duties are done, a place for each; empty unless all of them are."""
    told = tuple(judgements)
    if not told or any(one.status is not DutyStatus.DONE for one in told):
        return ""
    return " and ".join(
        dict.fromkeys(f"{at.path}:{at.line}" if at.line else at.path for one in told for at in one.evidence[:1])
    )
