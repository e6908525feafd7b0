"""Who answers for which finding, until when; and which waivers have ended, match nothing, or no longer fit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.finding import Finding
from auditor.domain.profile import Profile
from auditor.errors import AuditorError
from auditor.policy.inline_waivers import LONGEST, InlineWaiver
from auditor.policy.load import LoadedPolicy
from auditor.policy.policy import Policy, Waiver
from auditor.policy.selector import Selector

_Line = tuple[str, int, int | None, int | None]
"""path, line, and in a notebook the cell and its line"""
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
    """its place in the policy's list, or among the comments"""
    waiver: Waiver | InlineWaiver
    ended: bool = False
    too_long: bool = False
    """it ends more than a year after the day of the audit, and so does not hold"""
    matched: tuple[Finding, ...] = ()
    """the findings of its component, rule and licence, whether it holds or not"""
    covered: int = 0
    """how many of these it was the first to cover"""
    mismatched: tuple[tuple[Finding, tuple[str, ...]], ...] = ()
    """findings of its component and rule under another licence than was accepted, with the licences they are under"""
    elsewhere: tuple[Location, ...] = ()
    """of a comment: further places of what it covers, which no comment covers, so that the finding stays open"""

    @property
    def key(self) -> str | None:
        """The key of the policy that holds it: `waivers[0]`; None for a comment."""
        return None if isinstance(self.waiver, InlineWaiver) else f"waivers[{self.index}]"

    @property
    def place(self) -> Location | None:
        """Where the comment stands; None for a waiver of the policy, whose place its file tells."""
        return self.waiver.location if isinstance(self.waiver, InlineWaiver) else None

    @property
    def named(self) -> str:
        """What to call it in a sentence."""
        waiver = self.waiver
        if isinstance(waiver, InlineWaiver):
            return f"the comment that waives {waiver.rule}"
        return f"the waiver of {waiver.rule} for {waiver.component}"


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
    *,
    comments: Sequence[InlineWaiver] = (),
) -> Applied:
    """Mark the findings that a waiver covers.

    A waiver covers its component and its rule, under the licence that was accepted, and nothing else; one that has
    ended never hides a later one. A comment covers its rule on its line; a finding is waived by comments when they cover
    all of its places, and by the policy before that. `canonical` turns a licence's alias into its id.
    """
    trials = [_Trial(index, waiver, as_of, canonical) for index, waiver in enumerate(policy.waivers)]
    beside = [_CommentTrial(index, comment, as_of, canonical) for index, comment in enumerate(comments)]
    by_rule: dict[str, tuple[list[_Trial], list[_CommentTrial]]] = {}
    for trial in trials:
        by_rule.setdefault(trial.waiver.rule, ([], []))[0].append(trial)
    for comment_trial in beside:
        by_rule.setdefault(comment_trial.waiver.rule, ([], []))[1].append(comment_trial)
    marked: list[Finding] = []
    for finding in findings:
        if finding.rule not in by_rule:
            marked.append(finding)
            continue
        under = held_by(finding.component) if finding.component else Held()
        of_policy, of_code = by_rule[finding.rule]
        covering = [trial for trial in of_policy if trial.covers(finding, under)]
        speaking = [trial for trial in of_code if trial.covers(finding, under)]
        if covering:
            covering[0].covered += 1
            marked.append(msgspec.structs.replace(finding, waived=told(covering[0].waiver)))
        elif speaking and not (left := _left(finding, speaking)):
            for first_there in _first_of_each_line(speaking):
                first_there.covered += 1
            first = speaking[0].waiver
            marked.append(msgspec.structs.replace(finding, waived=told(first), waived_at=first.location))
        else:
            for spoken in speaking:
                spoken.elsewhere.update(left)
            marked.append(finding)
    outcomes = [*(trial.outcome() for trial in trials), *(trial.outcome() for trial in beside)]
    return Applied(tuple(marked), tuple(outcomes))


def _left(finding: Finding, speaking: Sequence["_CommentTrial"]) -> list[Location]:
    """The places of a finding that no comment covers."""
    lines = {trial.line for trial in speaking}
    return [place for place in finding.locations if _line(place) not in lines]


def _first_of_each_line(speaking: Sequence["_CommentTrial"]) -> list["_CommentTrial"]:
    firsts: dict[_Line, _CommentTrial] = {}
    for trial in speaking:
        firsts.setdefault(trial.line, trial)
    return list(firsts.values())


