"""What a rule has to say."""

import hashlib
from enum import StrEnum
from functools import cached_property
from typing import Final

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Origin


class Axis(StrEnum):
    """What a rule looks at."""

    LICENSE = "license"
    MAINTENANCE = "maintenance"
    CONCENTRATION = "concentration"
    POLICY = "policy"


class Severity(StrEnum):
    """How bad it is, mildest first."""

    NOTE = "note"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for a note."""
        return _SEVERITIES.index(self)


class Action(StrEnum):
    """What the policy does about it, mildest first."""

    NOTE = "note"
    WARN = "warn"
    FAIL = "fail"

    @property
    def rank(self) -> int:
        """0 for a note."""
        return _ACTIONS.index(self)


_SEVERITIES: Final = list(Severity)
_ACTIONS: Final = list(Action)


class RuleMeta(msgspec.Struct, frozen=True):
    """A rule's card."""

    id: str
    axis: Axis
    severity: Severity
    action: Action
    """the default action; the policy may say otherwise"""
    summary: str
    help: str = ""
    """the docstring of the rule's module"""


class Clause(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """A licence clause that a finding rests on."""

    license: str
    question: str
    clause: str | None
    answer: str
    """in our own words"""
    words: str | None = None
    """quoted"""
    url: str | None = None


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of a chain: `relationship` leads from the step before to this component."""

    component: ComponentId
    relationship: str | None = None
    location: Location | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One rule's word on one component, with all its places."""

    rule: str
    severity: Severity
    action: Action
    message: str
    """one sentence; names in it come from scanned files and are not to be trusted by a renderer"""
    component: ComponentId | None = None
    about: str = ""
    """what it is about besides the component: the expression, the event; part of the identity"""
    locations: tuple[Location, ...] = ()
    chain: tuple[Step, ...] = ()
    clauses: tuple[Clause, ...] = ()
    origins: tuple[Origin, ...] = ()
    policy_key: str | None = None
    """the key of the policy that decided, for instance `use.commercial`"""
    remedy: str = ""
    waived: str | None = None
    """the waiver's reason, when one covers it"""
    waived_at: Location | None = None
    """where the comment stands that waives it; None when it is not waived, or by the policy"""
    baseline: str | None = None
    """new, or known, when a baseline was given"""

    @cached_property
    def fingerprint(self) -> str:
        """Rule, component and what it is about: no path and no line, so moved code is no new alert."""
        return fingerprint(self.rule, self.component.key if self.component else "", self.about)


def fingerprint(rule: str, component: str, about: str) -> str:
    """The identity of a finding, from its rule, the key of its component (or nothing) and what it is about."""
    return hashlib.sha256(f"{rule}\n{component}\n{about}".encode()).hexdigest()[:32]
