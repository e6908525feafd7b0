"""A state that somebody states of a component, as a finding: what rules about such states have in common."""

from collections.abc import Iterator

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Finding, RuleMeta
from auditor.graph.calendar import gone, stated
from auditor.graph.component_graph import ComponentGraph
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, lasting, moving_on, whose_word


def told(meta: RuleMeta, graph: ComponentGraph, status: SupportStatus, *, now: str, since: str) -> Iterator[Finding]:
    """A finding for each component of which the state is told; of what is gone altogether, other rules tell.

    `since` words the state before a day (`has been closed`), `now` where none is told (`is closed`).
    """
    for profile in graph.profiles():
        fact = stated(profile, status)
        if fact is None or gone(profile, graph.as_of):
            continue
        yield finding(
            meta,
            profile,
            graph,
            message=f"{called(profile, graph)} {lasting(fact, now, since)}{whose_word(fact)}",
            about=event(began(fact)),
            origins=[fact.origin],
            remedy=moving_on(profile, graph),
        )
