"""What is derived from the component must come under the same licence, source included where it asks for that.

Why: copyleft reaches works that contain the component. The AGPL reaches those that are only offered over a network too.

Example: `hosting: true` in the policy, and `ultralytics` (AGPL-3.0) in the requirements.

Remedy: publish under the same licence, buy the commercial licence where one is sold, or choose another component.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.policy.situations import met, passes_on
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/share-alike", Axis.LICENSE, Severity.HIGH, Action.WARN, "derivatives must be licensed under the same terms"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        bindings = profile.unavoidable("share-alike", {"required"})
        if not bindings:
            continue
        places = graph.locations(profile)
        network = any(binding.license.answer("hosting").word == "conditional" for binding in bindings)
        candidates = [passes_on(policy, places), met(policy, places, "hosting") if network else None]
        found = sorted((one for one in candidates if one), key=lambda one: not one.said)
        if not found:
            continue
        here = found[0]
        reach = "passed on or offered over a network" if network else "passed on"
        name = bindings[0].license.id
        yield finding(
            META,
            profile,
            graph,
            message=f"{profile.component.name}: what is derived from it and {reach} must be under {name} too"
            + ("" if here.said else "; the policy does not say whether anything is"),
            locations=here.locations,
            clauses=bindings,
            policy_key=here.key,
            severity=None if here.said else Severity.MEDIUM,
            action=None if here.said else Action.NOTE,
        )
