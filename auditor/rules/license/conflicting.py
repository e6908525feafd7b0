"""Statements of equal standing give a component different licences.

Why: a card says one thing and the licence file beside it another. Which one counts is not ours to say: the strictest is
judged until somebody clears it up.

Example: `license: mit` in the model card, and the Llama licence in the folder.

Remedy: Ask the publisher, then state the licence as a curation in the policy.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.graph.component_graph import ComponentGraph
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/conflicting", Axis.LICENSE, Severity.HIGH, Action.WARN, "licence statements contradict each other"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if not profile.conflicting:
            continue
        said = [f"{fact.expression} ({fact.location or fact.origin.source})" for fact in profile.conflicting]
        judged = profile.licenses[0].expression
        yield finding(
            META,
            profile,
            graph,
            message=f"{graph.name(profile)}: statements disagree: {', '.join(said)}; {judged} is judged",
            about=" | ".join(sorted({fact.expression for fact in profile.conflicting})),
            policy_key="license.unknown.conflicting",
            locations=tuple(
                dict.fromkeys(
                    (
                        *graph.locations(profile),
                        *(fact.location for fact in profile.conflicting if fact.location is not None),
                    )
                )
            ),
        )
