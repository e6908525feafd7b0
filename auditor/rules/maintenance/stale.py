"""Two clocks: nothing was released for long, or what is used is an old release although newer ones exist.

Why: what stands still while everything around it moves is given up, often before anybody says so. And who stays on an
old release of what goes on gets neither its repairs nor an easy way to the next one.

Example: a package whose last release is two years old, where the policy says `no-release-for: 18 months`; or one that is
pinned to a release of 2022, where the policy says `release-older-than: 3 years`.

Remedy: Look whether it is still worked on; else move to what is. Of what goes on, take a newer release.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import last_release, release_in_use
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, event, moving_on

META: Final = RuleMeta(
    "maintenance/stale", Axis.MAINTENANCE, Severity.MEDIUM, Action.WARN, "nothing was released for long"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        told = _stands_still(graph, policy, profile) or _left_behind(graph, policy, profile)
        if told is not None:
            yield told


def _stands_still(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """The age of the newest release."""
    fact = last_release(profile)
    if fact is None or not _older(graph, fact.last_release, policy.maintenance.no_release_for):
        return None
    return finding(
        META,
        profile,
        graph,
        message=f"the last release of {called(profile, graph)} was on {fact.last_release}",
        about=event(fact.last_release),
        origins=[fact.origin],
        policy_key="maintenance.no-release-for",
        remedy=moving_on(profile, graph),
    )


def _left_behind(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """The age of the release that is used."""
    fact, newest = release_in_use(profile), last_release(profile)
    if fact is None or not _older(graph, fact.released, policy.maintenance.release_older_than):
        return None
    name = f"{called(profile, graph)} {fact.revision}"
    if newest is None:
        told = f"{name} was released on {fact.released}; whether there is anything newer is not known"
    elif newest.last_release == fact.released:
        return None  # there is nothing newer: how long that may last, the other clock says
    else:
        told = f"{name} was released on {fact.released}, the newest release on {newest.last_release}"
    return finding(
        META,
        profile,
        graph,
        message=told,
        about=fact.revision or "",
        origins=[fact.origin, *([newest.origin] if newest else [])],
        policy_key="maintenance.release-older-than",
        remedy="Take a newer release.",
    )


def _older(graph: ComponentGraph, day: date | None, longest: int | None) -> bool:
    return day is not None and longest is not None and (graph.as_of - day).days > longest
