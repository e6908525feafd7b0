"""The licence is on the policy's deny list, or not on its allow list where the policy is strict.

Why: an organisation may have decided about a licence once and for all, whatever its terms.

Example: `deny: [CC-BY-NC-*]` in the policy, and a dataset under CC-BY-NC-4.0.

Remedy: choose a component under another licence, or ask whoever keeps the policy.
"""

from collections.abc import Collection, Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.license import LicenseTerms
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Otherwise, Policy
from auditor.policy.selector import matches_glob
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/not-allowed", Axis.LICENSE, Severity.HIGH, Action.FAIL, "the policy does not allow the licence"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    allow, deny = policy.license.allow, policy.license.deny
    strict = policy.license.otherwise is Otherwise.DENY
    for profile in graph.profiles():
        if not profile.offers:
            continue
        denied = [
            next((t for t in offer if _named(t, deny) and not _named(t, allow)), None) for offer in profile.offers
        ]
        if strict and None in denied:
            strange = [next((t for t in offer if not _named(t, allow)), None) for offer in profile.offers]
            if None in strange:
                continue
            name = next(terms.id for terms in strange if terms)
            yield finding(
                META,
                profile,
                graph,
                message=f"{profile.component.name}: {name} is not on the policy's list of allowed licences",
                about=name,
                policy_key="license.otherwise",
            )
        elif None not in denied:
            name = next(terms.id for terms in denied if terms)
            yield finding(
                META,
                profile,
                graph,
                message=f"{profile.component.name}: the policy denies {name}",
                about=name,
                policy_key="license.deny",
            )


def _named(terms: LicenseTerms, patterns: Collection[str]) -> bool:
    names = [name.casefold() for name in (terms.id, *terms.aliases)]
    return any(matches_glob(pattern.casefold(), name) for pattern in patterns for name in names)
