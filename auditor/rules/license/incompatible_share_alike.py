"""A component comes from several others that each want their own licence for it.

Why: a merge of two copyleft works cannot be under both licences at once; it can only not be passed on.

Example: a merge of a model under CC-BY-SA-4.0 with one under AGPL-3.0.

Remedy: leave one of the parents out, or ask its maker for another licence.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity, Step
from auditor.domain.profile import BindingAnswer
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import bound_by, route
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/incompatible-share-alike",
    Axis.LICENSE,
    Severity.HIGH,
    Action.FAIL,
    "share-alike licences that cannot be kept at once",
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        asked: dict[str, tuple[BindingAnswer, ...]] = {}
        chains: dict[str, tuple[Step, ...]] = {}
        for ancestor in bound_by(graph, profile):
            bindings = ancestor.profile.unavoidable("share-alike", {"required"})
            if bindings and len(ancestor.profile.offers) == 1:
                asked.setdefault(bindings[0].license.id, bindings)
                chains.setdefault(bindings[0].license.id, route(graph, ancestor))
        if len(asked) < 2:  # noqa: PLR2004 - it takes two to disagree
            continue
        names = sorted(asked)
        yield finding(
            META,
            profile,
            graph,
            message=f"{profile.component.name} would have to be under {' and '.join(names)} at once",
            about=" ".join(names),
            clauses=[binding for name in names for binding in asked[name]],
            chain=chains[names[0]],
        )
