"""What we concluded of one component."""

from collections.abc import Callable, Collection

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Occurrence, Origin, Strength
from auditor.domain.fact import LicenseFact, Supplier, SupportFact
from auditor.domain.license import Answer, LicenseTerms


class BindingAnswer(msgspec.Struct, frozen=True):
    """An answer, with the licence that gives it and the question it answers."""

    license: LicenseTerms
    question: str
    answer: Answer


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One component with everything the rules may ask of it."""

    component: ComponentId
    occurrences: tuple[Occurrence, ...] = ()
    licenses: tuple[LicenseFact, ...] = ()
    """all statements, the one that counts first"""
    offers: tuple[tuple[LicenseTerms, ...], ...] = ()
    """one inner tuple per branch of OR: take one, and obey all that it holds; empty: nothing usable is known"""
    choice: tuple[LicenseTerms, ...] | None = None
    """the offer by which it is judged, where there are several: the one that is mildest for this use"""
    unknown: str | None = None
    """why there are no offers: none-stated, other, unparsable, gated; None when there are"""
    stated: str | None = None
    """the licence text as stated, when it could not be understood"""
    conflicting: tuple[LicenseFact, ...] = ()
    """statements of equal standing that disagree; the strictest is judged"""
    support: tuple[SupportFact, ...] = ()
    """those that hold at `as_of`, strongest standing first, then newest"""
    releases: tuple[SupportFact, ...] = ()
    """the same of single versions, as far as they are used"""
    supplier: Supplier | None = None
    family: str | None = None
    """the model family's id, where known"""
    modalities: tuple[str, ...] = ()
    """what the component takes and gives beyond doubt: text, image, audio, video"""
    released: str | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def uses(self) -> tuple[Occurrence, ...]:
        """The occurrences that are uses."""
        return tuple(o for o in self.occurrences if o.strength is Strength.USE)

    @property
    def guessed(self) -> bool:
        """Whether the licence that counts rests on a name's pattern only."""
        return bool(self.licenses) and self.licenses[0].guess

    @property
    def binding_offers(self) -> tuple[tuple[LicenseTerms, ...], ...]:
        """The offers that rules look at: the one that was chosen, else all."""
        return self.offers if self.choice is None else (self.choice,)

    def unavoidable(self, question: str, answers: Collection[str]) -> tuple[BindingAnswer, ...]:
        """The answers out of `answers` that bind whichever offer one takes; empty if one offer is free of them.

        A list answer counts as the word `list`.
        """
        if len(self.offers) == 1 and len(self.offers[0]) == 1:  # as with almost all, and with most rules
            terms = self.offers[0][0]
            answer = terms.answer(question)
            return (BindingAnswer(terms, question, answer),) if answer.word in answers else ()
        return self.bound(question, lambda answer: answer.word in answers)

    def bound(self, question: str, holds: Callable[[Answer], bool]) -> tuple[BindingAnswer, ...]:
        """The answers for which `holds` is true and that bind whichever offer one takes; empty if one offer is free."""
        offers = self.binding_offers
        if len(offers) == 1 and len(offers[0]) == 1:  # as with almost all
            terms = offers[0][0]
            answer = terms.answer(question)
            return (BindingAnswer(terms, question, answer),) if holds(answer) else ()
        found: list[BindingAnswer] = []
        for offer in offers:
            here = [
                BindingAnswer(terms, question, answer) for terms in offer if holds(answer := terms.answer(question))
            ]
            if not here:
                return ()
            found += [binding for binding in here if binding not in found] if found else here
        return tuple(found)

    def may(self, question: str, holds: Callable[[Answer], bool]) -> bool:
        """Whether `holds` is true of any answer, of whichever offer."""
        return any(holds(terms.answer(question)) for offer in self.binding_offers for terms in offer)
