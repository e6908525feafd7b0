"""The stages of an audit, in order: files → claims → linked claims → facts → profiles → findings → audit."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from auditor import __version__
from auditor.cache import Cache
from auditor.collector import no_collector
from auditor.detectors import run as detectors
from auditor.domain.audit import (
    Assessment,
    Audit,
    Diagnostic,
    DiagnosticKind,
    KnowledgeSummary,
    PolicySummary,
    Since,
    Suppressed,
)
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, WaiverComment
from auditor.domain.fact import Fact
from auditor.domain.finding import Action, Finding, Severity
from auditor.domain.obligation import Obligation
from auditor.enrichers import run as enrichers
from auditor.enrichers.base import Context
from auditor.files.line_hashes import line_hashes
from auditor.files.reading import read, sha256
from auditor.files.secrets import masked
from auditor.files.source_file import SourceFile
from auditor.files.walk import Walk, walk
from auditor.graph.circles import circular_lineages
from auditor.graph.component_graph import ComponentGraph, build
from auditor.graph.concentration import concentration
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from auditor.linking import Linked, link
from auditor.obligations import cut_short, distributed, register
from auditor.policy import baseline as baselines
from auditor.policy import introduced, scoring
from auditor.policy.curations import Lapsed, examined, is_no_model
from auditor.policy.declarations import declared
from auditor.policy.inline_waivers import read_comments
from auditor.policy.introduced import Before, Introduced
from auditor.policy.license_names import no_expression
from auditor.policy.load import LoadedPolicy
from auditor.policy.policy import Policy
from auditor.policy.waivers import check_terms
from auditor.rules import RULES
from auditor.rules import run as rules
from auditor.rules.choice import with_choices

LONGEST_LINE: Final = 2_000
"""characters of a line that a report may show"""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asks for."""

    root: Path
    as_of: date
    today: date | None = None
    """the day of the call: no waiver may reach more than a year beyond it; None: the day of the audit"""
    policy: str = "default"
    exclude: tuple[str, ...] = ()
    knowledge: tuple[Path, ...] = ()
    cache: bool = True
    fail_on: Severity | None = None
    baseline: Path | None = None
    changed: tuple[Path, ...] = ()
    """report only what touches these files; empty: everything"""
    before: Before | None = None
    """report only what was brought in since this earlier tree; None: everything"""
    listed: tuple[str, ...] | None = None
    """the files of the tree where somebody else knows them; None: git and the ignore files say which"""
    policy_base: Path | None = None
    """the folder that a policy's path starts from; None: the working folder"""
    ignores: bool = True
    """whether waivers, in the policy and in comments, set findings aside"""
    obligations: bool = True
    """whether anybody will read the register of obligations; where nobody does, it stays empty"""
    told: tuple[Diagnostic, ...] = ()
    """what is to be said of the call itself: settings that were not followed"""


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What the tree uses, before anything is judged."""

    walked: Walk
    graph: ComponentGraph
    linked: Linked
    diagnostics: tuple[Diagnostic, ...]
    files_read: int
    comments: tuple[WaiverComment, ...] = ()
    """what the tree says to us, unread"""
    lapsed: tuple[Lapsed, ...] = ()
    """curations of the policy whose evidence is not what it was; they state nothing"""


@no_collector()
def audit(request: Request) -> Audit:
    """The whole of it. Raises AuditorError when the call is wrong; what is wrong with the tree is in the audit."""
    knowledge = open_knowledge(request.knowledge)
    loaded = rules.read_policy(request.policy, base=request.policy_base, knowledge=knowledge)
    check_terms(loaded, request.today or request.as_of)
    accepted = baselines.read_file(request.baseline) if request.baseline else None
    surveyed = survey(request, loaded, knowledge)
    graph = with_choices(surveyed.graph, loaded.policy, RULES)
    inline = read_comments(
        surveyed.comments,
        loaded.policy.inline_waivers,
        rules.ids(),
        request.today or request.as_of,
        lambda text: no_expression(text, knowledge),
    )
    surveyed = msgspec.structs.replace(
        surveyed, graph=graph, diagnostics=_in_order({*surveyed.diagnostics, *inline.diagnostics, *request.told})
    )
    findings = rules.judge(
        graph,
        loaded,
        surveyed.walked.base,
        lapsed=surveyed.lapsed,
        comments=inline.waivers,
        ignores=request.ignores,
    )
    notes: tuple[Diagnostic, ...] = ()
    if accepted is not None:
        findings = baselines.mark(findings, accepted)
        notes = baselines.notes(findings, accepted, loaded.digest, graph.knowledge.digest)
    owed: tuple[Obligation, ...] = ()
    if request.obligations:
        owed = register(graph, loaded.policy, findings)
        notes += cut_short(graph)
    chosen = _chosen(findings, surveyed, request)
    return msgspec.structs.replace(_told(request, loaded, surveyed, chosen, notes), obligations=owed)


@no_collector()
def survey(request: Request, loaded: LoadedPolicy | None = None, knowledge: KnowledgeBase | None = None) -> Survey:
    """Walk, detect, link, enrich, conclude; with what the policy declares and curates."""
    knowledge = knowledge or open_knowledge(request.knowledge)
    walked = walk(request.root, exclude=request.exclude, listed=request.listed)
    cache = Cache.of_user() if request.cache else None
    detection = detectors.detect(walked.base, walked.files, knowledge, cache=cache, sparing=Linked)
    linked = _linked(walked, detection, knowledge, cache)
    if cache is not None:
        cache.close()
    root = ComponentId(ComponentKind.APPLICATION, "tree", request.root.resolve().name or "root")
    policy = loaded.policy if loaded else None
    holding, lapsed = examined(policy.curations if policy else (), lambda path: sha256(walked.base, path))
    seen = (*linked.occurrences, *(declared(loaded, walked.base) if loaded else ()))
    occurrences = [one for one in seen if not is_no_model(one.component, holding)]
    components = {occurrence.component for occurrence in occurrences}
    components |= {end for edge in linked.relationships for end in (edge.source, edge.target)}
    stated: tuple[Fact, ...] = (*linked.license_facts, *linked.support_facts, *linked.relationships)
    context = Context(knowledge=knowledge, curations=holding, stated=stated)
    graph = build(
        root=root,
        occurrences=occurrences,
        facts=enrichers.run(components, context),
        knowledge=knowledge,
        as_of=request.as_of,
        unresolved=linked.unresolved,
        artifacts=linked.artifacts,
        remarks=linked.remarks,
    )
    diagnostics = {*walked.diagnostics, *detection.diagnostics, *linked.diagnostics, *circular_lineages(graph)}
    return Survey(
        walked=walked,
        graph=graph,
        linked=linked,
        diagnostics=_in_order(diagnostics),
        files_read=detection.files_read,
        comments=detection.comments,
        lapsed=lapsed,
    )


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, then code and message."""
    return tuple(sorted(diagnostics, key=lambda d: (d.location or Location(""), d.code, d.message)))


