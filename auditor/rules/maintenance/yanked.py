"""A release that is used was withdrawn by its publisher.

Why: whoever yanks a release found it broken, unsafe or published by mistake. Installers pass it over, but a pin or a
lock file still fetches it, so it stays until somebody looks.

Example: `somepackage==2.4.0` in a lock file, yanked on the day after its release.

Remedy: Pin another release, and read why this one was withdrawn.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.fact import SupportFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.calendar import withdrawn
from auditor.graph.component_graph import ComponentGraph, by_weight
from auditor.graph.conclude import same_release
from auditor.policy.policy import Policy
from auditor.rules.base import finding
from auditor.rules.phrases import called, lasting, listed, whose_word

META: Final = RuleMeta(
    "maintenance/yanked", Axis.MAINTENANCE, Severity.HIGH, Action.WARN, "the release in use was withdrawn"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        facts = withdrawn(profile)
        if not facts:
            continue
        versions = sorted({fact.revision for fact in facts if fact.revision})
        told = lasting(facts[0], "was withdrawn", "has been withdrawn")
        yield finding(
            META,
            profile,
            graph,
            message=f"{' '.join([called(profile, graph), listed(versions)]).strip()} {told}{whose_word(facts[0])}",
            about=" ".join(versions),
            origins=tuple(dict.fromkeys(fact.origin for fact in facts)),
            locations=_places(profile, facts) or None,
            policy_key="maintenance.yanked",
        )


def _places(profile: Profile, facts: tuple[SupportFact, ...]) -> tuple[Location, ...]:
    """Where one of these versions is asked for."""
    uses = sorted(
        (use for use in profile.uses if any(same_release(fact, use.version) for fact in facts)), key=by_weight
    )
    return tuple(dict.fromkeys(use.location for use in uses))
