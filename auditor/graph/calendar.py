"""What the statements about maintenance come to: which end counts, and what follows a component that goes."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.fact import SupportFact, SupportStatus
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.conclude import OBSERVERS, conclude

_GONE: Final = frozenset({SupportStatus.REMOVED, SupportStatus.NEVER_RELEASED, SupportStatus.QUARANTINED})
_LONGEST: Final = 32
"""successors of successors; real lines have fewer than ten"""


class Successor(msgspec.Struct, frozen=True):
    """What a source names as following a component."""

    id: str
    """a component id, or a family's id, as the source gives it"""
    name: str
    component: ComponentId | None = None
    """None: a family, or an id that cannot be read"""
    gone: bool = False
    """it has ended or was removed itself"""
    closed: bool = False
    """it is hosted only: there are no weights to hold"""
    ended: date | None = None
    """the day after which it no longer answers, where it is gone and the day is known"""


def by_observers(fact: SupportFact) -> bool:
    """Whether it is an assessment by others, rather than the word of its maker or host."""
    return fact.origin.says == OBSERVERS


def stated(profile: Profile, status: SupportStatus) -> SupportFact | None:
    """The strongest statement of a status; its maker's or host's own word before that of observers."""
    return _strongest(fact for fact in profile.support if fact.status is status)


def end(profile: Profile) -> SupportFact | None:
    """The statement about its end that counts, whether the day has come or lies ahead; None when nobody states one.

    A date that observers give is no end where the maker or host promises at least that day: such a date was read off
    the promise. A day from which another model answers is no end either: no call fails on it.
    """
    promises = [f.not_sooner_than for f in profile.support if f.not_sooner_than and not by_observers(f)]

    def counts(fact: SupportFact) -> bool:
        if fact.status is SupportStatus.REROUTED:
            return False
        if fact.end_of_support is None:
            return fact.status is SupportStatus.END_OF_SUPPORT
        return not (by_observers(fact) and any(day >= fact.end_of_support for day in promises))

    return _strongest(fact for fact in profile.support if counts(fact))


def ended(fact: SupportFact, as_of: date) -> bool:
    """Whether the end that a fact states is past; one without a day is."""
    return fact.end_of_support is None or fact.end_of_support < as_of


def gone(profile: Profile, as_of: date) -> bool:
    """Whether nothing more can be expected of it: ended, removed, or never released."""
    last = end(profile)
    return (last is not None and ended(last, as_of)) or any(fact.status in _GONE for fact in profile.support)


def run_out(profile: Profile, as_of: date) -> SupportFact | None:
    """The last promise to go on, where its day is past and no end is stated: it may end any day, or go on."""
    bounded = [fact for fact in profile.support if fact.not_sooner_than]
    own = [fact for fact in bounded if not by_observers(fact)] or bounded
    last = max(own, key=lambda fact: fact.not_sooner_than or date.min, default=None)
    if last is None or last.not_sooner_than is None or last.not_sooner_than >= as_of or _spoken_since(last, profile):
        return None
    return last


def _spoken_since(promise: SupportFact, profile: Profile) -> bool:
    """Whether an end is stated, or its maker or host has said later how it goes on."""
    day = promise.not_sooner_than or date.max
    later = [fact.valid_from or fact.announced for fact in profile.support if not by_observers(fact)]
    return end(profile) is not None or any(said is not None and said >= day for said in later)


def withdrawn(profile: Profile) -> tuple[SupportFact, ...]:
    """The statements by which the versions that are used, or all of them, were withdrawn."""
    return tuple(fact for fact in (*profile.releases, *profile.support) if fact.status is SupportStatus.YANKED)


def release_in_use(profile: Profile) -> SupportFact | None:
    """The statement about the oldest version that is used; None when nobody says when any was released."""
    told = [fact for fact in profile.releases if fact.released]
    return min(told, key=lambda fact: fact.released or date.max, default=None)


def last_release(profile: Profile) -> SupportFact | None:
    """The statement with the latest release; None when nobody states one."""
    told = [fact for fact in profile.support if fact.last_release]
    return max(told, key=lambda fact: fact.last_release or date.min, default=None)


def closed_way_on(graph: ComponentGraph, profile: Profile) -> tuple[SupportFact, Successor] | None:
    """What follows held weights, or what their maker works on instead, where that is hosted only; and who says so."""
    fact = _strongest(fact for fact in profile.support if fact.effort_moved_to)
    if fact is not None and fact.effort_moved_to is not None:
        other, _ = _read(fact.effort_moved_to, graph)
        if other.closed:
            return fact, other
    fact, line = named_successor(profile), successors(graph, profile)
    return (fact, line[-1]) if fact is not None and line and line[-1].closed else None


def named_successor(profile: Profile) -> SupportFact | None:
    """The statement that names what follows it."""
    return _strongest(fact for fact in profile.support if fact.superseded_by)


def successors(graph: ComponentGraph, profile: Profile) -> tuple[Successor, ...]:
    """What follows the component, and what follows that, until one is found that goes on; empty when none is named.

    The last one goes on, unless it is `gone` too. A line that runs in a circle is cut.
    """
    known: dict[str, tuple[Successor, ...]] = graph.once(successors, dict, on_trial=True)
    found = known.get(profile.component.key)
    if found is None:
        found = known[profile.component.key] = _line_of_successors(graph, profile)
    return found


def _line_of_successors(graph: ComponentGraph, profile: Profile) -> tuple[Successor, ...]:
    line: list[Successor] = []
    met = {profile.component.key}
    here: Profile | None = profile
    while here is not None and len(line) < _LONGEST:
        fact = named_successor(here)
        if fact is None or fact.superseded_by is None:
            break
        successor, here = _read(fact.superseded_by, graph)
        key = successor.component.key if successor.component else successor.id
        if key in met:
            break
        met.add(key)
        line.append(successor)
        if not successor.gone:
            break
    return tuple(line)


def _strongest(facts: Iterable[SupportFact]) -> SupportFact | None:
    """The first of a profile's facts, of equal standing the first that is its maker's or host's own word."""
    return min(facts, key=lambda fact: (fact.origin.standing.rank, by_observers(fact)), default=None)


def _read(text: str, graph: ComponentGraph) -> tuple[Successor, Profile | None]:
    """What an id names, and what is known of it."""
    try:
        component = ComponentId.parse(text)
    except ValueError:
        return _family(text, graph)
    known = graph.profile(component)
    if known is None or not known.support:
        known = conclude(component, (), graph.knowledge.facts(component), graph.knowledge, graph.as_of)
    return _successor(text, component.name, component, known, graph.as_of), known


def _family(text: str, graph: ComponentGraph) -> tuple[Successor, Profile | None]:
    record = graph.knowledge.family(text)
    if record is None:
        return Successor(text, text), None
    from auditor.domain.evidence import Standing
    from auditor.knowledge.compile import support_fact

    about = ComponentId(ComponentKind.MODEL, "family", text)
    facts = [support_fact(about, said, record.reviewed.on, Standing.EXACT) for said in record.support]
    known = conclude(about, (), facts, graph.knowledge, graph.as_of)
    return msgspec.structs.replace(_successor(text, record.name, None, known, graph.as_of), closed=record.closed), known


def _successor(text: str, name: str, component: ComponentId | None, known: Profile, as_of: date) -> Successor:
    last = end(known)
    day = last.end_of_support if last is not None and ended(last, as_of) else None
    closed = component is not None and component.kind is ComponentKind.SERVICE
    return Successor(text, name, component, gone=gone(known, as_of), closed=closed, ended=day)
