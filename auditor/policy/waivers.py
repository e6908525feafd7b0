"""Who answers for which finding, until when; and which waivers have ended, match nothing, or no longer fit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.finding import Finding
from auditor.domain.profile import Profile
from auditor.errors import AuditorError
from auditor.policy.load import LoadedPolicy
from auditor.policy.policy import Policy, Waiver
from auditor.policy.selector import Selector

LONGEST: Final = timedelta(days=366)
"""No waiver reaches further than this beyond the day of the audit."""
_OPERATORS: Final = frozenset({"and", "or", "with"})


class Held(msgspec.Struct, frozen=True):
    """Under which licence a component is, as far as a waiver asks."""

    expression: str | None = None
    """as concluded"""
    names: frozenset[str] = frozenset()
    """ids of all licences in it; without any, the kind of not knowing: `none-stated`, `other`, …"""


class WaiverOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one waiver."""

    index: int
    """its place in the policy's list"""
    waiver: Waiver
    ended: bool = False
    too_long: bool = False
    """it ends more than a year after the day of the audit, and so does not hold"""
    matched: tuple[Finding, ...] = ()
    """the findings of its component, rule and licence, whether it holds or not"""
    covered: int = 0
    """how many of these it was the first to cover"""
    mismatched: tuple[tuple[Finding, tuple[str, ...]], ...] = ()
    """findings of its component and rule under another licence than was accepted, with the licences they are under"""


class Applied(msgspec.Struct, frozen=True):
    """The findings after the waivers, in their order, and what became of each waiver."""

    findings: tuple[Finding, ...]
    outcomes: tuple[WaiverOutcome, ...]


def held(profile: Profile | None) -> Held:
    """What a waiver may ask of a profile's licence."""
    if profile is None:
        return Held()
    ids = frozenset(terms.id for offer in profile.binding_offers for terms in offer)
    unknown = frozenset(word for word in (profile.unknown, profile.stated) if word)
    return Held(profile.licenses[0].expression if profile.licenses else None, ids or unknown)


def apply(
    findings: Iterable[Finding],
    policy: Policy,
    as_of: date,
    held_by: Callable[[ComponentId], Held],
    canonical: Callable[[str], str] = lambda name: name,
) -> Applied:
    """Mark the findings that a waiver covers.

    A waiver covers its component and its rule, under the licence that was accepted, and nothing else; one that has
    ended never hides a later one. `canonical` turns a licence's alias into its id.
    """
    trials = [_Trial(index, waiver, as_of, canonical) for index, waiver in enumerate(policy.waivers)]
    marked: list[Finding] = []
    for finding in findings:
        under = held_by(finding.component) if finding.component else Held()
        covering = [trial for trial in trials if trial.covers(finding, under)]
        if covering:
            covering[0].covered += 1
            marked.append(msgspec.structs.replace(finding, waived=told(covering[0].waiver)))
        else:
            marked.append(finding)
    return Applied(tuple(marked), tuple(trial.outcome() for trial in trials))


def told(waiver: Waiver) -> str:
    """A waiver in one line: why, who answers, until when."""
    ticket = f", {waiver.ticket}" if waiver.ticket else ""
    return f"{waiver.reason} ({waiver.approved_by}{ticket}, until {waiver.expires})"


def about(waiver: Waiver) -> str:
    """What tells a waiver from the others: not its place, so that a line inserted above makes no new finding."""
    return " ".join([waiver.rule, waiver.component, *([waiver.license] if waiver.license else [])])


def check_terms(loaded: LoadedPolicy, today: date) -> None:
    """Refuse waivers that reach more than a year beyond today. Raises AuditorError with `file:line:column`."""
    for index, waiver in enumerate(loaded.policy.waivers):
        if waiver.expires > today + LONGEST:
            place = loaded.places.get(f"waivers[{index}].expires", loaded.source)
            raise AuditorError(f"{place}: {waiver.expires} is more than a year from {today}; a waiver ends sooner")


class _Trial:
    """One waiver while findings are held against it."""

    def __init__(self, index: int, waiver: Waiver, as_of: date, canonical: Callable[[str], str]) -> None:
        self.index = index
        self.waiver = waiver
        self.ended = waiver.expires < as_of
        self.too_long = waiver.expires > as_of + LONGEST
        self.covered = 0
        self._selector = Selector.parse(waiver.component)
        self._canonical = canonical
        self._accepted = _names(waiver.license, canonical)
        self._matched: list[Finding] = []
        self._mismatched: list[tuple[Finding, tuple[str, ...]]] = []

    def covers(self, finding: Finding, under: Held) -> bool:
        """Whether the waiver holds for the finding; what it met is remembered."""
        if finding.rule != self.waiver.rule or not self._means(finding.component):
            return False
        if self.waiver.license is not None and not self._accepts(finding, under):
            self._mismatched.append((finding, _stated(finding, under)))
            return False
        self._matched.append(finding)
        return not (self.ended or self.too_long)

    def _means(self, component: ComponentId | None) -> bool:
        # A finding about the tree as a whole is waived for `application:*/*`.
        return self._selector.kind == "application" if component is None else self._selector.matches(component)

    def _accepts(self, finding: Finding, under: Held) -> bool:
        if not finding.clauses and under.expression and _folded(under.expression) == _folded(self.waiver.license or ""):
            return True
        names = {_folded(self._canonical(name)) for name in _stated(finding, under)}
        return bool(names) and names <= self._accepted

    def outcome(self) -> WaiverOutcome:
        return WaiverOutcome(
            index=self.index,
            waiver=self.waiver,
            ended=self.ended,
            too_long=self.too_long,
            matched=tuple(self._matched),
            covered=self.covered,
            mismatched=tuple(self._mismatched),
        )


def _stated(finding: Finding, under: Held) -> tuple[str, ...]:
    """The licences that a finding rests on: those it cites, or else all that the component is under."""
    return tuple(sorted({clause.license for clause in finding.clauses} or under.names))


def _names(license: str | None, canonical: Callable[[str], str]) -> frozenset[str]:
    """The licences of an accepted expression, or the one that it is an alias of."""
    text = license or ""
    words: Sequence[str] = text.replace("(", " ").replace(")", " ").split()
    singles = {_folded(canonical(word)) for word in words if word.lower() not in _OPERATORS}
    return frozenset(singles | {_folded(canonical(text))})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
