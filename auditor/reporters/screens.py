"""What `auditor show` prints: one thing on one screen."""

from collections.abc import Iterable, Sequence

from auditor.domain.fact import Supplier
from auditor.domain.finding import Finding
from auditor.domain.profile import Profile
from auditor.domain.relationship import Relationship
from auditor.knowledge import sentences
from auditor.knowledge.base import Details
from auditor.knowledge.records import FamilyRecord, SupportRecord
from auditor.reporters import wording
from auditor.reporters.escape import plain

WIDTH = 12


def component_screen(
    profile: Profile,
    details: Details,
    lineage: Iterable[Relationship],
    findings: Sequence[Finding],
    *,
    apis: Iterable[str] = (),
) -> str:
    """A component: what it is, whose, under which terms, until when, from what, and what the policy says."""
    component = profile.component
    rows: list[tuple[str, str]] = [
        ("kind", wording.kind(component.kind)),
        ("family", details.family_name or ""),
        ("supplier", wording.supplier(profile.supplier)),
        ("released", details.released or ""),
        ("size", " ".join(part for part in (details.parameters, _active(details)) if part)),
        ("context", f"{details.context:,} tokens" if details.context else ""),
        ("modalities", ", ".join(details.modalities)),
        ("tasks", ", ".join(details.tasks)),
        ("dimension", str(details.embedding_dimension or "")),
        ("languages", ", ".join(details.languages)),
        ("class", details.architecture or ""),
        ("tokenizer", details.tokenizer or ""),
        ("chat form", _form(details.chat_format)),
        ("tool calls", _form(details.tool_format)),
        ("runs in", ", ".join(details.runtimes)),
        ("speaks", ", ".join(apis)),
        ("also called", ", ".join(details.aliases)),
        ("licence", wording.concluded_license(profile)),
        *(("", f"{fact.expression}, says {wording.origin(fact.origin)}") for fact in profile.licenses),
        *(("support", f"{wording.support((fact,))}, says {wording.origin(fact.origin)}") for fact in profile.support),
        *(("successor", name) for name in dict.fromkeys(f.superseded_by for f in profile.support) if name),
        *(("lineage", f"{edge.type} {edge.target}") for edge in lineage),
        ("note", details.note or ""),
    ]
    parts = [_table(str(component), rows)]
    for offer in profile.offers[:1]:
        parts += [_terms(license_.id, sentences.said(license_)) for license_ in offer]
    for finding in findings:
        parts.append(f"{finding.action}[{finding.rule}]: {plain(finding.message)}\n")
    return "\n".join(parts)


def _form(word: str | None) -> str:
    return "not tuned for conversation" if word == "none" else word or ""


def _active(details: Details) -> str:
    return f"({details.active_parameters} active)" if details.active_parameters else ""


def _terms(name: str, said: Iterable[sentences.Term]) -> str:
    lines = [f"terms of {name}"]
    for term in said:
        place = f" ({wording.clause(term.clause)})" if term.clause else ""
        lines.append(f"  {term.topic}: {plain(term.sentence)}{place}")
    return "\n".join(lines) + "\n"


def supplier_screen(supplier: Supplier) -> str:
    """A supplier: where it is at home, who owns it, and what it did and said about open weights."""
    rows = [
        ("legal name", supplier.legal_name or ""),
        ("home", supplier.jurisdiction or "not known"),
        ("owner", supplier.owner or ""),
        ("state", supplier.state),
        ("weights", supplier.open_weights or ""),
        *(("stake", f"{stake.share:.0%} of {stake.in_}, since {stake.from_}") for stake in supplier.stakes),
        *(("event", f"{event.on}: {event.what} (says {event.says}; {event.source})") for event in supplier.events),
        *(("source", source) for source in supplier.sources),
    ]
    return _table(f"{supplier.name} (supplier:{supplier.id})", rows)


def family_screen(family: FamilyRecord) -> str:
    """A model family."""
    rows = [
        ("supplier", family.supplier),
        ("licence", family.license or "; ".join(dated.expression for dated in family.licenses)),
        ("released", family.released or ""),
        ("weights", "never published" if family.closed else "published"),
        *(("support", _support(entry)) for entry in family.support),
        *(("note", note) for note in family.notes),
        *(("source", source) for source in family.sources),
    ]
    return _table(f"{family.name} (family:{family.id})", rows)


def _support(entry: SupportRecord) -> str:
    when = f" since {entry.from_}" if entry.from_ else ""
    who = f", say the {entry.says}" if entry.says else ""
    return f"{entry.status}{when}{who} ({entry.source})"


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [plain(title)]
    before = ""
    for label, text in rows:
        if text:
            lines.append(f"  {'' if label == before else label:<{WIDTH}}{plain(text)}")
            before = label
    return "\n".join(lines) + "\n"
