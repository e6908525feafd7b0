"""The same thing said the same way in every report that a person reads. Nothing here is escaped yet."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from auditor.domain.audit import Audit, DiagnosticKind, Verdict
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Origin, Standing
from auditor.domain.fact import Supplier, SupportFact, SupportStatus
from auditor.domain.finding import Action, Finding, Step
from auditor.domain.obligation import DutyStatus, Obligation
from auditor.domain.profile import Profile
from auditor.domain.relationship import RelationshipType
from auditor.reporters.grouping import of_action, open_findings, severities

NOT_LEGAL_ADVICE: Final = "This report is information, not legal advice."

_LEVELS: Final = {Action.FAIL: "error", Action.WARN: "warning", Action.NOTE: "note"}

_KINDS: Final = {
    ComponentKind.APPLICATION: "application",
    ComponentKind.MODEL: "model",
    ComponentKind.DATASET: "dataset",
    ComponentKind.LIBRARY: "library",
    ComponentKind.CONTAINER: "container",
    ComponentKind.SERVICE: "hosted model",
    ComponentKind.FILE: "weights file",
}

_STANDINGS: Final = {
    Standing.CURATION: "looked up by hand",
    Standing.EXACT: "exact match",
    Standing.OWN_STATEMENT: "about itself",
    Standing.FAMILY: "guessed from the name",
}

_STATUSES: Final = {
    SupportStatus.DEVELOPMENT: "in development",
    SupportStatus.SUPPORT: "supported",
    SupportStatus.LIMITED_SUPPORT: "limited support",
    SupportStatus.DEPLOYED: "deployed",
    SupportStatus.DEPRECATED: "deprecated",
    SupportStatus.NO_SUPPORT: "no support",
    SupportStatus.END_OF_SUPPORT: "ended",
    SupportStatus.CLOSED_TO_NEW_USERS: "closed to new users",
    SupportStatus.REROUTED: "re-routed to another model",
    SupportStatus.REMOVED: "removed",
    SupportStatus.GATED: "gated",
    SupportStatus.NEVER_RELEASED: "announced, never released",
    SupportStatus.YANKED: "withdrawn",
    SupportStatus.QUARANTINED: "held in quarantine",
}

_UNKNOWN: Final = {
    "none-stated": "no licence is stated",
    "other": "stated as “other”",
    "unparsable": "the statement could not be understood",
    "gated": "behind a gate",
}

_NO_CALL: Final = "not called for by this use"
_STATES: Final[dict[str, str]] = {
    DutyStatus.OPEN: "open",
    "waived": "answered for",
    DutyStatus.NOT_KNOWN: "not known",
    DutyStatus.DONE: "done",
    DutyStatus.NOT_APPLICABLE: _NO_CALL,
}

_UNRESOLVED: Final = {
    "environment": "set in an environment that the tree does not show",
    "argument": "handed in by the caller",
    "computed": "computed while running",
    "not-found": "defined outside the tree",
    "placeholder": "a name that is to be filled in",
}

_PARTS: Final = frozenset(
    {"annex", "appendix", "article", "attachment", "clause", "condition", "conditions", "exhibit", "paragraph"}
    | {"paragraphs", "preamble", "schedule", "section", "§"}
)


def plural(count: int, noun: str) -> str:
    """`1 model`, `3 models`, `2 libraries`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("ry") else f"{count:,} {noun}s"


def level(action: Action) -> str:
    """The action as compilers call it; SARIF's levels have the same names."""
    return _LEVELS[action]


def kind(component_kind: ComponentKind) -> str:
    """What a buyer calls this kind of component."""
    return _KINDS[component_kind]


def counted(profiles: Iterable[Profile]) -> str:
    """`5 models, 3 hosted models`: how many there are of each kind."""
    counts = Counter(profile.component.kind for profile in profiles)
    return ", ".join(plural(counts[one], _KINDS[one]) for one in ComponentKind if counts[one]) or "none"


_NOTHING_READ: Final = "nothing readable was there"


