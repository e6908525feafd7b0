"""What is known of a name, without a tree: whether one may adopt it."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Final

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence, Technique
from auditor.domain.fact import Supplier
from auditor.domain.finding import Finding
from auditor.domain.license import LicenseTerms
from auditor.domain.profile import Profile
from auditor.domain.relationship import Relationship
from auditor.enrichers import run as enrichers
from auditor.enrichers.base import Context
from auditor.errors import AuditorError
from auditor.graph.component_graph import ComponentGraph, build
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.records import FamilyRecord
from auditor.policy.load import LoadedPolicy
from auditor.rules import run as rules

Match = ComponentId | LicenseTerms | Supplier | FamilyRecord

_PREFIXES: Final = ("family", "license", "supplier")
_KINDS: Final = frozenset(kind.word for kind in ComponentKind)
_NEAR: Final = 0.8
_SHORTEST: Final = 3
_TOLD: Final = 3
"""names that are proposed"""
_LONGEST: Final = 200
"""characters of a name that is worth looking for"""
_PURL_ECOSYSTEMS: Final = {"golang": "go"}


class Considered(msgspec.Struct, frozen=True):
    """A component as it would be judged if it were used."""

    profile: Profile
    lineage: tuple[Relationship, ...]
    """the edges that lead away from it"""
    findings: tuple[Finding, ...]


def matches(query: str, knowledge: KnowledgeBase) -> list[Match]:
    """Everything that a name may mean, components first, then licence, supplier, family.

    A full id, a purl, or a word with a prefix (`license:`, `supplier:`, `family:`) means one thing at most.
    """
    prefix, colon, rest = query.partition(":")
    if colon and prefix in _PREFIXES:
        found: list[Match | None] = [_by_prefix(prefix, rest, knowledge)]
    elif (component := _written_out(query)) is not None:
        found = [component]
    else:
        found = [
            _component(query, knowledge),
            knowledge.license(query),
            knowledge.supplier(query),
            knowledge.family(query),
        ]
    known = [match for match in found if match is not None]
    read = [match for match in known if not (isinstance(match, LicenseTerms) and match.named_only)]
    return read or known  # ScanCode's keys are everyday words, of which some are packages' names


def named(word: str, graph: ComponentGraph) -> list[Profile]:
    """What a word means in a tree: the component of that id or purl, or all whose id holds it.

    Raises AuditorError when there is none.
    """
    wanted = word.casefold()
    profiles = list(graph.all_profiles())
    exact = [
        one for one in profiles if wanted in {str(one.component).casefold(), (one.component.purl or "").casefold()}
    ]
    found = exact or [one for one in profiles if wanted in str(one.component).casefold()]
    if not found:
        raise AuditorError(f"{word!r} is nowhere in the tree")
    return found


def near(query: str, knowledge: KnowledgeBase) -> list[str]:
    """At most three known names that may have been meant by one that means nothing: a beginning, a slip, or a part."""
    kind, colon, word = query.casefold().partition(":")
    if not colon:
        kind, word = "", kind
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    tails = _tails(kind, knowledge)
    if begun := [tail for tail in tails if tail.startswith(word)]:
        found = sorted(begun, key=len)
    elif slipped := get_close_matches(word, [tail for tail in tails if _could_be(word, tail)], n=_TOLD, cutoff=_NEAR):
        found = slipped
    else:
        found = sorted((tail for tail in tails if word in tail), key=len)
    return list(dict.fromkeys(tails[tail] for tail in found))[:_TOLD]


def _tails(kind: str, knowledge: KnowledgeBase) -> dict[str, str]:
    """What may stand behind a prefix → the full name; where two have the same, families and models come first."""
    prefixes = get_close_matches(kind, _PREFIXES, n=1, cutoff=0.5) if kind and kind not in _KINDS else _PREFIXES
    tails: dict[str, str] = {}
    for prefix in prefixes:
        for name in knowledge.ids(prefix):
            tails.setdefault(name.casefold(), f"{prefix}:{name}")
    if not kind or kind in _KINDS:
        for component in sorted(knowledge.ids("component"), key=lambda name: not name.startswith("model:hug")):
            tails.setdefault(component.casefold().partition("/")[2], component)
            tails.setdefault(component.casefold().partition(":")[2], component)
    return tails


def _could_be(word: str, other: str) -> bool:
    """Whether lengths allow a likeness, which is dear to measure."""
    return abs(len(word) - len(other)) <= max(2, len(word) // 4)


def _by_prefix(prefix: str, rest: str, knowledge: KnowledgeBase) -> Match | None:
    if prefix == "license":
        return knowledge.license(rest)
    return knowledge.supplier(rest) if prefix == "supplier" else knowledge.family(rest)


def _written_out(query: str) -> ComponentId | None:
    """A component id or a purl."""
    if query.startswith("pkg:"):
        from packageurl import PackageURL

        try:
            purl = PackageURL.from_string(query)
        except ValueError:
            return None
        kind = ComponentKind.MODEL if purl.type == "huggingface" else ComponentKind.LIBRARY
        name = f"{purl.namespace}/{purl.name}" if purl.namespace else purl.name
        return ComponentId(kind, _PURL_ECOSYSTEMS.get(purl.type, purl.type), name)
    try:
        return ComponentId.parse(query)
    except ValueError:
        return None


def _component(query: str, knowledge: KnowledgeBase) -> ComponentId | None:
    """The component of a bare name: a model by any spelling, else a dataset or a package that is known."""
    identity = knowledge.identify("any", query, ComponentKind.MODEL)
    if identity.known:
        return identity.component
    candidates = (
        ComponentId(ComponentKind.MODEL, "huggingface", query),
        ComponentId(ComponentKind.DATASET, "huggingface", query),
        ComponentId(ComponentKind.LIBRARY, "pypi", query),
        ComponentId(ComponentKind.LIBRARY, "npm", query),
        ComponentId(ComponentKind.MODEL, "ollama", query),
    )
    for candidate in candidates:
        found = knowledge.identify(candidate.ecosystem, query, candidate.kind)
        if found.known:
            return found.component
    # Only now what is told by the shape of a name: its family's pattern, or who owns the namespace.
    return identity.component if knowledge.facts(identity.component) else None


def consider(component: ComponentId, knowledge: KnowledgeBase, loaded: LoadedPolicy | None, as_of: date) -> Considered:
    """The component's profile and lineage; judged, if a policy is given."""
    asked = Occurrence(
        component=component,
        location=Location("."),
        literal=component.name,
        detector="show",
        technique=Technique.ATTESTATION,
    )
    facts = enrichers.run(
        [component], Context(knowledge=knowledge, curations=loaded.policy.curations if loaded else ())
    )
    root = ComponentId(ComponentKind.APPLICATION, "tree", "question")
    graph = build(root=root, occurrences=[asked], facts=facts, knowledge=knowledge, as_of=as_of)
    profile = graph.profile(component)
    assert profile is not None, "the graph holds what was asked about"  # noqa: S101
    edges = tuple(edge for edge in graph.relationships() if edge.source.key == component.key)
    findings = rules.judge(graph, loaded) if loaded else ()
    return Considered(profile, edges, about(component, findings))


def about(component: ComponentId, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings about one component: shares of one say nothing."""
    return tuple(finding for finding in findings if finding.component and finding.component.key == component.key)
