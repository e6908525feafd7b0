"""Nobody looks after a component any more: its repository is archived, or its maker has stopped.

Why: mistakes and holes stay, and it will not follow what it is built upon. SPDX calls it *noSupport*; a package index
may call the project archived or inactive.

Example: `auto-gptq` in requirements.txt, whose README sends its users to another package.

Remedy: Move to what is carried on, or take its upkeep on yourself.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.calendar import gone, stated
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import began, called, event, lasting, moving_on, whose_word

META: Final = RuleMeta("maintenance/archived", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "nobody looks after it")


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        fact = stated(profile, SupportStatus.NO_SUPPORT)
        if fact is None or gone(profile, graph.as_of):
            continue
        told = lasting(fact, "is no longer maintained", "has not been maintained")
        yield finding(
            META,
            profile,
            graph,
            message=f"{called(profile, graph)} {told}{whose_word(fact)}",
            about=event(began(fact)),
            origins=[fact.origin],
            remedy=moving_on(profile, graph),
        )