def _line(place: Location) -> "_Line":
    return place.path, place.line, place.cell, place.cell_line


def told(waiver: Waiver | InlineWaiver) -> str:
    """A waiver in one line: why, who answers, until when."""
    said = [waiver.approved_by, waiver.ticket, f"until {waiver.expires}"]
    return f"{waiver.reason} ({', '.join(word for word in said if word)})"


def about(waiver: Waiver | InlineWaiver) -> str:
    """What tells a waiver from the others: no place, so neither an inserted line nor a moved file makes a new finding."""
    whose = waiver.component if isinstance(waiver, Waiver) else waiver.beside
    return " ".join([waiver.rule, whose, *([waiver.license] if waiver.license else [])])


def check_terms(loaded: LoadedPolicy, today: date) -> None:
    """Refuse waivers that reach more than a year beyond today. Raises AuditorError with `file:line:column`."""
    for index, waiver in enumerate(loaded.policy.waivers):
        if waiver.expires > today + LONGEST:
            place = loaded.places.get(f"waivers[{index}].expires", loaded.source)
            raise AuditorError(f"{place}: {waiver.expires} is more than a year from {today}; a waiver ends sooner")


class _Term:
    """What every waiver is held to, while findings are held against it."""

    def __init__(self, index: int, waiver: Waiver | InlineWaiver, as_of: date, canonical: Callable[[str], str]) -> None:
        self.index = index
        self.ended = waiver.expires < as_of
        self.too_long = waiver.expires > as_of + LONGEST
        self.covered = 0
        self.elsewhere: set[Location] = set()
        self._license = waiver.license
        self._canonical = canonical
        self._accepted = _names(waiver.license, canonical)
        self._matched: list[Finding] = []
        self._mismatched: list[tuple[Finding, tuple[str, ...]]] = []

    def _holds(self, finding: Finding, under: Held) -> bool:
        """Whether it holds for a finding that it means; what it met is remembered."""
        if self._license is not None and not self._accepts(finding, under):
            self._mismatched.append((finding, _stated(finding, under)))
            return False
        self._matched.append(finding)
        return not (self.ended or self.too_long)

    def _accepts(self, finding: Finding, under: Held) -> bool:
        if not finding.clauses and under.expression and _folded(under.expression) == _folded(self._license or ""):
            return True
        names = {_folded(self._canonical(name)) for name in _stated(finding, under)}
        return bool(names) and names <= self._accepted

    def _outcome(self, waiver: Waiver | InlineWaiver) -> WaiverOutcome:
        return WaiverOutcome(
            index=self.index,
            waiver=waiver,
            ended=self.ended,
            too_long=self.too_long,
            matched=tuple(self._matched),
            covered=self.covered,
            mismatched=tuple(self._mismatched),
            elsewhere=tuple(sorted(self.elsewhere)),
        )


class _Trial(_Term):
    """A waiver of the policy: for a component."""

    def __init__(self, index: int, waiver: Waiver, as_of: date, canonical: Callable[[str], str]) -> None:
        super().__init__(index, waiver, as_of, canonical)
        self.waiver = waiver
        self._selector = Selector.parse(waiver.component)

    def covers(self, finding: Finding, under: Held) -> bool:
        """Whether the waiver holds for the finding."""
        return finding.rule == self.waiver.rule and self._means(finding.component) and self._holds(finding, under)

    def _means(self, component: ComponentId | None) -> bool:
        # A finding about the tree as a whole is waived for `application:*/*`.
        return self._selector.kind == "application" if component is None else self._selector.matches(component)

    def outcome(self) -> WaiverOutcome:
        return self._outcome(self.waiver)


class _CommentTrial(_Term):
    """A comment: for the line that it speaks of."""

    def __init__(self, index: int, waiver: InlineWaiver, as_of: date, canonical: Callable[[str], str]) -> None:
        super().__init__(index, waiver, as_of, canonical)
        self.waiver = waiver
        self.line = _line(waiver.covers)

    def covers(self, finding: Finding, under: Held) -> bool:
        """Whether the comment holds for one of the finding's places."""
        return any(_line(place) == self.line for place in finding.locations) and self._holds(finding, under)

    def outcome(self) -> WaiverOutcome:
        return self._outcome(self.waiver)


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