def tally(audit: Audit) -> str:
    """`2 errors (1 critical, 1 high), 1 warning (medium), 4 notes`, of the findings that count."""
    parts = []
    for action in reversed(Action):
        if findings := of_action(open_findings(audit), action):
            by_severity = ", ".join(f"{count} {severity}" for severity, count in severities(findings).items())
            parts.append(
                plural(len(findings), level(action)) + (f" ({by_severity})" if action is not Action.NOTE else "")
            )
    return ", ".join(parts) or ("no findings" if audit.files_read else f"no findings: {_NOTHING_READ}")


def verdict_sentence(audit: Audit) -> str:
    """The verdict, for someone who reads one sentence only."""
    counts = audit.actions()
    must, should = counts[Action.FAIL], counts[Action.WARN]
    unread = "not every file could be read"
    hampered = any(diagnostic.kind is DiagnosticKind.EXECUTION for diagnostic in audit.diagnostics)
    if audit.verdict is Verdict.FAIL:
        chosen = "a finding is at or above the severity chosen to fail"
        reason = unread if hampered and not should else chosen
        done = "does not pass: " + (f"{_findings(must)} must be dealt with" if must else reason)
        if must and should:
            done += f", and {_findings(should)} should be looked at"
    elif audit.verdict is Verdict.WARN:
        done = "passes with warnings: " + (f"{_findings(should)} should be looked at" if should else unread)
    else:
        nothing = "nothing was found that the policy objects to" if audit.files_read else _NOTHING_READ
        done = "passes" + ("" if must or should else f": {nothing}")
    return f"{audit.root} {done}"


def _findings(count: int) -> str:
    return plural(count, "finding")


def supplier(who: Supplier | None) -> str:
    """`Meta (US)`."""
    if who is None:
        return "not known"
    return f"{who.name} ({who.jurisdiction or 'jurisdiction not known'})"


def concluded_license(profile: Profile) -> str:
    """The licence that counts, or why there is none."""
    if profile.unknown is not None:
        told = _UNKNOWN.get(profile.unknown, profile.unknown.replace("-", " "))
        return f"not known: {told}" + (f" (“{profile.stated}”)" if profile.stated else "")
    if not profile.licenses:
        return "not known"
    told = " or ".join(" and ".join(terms.name for terms in offer) for offer in profile.offers)
    told = told or profile.licenses[0].expression
    if profile.guessed:
        told += " (guessed from the name)"
    if profile.conflicting:
        told += " (statements conflict)"
    return told


def support(facts: tuple[SupportFact, ...]) -> str:
    """The statement that counts, with its date."""
    if not facts:
        return "not known"
    fact = facts[0]
    if fact.end_of_support and fact.status is SupportStatus.END_OF_SUPPORT:
        return f"ended {fact.end_of_support}"
    if fact.end_of_support and fact.status is SupportStatus.REROUTED:
        return f"{_STATUSES[fact.status]} from {fact.end_of_support} on"
    if fact.end_of_support:
        return f"{_STATUSES[fact.status]}; ends {fact.end_of_support}"
    if fact.not_sooner_than and fact.lapsed:
        return f"{_STATUSES[fact.status]}; may end any day since {fact.not_sooner_than}"
    if fact.not_sooner_than:
        return f"{_STATUSES[fact.status]}; ends not sooner than {fact.not_sooner_than}"
    return _STATUSES[fact.status]


def status(of: SupportStatus) -> str:
    """A support status in words."""
    return _STATUSES[of]


def standing(source: Origin) -> str:
    """Whose word it is."""
    return _STANDINGS[source.standing]


def origin(source: Origin, *, address: bool = True) -> str:
    """Who says so, as of when, and where one can look."""
    parts = [source.source.replace("-", " ")]
    if source.as_of:
        parts[0] += f" of {source.as_of}"
    parts.append(_STANDINGS[source.standing])
    if source.says:
        parts.append(f"in the words of {source.says.replace('maker', 'its maker')}")
    if address and source.url:
        parts.append(source.url)
    return ", ".join(parts)


def clause(where: str) -> str:
    """`clause 1.b`; `Section 2` as it stands; a heading in quotation marks where the text has no numbers."""
    if where.partition(" ")[0].lower() in _PARTS:
        return where
    return f"clause {where}" if any(char.isdigit() for char in where) else f"clause “{where}”"


