"""Findings that one paragraph can tell: the same rule with the same consequence, for the same reason."""

from collections.abc import Iterable
from typing import Final

import msgspec

from auditor.domain.audit import Audit
from auditor.domain.finding import Action, Finding, Severity
from auditor.domain.obligation import Obligation
from auditor.policy.scoring import is_open

_WORTH_CUTTING: Final = 3
"""words at the end of a sentence behind a mere name, twice as many behind others; fewer are repeated"""


class Group(msgspec.Struct, frozen=True):
    """At least one finding; the first is the worst."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that is told in full."""
        return self.findings[0]

    @property
    def rest(self) -> tuple[Finding, ...]:
        """Those that only need their name and place."""
        return self.findings[1:]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The groups in the order of their worst finding."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        clauses = tuple((clause.license, clause.question, clause.clause) for clause in finding.clauses)
        reason = (finding.rule, finding.action, finding.policy_key, finding.remedy, clauses)
        groups.setdefault(reason, []).append(finding)
    return tuple(Group(tuple(members)) for members in groups.values())


def differing(told: str, other: str) -> str:
    """What a sentence says that one before it did not: without the end that both share, when that is of some length.

    `b: no licence is stated` after `a: no licence is stated` is `b`.
    """
    before, words = told.split(), other.split()
    shared = 0
    while shared < min(len(before), len(words)) - 1 and before[-1 - shared] == words[-1 - shared]:
        shared += 1
    left = words[: len(words) - shared]
    if shared < (_WORTH_CUTTING if len(left) == 1 else _WORTH_CUTTING * 2):
        return other
    return left[0].rstrip(":,;") if len(left) == 1 else f"{' '.join(left).rstrip(':,;')} …"


class Duties(msgspec.Struct, frozen=True):
    """At least one obligation: the same thing to do under the same clause, in the same state for the same reason."""

    obligations: tuple[Obligation, ...]

    @property
    def first(self) -> Obligation:
        """One that stands for all."""
        return self.obligations[0]


def by_duty(obligations: Iterable[Obligation]) -> tuple[Duties, ...]:
    """The groups in the order of their first one."""
    groups: dict[tuple[object, ...], list[Obligation]] = {}
    for one in obligations:
        key = (one.status, one.waived, one.duty, one.clause, one.what, one.text, one.because, one.guess)
        groups.setdefault(key if not one.evidence else (*key, one.evidence), []).append(one)
    return tuple(Duties(tuple(members)) for members in groups.values())


def open_findings(audit: Audit) -> tuple[Finding, ...]:
    """The findings that count: neither waived nor known from the baseline."""
    return tuple(f for f in audit.findings if is_open(f))


def waived_findings(audit: Audit) -> tuple[Finding, ...]:
    """The findings that somebody answers for."""
    return tuple(f for f in audit.findings if f.waived is not None)


def known_findings(audit: Audit) -> tuple[Finding, ...]:
    """The findings that the baseline holds already."""
    return tuple(f for f in audit.findings if f.waived is None and f.baseline == "known")


def severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, worst first, without zeros."""
    counts = dict.fromkeys(reversed(Severity), 0)
    for finding in findings:
        counts[finding.severity] += 1
    return {severity: count for severity, count in counts.items() if count}


def of_action(findings: Iterable[Finding], action: Action) -> tuple[Finding, ...]:
    """The findings with this action."""
    return tuple(finding for finding in findings if finding.action is action)
