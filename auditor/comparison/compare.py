"""Snapshots → what differs. Where the steps between the two are at hand, each difference has its cause.

The steps turn the old side into the new one: judged by today's knowledge, under today's policy, with today's files. A
difference is laid at the door of every step that changed what it is about.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Final, Literal, TypeVar

from auditor.comparison.difference import (
    Cause,
    Change,
    Component,
    ComponentChanged,
    ComponentItem,
    Components,
    Difference,
    EdgeItem,
    Finding,
    FindingChanged,
    FindingItem,
    Findings,
    LicenseShift,
    Place,
    Relationships,
    Side,
)
from auditor.comparison.licenses import license_shift
from auditor.comparison.replaced import replacements
from auditor.comparison.snapshot import Snapshot
from auditor.domain.finding import Action, Severity
from auditor.knowledge.base import KnowledgeBase

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Steps = Sequence[tuple[Cause, Snapshot]]
"""what each step made of the old side, the last one being the new side"""

_COMPARED: Final = (
    "used",
    "versions",
    "license_concluded",
    "license_unknown",
    "license_declared",
    "license_guessed",
    "license_conflicting",
    "supplier",
    "jurisdiction",
    "support",
    "end_of_support",
    "not_sooner_than",
    "superseded_by",
    "family",
)
_LICENSE: Final = frozenset({"license_concluded", "license_unknown"})
_ACTIONS: Final = {action.value: action.rank for action in Action}
_SEVERITIES: Final = {severity.value: severity.rank for severity in Severity}


def compare(
    old: Snapshot,
    new: Snapshot,
    knowledge: KnowledgeBase,
    *,
    steps: Steps | None = None,
    notes: Collection[str] = (),
) -> Difference:
    """All that differs. Without `steps` causes are told only where nothing but the code can be one."""
    basis = basis_of(old.side, new.side)
    if steps is None and not basis:
        steps = (("code", new),)
    causes = _Causes(old, steps or ())
    findings = _findings(old, new, causes)
    return Difference(
        old=old.side,
        new=new.side,
        basis=basis,
        separated=steps is not None,
        components=_components(old, new, causes, knowledge),
        relationships=Relationships(
            come=[EdgeItem(edge, causes.of_edge(edge)) for edge in sorted(new.edges - old.edges)],
            gone=[EdgeItem(edge, causes.of_edge(edge)) for edge in sorted(old.edges - new.edges)],
        ),
        findings=findings,
        failing=sum(one.finding.fails for one in findings.come)
        + sum(one.new.fails and not one.old.fails for one in findings.changed),
        notes=list(notes),
    )


def basis_of(old: Side, new: Side) -> list[Literal["knowledge", "policy", "day", "tool"]]:
    """What, besides the code, is not the same on both sides."""
    found: list[Literal["knowledge", "policy", "day", "tool"]] = []
    if old.knowledge.digest != new.knowledge.digest:
        found.append("knowledge")
    if old.policy.digest != new.policy.digest:
        found.append("policy")
    if old.as_of != new.as_of:
        found.append("day")
    if old.tool != new.tool:
        found.append("tool")
    return found


class _Causes:
    """Asks the steps which of them changed a thing."""

    def __init__(self, old: Snapshot, steps: Steps) -> None:
        self._names = [name for name, _ in steps]
        self._sides = [old, *(side for _, side in steps)]

    def of_component(self, key: str) -> list[Cause]:
        return self._changed(lambda side: _form(side.components.get(key)))

    def of_finding(self, fingerprint: str) -> list[Cause]:
        return self._changed(lambda side: _judged(side.findings.get(fingerprint)))

    def of_edge(self, edge: Hashable) -> list[Cause]:
        return self._changed(lambda side: edge in side.edges)

    def _changed(self, seen: Callable[[Snapshot], object]) -> list[Cause]:
        states = [seen(side) for side in self._sides]
        return [name for name, before, after in zip(self._names, states, states[1:], strict=False) if before != after]


def _form(component: Component | None) -> object:
    return None if component is None else tuple(getattr(component, field) for field in _COMPARED)


def _judged(finding: Finding | None) -> object:
    return None if finding is None else (finding.action, finding.severity, finding.waived is None, finding.known)


def _components(old: Snapshot, new: Snapshot, causes: _Causes, knowledge: KnowledgeBase) -> Components:
    come, gone, both = _sorted_out(old.components, new.components)
    changed = [
        _changed(old.components[key], new.components[key], causes.of_component(key), knowledge)
        for key in both
        if _form(old.components[key]) != _form(new.components[key])
    ]
    return Components(
        come=[ComponentItem(new.components[key], causes.of_component(key)) for key in come],
        gone=[ComponentItem(old.components[key], causes.of_component(key)) for key in gone],
        changed=changed,
        replaced=replacements([old.components[key] for key in gone], [new.components[key] for key in come], knowledge),
    )


def _changed(old: Component, new: Component, because: list[Cause], knowledge: KnowledgeBase) -> ComponentChanged:
    changes = [
        Change(field, getattr(old, field), getattr(new, field))
        for field in _COMPARED
        if getattr(old, field) != getattr(new, field)
    ]
    shift: LicenseShift | None = None
    if any(change.field in _LICENSE for change in changes):
        shift = license_shift(old, new, knowledge)
    place: Place | None = next(iter(new.places), None)
    return ComponentChanged(
        id=new.id, name=new.name, kind=new.kind, changes=changes, license=shift, place=place, because=because
    )


def _findings(old: Snapshot, new: Snapshot, causes: _Causes) -> Findings:
    come, gone, both = _sorted_out(old.findings, new.findings)
    changed = [
        FindingChanged(old.findings[key], new.findings[key], causes.of_finding(key))
        for key in both
        if _judged(old.findings[key]) != _judged(new.findings[key])
    ]
    return Findings(
        come=sorted((FindingItem(new.findings[key], causes.of_finding(key)) for key in come), key=_item),
        gone=sorted((FindingItem(old.findings[key], causes.of_finding(key)) for key in gone), key=_item),
        changed=sorted(changed, key=lambda one: _weight(one.new)),
    )


def _item(one: FindingItem) -> tuple[object, ...]:
    return _weight(one.finding)


def _weight(finding: Finding) -> tuple[object, ...]:
    """Worst first."""
    action, severity = _ACTIONS.get(finding.action, 0), _SEVERITIES.get(finding.severity, 0)
    return -action, -severity, finding.rule, finding.component or "", finding.about, finding.fingerprint


def _sorted_out(old: Mapping[K, T], new: Mapping[K, T]) -> tuple[list[K], list[K], list[K]]:
    """The keys that came, that are gone, and that both sides have."""
    come, gone, both = new.keys() - old.keys(), old.keys() - new.keys(), old.keys() & new.keys()
    return sorted(come, key=str), sorted(gone, key=str), sorted(both, key=str)
