"""Prose of the tree says of a model that it is under a licence, and it is under another one.

Why: who reads the sentence acts on it: copies it into a notice, a tender or another README. The licence that is judged
is the one that is known of the model; the sentence changes nothing of it.

Example: a README that says “Built on Llama 4, which is MIT-licensed”.

Remedy: Correct the sentence, or show where its maker says so.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.evidence import LicenseRemark
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.domain.relationship import RelationshipType
from auditor.graph.alternatives import known
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import license_ids
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/claimed-otherwise", Axis.LICENSE, Severity.MEDIUM, Action.WARN, "a text names another licence than it has"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    if not graph.remarks:
        return
    for profile in graph.profiles():
        weights = _weights(graph, profile)
        ids = license_ids(weights) if weights and not weights.guessed else frozenset()
        wrong: dict[str, list[LicenseRemark]] = {}
        for remark in graph.remarks:
            if weights and weights.family == remark.subject and ids and remark.license not in ids:
                wrong.setdefault(remark.license, []).append(remark)
        for license_, remarks in sorted(wrong.items()):
            yield finding(
                META,
                profile,
                graph,
                message=f"{remarks[0].named} is said to be under {license_}; {weights.component.name if weights else ''} "
                f"is under {' or '.join(sorted(ids))}",
                about=license_,
                locations=tuple(dict.fromkeys(remark.location for remark in remarks)),
            )


def _weights(graph: ComponentGraph, profile: Profile) -> Profile | None:
    """What such a sentence is about: the weights, also where a host serves them."""
    if profile.component.kind is ComponentKind.MODEL:
        return profile
    behind = graph.targets(profile.component, RelationshipType.SERVES)
    return known(graph, behind[0]) if behind else None
