"""From one licence to another: which answers changed, and whether more is asked than before.

Both are read from the knowledge of today, whatever the two audits knew: what is compared is the licences.
"""

from auditor.comparison.difference import Component, Direction, LicenseShift, TermChange
from auditor.domain.license import LicenseTerms
from auditor.graph.strictness import shifts
from auditor.knowledge.base import KnowledgeBase


def license_shift(old: Component, new: Component, knowledge: KnowledgeBase) -> LicenseShift:
    """How the licence of one component differs from that of another, or of itself before."""
    before, after = _offers(old, knowledge), _offers(new, knowledge)
    terms = [TermChange(one.question, one.old, one.new, one.stricter) for one in shifts(before, after)]
    return LicenseShift(
        old=old.license_concluded,
        new=new.license_concluded,
        old_name=_name(old, knowledge),
        new_name=_name(new, knowledge),
        direction=_direction(terms, comparable=bool(before and after)),
        terms=terms,
    )


def _offers(component: Component, knowledge: KnowledgeBase) -> tuple[tuple[LicenseTerms, ...], ...]:
    """The offers of a component; empty where one of its licences is not known today."""
    offers = [[knowledge.license(name) for name in offer] for offer in component.license_offers]
    known = [tuple(terms for terms in offer if terms is not None) for offer in offers]
    return tuple(known) if all(None not in offer for offer in offers) else ()


def _direction(terms: list[TermChange], *, comparable: bool) -> Direction:
    if not comparable:
        return "unknown"
    weighed = [term.stricter for term in terms if term.stricter is not None]
    if weighed:
        return "stricter" if weighed[0] else "milder"  # the question that matters most stands first
    return "unknown" if terms else "same"


def _name(component: Component, knowledge: KnowledgeBase) -> str:
    """The licence as a person calls it, or why there is none."""
    if component.license_concluded is None:
        return f"not known ({(component.license_unknown or 'nobody states one').replace('-', ' ')})"
    terms = knowledge.license(component.license_concluded)
    return terms.name if terms else component.license_concluded