def _linked(walked: Walk, detection: detectors.Detection, knowledge: KnowledgeBase, cache: Cache | None) -> Linked:
    """The link stage; where no file has changed since it was last done, what it said then."""
    kept = detection.recalled(cache, Linked)
    if kept is not None:
        return kept
    # what a tree asks for in which nothing has changed since is known already
    from auditor.detectors.package_constants import named_elsewhere
    from auditor.detectors.questions import Questions, told_by

    answers = detectors.KeptAnswers(cache, detection.keys) if cache is not None else None
    asked = Questions(walked.base, walked.files, detection.vocabularies, answers, told_by(knowledge))
    claims = [claim for claims in detection.claims.values() for claim in claims]
    claims += named_elsewhere(walked.base, walked.files, detection.claims, knowledge)
    linked = link(
        claims, knowledge, paths=frozenset(walked.files), bindings_of=asked.bindings_of, calls_to=asked.calls_to
    )
    detection.keep(cache, linked)
    return linked


def _told(
    request: Request, loaded: LoadedPolicy, surveyed: Survey, chosen: Introduced, notes: tuple[Diagnostic, ...]
) -> Audit:
    graph = surveyed.graph
    findings = chosen.findings
    if request.before is not None:
        notes += introduced.notes(chosen, request.before)
    snippets, hashes = _shown_lines(surveyed.walked.base, findings)
    return Audit(
        root=graph.root.name,
        tool_version=__version__,
        as_of=request.as_of,
        verdict=scoring.verdict(
            findings, fail_on=request.fail_on, unreadable=_unreadable(loaded.policy, surveyed, request)
        ),
        policy=PolicySummary(loaded.policy.name, loaded.source, loaded.digest, loaded.lines),
        knowledge=KnowledgeSummary(graph.knowledge.as_of, graph.knowledge.digest),
        assessments=assessed(graph, loaded.policy, findings, request.fail_on),
        relationships=graph.relationships(),
        unresolved=graph.unresolved,
        findings=findings,
        rules=rules.cards(),
        concentration=concentration(graph, loaded.policy),
        score=scoring.score(findings),
        diagnostics=(*surveyed.diagnostics, *notes),
        suppressed=Suppressed(
            waived=sum(finding.waived is not None for finding in findings),
            baseline=sum(finding.baseline == "known" for finding in findings),
            not_introduced=chosen.left_out,
            inline=sum(finding.waived_at is not None for finding in findings),
        ),
        since=Since(request.before.revision, request.before.commit) if request.before else None,
        snippets=snippets,
        line_hashes=hashes,
        files_read=surveyed.files_read,
    )


