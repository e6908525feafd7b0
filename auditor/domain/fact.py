"""What one source says of one component."""

from datetime import date
from enum import StrEnum

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Origin
from auditor.domain.relationship import Relationship


class SupportStatus(StrEnum):
    """SPDX 3's SupportType, and what hosted models need besides."""

    DEVELOPMENT = "development"
    SUPPORT = "support"
    LIMITED_SUPPORT = "limitedSupport"
    DEPLOYED = "deployed"
    DEPRECATED = "deprecated"
    NO_SUPPORT = "noSupport"
    END_OF_SUPPORT = "endOfSupport"
    CLOSED_TO_NEW_USERS = "closed-to-new-users"
    REROUTED = "re-routed"
    REMOVED = "removed"
    GATED = "gated"
    NEVER_RELEASED = "never-released"
    YANKED = "yanked"
    """one release was withdrawn by its publisher; installers pass it over unless it is pinned"""
    QUARANTINED = "quarantined"
    """its index holds all of it back, as unsafe until somebody has looked; PEP 792's word"""


class LicenseFact(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="license"):
    """A source states a licence."""

    component: ComponentId
    expression: str
    """an SPDX expression over known ids, or the stated text as it stands when it is none"""
    revision: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    origin: Origin
    location: Location | None = None
    guess: bool = False
    """true when it rests on a name's pattern only"""


class SupportFact(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="support"):
    """A source states how far a component is maintained."""

    component: ComponentId
    status: SupportStatus
    revision: str | None = None
    """the version or commit that it speaks of; None: the component, whatever its version"""
    released: date | None = None
    """the day on which that revision was released"""
    valid_from: date | None = None
    """the day from which this holds; a fact announced later than `as_of` is invisible"""
    announced: date | None = None
    deprecated: date | None = None
    end_of_support: date | None = None
    """the day after which it no longer answers"""
    not_sooner_than: date | None = None
    """a lower bound for the end; never an end by itself"""
    lapsed: bool = False
    """that day was past on the day of the audit, and no end is stated: it may end any day, or go on"""
    superseded_by: str | None = None
    """a component id, or a family's id"""
    effort_moved_to: str | None = None
    """what its maker works on instead, where that is no successor: a component id, or a family's id"""
    last_release: date | None = None
    """the day of the newest release, whichever is used"""
    note: str | None = None
    origin: Origin


class SupplierFact(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="supplier"):
    """A source states who made or publishes it."""

    component: ComponentId
    supplier: str
    """supplier id"""
    origin: Origin


Fact = LicenseFact | SupportFact | SupplierFact | Relationship


class Stake(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """A large holding of one supplier in another."""

    holder: str
    """supplier id, or a name"""
    in_: str = msgspec.field(name="in")
    share: float
    """0.0 to 1.0"""
    from_: date | None = msgspec.field(name="from", default=None)
    source: str


class Event(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """Something dated that a supplier did or said, with whose word it is."""

    on: str
    """a date, or a month as YYYY-MM"""
    what: str
    says: str = "maker"
    """maker (its own statement), or observers (an assessment)"""
    source: str


class Supplier(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands behind a component."""

    id: str
    name: str
    legal_name: str | None = None
    jurisdiction: str | None = None
    """ISO 3166-1 alpha-2 of its home; None: not known"""
    owner: str | None = None
    """supplier id of the controlling owner"""
    state: str = "active"
    """active, closed, defunct"""
    open_weights: str | None = None
    """stance: open, partly, closed, closing"""
    stakes: tuple[Stake, ...] = ()
    events: tuple[Event, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed_on: date | None = None
