"""The licence wants to be seen: a text for users, a copy of itself, a mark on what was changed.

Why: “Built with Llama” has to stand on a page of every product that contains the model, a hosted one too. A copy of the
licence travels with copies of the weights.

Example: `hosting: true` in the policy, and a Llama 3.1 model behind the product.

Remedy: show the text where the clause wants it, and ship the licence beside the weights. What the tree shows already is a
note that says where.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.obligations.asked import asks_for_text, is_required
from auditor.obligations.case import Case
from auditor.obligations.conditions import text_due
from auditor.obligations.duties.copies import copied
from auditor.obligations.duties.shown import shown
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on, reaches_others, situations
from auditor.policy.thresholds import Reach
from auditor.rules.base import finding
from auditor.rules.phrases import done_at

META: Final = RuleMeta(
    "license/attribution-duty", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "the licence wants to be named or shown"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is not ComponentKind.SERVICE and (
            told := _shown(graph, policy, profile) or _copied(graph, policy, profile)
        ):
            yield told


def _shown(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """A text for users; the duty reaches hosted products too."""
    owed = binding(graph, profile, "display-text", asks_for_text)
    places = graph.locations(profile)
    here = situations(policy, places)
    due = [one for one in owed.bindings if text_due(one.license, here) is Reach.REACHED] if owed else []
    others = reaches_others(policy, places) if due else None
    if owed is None or others is None:
        return None
    copies = profile.unavoidable("license-copy", {"required"})
    done = done_at(shown(Case(graph, policy, profile), one) for one in due)
    text = "” and “".join(dict.fromkeys(one.answer.word for one in due))
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: users must be shown “{text}”"
        + ("" if others.said else ", if others get it from you or reach it over a network")
        + (f"; it stands in {done}" if done else ""),
        about="display-text",
        locations=others.locations,
        clauses=(*due, *copies),
        chain=owed.chain,
        policy_key=others.key,
        severity=Severity.NOTE if done else None,
        action=Action.WARN if others.said and not done else None,
    )


def _copied(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """What must travel with copies; told only to those who say that they pass copies on."""
    if profile.component.kind is ComponentKind.LIBRARY:  # its own package carries its licence
        return None
    owed = binding(graph, profile, "license-copy", is_required)
    passed = passes_on(policy, graph.locations(profile)) if owed else None
    if owed is None or passed is None or not passed.said:
        return None
    done = done_at(copied(Case(graph, policy, profile), one) for one in owed.bindings)
    marks = profile.unavoidable("state-changes", {"required"})
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: a copy of its licence must travel with copies of it"
        + (", and what was changed must say so" if marks else "")
        + (f"; a copy is at {done}" if done else ""),
        about="license-copy",
        locations=passed.locations,
        clauses=(*owed.bindings, *marks),
        chain=owed.chain,
        policy_key=passed.key,
        severity=Severity.NOTE if done else Severity.LOW,
    )
