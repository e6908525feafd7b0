"""Facts that disagree → one profile. The answer never depends on the order in which the facts arrive."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Occurrence, Origin, Standing, Strength
from auditor.domain.fact import Fact, LicenseFact, Supplier, SupplierFact, SupportFact, SupportStatus
from auditor.domain.profile import Profile
from auditor.graph.strictness import Offers, strictness
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.expressions import branches, says_nothing

OBSERVERS: Final = "observers"
"""who says what neither maker nor host says"""
SHORTEST_REVISION: Final = 7
"""how many characters of a commit name it, as in `git log --oneline`"""


class Statement(msgspec.Struct, frozen=True):
    """A stated licence, and what we make of it."""

    fact: LicenseFact
    offers: Offers
    """empty when the text was not understood"""

    @property
    def silent(self) -> bool:
        """It says that there is some licence, and not which."""
        return not self.offers and says_nothing(self.fact.expression)

    @property
    def meaning(self) -> object:
        """Two statements agree when this is equal: `MIT` and `mit`, or `a OR b` and `b OR a`."""
        if self.offers:
            return frozenset(frozenset(terms.id for terms in offer) for offer in self.offers)
        return " ".join(self.fact.expression.casefold().split())


class Verdict(msgspec.Struct, frozen=True):
    """What all statements come to."""

    licenses: tuple[LicenseFact, ...] = ()
    offers: Offers = ()
    unknown: str | None = "none-stated"
    stated: str | None = None
    conflicting: tuple[LicenseFact, ...] = ()


def conclude(
    component: ComponentId,
    occurrences: Sequence[Occurrence],
    facts: Iterable[Fact],
    knowledge: KnowledgeBase,
    as_of: date,
) -> Profile:
    """One component's profile, from everything that is said of it and was known on `as_of`."""
    facts = tuple(facts)
    uses = sorted(set(occurrences), key=place)
    support = _support([f for f in facts if isinstance(f, SupportFact) and f.revision is None], as_of)
    releases = _releases([f for f in facts if isinstance(f, SupportFact) and f.revision], uses, as_of)
    suppliers = sorted((f for f in facts if isinstance(f, SupplierFact)), key=lambda f: (_weight(f.origin), f.supplier))
    stated = [f for f in facts if isinstance(f, LicenseFact)]
    if component.kind is ComponentKind.SERVICE:
        stated = _providers_terms(component, uses, stated, knowledge)
    verdict = _licenses(stated, uses, knowledge, as_of)
    gated = any(fact.status is SupportStatus.GATED for fact in support)
    details = knowledge.details(component)
    origins = [f.origin for f in verdict.licenses] + [f.origin for f in support] + [f.origin for f in suppliers]
    return Profile(
        component=component,
        occurrences=tuple(uses),
        licenses=verdict.licenses,
        offers=verdict.offers,
        unknown="gated" if gated and verdict.unknown == "none-stated" else verdict.unknown,
        stated=verdict.stated,
        conflicting=verdict.conflicting,
        support=support,
        releases=releases,
        supplier=_supplier(suppliers, knowledge),
        family=details.family,
        modalities=details.modalities,
        released=details.released,
        origins=tuple(dict.fromkeys(origins)),
    )


def place(occurrence: Occurrence) -> tuple[object, ...]:
    """Sorts occurrences by where they stand; everything else only breaks ties."""
    return (occurrence.location.path, occurrence.location.line, occurrence.location.column, repr(occurrence))


def _weight(origin: Origin) -> tuple[int, int, Origin]:
    """Strongest standing first, then the newest reading."""
    return (origin.standing.rank, -(origin.as_of or date.min).toordinal(), _plain(origin))


def _plain(origin: Origin) -> Origin:
    """An origin that can be ordered: None and a date, or None and a text, cannot."""
    return msgspec.structs.replace(origin, as_of=origin.as_of or date.min, url=origin.url or "", says=origin.says or "")


def _supplier(facts: Sequence[SupplierFact], knowledge: KnowledgeBase) -> Supplier | None:
    """The supplier that the strongest statement names; one that the knowledge lacks is known by its id alone."""
    if not facts:
        return None
    name = facts[0].supplier
    return knowledge.supplier(name) or Supplier(id=name, name=name)


def _support(facts: Iterable[SupportFact], as_of: date) -> tuple[SupportFact, ...]:
    """What held and had been announced on `as_of`, strongest standing first, then the newest event."""

    def order(fact: SupportFact) -> tuple[object, ...]:
        event = max(fact.valid_from or date.min, fact.announced or date.min)
        newest_first = -event.toordinal()
        return (fact.origin.standing.rank, newest_first, _weight(fact.origin), fact.status, repr(fact))

    visible = {_lapsed(f, as_of) for f in facts if max(f.valid_from or date.min, _known(f)) <= as_of}
    return tuple(sorted(visible, key=order))


def _known(fact: SupportFact) -> date:
    """The day by which it was known: announced; or, of an end that only observers tell, come to pass or read of."""
    if fact.announced or fact.origin.says != OBSERVERS or fact.end_of_support is None:
        return fact.announced or date.min
    days = (fact.end_of_support, fact.deprecated, fact.origin.as_of)
    return min((day for day in days if day), default=date.min)


def _lapsed(fact: SupportFact, as_of: date) -> SupportFact:
    """A promise to go on until a day that is past says nothing of today, and is told so."""
    over = fact.not_sooner_than is not None and fact.not_sooner_than < as_of and fact.end_of_support is None
    return msgspec.structs.replace(fact, lapsed=True) if over else fact


