"""What could not be found out, each kind by its own name; and what all of this rests on."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from auditor.domain.audit import Audit
from auditor.domain.evidence import Origin
from auditor.domain.license import LicenseTerms
from auditor.domain.profile import Profile
from auditor.reporters import wording
from auditor.reporters.escape import code, link, paragraph, prose, table

_NAMED: Final = 4


def unknowns_section(audit: Audit) -> Iterator[str]:
    """Gaps in the answers, names that were not resolved, and what hampered the run."""
    yield "## What is not known"
    yield ""
    gaps = [
        (code(one.profile.component.name), "; ".join(found))
        for one in audit.assessments
        if (found := tuple(_gaps(one.profile)))
    ]
    if not (gaps or audit.unresolved or audit.diagnostics):
        yield "Every used component has a known licence and supplier, every name was resolved, every file was read."
        return
    first = True
    if gaps:
        yield from table(("Component", "Not known"), gaps)
        first = False
    if audit.unresolved:
        if not first:
            yield ""
        first = False
        yield "Calls whose name the tree does not tell; each may use a component that this report does not list:"
        yield ""
        yield from table(
            ("Place", "Call", "Argument", "Why"),
            (
                (code(str(one.location)), code(one.call), code(one.expression), prose(wording.unresolved(one.reason)))
                for one in audit.unresolved
            ),
        )
    if audit.diagnostics:
        if not first:
            yield ""
        yield "About the run itself:"
        yield ""
        for diagnostic in audit.diagnostics:
            place = f", {code(str(diagnostic.location))}" if diagnostic.location else ""
            yield f"- {paragraph(diagnostic.message)} ({code(diagnostic.code)}{place})"


def _gaps(profile: Profile) -> Iterator[str]:
    if not profile.uses:
        return
    if profile.unknown is not None or not profile.offers:
        yield f"licence: {prose(wording.concluded_license(profile).removeprefix('not known: '))}"
    elif profile.guessed:
        yield "licence: guessed from the name"
    if profile.conflicting:
        stated = ", ".join(sorted({fact.expression for fact in profile.conflicting}))
        yield f"licence: statements conflict ({prose(stated)}); the strictest is judged"
    if profile.supplier is None:
        yield "supplier"
    elif profile.supplier.jurisdiction is None:
        yield "the supplier's jurisdiction"
    if not profile.support:
        yield "support: nobody states how long"


def sources_section(audit: Audit) -> Iterator[str]:
    """Each source once, with what it was asked about."""
    yield "## Sources and their dates"
    yield ""
    asked: dict[Origin, dict[str, None]] = defaultdict(dict)
    licences: dict[str, LicenseTerms] = {}
    for assessment in audit.assessments:
        profile = assessment.profile
        stated = (*(fact.origin for fact in profile.licenses), *(fact.origin for fact in profile.support))
        for origin in (*profile.origins, *stated):
            asked[origin][profile.component.name] = None
        licences |= {terms.id: terms for offer in profile.offers for terms in offer}
    rows = [_source(origin, [*asked[origin]]) for origin in sorted(asked, key=_order)]
    rows += [
        (link(terms.name, terms.url), str(terms.reviewed_on or "no date"), "the licence's terms")
        for _, terms in sorted(licences.items())
    ]
    if rows:
        yield from table(("Source", "As of", "For"), rows)
    else:
        yield "No source was needed."


def _order(origin: Origin) -> tuple[int, str, str, str]:
    return origin.standing.rank, origin.source, str(origin.as_of), origin.url or ""


def _source(origin: Origin, names: list[str]) -> tuple[str, str, str]:
    told = ", ".join(code(name) for name in names[:_NAMED])
    if (more := len(names) - _NAMED) > 0:
        told += f" and {more:,} more"
    who = origin.source.replace("-", " ")
    words = f"{who}, {wording.standing(origin)}"
    source = prose(f"{words}, {origin.url or ''}".rstrip(", ")) if who == "scanned tree" else link(words, origin.url)
    return source, str(origin.as_of or "no date"), told