def duties(obligations: Iterable[Obligation]) -> str:
    """`3 open, 1 answered for, 5 not known, 2 done; 4 not called for by this use`."""
    counts = Counter(duty_state(one) for one in obligations)
    told = ", ".join(f"{counts[word]:,} {word}" for word in _STATES.values() if counts[word] and word != _NO_CALL)
    rest = f"{counts[_NO_CALL]:,} {_NO_CALL}" if counts[_NO_CALL] else ""
    return "; ".join(part for part in (told, rest) if part) or "none"


def unread_duties(audit: Audit) -> str:
    """Of how many components nobody can say what they ask; empty when there are none."""
    count = sum(1 for one in audit.assessments if one.profile.uses and not one.profile.offers)
    if not count:
        return ""
    return (
        f"The licence of {plural(count, 'component')} is not known, and so is what it asks."
        if count == 1
        else (f"The licences of {plural(count, 'component')} are not known, and so is what they ask.")
    )


def duty_state(obligation: Obligation) -> str:
    """How a duty stands, in a word or two."""
    waived = obligation.waived is not None and obligation.status is DutyStatus.OPEN
    return _STATES["waived" if waived else obligation.status]


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    if text.split()[0].isalpha():  # a name with a digit, a slash or a quotation mark is left as it is
        text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" else f"{text}."


def unresolved(reason: str) -> str:
    """Why a name could not be resolved."""
    return _UNRESOLVED.get(reason, reason.replace("-", " "))


def reference(where: str) -> str:
    """An address as it stands; a place in the licence as such."""
    return where if where.startswith(("https://", "http://")) else f"{clause(where)} of the licence"


def own_name(root: str, component: ComponentId) -> str:
    """A component's name; of the model that the whole tree is, one that says so."""
    return f"{root} (its model)" if component.ecosystem == "tree" and component.name == "." else component.name


def chain(root: str, steps: tuple[Step, ...]) -> str:
    """`our-app → acme/tuned --fine-tuned-from→ meta-llama/Llama-3.1-8B`."""
    told = ""
    for step in steps:
        name = root if step.component.kind is ComponentKind.APPLICATION else own_name(root, step.component)
        if not told:
            told = name
        elif step.relationship is None:  # something is left out
            told += f" → … → {name}"
        elif step.relationship == RelationshipType.USES:
            told += f" → {name}"
        else:
            told += f" --{step.relationship}→ {name}"
    return told


def policy_line(audit: Audit, key: str | None) -> str:
    """The line of the policy that decided."""
    if key is None:
        return ""
    if key in audit.policy.lines:
        return audit.policy.lines[key]
    if key.startswith("use."):
        return f"{audit.policy.name} does not say {key}"
    return f"{key} is left to its default in {audit.policy.name}"


def contributors(audit: Audit, finding: Finding) -> tuple[ComponentId, ...]:
    """The components behind a share that a finding without a component of its own is about."""
    shared = audit.concentration
    shares = {
        "concentration/supplier-share": shared.suppliers,
        "concentration/owner-share": shared.owners,
        "concentration/jurisdiction-share": shared.jurisdictions,
        "concentration/host-share": shared.hosts,
    }
    for share in shares.get(finding.rule, ()):
        if share.id == finding.about:
            return share.components
    return ()


def basis(audit: Audit) -> str:
    """Under which policy, with which knowledge, as of which day."""
    known = audit.knowledge.as_of.isoformat() if audit.knowledge.as_of else "no date"
    told = f"policy {audit.policy.name} ({audit.policy.source}), knowledge of {known}, judged as of {audit.as_of}"
    return f"{told}, only what came in since {since(audit)}" if audit.since else told


def since(audit: Audit) -> str:
    """The revision that a change is held against; empty when everything is told."""
    return f"{audit.since.revision} (commit {audit.since.commit[:10]})" if audit.since else ""


def network(audit: Audit) -> str:
    """Whether anybody was asked."""
    told = "offline: nothing was sent or fetched" if audit.offline else "online: registries were asked"
    if audit.skipped_enrichers:
        told += f"; not asked: {', '.join(audit.skipped_enrichers)}"
    return told


def set_aside(audit: Audit) -> str:
    """How many findings do not count, and why; said even where there are none."""
    told = audit.suppressed
    text = f"{told.waived:,} waived ({told.inline:,} of them by comments), {told.baseline:,} known from a baseline"
    return text + (f", {told.not_introduced:,} not of this change" if told.not_introduced else "")
