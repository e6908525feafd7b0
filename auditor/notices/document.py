"""What a third-party file says, gathered from an audit. Nothing here is escaped yet."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from auditor.domain.audit import Assessment, Audit
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location
from auditor.domain.license import LicenseTerms
from auditor.domain.obligation import Duty, DutyStatus, Obligation
from auditor.domain.profile import Profile
from auditor.obligations.asked import lists_uses
from auditor.reporters import wording

Reader = Callable[[str], str | None]
"""path → the text of a file of the tree; None where it cannot be read"""


class LicenseText(msgspec.Struct, frozen=True):
    """A copy of a licence that lies in the tree."""

    path: str
    text: str | None = None
    """its words, where they are asked for"""


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One licence that a component comes under."""

    id: str
    name: str
    url: str | None
    copies: tuple[LicenseText, ...] = ()
    inherited_from: ComponentId | None = None
    """whose licence it is; None: the component's own"""
    uses: str | None = None
    """where the list of forbidden uses stands: an address, or a place in the licence"""
    by_name_only: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One component that is passed on."""

    component: ComponentId
    name: str
    kind: str
    versions: tuple[str, ...]
    supplier: str | None
    terms: tuple[Term, ...]
    """its own first; all of them hold, unless `one_of` says otherwise"""
    one_of: tuple[str, ...] = ()
    """the expressions on offer, where there is a choice"""
    unknown: str | None = None
    """why its licence is not known"""
    guessed: bool = False
    notices: tuple[str, ...] = ()
    """prescribed sentences, word for word"""
    shown: tuple[str, ...] = ()
    """texts that users must be shown"""
    says_changes: bool = False
    """what was changed must say so"""


class Notices(msgspec.Struct, frozen=True, kw_only=True):
    """The whole document."""

    root: str
    entries: tuple[Entry, ...]
    """by name"""
    not_passed_on: int = 0
    """components of which, by the policy, no copies leave the house"""
    hosted: int = 0
    """models behind somebody else's endpoint"""
    unsaid: int = 0
    """entries of which the policy does not say whether copies leave the house"""


def gather(audit: Audit, *, skip: str | None = None, read: Reader | None = None) -> Notices:
    """The document of an audit.

    `skip` is the path of the document itself, which is no source of its own; `read` is asked for the licence texts, where
    they are to stand in the document.
    """
    by_component: dict[str, list[Obligation]] = {}
    for obligation in audit.obligations:
        by_component.setdefault(obligation.component.key, []).append(obligation)
    used = [assessment for assessment in audit.assessments if assessment.profile.uses]
    hosted = [one for one in used if one.profile.component.kind is ComponentKind.SERVICE]
    held = [one for one in used if one.profile.component.kind is not ComponentKind.SERVICE]
    listed = [one for one in held if one.distributed is not False]
    entries = [_entry(audit.root, one, by_component.get(one.profile.component.key, []), skip, read) for one in listed]
    return Notices(
        root=audit.root,
        entries=tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.component.key))),
        not_passed_on=len(held) - len(listed),
        hosted=len(hosted),
        unsaid=sum(one.distributed is None for one in listed),
    )


def _entry(
    root: str, assessment: Assessment, obligations: Iterable[Obligation], skip: str | None, read: Reader | None
) -> Entry:
    profile = assessment.profile
    called_for = [one for one in obligations if one.status is not DutyStatus.NOT_APPLICABLE]
    copies = _copies(called_for, skip, read)
    offers = profile.binding_offers
    own = dict.fromkeys(terms.id for offer in offers for terms in offer)
    known = {terms.id: terms for offer in offers for terms in offer}
    return Entry(
        component=profile.component,
        name=wording.own_name(root, profile.component),
        kind=wording.kind(profile.component.kind),
        versions=tuple(sorted({seen.version for seen in profile.uses if seen.version})),
        supplier=profile.supplier.name if profile.supplier else None,
        terms=(*(_own(known[license_], copies) for license_ in own), *_inherited(called_for, copies)),
        one_of=_on_offer(profile),
        unknown=None if own else wording.concluded_license(profile),
        guessed=profile.guessed,
        notices=_texts(called_for, Duty.NOTICE),
        shown=_texts(called_for, Duty.DISPLAY),
        says_changes=any(one.duty is Duty.STATE_CHANGES for one in called_for),
    )


def _on_offer(profile: Profile) -> tuple[str, ...]:
    if len(profile.offers) < 2:  # noqa: PLR2004 - one offer leaves no choice
        return ()
    return tuple(" and ".join(terms.name for terms in offer) for offer in profile.offers)


def _own(terms: LicenseTerms, copies: dict[str, tuple[LicenseText, ...]]) -> Term:
    listed = terms.answer("use-restrictions")
    return Term(
        id=terms.id,
        name=terms.name,
        url=terms.url,
        copies=copies.get(terms.id, ()),
        uses=(listed.url or listed.clause) if lists_uses(listed) else None,
        by_name_only=terms.named_only,
    )


def _inherited(obligations: Iterable[Obligation], copies: dict[str, tuple[LicenseText, ...]]) -> Iterator[Term]:
    """The licences that come down from what a component was made from, each once."""
    met: set[tuple[str, ComponentId]] = set()
    lists: dict[str, str] = {}
    for one in (told := tuple(obligations)):
        if one.reference:
            lists[one.clause.license] = min(one.reference, lists.get(one.clause.license, one.reference))
    for one in told:
        if one.inherited_from is None or (one.clause.license, one.inherited_from) in met:
            continue
        met.add((one.clause.license, one.inherited_from))
        yield Term(
            id=one.clause.license,
            name=one.license_name,
            url=one.license_url,
            copies=copies.get(one.clause.license, ()),
            inherited_from=one.inherited_from,
            uses=lists.get(one.clause.license),
        )


def _copies(
    obligations: Iterable[Obligation], skip: str | None, read: Reader | None
) -> dict[str, tuple[LicenseText, ...]]:
    """Licence id → the copies that the tree holds; the words of the first one, where they are asked for."""
    found: dict[str, tuple[LicenseText, ...]] = {}
    for one in obligations:
        if one.duty is not Duty.LICENSE_COPY or one.by_address:
            continue
        places = [place for place in one.evidence if place.path != skip]
        texts = [LicenseText(_place(place)) for place in places]
        if texts and read is not None and places[0].line <= 1:
            texts[0] = LicenseText(texts[0].path, read(places[0].path))
        found[one.clause.license] = tuple(texts)
    return found


def _place(place: Location) -> str:
    """A file; with the line where the text is a part of it."""
    return f"{place.path}:{place.line}" if place.line > 1 else place.path


def _texts(obligations: Iterable[Obligation], duty: Duty) -> tuple[str, ...]:
    return tuple(sorted({one.text for one in obligations if one.duty is duty and one.text}))
