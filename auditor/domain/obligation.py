"""What must be done for a component under its terms, and what the tree holds by which it is done."""

from enum import StrEnum
from typing import Final

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location
from auditor.domain.finding import Clause, Step


class Duty(StrEnum):
    """What a licence may ask one to do. The values are the questions of the vocabulary and the effects of thresholds."""

    LICENSE_COPY = "license-copy"
    NOTICE = "notice-text"
    DISPLAY = "display-text"
    NAME = "name-prefix"
    STATE_CHANGES = "state-changes"
    SHARE_ALIKE = "share-alike"
    PASS_ON_RESTRICTIONS = "use-restrictions-flow-down"  # noqa: S105 - a question of the vocabulary
    REGISTRATION = "registration"
    REQUEST_LICENSE = "request-license"
    PAID_LICENSE = "paid-license"

    @property
    def rank(self) -> int:
        """0 for the one that is told first."""
        return _DUTIES.index(self)


_DUTIES: Final = list(Duty)


class DutyStatus(StrEnum):
    """Whether it is done, what asks for attention first."""

    OPEN = "open"
    """the use calls for it, and the tree shows that it is not done"""
    NOT_KNOWN = "not-known"
    """the policy does not say whether the use calls for it, or no file of the tree could tell whether it is done"""
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"
    """the use, as the policy tells it, does not call for it"""

    @property
    def rank(self) -> int:
        """0 for what is open."""
        return _STATUSES.index(self)


_STATUSES: Final = list(DutyStatus)


class ArtifactKind(StrEnum):
    """What a text in the tree does for compliance."""

    LICENSE_TEXT = "license-text"
    """a copy of a licence"""
    LICENSE_ADDRESS = "license-address"
    """a licence's address in a notice file"""
    USE_POLICY = "use-policy"
    """a list of forbidden uses: the policy that belongs to a licence, or terms that lead to it"""
    NOTICE = "notice"
    """a prescribed sentence in a notice file"""
    DISPLAY = "display"
    """a text that users are shown"""


class ComplianceArtifact(
    msgspec.Struct, frozen=True, kw_only=True, order=True, tag_field="claim", tag="compliance-artifact"
):
    """A text in the tree by which a duty may be met."""

    kind: ArtifactKind
    what: str
    """a licence's id; of a text that is displayed, the text as it is prescribed"""
    location: Location
    holder: str = ""
    """of a licence text: who holds the copyright, where it begins with such a line"""


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """One duty that one licence lays on the use of one component."""

    component: ComponentId
    duty: Duty
    status: DutyStatus
    what: str
    """what to do, as one clause without a full stop"""
    where: str
    """where it is to be done"""
    because: str
    """why the status is what it is"""
    clause: Clause
    license_name: str
    license_url: str | None = None
    """where its text can be read; the clause may lead elsewhere, to a list of uses"""
    text: str | None = None
    """what must be reproduced word for word"""
    reference: str | None = None
    """where that which is to be passed on stands: the address of a list of forbidden uses, or its place in the licence"""
    inherited_from: ComponentId | None = None
    """whose licence it is; None: the component's own"""
    chain: tuple[Step, ...] = ()
    """from the application to the component whose licence it is, each step with its place"""
    locations: tuple[Location, ...] = ()
    """where the component is used in a way that calls for it; the first five"""
    evidence: tuple[Location, ...] = ()
    """what the tree holds by which it is done"""
    by_address: bool = False
    """done by giving the licence's address, where that will do; the tree does not hold its text"""
    guess: bool = False
    """the licence rests on a name's pattern only"""
    policy_key: str | None = None
    rule: str
    """the rule that judges it"""
    waived: str | None = None
    """the reason, where a waiver or an agreement answers for it"""

    @property
    def is_open(self) -> bool:
        """Whether something has to be done that nobody has answered for."""
        return self.status is DutyStatus.OPEN and self.waived is None
