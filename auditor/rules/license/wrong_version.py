"""A component states one version of its maker's licence, and its base stands under another.

Why: the versions of a community licence differ in what they grant: Llama 3 forbids training other models on outputs,
Llama 3.1 does not; Llama 3.2 keeps the European Union out. A fine-tune takes the licence of its base's version.

Example: a card that says `license: llama3` and `base_model: meta-llama/Llama-3.1-8B`.

Remedy: State the licence of the base's own version.
"""

from collections.abc import Hashable, Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import bound_by, keepers, license_ids, only_offer, route, same_terms
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/wrong-version", Axis.LICENSE, Severity.MEDIUM, Action.WARN, "another version of the base's licence"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    versions: dict[Hashable, frozenset[str]] = {}
    for profile in graph.profiles():
        ours = same_terms(profile)
        for ancestor in bound_by(graph, profile):
            case = (ours, ancestor.terms)
            if case not in versions:
                versions[case] = _keepers_of_other_versions(profile, ancestor.profile)
            shared = versions[case]
            if not shared or (profile.supplier is not None and profile.supplier.id in shared):
                continue
            stated, theirs = only_offer(profile), only_offer(ancestor.profile)
            yield finding(
                META,
                profile,
                graph,
                message=f"{graph.name(profile)} states {stated[0].name}, though {ancestor.profile.component.name}, "
                f"from which it was made, is under the {theirs[0].name}",
                about=f"{stated[0].id} {theirs[0].id}",
                locations=[fact.location for fact in profile.licenses[:1] if fact.location] or None,
                chain=route(graph, ancestor),
                origins=(*profile.origins, *ancestor.profile.origins),
            )
            break


def _keepers_of_other_versions(profile: Profile, above: Profile) -> frozenset[str]:
    """Who keeps both licences, where they are two versions of one."""
    shared = keepers(only_offer(profile), only_offer(above))
    return frozenset() if license_ids(profile) & license_ids(above) else shared