def assessed(
    graph: ComponentGraph, policy: Policy, findings: Iterable[Finding], fail_on: Severity | None = None
) -> tuple[Assessment, ...]:
    """Every listed component with the score and verdict of its own findings."""
    by_component: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.component:
            by_component.setdefault(finding.component.key, []).append(finding)
    return tuple(
        Assessment(
            profile=profile,
            score=scoring.score(own),
            verdict=scoring.verdict(own, fail_on=fail_on),
            distributed=distributed(graph, policy, profile),
        )
        for profile in graph.listed()
        for own in [by_component.get(profile.component.key, ())]
    )


def _unreadable(policy: Policy, surveyed: Survey, request: Request) -> Action:
    """What the policy makes of files that could not be read, if there are any; of a change, only its own count."""
    hampered = any(
        diagnostic.kind is DiagnosticKind.EXECUTION
        and (
            request.before is None or diagnostic.location is None or diagnostic.location.path in request.before.changed
        )
        for diagnostic in surveyed.diagnostics
    )
    return policy.unreadable if hampered else Action.NOTE


def _chosen(findings: Sequence[Finding], surveyed: Survey, request: Request) -> Introduced:
    """The findings that were asked for: all, those of some files, or those that a change brought in."""
    if request.before is not None:
        return introduced.since(findings, introduced.hops(surveyed.linked.occurrences), request.before)
    if not request.changed:
        return Introduced(tuple(findings), 0)
    base = surveyed.walked.base.resolve()
    paths = {
        PurePosixPath(path.resolve().relative_to(base)).as_posix()
        for path in request.changed
        if path.resolve().is_relative_to(base)
    }
    kept = introduced.touching(findings, introduced.hops(surveyed.linked.occurrences), paths)
    return Introduced(kept, len(findings) - len(kept))


def _shown_lines(base: Path, findings: Sequence[Finding]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The lines that findings point at, with secrets masked, and GitHub's hash of each finding's first line."""
    places = [place for finding in findings for place in finding.locations]
    places += [step.location for finding in findings for step in finding.chain if step.location]
    first = {(finding.locations[0].path, finding.locations[0].line) for finding in findings if finding.locations}
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line:
            wanted.setdefault(place.path, set()).add(place.line)
    snippets: dict[str, tuple[str, ...]] = {}
    hashes: dict[str, str] = {}
    for path in sorted(wanted):
        file = read(base, path)
        if not isinstance(file, SourceFile):
            continue
        shown = {line: masked(file.lines[line - 1][:LONGEST_LINE]) for line in wanted[path] if line <= len(file.lines)}
        snippets |= {f"{path}:{line}": (shown[line],) for line in sorted(shown)}
        # A hash over a masked secret would still tell something of it.
        open_lines = {line for line in shown if (path, line) in first and shown[line] == file.lines[line - 1]}
        hashes |= {f"{path}:{line}": found for line, found in line_hashes(file.text, open_lines).items()}
    return snippets, hashes
