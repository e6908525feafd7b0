"""The result of a run."""

from datetime import date
from enum import StrEnum

import msgspec

from auditor.domain.component import ComponentId
from auditor.domain.evidence import Location, Unresolved
from auditor.domain.finding import Action, Axis, Finding, RuleMeta
from auditor.domain.obligation import Obligation
from auditor.domain.profile import Profile
from auditor.domain.relationship import Relationship


class Verdict(StrEnum):
    """The worst action of any finding that is neither waived nor known from the baseline."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    WARN = "warn"
    FAIL = "fail"


class DiagnosticKind(StrEnum):
    """Whether the run was hampered, or its configuration looks odd."""

    EXECUTION = "execution"
    """something could not be read or finished"""
    CONFIGURATION = "configuration"
    NOTE = "note"
    """worth knowing; nothing went wrong"""


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """Something about the run itself."""

    code: str
    """kebab-case: unreadable-file, too-large, invalid-utf-8, unparsable, git-lfs-pointer …"""
    message: str
    """one sentence"""
    kind: DiagnosticKind = DiagnosticKind.EXECUTION
    location: Location | None = None


class Score(msgspec.Struct, frozen=True):
    """0 to 100, more is worse. Scores inform; they gate only where a policy says so."""

    license: int = 0
    maintenance: int = 0
    concentration: int = 0
    total: int = 0

    def of(self, axis: Axis) -> int:
        """The score of one axis; 0 for the policy axis, which has none."""
        return 0 if axis is Axis.POLICY else int(getattr(self, axis.value))


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One component as judged."""

    profile: Profile
    score: Score = Score()
    verdict: Verdict = Verdict.PASS
    distributed: bool | None = None
    """whether copies of it leave the house, alone or inside an application; None: the policy does not say"""


class Share(msgspec.Struct, frozen=True):
    """How much of the counted components one supplier, owner, jurisdiction or host stands behind."""

    id: str
    name: str
    count: int
    share: float
    """0.0 to 1.0"""
    components: tuple[ComponentId, ...] = ()


class Concentration(msgspec.Struct, frozen=True, kw_only=True):
    """Shares over the counted components, and two classic figures over suppliers."""

    suppliers: tuple[Share, ...] = ()
    owners: tuple[Share, ...] = ()
    jurisdictions: tuple[Share, ...] = ()
    hosts: tuple[Share, ...] = ()
    hhi: int = 0
    """Herfindahl-Hirschman index over suppliers, 0 to 10,000: the sum of squared percentage shares"""
    elephant_factor: int = 0
    """CHAOSS: the fewest suppliers that together stand behind at least half"""
    n: int = 0
    """how many components were counted"""
    unknown: int = 0
    """of these, how many have no known supplier"""


class Suppressed(msgspec.Struct, frozen=True):
    """How many findings were set aside, and by what; always printed."""

    waived: int = 0
    """by waivers of any kind, and by agreements"""
    baseline: int = 0
    not_introduced: int = 0
    """left out, since the change that was asked about did not bring them in"""
    inline: int = 0
    """of the waived, how many by comments in the code"""


class Since(msgspec.Struct, frozen=True):
    """The earlier revision, when only what was brought in since is reported."""

    revision: str
    """what somebody called it"""
    commit: str
    """the object id of the tree that was compared: where the two histories parted"""


class PolicySummary(msgspec.Struct, frozen=True):
    """Which policy judged."""

    name: str
    source: str
    """`policies/default.yaml` for a shipped one, else the path as given"""
    digest: str
    lines: dict[str, str] = {}
    """policy key → `file:line says text`, for the keys that findings may cite"""


class KnowledgeSummary(msgspec.Struct, frozen=True):
    """Which knowledge was asked."""

    as_of: date | None
    digest: str


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """All that a reporter may tell."""

    root: str
    """the scanned folder's own name, never its path"""
    tool_version: str
    as_of: date
    verdict: Verdict
    policy: PolicySummary
    knowledge: KnowledgeSummary
    assessments: tuple[Assessment, ...]
    """sorted by component id"""
    relationships: tuple[Relationship, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    findings: tuple[Finding, ...] = ()
    """worst action first, then severity, rule, component"""
    rules: tuple[RuleMeta, ...] = ()
    """every rule that ran"""
    obligations: tuple[Obligation, ...] = ()
    """what the licences ask to be done; open ones first"""
    concentration: Concentration = Concentration()
    score: Score = Score()
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressed: Suppressed = Suppressed()
    since: Since | None = None
    """None: the findings are all there are"""
    snippets: dict[str, tuple[str, ...]] = {}
    """`path:line` → the line with secrets masked, for the places that findings show"""
    line_hashes: dict[str, str] = {}
    """`path:line` → GitHub's hash of the line (`files/line_hashes.py`), for the first place of each finding"""
    files_read: int = 0
    offline: bool = True
    skipped_enrichers: tuple[str, ...] = ()

    def actions(self) -> dict[Action, int]:
        """How many open findings call for each action."""
        counts = dict.fromkeys(Action, 0)
        for finding in self.findings:
            if finding.waived is None and finding.baseline != "known":
                counts[finding.action] += 1
        return counts
