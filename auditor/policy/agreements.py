"""What we have bought or signed, and which findings it answers: other terms hold for us than those that were judged."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.finding import Axis, Finding
from auditor.domain.license import LicenseTerms
from auditor.domain.relationship import RelationshipType
from auditor.policy.policy import PROVIDER_TERMS, Agreement, Policy
from auditor.policy.selector import Selector
from auditor.policy.waivers import Held

_ABOUT_TERMS: Final = f"{Axis.LICENSE.value}/"
_SAME_WEIGHTS: Final = frozenset(kind.value for kind in RelationshipType if kind.keeps_weights)


class AgreementOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one agreement."""

    index: int
    """its place in the policy's list"""
    agreement: Agreement
    ended: bool = False
    matched: tuple[Finding, ...] = ()
    """the findings that it speaks of, whether it still holds or not"""


class Answered(msgspec.Struct, frozen=True):
    """The findings after the agreements, in their order, and what became of each agreement."""

    findings: tuple[Finding, ...]
    outcomes: tuple[AgreementOutcome, ...]


def answer(
    findings: Iterable[Finding],
    policy: Policy,
    as_of: date,
    held_by: Callable[[ComponentId], Held],
    license: Callable[[str], LicenseTerms | None],
) -> Answered:
    """Mark the findings that an agreement answers, with its contract as the reason.

    An agreement answers for the components that it selects, and for what is made from their weights, as far as a
    finding rests on nothing but what it covers: `provider-terms`, a licence, or all that one rule says. `license` looks
    a licence up by id or alias.
    """
    trials = [_Trial(index, agreement, as_of, license) for index, agreement in enumerate(policy.agreements)]
    if not trials:
        return Answered(tuple(findings), ())
    marked: list[Finding] = []
    for finding in findings:
        under = held_by(finding.component) if finding.component else Held()
        answering = [trial for trial in trials if trial.answers(finding, under)]
        if answering and finding.waived is None:
            marked.append(msgspec.structs.replace(finding, waived=told(answering[0].agreement)))
        else:
            marked.append(finding)
    return Answered(tuple(marked), tuple(trial.outcome() for trial in trials))


def told(agreement: Agreement) -> str:
    """An agreement in a few words: `agreement EA-2026-114, until 2027-06-30`."""
    end = f", until {agreement.expires}" if agreement.expires else ""
    return f"agreement {agreement.contract}{end}"


class _Trial:
    """One agreement while findings are held against it."""

    def __init__(
        self, index: int, agreement: Agreement, as_of: date, license: Callable[[str], LicenseTerms | None]
    ) -> None:
        self.index = index
        self.agreement = agreement
        self.ended = agreement.expires is not None and agreement.expires < as_of
        self._selector = Selector.parse(agreement.component)
        self._license = license
        self._covered = {self._canonical(word) for word in agreement.covers}
        self._matched: list[Finding] = []

    def answers(self, finding: Finding, under: Held) -> bool:
        """Whether the agreement holds for the finding; what it met is remembered."""
        if not (self._means(finding) and self._covers(finding, under)):
            return False
        self._matched.append(finding)
        return not self.ended

    def _means(self, finding: Finding) -> bool:
        return any(self._selector.matches(component) for component in _bearers(finding))

    def _covers(self, finding: Finding, under: Held) -> bool:
        if finding.rule in self._covered:
            return True
        if not finding.rule.startswith(_ABOUT_TERMS):
            return False
        rests_on = {clause.license for clause in finding.clauses} or under.names
        service = finding.component is not None and finding.component.kind is ComponentKind.SERVICE
        return bool(rests_on) and all(self._answers_for(name, service=service) for name in rests_on)

    def _answers_for(self, name: str, *, service: bool) -> bool:
        terms = self._license(name)
        if terms is None:  # a service whose terms nobody else could tell: who signed them can
            return service and PROVIDER_TERMS in self._covered
        return terms.id.casefold() in self._covered or (
            terms.kind == PROVIDER_TERMS and PROVIDER_TERMS in self._covered
        )

    def _canonical(self, word: str) -> str:
        terms = self._license(word)
        return terms.id.casefold() if terms else word.casefold()

    def outcome(self) -> AgreementOutcome:
        return AgreementOutcome(
            index=self.index, agreement=self.agreement, ended=self.ended, matched=tuple(self._matched)
        )


def _bearers(finding: Finding) -> list[ComponentId]:
    """The component of a finding, and the one whose terms came down to it with its weights."""
    if finding.component is None:
        return []
    bearers = [finding.component]
    ways = [step.component.key for step in finding.chain]
    if finding.component.key in ways:
        above = finding.chain[ways.index(finding.component.key) + 1 :]
        if above and all(step.relationship in _SAME_WEIGHTS for step in above):
            bearers.append(above[-1].component)
    return bearers
