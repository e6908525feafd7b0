"""The same thing said the same way in the reports of a difference that a person reads. Nothing here is escaped yet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

import msgspec

from auditor.comparison.difference import (
    CAUSES,
    Basis,
    Cause,
    Change,
    Component,
    ComponentChanged,
    ComponentItem,
    Difference,
    EdgeItem,
    Finding,
    FindingChanged,
    FindingItem,
    LicenseShift,
    Place,
    Replaced,
    Side,
    TermChange,
    Value,
)
from auditor.domain.component import ComponentKind
from auditor.domain.fact import SupportStatus
from auditor.domain.finding import Action
from auditor.knowledge.sentences import topic
from auditor.reporters import wording

T = TypeVar("T", ComponentItem, ComponentChanged, EdgeItem, FindingItem, FindingChanged)

_FIELDS: Final = {
    "used": "use",
    "versions": "version",
    "license_declared": "stated licences",
    "license_guessed": "licence",
    "license_conflicting": "conflicting licences",
    "supplier": "supplier",
    "jurisdiction": "jurisdiction",
    "support": "support",
    "end_of_support": "end of support",
    "not_sooner_than": "ends not sooner than",
    "superseded_by": "successor",
    "family": "family",
}
_YES_NO: Final = {
    "used": ("only mentioned", "used"),
    "license_guessed": ("stated for this very id", "guessed from the name"),
}
_NOTHING: Final = {
    "versions": "not pinned",
    "supplier": "not known",
    "jurisdiction": "not known",
    "support": "not known",
}
_KIN: Final = {
    "family": "of the same family",
    "successor": "its successor",
    "series": "of the same series",
    "namespace": "of the same namespace",
}
_BECAUSE: Final[dict[tuple[Cause, ...], str]] = {
    ("code",): "because of the code",
    ("policy",): "because of the policy",
    ("knowledge",): "because of the knowledge",
}


class Part(msgspec.Struct, frozen=True):
    """What changed for one reason."""

    because: tuple[Cause, ...]
    come: list[ComponentItem]
    gone: list[ComponentItem]
    changed: list[ComponentChanged]
    edges_come: list[EdgeItem]
    edges_gone: list[EdgeItem]
    findings_come: list[FindingItem]
    findings_gone: list[FindingItem]
    findings_changed: list[FindingChanged]

    @property
    def title(self) -> str:
        """`because of the code`."""
        return _BECAUSE.get(self.because, f"because of {_joined([f'the {cause}' for cause in self.because])}")


def parts(told: Difference) -> list[Part]:
    """The difference by reason: the code first, then the policy, the knowledge, and what needed several of them."""
    components, edges, findings = told.components, told.relationships, told.findings
    reasons = _reasons(components.come) | _reasons(components.gone) | _reasons(components.changed)
    reasons |= _reasons(edges.come) | _reasons(edges.gone)
    reasons |= _reasons(findings.come) | _reasons(findings.gone) | _reasons(findings.changed)
    order = {cause: number for number, cause in enumerate(reversed(CAUSES))}
    return [
        Part(
            because,
            come=_brought(components.come, because),
            gone=_brought(components.gone, because),
            changed=_brought(components.changed, because),
            edges_come=_brought(edges.come, because),
            edges_gone=_brought(edges.gone, because),
            findings_come=_brought(findings.come, because),
            findings_gone=_brought(findings.gone, because),
            findings_changed=_brought(findings.changed, because),
        )
        for because in sorted(reasons, key=lambda one: (len(one), [order[cause] for cause in one]))
    ]


def _reasons(items: Iterable[T]) -> set[tuple[Cause, ...]]:
    return {tuple(one.because) for one in items}


def _brought(items: Iterable[T], because: tuple[Cause, ...]) -> list[T]:
    return [one for one in items if tuple(one.because) == because]


def heading(told: Difference) -> str:
    """`main (1a2b3c4d5e) → the work tree`."""
    return f"{side(told.old)} → {side(told.new)}"


def side(one: Side) -> str:
    """A side by its name, with the commit where it is one."""
    if one.commit is None or one.commit.startswith(one.name):
        return one.name
    return f"{one.name} ({one.commit[:10]})"


def basis(told: Difference) -> list[tuple[str, str]]:
    """Under what both sides were judged, by label."""
    rows = [
        ("policy", _basis(told.old.policy, told.new.policy)),
        ("knowledge", _basis(told.old.knowledge, told.new.knowledge)),
        ("as of", _from_to(told.old.as_of, told.new.as_of)),
    ]
    return rows if told.old.tool == told.new.tool else [*rows, ("tool", f"{told.old.tool} → {told.new.tool}")]


def _basis(old: Basis, new: Basis) -> str:
    names = [one.name or "no name" for one in (old, new)]
    if old.digest == new.digest:
        return names[1]
    if names[0] != names[1]:
        return f"{names[0]} → {names[1]}"
    return f"{names[0]} (changed: {old.digest[:8]} → {new.digest[:8]})"


def causes(told: Difference) -> str:
    """What a reader must know of causes; empty where the code alone can be one."""
    if not told.basis:
        return ""
    names = _joined([f"the {name}" for name in told.basis])
    if told.separated:
        return f"{names} changed as well, so everything was judged again, and each difference stands under its cause"
    return (
        f"{names} differ between the two audits as well; without both trees it cannot be told which of this the code "
        "brought (`auditor diff` with two revisions can)"
    )


def verdict(told: Difference) -> str:
    """`warn → fail: 2 findings fail that did not before`."""
    count = f"{wording.plural(told.failing, 'finding')} {'fails' if told.failing == 1 else 'fail'} that did not before"
    as_before = ", as before" if told.old.verdict == told.new.verdict and told.new.verdict == "fail" else ""
    verdict = f"{_from_to(told.old.verdict, told.new.verdict).upper()}{as_before}"
    return f"{verdict}: {count if told.failing else 'nothing new fails'}"


def tally(told: Difference) -> list[tuple[str, str]]:
    """How much came, went and changed."""
    components, edges, findings = told.components, told.relationships, told.findings
    counts = [
        ("findings", _counted([one.finding for one in findings.come], [one.finding for one in findings.gone])),
        ("components", f"{len(components.come):,} came, {len(components.gone):,} gone"),
        ("relationships", f"{len(edges.come):,} came, {len(edges.gone):,} gone"),
    ]
    more = (len(findings.changed), len(components.changed), None)
    rows = [
        (name, text + ("" if n is None else f", {n:,} changed")) for (name, text), n in zip(counts, more, strict=True)
    ]
    if told.old.unresolved or told.new.unresolved:
        names = f"{told.old.unresolved:,} → {told.new.unresolved:,}"
        rows.append(("unresolved", f"names that could not be resolved: {names}"))
    return rows


def _counted(come: Sequence[Finding], gone: Sequence[Finding]) -> str:
    return ", ".join(f"{len(some):,} {word}{_by_action(some)}" for some, word in ((come, "came"), (gone, "gone")))


def _by_action(findings: Sequence[Finding]) -> str:
    told = [
        wording.plural(count, wording.level(action))
        for action in reversed(Action)
        if (count := sum(finding.action == action.value for finding in findings))
    ]
    return f" ({', '.join(told)})" if told else ""


def component(one: Component) -> str:
    """Kind, supplier, licence."""
    concluded = (
        one.license_concluded or f"licence not known{f' ({one.license_unknown})' if one.license_unknown else ''}"
    )
    supplier = f"{one.supplier} ({one.jurisdiction or 'home not known'})" if one.supplier else "supplier not known"
    rest = [kind(one.kind), supplier, concluded, *one.versions]
    return ", ".join(rest) + ("" if one.used else ", only mentioned")


def kind(name: str) -> str:
    """What a buyer calls this kind of component."""
    return wording.kind(ComponentKind(name)) if name in set(ComponentKind) else name


def level(finding: Finding) -> str:
    """The action as compilers call it."""
    return wording.level(Action(finding.action)) if finding.action in set(Action) else finding.action


def place(places: Sequence[Place]) -> str:
    """The first place, and how many more there are."""
    if not places:
        return ""
    first = places[0].path + (f":{places[0].line}" if places[0].line else "")
    more = len(places) - 1
    return first + (f" and {wording.plural(more, 'more place')}" if more else "")


def changes(one: ComponentChanged) -> Iterator[str]:
    """Each changed field in words; a licence's terms follow by themselves."""
    if one.license is not None:
        yield shift(one.license)
    for change in one.changes:
        if change.field in {"license_concluded", "license_unknown"}:
            continue
        if change.field == "license_declared" and one.license is not None:
            continue  # the licence that counts says it already
        label = _FIELDS.get(change.field, change.field)
        yield f"{label}: {_value(change, change.old)} → {_value(change, change.new)}"


