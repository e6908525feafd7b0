"""The policy: first what we do, then what we tolerate, then what we answer for."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final

import msgspec

from auditor.domain.finding import Action, Severity

PROVIDER_TERMS: Final = "provider-terms"
"""what an agreement may cover: the terms of service of whoever hosts a model"""
COMPETITOR: Final = "competitor-of:"
"""begins a word of `use.business`; what follows is the id of a supplier"""


class Count(int):
    """A whole number that may be written with underscores: 40_000."""


class Percent(float):
    """A share between 0.0 and 1.0, written as `50%`."""


class Period(int):
    """A length of time in days, written as `30 days`, `18 months` (30 days each) or `2 years` (365 days each)."""


class Section(
    msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True
):
    """What all sections share: kebab-case keys, and none that we do not know."""


class Distribution(StrEnum):
    """What leaves the house."""

    NONE = "false"
    APPLICATION = "application"
    """the application with weights inside"""
    WEIGHTS = "weights"


class UseByPath(Section, frozen=True, kw_only=True):
    """What is different for a part of the tree."""

    match: str
    commercial: bool | None = None
    hosting: bool | None = None
    distribution: Distribution | None = None
    modification: bool | None = None
    train_on_outputs: bool | None = None
    confidential_inputs: bool | None = None


class Use(Section, frozen=True, kw_only=True):
    """What we do. A key left out means *not said*, and a clause that needs it asks."""

    commercial: bool | None = None
    hosting: bool | None = None
    distribution: Distribution | None = None
    modification: bool | None = None
    train_on_outputs: bool | None = None
    confidential_inputs: bool | None = None
    """personal data, secrets or other people's texts are sent to hosted models"""
    monthly_active_users: Count | None = None
    annual_revenue_usd: Count | None = None
    domicile: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    business: tuple[str, ...] | None = None
    modalities: tuple[str, ...] | None = None
    paths: tuple[UseByPath, ...] = ()


class Otherwise(StrEnum):
    """What happens to a licence that is neither allowed nor denied."""

    JUDGE_BY_TERMS = "judge-by-terms"
    DENY = "deny"


class UnknownLevels(Section, frozen=True, kw_only=True):
    """An action for each kind of not knowing."""

    none_stated: Action = Action.WARN
    other: Action = Action.WARN
    unparsable: Action = Action.WARN
    conflicting: Action = Action.WARN
    guess: Action = Action.WARN
    gated: Action = Action.WARN
    unread: Action = Action.WARN
    """the licence is known by name, and nobody could read its text"""
    unresolved_name: Action = Action.NOTE
    stale: Action = Action.WARN


class LicenseSection(Section, frozen=True, kw_only=True):
    """Which licences are welcome. `allow` silences `license/not-allowed` alone; the terms are judged all the same."""

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    otherwise: Otherwise = Otherwise.JUDGE_BY_TERMS
    unknown: UnknownLevels = UnknownLevels()


class Within(Section, frozen=True, kw_only=True):
    """How long before a date to speak, and how loud."""

    warn: Period | None = None
    fail: Period | None = None


class MaintenanceSection(Section, frozen=True, kw_only=True):
    """How fresh things must be."""

    end_of_support: Action = Action.FAIL
    end_of_support_within: Within = Within()
    no_release_for: Period | None = None
    release_older_than: Period | None = None
    yanked: Action = Action.WARN
    limited_support: Action = Action.WARN
    superseded: Action = Action.NOTE
    unpinned: Action = Action.NOTE


class ShareLimit(Section, frozen=True, kw_only=True):
    """From which share on to speak, and how loud."""

    warn: Percent | None = None
    fail: Percent | None = None


class ConcentrationSection(Section, frozen=True, kw_only=True):
    """How much may hang on one."""

    count: tuple[str, ...] = ("model", "service")
    """kinds of component that are counted: model, service, dataset, library, file"""
    at_least: Count = Count(5)
    """with fewer, a share says nothing"""
    supplier_share: ShareLimit = ShareLimit()
    owner_share: ShareLimit = ShareLimit()
    jurisdiction_share: ShareLimit = ShareLimit()
    host_share: ShareLimit = ShareLimit()
    without_alternative: Action = Action.NOTE


class RuleSetting(Section, frozen=True, kw_only=True):
    """A rule's severity, or its action, or both."""

    severity: Severity | None = None
    action: Action | None = None


class Agreement(Section, frozen=True, kw_only=True):
    """What we have bought or signed."""

    component: str
    covers: tuple[str, ...]
    contract: str
    expires: date | None = None


class Declaration(Section, frozen=True, kw_only=True):
    """What no source line shows."""

    component: str
    role: str = "default"
    because: str


class Suppliers(Section, frozen=True, kw_only=True):
    """Whose components are our own."""

    internal: tuple[str, ...] = ()


class Evidence(Section, frozen=True, kw_only=True):
    """What a curation rests on; it lapses when the file changes."""

    path: str
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Curation(Section, frozen=True, kw_only=True):
    """We looked, and know better than the metadata."""

    component: str
    license: str | None = None
    supplier: str | None = None
    not_a_model: bool = False
    fine_tuned_from: str | None = None
    because: str
    evidence: Evidence | None = None


class Waiver(Section, frozen=True, kw_only=True):
    """An accepted finding, with a name and an end."""

    component: str
    rule: str
    license: str | None = None
    """the licence that was accepted; another one voids the waiver; needed for license/*"""
    reason: str
    approved_by: str
    ticket: str | None = None
    expires: date


class InlineWaivers(StrEnum):
    """Whether a comment in the code may waive a finding."""

    DENY = "deny"
    ALLOW = "allow"


class Extends(Section, frozen=True, kw_only=True):
    """Another policy file, such as that of an organisation, and on which terms it is extended."""

    path: str
    """from the folder of the file that says so"""
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")] | None = None
    """of the file that is meant; any other is an error"""
    only_tighten: bool = False
    """whether what is said on top may be tighter only"""


class Policy(Section, frozen=True, kw_only=True):
    """The whole file, after `extends` has been followed."""

    schema: int = 1
    name: str
    extends: str | Extends | None = None
    """a shipped policy by name, a file, or a file with the digest that it must have"""
    use: Use = Use()
    license: LicenseSection = LicenseSection()
    maintenance: MaintenanceSection = MaintenanceSection()
    concentration: ConcentrationSection = ConcentrationSection()
    rules: dict[str, RuleSetting] = {}
    unreadable: Action = Action.WARN
    inline_waivers: InlineWaivers = InlineWaivers.DENY
    agreements: tuple[Agreement, ...] = ()
    declare: tuple[Declaration, ...] = ()
    suppliers: Suppliers = Suppliers()
    curations: tuple[Curation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
