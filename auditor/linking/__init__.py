"""From the claims of many files to one answer: which value reaches which call."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

import msgspec

from auditor.domain.audit import Diagnostic
from auditor.domain.component import ComponentKind
from auditor.domain.evidence import Confidence, LicenseRemark, Occurrence, Unresolved
from auditor.domain.fact import LicenseFact, SupportFact
from auditor.domain.obligation import ComplianceArtifact
from auditor.domain.relationship import Relationship
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.call_sites import call_sites
from auditor.linking.calls import Calls
from auditor.linking.languages import LANGUAGES
from auditor.linking.occurrences import Occurrences
from auditor.linking.own_names import OwnNames
from auditor.linking.program import Program

ROUNDS: Final = 4
"""the calls themselves, those of the wrappers around them, those of the wrappers' wrappers, and once more"""

Claims = Iterable[object]


class Linked(msgspec.Struct, frozen=True):
    """What the tree says once its files are put together; everything sorted, nothing twice."""

    occurrences: tuple[Occurrence, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    license_facts: tuple[LicenseFact, ...] = ()
    artifacts: tuple[ComplianceArtifact, ...] = ()
    remarks: tuple[LicenseRemark, ...] = ()
    support_facts: tuple[SupportFact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def link(
    claims: Claims,
    knowledge: KnowledgeBase,
    *,
    paths: Collection[str],
    bindings_of: Callable[[str], Claims],
    calls_to: Callable[[frozenset[str]], Claims],
) -> Linked:
    """Evaluates every call that may name a component, over all files.

    `paths` are all files of the tree, with forward slashes. `bindings_of(path)` gives the bindings, functions and classes
    of one source file, whether or not a detector had been shown it. `calls_to(functions)` gives what may be calls of these
    functions and classes of the tree, from all its files, with the bindings that they need. Both are asked for little:
    files that an import leads to, and the wrappers that some call's name comes out of.
    """
    stated = list(claims)
    sites = {language: call_sites(knowledge, language) for language in LANGUAGES}
    program = Program(paths, {language: tables.is_library for language, tables in sites.items()}, bindings_of)
    program.add(stated)
    calls = Calls(program, sites, Occurrences(knowledge, paths))
    asked: set[str] = set()
    calls.run()
    for _ in range(ROUNDS - 1):
        names = {full for full in calls.wrappers - asked if not calls.told_already(full)}
        known = len(program.calls), len(program.classes)
        if not names:
            break
        asked |= names
        program.add(calls_to(frozenset(names)))
        if (len(program.calls), len(program.classes)) == known:
            break
        calls.run()
    reached = list(_likely(calls.occurrences, knowledge))
    occurrences = _merged([claim for claim in stated if isinstance(claim, Occurrence)], reached)
    edges = {claim for claim in stated if isinstance(claim, Relationship)}
    if own := OwnNames(occurrences, knowledge):
        occurrences = tuple(sorted({own.used(occurrence) for occurrence in occurrences}, key=_order))
        edges = {own.related(edge) for edge in edges}
    return Linked(
        occurrences=occurrences,
        relationships=tuple(sorted(edges)),
        unresolved=tuple(sorted({*calls.unresolved, *(claim for claim in stated if isinstance(claim, Unresolved))})),
        license_facts=tuple(claim for claim in stated if isinstance(claim, LicenseFact)),
        artifacts=tuple(sorted({claim for claim in stated if isinstance(claim, ComplianceArtifact)})),
        remarks=tuple(sorted({claim for claim in stated if isinstance(claim, LicenseRemark)})),
        support_facts=tuple(sorted({claim for claim in stated if isinstance(claim, SupportFact)}, key=repr)),
        diagnostics=tuple(sorted({claim for claim in stated if isinstance(claim, Diagnostic)}, key=str)),
    )


def _merged(stated: list[Occurrence], resolved: list[Occurrence]) -> tuple[Occurrence, ...]:
    """One occurrence for each component and place: what a call resolves to says more than what a file's value looks like."""
    found: dict[tuple[str, str, int, int | None, int | None], Occurrence] = {}
    reached = {(occurrence.location, occurrence.literal) for occurrence in resolved}
    left = [occurrence for occurrence in stated if (occurrence.location, occurrence.literal) not in reached]
    for occurrence in sorted(resolved, key=_order) + sorted(left, key=_order):
        place = occurrence.location
        key = (occurrence.component.key, place.path, place.line, place.cell, place.cell_line)
        found.setdefault(key, occurrence)
    return tuple(sorted(found.values(), key=_order))


def _likely(resolved: list[Occurrence], knowledge: KnowledgeBase) -> Iterator[Occurrence]:
    """All readings of a literal but those that cannot be meant where another one is known.

    A name may reach several calls through branches and base classes, `OpenAI()` here, `Anthropic()` and `AutoModel` there,
    and is meant for one of them: `gpt-4o` is no repository of weights, nor a model of a host whose ids look otherwise.
    """
    known = {(each.location, each.literal) for each in resolved if each.confidence is Confidence.HIGH}
    for each in resolved:
        component = each.component
        weights = component.kind is ComponentKind.MODEL and "/" not in each.literal
        host = knowledge.service(component.ecosystem) if component.kind is ComponentKind.SERVICE else None
        likely = each.confidence is Confidence.HIGH or not (weights or (host is not None and host.matches))
        if likely or (each.location, each.literal) not in known:
            yield each


_ROLES: Final = {"default": 0, "choice": 1, "implied": 2}


def _order(occurrence: Occurrence) -> tuple[object, ...]:
    return (
        occurrence.location,
        str(occurrence.component),
        _ROLES[occurrence.role],
        len(occurrence.through),
        occurrence.through,
    )
