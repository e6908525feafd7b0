"""The licence is on the policy's deny list, or not on its allow list where the policy is strict.

Why: an organisation may have decided about a licence once and for all, whatever its terms.

Example: `deny: [CC-BY-NC-*]` in the policy, and a dataset under CC-BY-NC-4.0.

Remedy: Choose a component under another licence, or ask whoever keeps the policy.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from auditor.domain.evidence import Location
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import LicenseTerms
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Otherwise, Policy
from auditor.policy.selector import matches_glob
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/not-allowed", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the policy does not allow the licence"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if told := judge(graph, policy, profile, graph.locations(profile)):
            yield told


def judge(graph: ComponentGraph, policy: Policy, profile: Profile, locations: Sequence[Location]) -> Finding | None:
    """The finding about one component at these places, if there is one."""
    allow, deny = policy.license.allow, policy.license.deny
    offers = profile.binding_offers
    denied = [next((t for t in offer if _named(t, deny) and not _named(t, allow)), None) for offer in offers]
    strange = [next((t for t in offer if not _named(t, allow)), None) for offer in offers]
    if not offers or None in (strange if policy.license.otherwise is Otherwise.DENY else denied):
        return None
    name = next((terms.id for terms in denied if terms), "")
    told, key = f"the policy denies {name}", "license.deny"
    if None in denied:
        name = next(terms.id for terms in strange if terms)
        told, key = f"{name} is not on the policy's list of allowed licences", "license.otherwise"
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: {told}",
        about=name,
        locations=locations,
        policy_key=key,
    )


def _named(terms: LicenseTerms, patterns: Collection[str]) -> bool:
    names = [name.casefold() for name in (terms.id, *terms.aliases)]
    return any(matches_glob(pattern.casefold(), name) for pattern in patterns for name in names)
