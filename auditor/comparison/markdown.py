"""A difference as GitHub-flavoured Markdown, for a pull request's comment or a file: without any raw HTML."""

from collections.abc import Iterator, Sequence
from typing import Final

from auditor.comparison import words
from auditor.comparison.difference import (
    ComponentChanged,
    ComponentItem,
    Difference,
    EdgeItem,
    FindingChanged,
    FindingItem,
    Replaced,
)
from auditor.comparison.words import Part
from auditor.reporters.escape import code, prose, table
from auditor.reporters.wording import NOT_LEGAL_ADVICE, sentence

_EDGES: Final = 50


def render(told: Difference) -> str:
    """The difference as text."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Difference) -> Iterator[str]:
    yield f"# What changed: {prose(words.heading(told))}"
    yield ""
    yield f"**{prose(sentence(words.verdict(told)))}**"
    yield ""
    rows = (*words.tally(told), *words.basis(told))
    yield from table(("Summary", ""), [(label.capitalize(), prose(text)) for label, text in rows])
    if why := words.causes(told):
        yield ""
        yield prose(sentence(why))
    for note in told.notes:
        yield ""
        yield f"Note: {prose(sentence(note))}"
    if told.is_empty:
        yield ""
        yield "Nothing differs in what was found."
    replaced = {one.new: one for one in told.components.replaced}
    for part in words.parts(told):
        depth = "##"
        if part.because and told.basis:
            yield ""
            yield f"## {sentence(part.title).rstrip('.')}"
            depth = "###"
        for section in (_findings(part, depth), _components(part, replaced, depth), _relationships(part, depth)):
            yield from section
    yield ""
    yield NOT_LEGAL_ADVICE


def _findings(part: Part, depth: str) -> Iterator[str]:
    rows = [_finding("new", one) for one in part.findings_come]
    rows += [_changed_finding(one) for one in part.findings_changed]
    rows += [_finding("gone", one) for one in part.findings_gone]
    if rows:
        yield from _section(depth, "Findings")
        yield from table(("", "Level", "Rule", "What", "Place"), rows)


def _finding(sign: str, item: FindingItem) -> Sequence[str]:
    one = item.finding
    aside = "waived" if one.waived is not None else "known from a baseline" if one.known else ""
    level = words.level(one) + (f", {aside}" if aside else "")
    return sign, prose(level), code(one.rule), prose(sentence(one.message)), _place(words.place(one.places))


def _changed_finding(one: FindingChanged) -> Sequence[str]:
    what = prose(sentence(one.new.message))
    return "changed", prose(words.finding_change(one)), code(one.new.rule), what, _place(words.place(one.new.places))


def _components(part: Part, replaced: dict[str, Replaced], depth: str) -> Iterator[str]:
    rows = [_component("new", item, replaced.get(item.component.id)) for item in part.come]
    rows += [_changed(one) for one in part.changed]
    rows += [_component("gone", item, None) for item in part.gone]
    if rows:
        yield from _section(depth, "Components")
        yield from table(("", "Component", "What", "Place"), rows)


def _component(sign: str, item: ComponentItem, kin: Replaced | None) -> Sequence[str]:
    one = item.component
    told = sentence(words.component(one))
    if kin is not None:
        terms = "; ".join(words.term(term) for term in kin.license.terms)
        told += f" {sentence(words.kin(kin)).rstrip('.')}: {words.shift(kin.license)}"
        told += f": {terms}." if terms else "."
    return sign, code(one.name), prose(told), _place(words.place(one.places))


def _changed(one: ComponentChanged) -> Sequence[str]:
    terms = [words.term(term) for term in one.license.terms] if one.license else []
    told = "; ".join([*words.changes(one), *terms])
    place = words.place([one.place]) if one.place else ""
    return "changed", code(one.name), prose(sentence(told)), _place(place)


def _relationships(part: Part, depth: str) -> Iterator[str]:
    rows = [*(_edge("new", one) for one in part.edges_come), *(_edge("gone", one) for one in part.edges_gone)]
    if rows:
        yield from _section(depth, "Relationships")
        yield from table(("", "From", "", "To"), rows[:_EDGES])
        if len(rows) > _EDGES:
            yield ""
            yield f"{len(rows) - _EDGES:,} more stand in the JSON report."


def _edge(sign: str, item: EdgeItem) -> Sequence[str]:
    one = item.relationship
    return sign, code(one.source), prose(one.type), code(one.target)


def _place(text: str) -> str:
    return code(text) if text else ""


def _section(depth: str, title: str) -> Iterator[str]:
    yield ""
    yield f"{depth} {title}"
    yield ""
