"""A model bears the name of a family and states looser terms than that family's, and nobody says how the two hang together.

Why: a name such as `my-Llama-3.1-8B` says that Meta's weights are inside. If they are, Meta's licence binds whatever the
card says; if they are not, the name misleads. The missing `base_model` leaves both open.

Example: a model called `Llama-3.2-3B-agent` under Apache-2.0, whose card names no base.

Remedy: Find out what it was made from; state it as a curation (`fine-tuned-from`), or choose one that says so.
"""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Final

from auditor.domain.component import WEIGHTS, ComponentId
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import LicenseFact
from auditor.domain.finding import Action, Axis, Finding, RuleMeta, Severity
from auditor.domain.profile import BindingAnswer, Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.conclude import Statement, read
from auditor.graph.descent import Passed
from auditor.graph.lineage import ancestors, license_ids
from auditor.graph.strictness import FREE, dropped
from auditor.knowledge.records import FamilyRecord
from auditor.policy.policy import Policy
from auditor.rules.base import finding

META: Final = RuleMeta(
    "license/family-lookalike", Axis.LICENSE, Severity.MEDIUM, Action.WARN, "a family's name under looser terms"
)


def check(graph: ComponentGraph, policy: Policy) -> Iterator[Finding]:
    for profile in graph.profiles():
        if profile.component.kind in WEIGHTS and profile.offers and not profile.guessed:
            name = graph.title(profile) or profile.component.name
            resembled = graph.knowledge.resembled(name)
            family = graph.knowledge.family(resembled) if resembled else None
            if family is not None and not _is_of(graph, profile, family):
                yield from _told(graph, profile, name, family)


def _is_of(graph: ComponentGraph, profile: Profile, family: FamilyRecord) -> bool:
    """Whether the family's maker made it, or it is said to come from one of the family: other rules speak of that."""
    if profile.supplier is not None and profile.supplier.id == family.supplier:
        return True
    return any(one.profile.family == family.id for one in ancestors(graph, profile, "families", _family))


def _family(above: Profile, passed: Passed) -> Hashable | None:
    return above.family if passed is Passed.WEIGHTS else None


def _told(graph: ComponentGraph, profile: Profile, name: str, family: FamilyRecord) -> Iterator[Finding]:
    theirs = _terms(graph, profile.component, family)
    questions = dropped(profile.offers, theirs.offers) if theirs else ()
    if theirs is None or not questions:
        return
    ours = " or ".join(sorted(license_ids(profile)))
    missing = ", ".join(question.replace("-", " ") for question in questions)
    yield finding(
        META,
        profile,
        graph,
        message=f"{name} bears the name of {family.name}, which is under {theirs.fact.expression}, and is said to be "
        f"under {ours}; whether it holds weights of that family nobody says: {missing} left out",
        about=family.id,
        clauses=[
            BindingAnswer(terms, question, terms.answer(question))
            for question in questions
            for offer in theirs.offers
            for terms in offer
            if terms.answer(question).word not in FREE
        ],
    )


def _terms(graph: ComponentGraph, component: ComponentId, family: FamilyRecord) -> Statement | None:
    """The family's own licence on the day of the audit."""
    dated = [one for one in family.licenses if (one.from_ or date.min) <= graph.as_of <= (one.to or date.max)]
    expression = family.license or (dated[-1].expression if dated else None)
    if expression is None:
        return None
    origin = Origin(Standing.FAMILY, "knowledge-base", family.reviewed.on)
    return read(LicenseFact(component=component, expression=expression, origin=origin, guess=True), graph.knowledge)
