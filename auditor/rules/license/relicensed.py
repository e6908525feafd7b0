"""A model, or what it was made from, was put under stricter terms after it was published.

Why: whoever took the weights before may hold other rights than who takes them today, and a copy elsewhere may still
carry the old statement. Which terms hold for one's own copy depends on the day and the revision.

Example: a mirror that says MIT, of a base that was MIT until August 2023 and is CC-BY-NC-SA-4.0 since.

Remedy: find out when the weights were taken, and keep the evidence; pin the revision, or move to another model.
"""

from collections.abc import Iterator
from typing import Final

from auditor.domain.component import ComponentKind
from auditor.domain.fact import LicenseFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.conclude import read
from auditor.graph.lineage import Ancestor, bound_by, route
from auditor.graph.strictness import FREE, dropped
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/relicensed", Axis.LICENSE, Severity.MEDIUM, Action.WARN, "stricter terms since a known day"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind is ComponentKind.SERVICE:
            continue
        told = _told(graph, profile, None)
        for ancestor in bound_by(graph, profile) if told is None else ():
            told = told or _told(graph, profile, ancestor)
        if told is not None:
            yield told


def _told(graph: ComponentGraph, profile: Profile, ancestor: Ancestor | None) -> Finding | None:
    """What is said of the component about itself, or about one of its ancestors."""
    changed = ancestor.profile if ancestor else profile
    now = changed.licenses[0] if changed.licenses else None
    before = _before(graph, changed)
    if now is None or before is None or now.valid_from is None:
        return None
    questions = dropped(read(before, graph.knowledge).offers, changed.offers)
    if not questions:
        return None
    made = f", from which {profile.component.name} was made," if ancestor else ""
    return finding(
        META,
        profile,
        graph,
        message=f"{changed.component.name}{made} is under {now.expression} since {now.valid_from}, and was under "
        f"{before.expression} before: {', '.join(q.replace('-', ' ') for q in questions)} came in",
        about=f"{changed.component.key} {now.valid_from}",
        clauses=[
            BindingAnswer(terms, question, terms.answer(question))
            for question in questions
            for offer in changed.offers
            for terms in offer
            if terms.answer(question).word not in FREE
        ],
        chain=route(graph, ancestor) if ancestor else None,
        origins=[now.origin, before.origin],
    )


def _before(graph: ComponentGraph, profile: Profile) -> LicenseFact | None:
    """The last licence that the component was under and is no more, by exact statements."""
    stated = graph.knowledge.facts(profile.component)
    ended = [fact for fact in stated if isinstance(fact, LicenseFact) and not fact.guess and fact.revision is None]
    past = [(fact.valid_to, fact.expression, fact) for fact in ended if fact.valid_to and fact.valid_to < graph.as_of]
    return max(past, key=lambda one: one[:2])[2] if past else None