def _value(change: Change, value: Value) -> str:
    match value:
        case bool():
            return _YES_NO.get(change.field, ("no", "yes"))[value]
        case list():
            return ", ".join(value) or _NOTHING.get(change.field, "none")
        case None:
            return _NOTHING.get(change.field, "none")
        case str() if change.field == "support" and value in set(SupportStatus):
            return wording.status(SupportStatus(value))
        case _:
            return value


def kin(one: Replaced) -> str:
    """`in place of MiniMaxAI/MiniMax-M2.5, of the same family`."""
    return f"in place of {one.old.partition('/')[2] or one.old}, {_KIN.get(one.relation, one.relation)}"


def shift(license: LicenseShift) -> str:
    """`licence: MIT License → …, stricter`."""
    if license.old == license.new and license.old_name == license.new_name:
        return f"licence: {license.new_name}, as before"
    weight = {"same": "no milder and no stricter", "unknown": "which cannot be compared"}
    return f"licence: {license.old_name} → {license.new_name}, {weight.get(license.direction, license.direction)}"


def term(change: TermChange) -> str:
    """`commercial use: allowed → forbidden`."""
    if change.old == change.new:
        return f"{topic(change.question).lower()}: another list than before"
    note = " (stricter)" if change.stricter else " (milder)" if change.stricter is False else ""
    return f"{topic(change.question).lower()}: {change.old} → {change.new}{note}"


def finding_change(one: FindingChanged) -> str:
    """What changed of a finding."""
    told = []
    if one.old.action != one.new.action:
        told.append(f"{level(one.old)} → {level(one.new)}")
    if one.old.severity != one.new.severity:
        told.append(f"severity {one.old.severity} → {one.new.severity}")
    if (one.old.waived is None) != (one.new.waived is None):
        told.append("no longer waived" if one.new.waived is None else f"waived: {one.new.waived}")
    if one.old.known != one.new.known:
        told.append("known from a baseline" if one.new.known else "no longer known from a baseline")
    return ", ".join(told)


def _from_to(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _joined(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
