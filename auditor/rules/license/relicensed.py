"""A model, or what it was made from, was put under stricter terms after it was published.

Why: whoever took the weights before may hold other rights than who takes them today, and a copy elsewhere may still
carry the old statement. Which terms hold for one's own copy depends on the day and the revision.

Example: a mirror that says MIT, of a base that was MIT until August 2023 and is CC-BY-NC-SA-4.0 since.

Remedy: Find out when the weights were taken, and keep the evidence; pin the revision, or move to another model.
"""

from collections.abc import Hashable, Iterator
from typing import Final

import msgspec

from auditor.domain.component import ComponentKind
from auditor.domain.fact import LicenseFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.conclude import read
from auditor.graph.descent import Passed
from auditor.graph.lineage import Ancestor, ancestors, route
from auditor.graph.strictness import FREE, dropped
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/relicensed", Axis.LICENSE, Severity.MEDIUM, Action.WARN, "stricter terms since a known day"
)


class Change(msgspec.Struct, frozen=True):
    """A component was put under stricter terms."""

    before: LicenseFact
    now: LicenseFact
    questions: tuple[str, ...]
    """what the new terms ask and the old ones did not"""


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    known: dict[str, Change | None] = {}

    def change(profile: Profile) -> Change | None:
        key = profile.component.key
        if key not in known:
            known[key] = _change(graph, profile)
        return known[key]

    def counts(above: Profile, passed: Passed) -> Hashable | None:
        return above.component.key if passed is Passed.WEIGHTS and change(above) else None

    for profile in graph.profiles():
        if profile.component.kind is ComponentKind.SERVICE:
            continue
        if (own := change(profile)) is not None:
            yield _finding(graph, profile, None, own)
            continue
        for ancestor in ancestors(graph, profile, "relicensed", counts, most=1):
            if (above := change(ancestor.profile)) is not None:
                yield _finding(graph, profile, ancestor, above)


def _change(graph: ComponentGraph, profile: Profile) -> Change | None:
    now = profile.licenses[0] if profile.licenses else None
    before = _before(graph, profile) if now and now.valid_from else None
    if now is None or before is None or now.valid_from is None:
        return None
    questions = dropped(read(before, graph.knowledge).offers, profile.offers)
    return Change(before, now, questions) if questions else None


def _before(graph: ComponentGraph, profile: Profile) -> LicenseFact | None:
    """The last licence that the component was under and is no more, by exact statements."""
    stated = graph.knowledge.facts(profile.component)
    ended = [fact for fact in stated if isinstance(fact, LicenseFact) and not fact.guess and fact.revision is None]
    past = [(fact.valid_to, fact.expression, fact) for fact in ended if fact.valid_to and fact.valid_to < graph.as_of]
    return max(past, key=lambda one: one[:2])[2] if past else None


def _finding(graph: ComponentGraph, profile: Profile, ancestor: Ancestor | None, change: Change) -> Finding:
    changed = ancestor.profile if ancestor else profile
    made = f", from which {graph.name(profile)} was made," if ancestor else ""
    asks = ", ".join(question.replace("-", " ") for question in change.questions)
    return finding(
        META,
        profile,
        graph,
        message=f"{changed.component.name}{made} is under {change.now.expression} since {change.now.valid_from}, "
        f"and was under {change.before.expression} before: {asks} came in",
        about=f"{changed.component.key} {change.now.valid_from}",
        clauses=[
            BindingAnswer(terms, question, terms.answer(question))
            for question in change.questions
            for offer in changed.offers
            for terms in offer
            if terms.answer(question).word not in FREE
        ],
        chain=route(graph, ancestor) if ancestor else None,
        origins=[change.now.origin, change.before.origin],
    )
