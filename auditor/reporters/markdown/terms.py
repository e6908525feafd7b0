"""The licences in use and what they ask, clause by clause; and the days on which things end."""

from collections.abc import Iterator
from typing import Final

from auditor.domain.audit import Audit
from auditor.domain.component import ComponentId
from auditor.domain.fact import SupportFact
from auditor.domain.license import LicenseTerms
from auditor.domain.profile import Profile
from auditor.knowledge.sentences import Term, left_open, said
from auditor.reporters import wording
from auditor.reporters.escape import code, link, prose, table

_COVERED: Final = 12


def terms_section(audit: Audit) -> Iterator[str]:
    """One section for each licence that a used component is under."""
    yield "## Terms of the licences in use"
    yield ""
    licences: dict[str, LicenseTerms] = {}
    under: dict[str, dict[ComponentId, Profile]] = {}
    for assessment in audit.assessments:
        if not assessment.profile.uses:
            continue
        for offer in assessment.profile.offers:
            for licence in offer:
                licences[licence.id] = licence
                under.setdefault(licence.id, {})[assessment.profile.component] = assessment.profile
    if not licences:
        yield "No licence of a used component is known."
    for number, licence_id in enumerate(sorted(licences)):
        if number:
            yield ""
        yield from _licence(licences[licence_id], [*under[licence_id].values()])


def _licence(licence: LicenseTerms, profiles: list[Profile]) -> Iterator[str]:
    yield f"### {prose(licence.name)}"
    yield ""
    read = f", read {licence.reviewed_on}" if licence.reviewed_on else ", with no date of reading"
    kind = "Provider's terms" if licence.kind == "provider-terms" else "Licence"
    text = link("The text", licence.url) if licence.url else "No address of the text is known"
    yield f"{kind} {code(licence.id)}{read}. {text}."
    more = f" and {len(profiles) - _COVERED:,} more" if len(profiles) > _COVERED else ""
    yield "It covers " + ", ".join(_covered(profile) for profile in profiles[:_COVERED]) + f"{more}."
    yield ""
    for term in said(licence):
        yield _term(term)
    if silent := left_open(licence, "silent"):
        yield f"- The text is silent on: {_listed(silent)}."
    if unknown := left_open(licence, "unknown"):
        yield f"- Not read, hence not known: {_listed(unknown)}."


def _listed(topics: tuple[str, ...]) -> str:
    return "; ".join(topic if topic.startswith("Open Source") else topic[0].lower() + topic[1:] for topic in topics)


def _covered(profile: Profile) -> str:
    told = code(profile.component.name)
    if len(profile.offers) > 1:
        told += " (one of several on offer: one may be chosen)"
    if profile.guessed:
        told += " (guessed from the name)"
    return told


def _term(term: Term) -> str:
    told = f"- **{term.topic}:** {prose(term.sentence)}"
    if term.words:
        told += f"; it says “{prose(term.words)}”"
    told += f" ({prose(wording.clause(term.clause))})" if term.clause else ""
    return told + (f". {link('The list', term.url)}." if term.url and term.question == "use-restrictions" else ".")


def dates_section(audit: Audit) -> Iterator[str]:
    """What ends, has ended, or has a successor; ends first."""
    yield "## End dates and support"
    yield ""
    rows = [
        (fact.end_of_support or fact.not_sooner_than, assessment.profile, fact)
        for assessment in audit.assessments
        if assessment.profile.uses
        for fact in assessment.profile.support
    ]
    if not rows:
        yield "Nobody states an end, a limit or a successor for any used component."
        return
    rows.sort(key=lambda one: (one[0] is None, str(one[0]), one[1].component))
    head = ("Component", "Status", "Since", "Ends", "Replacement", "Who says so")
    yield from table(head, (_dated(profile, fact) for _, profile, fact in rows))
    yield ""
    yield "“Not sooner than” is a promise to wait, and no end by itself."


def _dated(profile: Profile, fact: SupportFact) -> tuple[str, ...]:
    ends = "not stated"
    if fact.end_of_support:
        ends = f"**{fact.end_of_support}**"
    elif fact.not_sooner_than and fact.lapsed:
        ends = f"any day since {fact.not_sooner_than}"
    elif fact.not_sooner_than:
        ends = f"not sooner than {fact.not_sooner_than}"
    since = fact.deprecated or fact.valid_from or fact.announced
    return (
        code(profile.component.name),
        wording.status(fact.status),
        str(since) if since else "",
        ends,
        code(fact.superseded_by) if fact.superseded_by else "",
        source(fact),
    )


def source(fact: SupportFact) -> str:
    """Who says so, as a link where there is one that we cite ourselves."""
    told = wording.origin(fact.origin, address=False)
    return link(told, fact.origin.url) if fact.origin.source != "scanned-tree" else prose(told)
