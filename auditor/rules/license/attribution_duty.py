"""The licence wants to be seen: a text for users, a copy of itself, a mark on what was changed.

Why: “Built with Llama” has to stand on a page of every product that contains the model, a hosted one too. A copy of the
licence travels with copies of the weights.

Example: `hosting: true` in the policy, and a Llama 3.1 model behind the product.

Remedy: Show the text where the clause wants it, and ship the licence beside the weights. What the tree shows already is a
note that says where.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.obligation import DutyStatus
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding, each_binding
from auditor.obligations.asked import asks_for_text, is_required
from auditor.obligations.case import Case, Judgement
from auditor.obligations.conditions import text_due
from auditor.obligations.duties.copies import copied
from auditor.obligations.duties.shown import occasion, shown
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on, situations
from auditor.policy.thresholds import Reach
from auditor.rules.base import finding
from auditor.rules.bases import is_only_a_base
from auditor.rules.phrases import done_at

META: Final = RuleMeta(
    "license/attribution-duty", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "the licence wants to be named or shown"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is ComponentKind.SERVICE or is_only_a_base(graph, profile):
            continue
        if told := _shown(graph, policy, profile) or _copied(graph, policy, profile):
            yield told


def _shown(graph: ComponentGraph, policy: Policy, profile: Profile) -> Finding | None:
    """A text for users; the duty reaches hosted products too."""
    case, here = Case(graph, policy, profile), situations(policy, graph.locations(profile))
    owed = [
        (one, each, when)
        for each in each_binding(graph, profile, "display-text", asks_for_text)
        for one in each.bindings
        if text_due(one.license, here) is Reach.REACHED
        for when in [occasion(case, one, each)]
        if when is None or _may_be_called_for(one, when)
    ]
    others = case.others if owed else None
    if others is None:
        return None
    due = [one for one, _, _ in owed]
    derived = all(when is not None for _, _, when in owed)
    passed = passes_on(policy, graph.locations(profile))  # who shows a text and passes nothing on owes no copy
    copies = profile.unavoidable("license-copy", {"required"}) if passed else ()
    done = done_at(shown(case, one) for one in due)
    text = "” and “".join(dict.fromkeys(one.answer.word for one in due))
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)}: users must be shown “{text}”"
        + (" with what is derived from it" if derived else "")
        + ("" if others.said else ", if others get it from you or reach it over a network")
        + (f"; it stands in {done}" if done else ""),
        about="display-text",
        locations=others.locations,
        clauses=(*due, *copies),
        chain=owed[0][1].chain,
        policy_key=others.key,
        severity=Severity.NOTE if done else Severity.LOW if derived else None,
        action=Action.WARN if others.said and not (done or derived) else None,
    )


def _may_be_called_for(owed: BindingAnswer, when: Judgement) -> bool:
    """Whether a text for what is derived may have to be shown; on advertising and papers the rule has no word."""
    return owed.answer.occasion == "derivative" and when.status is not DutyStatus.NOT_APPLICABLE


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
