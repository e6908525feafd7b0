"""Copies must carry a notice file with a prescribed sentence.

Why: the Llama and Gemma terms prescribe a file called “Notice” and what stands in it. Without it a copy breaks the terms.

Example: `distribution: application` in the policy, and a Gemma 3 model inside the installer.

Remedy: write the sentence into a file called NOTICE beside the weights; `auditor notices` prints it.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import binding
from auditor.policy.policy import Policy
from auditor.policy.situations import passes_on
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/notice-duty", Axis.LICENSE, Severity.MEDIUM, Action.NOTE, "copies must carry a prescribed notice"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is ComponentKind.SERVICE:
            continue
        owed = binding(graph, profile, "notice-text", lambda answer: answer.word == "required")
        passed = passes_on(policy, graph.locations(profile)) if owed else None
        if owed is None or passed is None:
            continue
        yield finding(
            META,
            profile,
            graph,
            message=f"{profile.component.name}: a notice with a prescribed sentence must travel with copies of it"
            + ("" if passed.said else ", if you pass any on"),
            locations=passed.locations,
            clauses=owed.bindings,
            chain=owed.chain,
            policy_key=passed.key,
            severity=None if passed.said else Severity.LOW,
            action=Action.WARN if passed.said else None,
        )