def _releases(facts: Sequence[SupportFact], uses: Sequence[Occurrence], as_of: date) -> tuple[SupportFact, ...]:
    """What held on `as_of` of the versions that are used: of all others nobody asks."""
    versions = {use.version for use in uses if use.strength is Strength.USE and use.version} if facts else set()
    return _support((f for f in facts if any(same_release(f, version) for version in versions)), as_of)


def same_release(fact: SupportFact, used: str | None) -> bool:
    """Whether a statement speaks of the version that is used.

    A commit may be cut short; of a package's versions, `2.0` is `2.0.0` and no beginning of `2.0.1`.
    """
    stated = fact.revision or ""
    if used is None:
        return False
    if fact.component.kind is not ComponentKind.LIBRARY:
        return _same_revision(stated, used)
    from packaging.version import InvalidVersion, Version

    try:
        return Version(stated) == Version(used)
    except InvalidVersion:
        return stated == used


def _providers_terms(
    component: ComponentId, uses: Sequence[Occurrence], stated: list[LicenseFact], knowledge: KnowledgeBase
) -> list[LicenseFact]:
    """A service is under its host's terms, unless each of its uses reaches a server of one's own."""
    if uses and all(occurrence.held for occurrence in uses):
        return stated
    host = knowledge.service(component.ecosystem)
    if host is None or host.terms is None:
        return stated
    source = host.sources[0] if host.sources else None
    origin = Origin(Standing.EXACT, "knowledge-base", host.reviewed.on, source, says="host")
    terms = LicenseFact(component=component, expression=host.terms, origin=origin)
    return [*(f for f in stated if f.expression != host.terms), terms]


def _licenses(
    stated: Iterable[LicenseFact], occurrences: Sequence[Occurrence], knowledge: KnowledgeBase, as_of: date
) -> Verdict:
    """The strongest standing decides; where it contradicts itself, the strictest is judged and all are shown."""
    held = _current(_of_the_revisions([f for f in set(stated) if _holds(f, as_of)], occurrences))
    if not held:
        return Verdict()
    statements = sorted((read(fact, knowledge) for fact in held), key=_order)
    shown = tuple(statement.fact for statement in statements)
    speaking = [s for s in statements if not s.silent]
    if not speaking:
        return Verdict(shown, unknown="other", stated=shown[0].expression)
    rank = speaking[0].fact.origin.standing.rank
    strongest = [s for s in speaking if s.fact.origin.standing.rank == rank]
    conflicting = tuple(s.fact for s in strongest) if len({s.meaning for s in strongest}) > 1 else ()
    counts = max(strongest, key=lambda s: strictness(s.offers))  # the first of equals: the newest
    shown = (counts.fact, *(fact for fact in shown if fact is not counts.fact))
    if counts.offers:
        return Verdict(shown, counts.offers, unknown=None, conflicting=conflicting)
    return Verdict(shown, unknown="unparsable", stated=counts.fact.expression, conflicting=conflicting)


def _order(statement: Statement) -> tuple[object, ...]:
    """Strongest standing first, then the newest reading, then the text."""
    fact = statement.fact
    return (_weight(fact.origin), fact.expression, repr(fact))


def read(fact: LicenseFact, knowledge: KnowledgeBase) -> Statement:
    """A statement with its choices as licences of the knowledge base."""

    def resolve(name: str) -> str | None:
        terms = knowledge.license(name)
        return terms.id if terms else None

    found = branches(fact.expression, resolve) or ()
    offers = tuple(tuple(terms for name in branch if (terms := knowledge.license(name))) for branch in found)
    return Statement(fact, offers)


def _holds(fact: LicenseFact, as_of: date) -> bool:
    """Whether the licence was given by then, and not yet replaced."""
    return (fact.valid_from or date.min) <= as_of <= (fact.valid_to or date.max)


def _of_the_revisions(facts: Sequence[LicenseFact], occurrences: Sequence[Occurrence]) -> list[LicenseFact]:
    """Without statements about revisions that nobody uses; and those alone where they cover all that is used."""
    versions = {o.version for o in occurrences if o.strength is Strength.USE}
    exact = [f for f in facts if f.revision and any(_same_revision(f.revision, v) for v in versions)]
    covered = versions and all(any(_same_revision(f.revision or "", v) for f in exact) for v in versions)
    return exact if covered else [*exact, *(f for f in facts if f.revision is None)]


def _same_revision(stated: str, used: str | None) -> bool:
    """Equal, or one a long enough beginning of the other."""
    if used is None or stated == used:
        return stated == used
    short, long = sorted((stated, used), key=len)
    return len(short) >= SHORTEST_REVISION and long.startswith(short)


def _current(facts: Sequence[LicenseFact]) -> list[LicenseFact]:
    """Without what the same source has since replaced by a later licence."""
    newest: dict[tuple[Standing, str], date] = {}
    for fact in facts:
        if fact.revision is None:
            key = (fact.origin.standing, fact.origin.source)
            newest[key] = max(newest.get(key, date.min), fact.valid_from or date.min)

    def current(fact: LicenseFact) -> bool:
        latest = newest.get((fact.origin.standing, fact.origin.source))
        return fact.revision is not None or (fact.valid_from or date.min) == latest

    return [fact for fact in facts if current(fact)]
