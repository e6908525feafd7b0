"""A component can no longer be had: it was removed, is held in quarantine, or was announced and never released.

Why: the next fresh machine cannot download it, or the next call fails. Copies from other publishers are not the same
thing: nobody has verified them.

Example: `runwayml/stable-diffusion-v1-5`, whose repository was deleted in 2024.

Remedy: Keep a copy of what you hold and its licence, and move to a component that can be had; treat re-uploads by
others as unverified.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.fact import SupportFact, SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import by_observers, end, ended, stated
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, lasting, uploaded_again, ways_on, whose_word

META: Final = RuleMeta("maintenance/removed", Axis.MAINTENANCE, Severity.HIGH, Action.FAIL, "it can no longer be had")

_STATES: Final = (SupportStatus.QUARANTINED, SupportStatus.REMOVED, SupportStatus.NEVER_RELEASED)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        fact = next((found for status in _STATES if (found := stated(profile, status))), None)
        last = end(profile)
        shut_down = (
            last is not None and ended(last, graph.as_of) and profile.component.kind is ComponentKind.SERVICE
        )  # one event: end-of-support tells it
        if fact is None or shut_down:
            continue
        day = began(fact)
        remedy = ways_on(profile, graph, uploaded_again(profile, graph))
        if not remedy and profile.component.kind is ComponentKind.SERVICE:
            remedy = "Move to a model that the host lists today."  # nobody holds a copy of it
        yield finding(
            META,
            profile,
            graph,
            message=_told(profile, graph, fact),
            about=event(day),
            origins=[fact.origin],
            remedy=remedy,
            # that a list of others no longer shows it is a hint, no proof
            action=Action.WARN if by_observers(fact) and day is None else None,
        )


def _told(profile: Profile, graph: ComponentGraph, fact: SupportFact) -> str:
    name = called(profile, graph)
    if fact.status is SupportStatus.NEVER_RELEASED:
        announced = f" was announced on {fact.announced} and" if fact.announced else ""
        return f"{name}{announced} was never released{whose_word(fact)}"
    if fact.status is SupportStatus.QUARANTINED:
        told = lasting(fact, "is held in quarantine by its index", "has been held in quarantine by its index")
        return f"{name} {told}{whose_word(fact)}"
    if profile.component.kind is ComponentKind.SERVICE:
        told = lasting(fact, "is no longer offered", "has not been offered")
        return f"{name} {told}{whose_word(fact)}"
    return f"{name} {lasting(fact, 'was removed', 'has been gone')}{whose_word(fact)}"
