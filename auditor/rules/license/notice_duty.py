"""Copies must carry a notice file with a prescribed sentence.

Why: the Llama and Gemma terms prescribe a file called “Notice” and what stands in it. Without it a copy breaks the terms.

Example: `distribution: application` in the policy, and a Gemma 3 model inside the installer.

Remedy: Write the sentence into a file called NOTICE beside the weights; `auditor notices` prints it. Once a notice file of
the tree holds it, a note says where.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.obligations.asked import is_required
from auditor.obligations.case import Case
from auditor.obligations.duties.copies import noticed
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on
from auditor.rules.base import finding
from auditor.rules.bases import is_only_a_base
from auditor.rules.phrases import done_at

META: Final = RuleMeta(
    "license/notice-duty", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "copies must carry a prescribed notice"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is ComponentKind.SERVICE or is_only_a_base(graph, profile):
            continue
        owed = binding(graph, profile, "notice-text", is_required)
        passed = passes_on(policy, graph.locations(profile)) if owed else None
        if owed is None or passed is None:
            continue
        done = done_at(noticed(Case(graph, policy, profile), one) for one in owed.bindings)
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)}: a notice with a prescribed sentence must travel with copies of it"
            + ("" if passed.said else ", if you pass any on")
            + (f"; it stands in {done}" if done else ""),
            locations=passed.locations,
            clauses=owed.bindings,
            chain=owed.chain,
            policy_key=passed.key,
            severity=Severity.NOTE if done else None if passed.said else Severity.LOW,
            action=Action.WARN if passed.said and not done else None,
        )
