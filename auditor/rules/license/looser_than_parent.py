"""A component is offered under looser terms than the one that it was made from.

Why: who tunes, merges or quantises a model cannot give away rights that its maker kept. The looser statement protects
nobody.

Example: a card that says `license: apache-2.0` and `base_model: meta-llama/Llama-3.2-1B`.

Remedy: State the base's licence, beside one's own for what one added.
"""

from collections.abc import Hashable, Iterator
from typing import Final

from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, bound_by, keepers, license_ids, only_offer, route, same_terms
from auditor.graph.strictness import FREE, dropped
from auditor.policy.internal import is_internal
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/looser-than-parent", Axis.LICENSE, Severity.HIGH, Action.WARN, "looser terms than the base's"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    known: dict[Hashable, tuple[str, ...]] = {}
    for profile in graph.profiles():
        ours = same_terms(profile)
        for ancestor in bound_by(graph, profile):
            case = (ours, ancestor.terms)
            if case not in known:
                known[case] = dropped(profile.offers, ancestor.profile.offers)
            questions = known[case]
            if questions and not keepers(only_offer(profile), only_offer(ancestor.profile)):
                yield _finding(graph, policy, profile, ancestor, questions)
                break


def _finding(
    graph: ComponentGraph, policy: Policy, profile: Profile, ancestor: Ancestor, questions: tuple[str, ...]
) -> Finding:
    above = ancestor.profile
    theirs = " or ".join(sorted(license_ids(above)))
    ours = " or ".join(sorted(license_ids(profile)))
    clauses = [
        BindingAnswer(terms, question, terms.answer(question))
        for question in questions
        for offer in above.offers
        for terms in offer
        if terms.answer(question).word not in FREE
    ]
    return finding(
        META,
        profile,
        graph,
        message=f"{graph.name(profile)} is offered under {ours}, though {above.component.name}, "
        f"from which it was made, is under {theirs}: {', '.join(q.replace('-', ' ') for q in questions)} left out",
        about=f"{ours} {theirs}",
        locations=[fact.location for fact in profile.licenses[:1] if fact.location] or None,
        clauses=clauses,
        chain=route(graph, ancestor),
        origins=(*profile.origins, *above.origins),
        action=Action.FAIL if graph.is_own(profile) or is_internal(policy, profile.component) else None,
    )
