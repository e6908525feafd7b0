"""A model that is derived from this one must bear its name.

Why: the Llama licences want the name of any model made with them to begin with “Llama”, once it is passed on or offered.
The duty follows fine-tunes, merges, quantised copies and adapters, and from Llama 3.1 on models trained on its outputs.

Example: a model card `base_model: meta-llama/Llama-3.2-1B` for a model called `csm-1b`.

Remedy: Rename the model, or build it on one whose licence has no such duty.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import route
from auditor.obligations.asked import asks_for_name
from auditor.obligations.naming import Bears, bears, names_owed
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.policy.situations import met, reaches_others
from auditor.rules.base import finding
from auditor.rules.bases import is_only_a_base

META: Final = RuleMeta(
    "license/naming-duty", Axis.LICENSE, Severity.HIGH, Action.FAIL, "derived models must bear a given name"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        told = _missed(graph, policy, profile) or _ahead(graph, policy, profile)
        if told:
            yield told


def _missed(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """The component is derived from one whose licence asks for a name that it does not bear."""
    own = graph.is_own(profile) or is_internal(policy, profile.component)
    for ancestor, bindings in names_owed(graph, profile):
        prefix = bindings[0].answer.word
        how = bears(graph, profile, bindings[0])
        inside = how is Bears.ELSEWHERE
        if how is Bears.YES or (inside and not own):
            continue
        contested = f" ({prefix} stands elsewhere in the name; whether that is enough is contested)" if inside else ""
        passed_on = reaches_others(policy, graph.locations(profile))
        return finding(
            META,
            profile,
            graph,
            message=f"{graph.title(profile) or profile.component.name} is derived from "
            f"{ancestor.profile.component.name}: its name must begin with “{prefix}”{contested}",
            about=f"{prefix} {ancestor.profile.component.key}",
            clauses=bindings,
            chain=route(graph, ancestor),
            policy_key=passed_on.key if passed_on else None,
            severity=None if own and not inside else Severity.LOW,
            action=None if own and passed_on and not inside else Action.NOTE,
        )
    return None


def _ahead(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """The policy says, or leaves open, that models are derived from this one and reach others."""
    bindings = profile.bound("name-prefix", asks_for_name)
    if not bindings or is_only_a_base(graph, profile):
        return None
    places = graph.locations(profile)
    changed, others = met(policy, places, "modification"), reaches_others(policy, places)
    if changed is None or others is None:
        return None
    certain = changed.said and others.said
    return finding(
        META,
        profile,
        graph,
        message=f"the name of a model that you derive from {graph.name(profile)} and pass on or offer "
        f"must begin with “{bindings[0].answer.word}”",
        locations=changed.locations,
        clauses=bindings,
        policy_key=changed.key,
        severity=Severity.MEDIUM if certain else Severity.LOW,
        action=Action.WARN if certain else Action.NOTE,
    )
