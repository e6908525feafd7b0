"""What judging costs: `python -m tests.benchmarks.judge` prints a table; nothing is asserted.

Graphs are made up, of components of every kind, all of them used in one place or several. Licences, suppliers and
support dates are drawn from the shipped knowledge as often as they occur there. Two shapes: `families` (fine-tunes,
conversions and merges some steps below a base, each trained on a few data sets, with services before some of them), and
`dense` (every component has five edges of any type to earlier ones, which nothing real has). Timed is what follows the
graph: all rules, waivers, agreements and a baseline, the scores and the verdict, and the shares. Each time is the best
of several, on a graph that nobody has asked anything yet; `--digest` prints a digest of the findings, so that two
versions can be compared, and `--profile` where the time goes.
"""

import argparse
import cProfile
import gc
import hashlib
import pstats
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from auditor.collector import no_collector
from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import Location, Occurrence, Origin, Role, Scope, Standing
from auditor.domain.fact import Fact, LicenseFact, SupplierFact, SupportFact
from auditor.domain.finding import Finding
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.graph.component_graph import ComponentGraph, build
from auditor.graph.concentration import concentration
from auditor.knowledge.base import KnowledgeBase
from auditor.knowledge.load import open_knowledge
from auditor.policy import baseline, scoring
from auditor.policy.load import LoadedPolicy, load_policy
from auditor.policy.policy import Waiver
from auditor.rules.run import ids, judge

DAY: Final = date(2026, 11, 25)
SIZES: Final = ((1_000, 5_000), (10_000, 50_000))
ROOT: Final = ComponentId(ComponentKind.APPLICATION, "tree", "made-up")
SAID: Final = Origin(Standing.EXACT, "lock-file", DAY, "https://example.org/read")
_OF_BASE: Final = (
    RelationshipType.FINE_TUNED_FROM,
    RelationshipType.FINE_TUNED_FROM,
    RelationshipType.QUANTIZED_FROM,
    RelationshipType.QUANTIZED_FROM,
    RelationshipType.ADAPTER_OF,
    RelationshipType.MERGED_FROM,
    RelationshipType.DISTILLED_FROM,
)
_ANY: Final = (*_OF_BASE, RelationshipType.TRAINED_ON, RelationshipType.SERVES, RelationshipType.DEPENDS_ON)
_MIX: Final = (
    (ComponentKind.MODEL, 60),
    (ComponentKind.DATASET, 15),
    (ComponentKind.SERVICE, 12),
    (ComponentKind.LIBRARY, 13),
)
Edge = tuple[int, RelationshipType, int]


class Known(msgspec.Struct, frozen=True):
    """Facts of the shipped knowledge, by the kind of component that they are stated of."""

    components: dict[ComponentKind, list[tuple[ComponentId, tuple[Fact, ...]]]]

    @classmethod
    def read(cls, knowledge: KnowledgeBase) -> "Known":
        """All that it holds, relationships left out."""
        found: dict[ComponentKind, list[tuple[ComponentId, tuple[Fact, ...]]]] = {}
        for id_ in knowledge.ids("component"):
            component = ComponentId.parse(id_)
            facts = tuple(f for f in knowledge.facts(component) if not isinstance(f, Relationship))
            found.setdefault(component.kind, []).append((component, facts))
        return cls(found)


def made(
    size: int, edges: int, known: Known, knowledge: KnowledgeBase, *, dense: bool, seed: int = 7
) -> Callable[[], ComponentGraph]:
    """Builds one graph anew each time it is called."""
    chance = random.Random(seed)  # noqa: S311 - the same graph each time
    most = {ComponentKind.LIBRARY: len(known.components[ComponentKind.LIBRARY])}
    kinds = [kind for kind, weight in _MIX for _ in range(min(size * weight // 100, most.get(kind, size)))]
    kinds += [ComponentKind.MODEL] * (size - len(kinds))
    chance.shuffle(kinds)
    so_far = dict.fromkeys(ComponentKind, 0)
    components: list[ComponentId] = []
    for kind in kinds:
        components.append(_component(kind, so_far[kind], known, chance))
        so_far[kind] += 1
    facts: dict[ComponentId, list[Fact]] = {one: _facts(one, known, chance) for one in components}
    drawn = _dense(size, edges, chance) if dense else _families(kinds, edges, chance)
    for source, type_, target in drawn:
        place = Location(f"cards/{source}.md", 3) if chance.random() < 0.3 else None
        facts[components[source]].append(Relationship(components[source], type_, components[target], SAID, place))
    uses = [use for one in components for use in _uses(one, chance)]
    return lambda: build(root=ROOT, occurrences=uses, facts=facts, knowledge=knowledge, as_of=DAY)


def _component(kind: ComponentKind, number: int, known: Known, chance: random.Random) -> ComponentId:
    """A package or host that the knowledge holds, as otherwise neither is AI; a model or data set of somebody else's."""
    if kind is ComponentKind.LIBRARY:
        packages = known.components[kind]
        return packages[number % len(packages)][0]
    if kind is ComponentKind.SERVICE:
        like, _ = chance.choice(known.components[kind])
        return msgspec.structs.replace(like, name=f"{like.name}-{number}")
    return ComponentId(kind, "huggingface", f"maker-{chance.randrange(200)}/{kind.word}-{number}")


def _facts(component: ComponentId, known: Known, chance: random.Random) -> list[Fact]:
    """What is said of another component of its kind, said of this one."""
    _, said = chance.choice(known.components[component.kind])
    found: list[Fact] = []
    for fact in said:
        if isinstance(fact, LicenseFact):
            expression = "MIT OR CC-BY-NC-4.0" if chance.random() < 0.01 else fact.expression
            found.append(msgspec.structs.replace(fact, component=component, expression=expression))
        elif isinstance(fact, SupplierFact | SupportFact):
            found.append(msgspec.structs.replace(fact, component=component))
    return found


def _uses(component: ComponentId, chance: random.Random) -> list[Occurrence]:
    """One place to four."""
    scopes = (Scope.PRODUCTION, Scope.PRODUCTION, Scope.PRODUCTION, Scope.TEST, Scope.EXAMPLE, Scope.DOCS)
    return [
        Occurrence(
            component=component,
            version="1.0" if chance.random() < 0.5 else None,
            location=Location(f"src/part_{chance.randrange(400)}.py", chance.randrange(1, 900), 5, 0, 0),
            literal=component.name,
            scope=chance.choice(scopes),
            role=Role.CHOICE if chance.random() < 0.2 else Role.DEFAULT,
            detector="python-calls",
        )
        for _ in range(chance.randint(1, 4))
    ]


def _dense(size: int, edges: int, chance: random.Random) -> list[Edge]:
    found: set[Edge] = set()
    while len(found) < edges:
        source = chance.randrange(1, size)
        found.add((source, chance.choice(_ANY), chance.randrange(source)))
    return sorted(found)


def _families(kinds: Sequence[ComponentKind], edges: int, chance: random.Random) -> list[Edge]:
    """Lineages of one step to six, a data set or several for each model, and what serves it."""
    of = {kind: [n for n, one in enumerate(kinds) if one is kind] for kind, _ in _MIX}
    models, data = of[ComponentKind.MODEL], of[ComponentKind.DATASET]
    services, packages = of[ComponentKind.SERVICE], of[ComponentKind.LIBRARY]
    found: set[Edge] = set()
    depth = dict.fromkeys(models[: len(models) // 10], 0)
    for model in models[len(depth) :]:
        for base in chance.sample(list(depth), chance.choice((1, 1, 1, 1, 2))):
            if depth[base] < 6:
                found.add((model, chance.choice(_OF_BASE), base))
                depth[model] = max(depth.get(model, 0), depth[base] + 1)
    found |= {(service, RelationshipType.SERVES, chance.choice(models)) for service in services}
    for one in data:
        if chance.random() < 0.3:
            found.add((one, RelationshipType.DISTILLED_FROM, chance.choice(services)))
    while len(found) < edges:
        if chance.random() < 0.6:
            found.add((chance.choice(models), RelationshipType.TRAINED_ON, chance.choice(data)))
        else:
            found.add((chance.choice(packages), RelationshipType.DEPENDS_ON, chance.choice(packages)))
    return sorted(found)


def with_waivers(loaded: LoadedPolicy) -> LoadedPolicy:
    """The policy, with thirty waivers more."""
    waivers = tuple(
        Waiver(
            component=f"model:huggingface/maker-{number}/*",
            rule=rule,
            expires=DAY + timedelta(days=number * 3),
            reason="looked at",
            approved_by="legal@example.com",
        )
        for number, rule in enumerate(rule for rule in ids() if rule.startswith("maintenance/"))
    )
    return msgspec.structs.replace(loaded, policy=msgspec.structs.replace(loaded.policy, waivers=waivers))


@no_collector()
def judged(graph: ComponentGraph, loaded: LoadedPolicy, accepted: baseline.Baseline) -> tuple[Finding, ...]:
    """All that follows the graph, as the audit does it."""
    findings = baseline.mark(judge(graph, loaded), accepted)
    by_component: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.component:
            by_component.setdefault(finding.component.key, []).append(finding)
    for profile in graph.listed():
        own = by_component.get(profile.component.key, ())
        scoring.score(own)
        scoring.verdict(own)
    scoring.score(findings)
    scoring.verdict(findings)
    concentration(graph, loaded.policy)
    return findings


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Print what judging costs.")
    parser.add_argument("--policy", default="default")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", type=int, help="the size to measure; all by default")
    parser.add_argument("--shape", choices=("families", "dense"), help="both by default")
    parser.add_argument("--digest", action="store_true")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    knowledge = open_knowledge(())
    known, loaded = Known.read(knowledge), with_waivers(load_policy(given.policy, known_rules=ids()))
    for shape in ("families", "dense"):
        for size, edges in SIZES:
            if given.only in {None, size} and given.shape in {None, shape}:
                new = made(size, edges, known, knowledge, dense=shape == "dense")
                _measured(f"{shape}, {size:,} components", new, loaded, given)


def _measured(what: str, new: Callable[[], ComponentGraph], loaded: LoadedPolicy, given: argparse.Namespace) -> None:
    accepted = baseline.Baseline()
    walls: list[float] = []
    costs: list[float] = []
    findings: tuple[Finding, ...] = ()
    for turn in range(given.times):
        graph = new()
        gc.collect()
        began, started = time.process_time(), time.perf_counter()
        findings = judged(graph, loaded, accepted)
        walls.append(time.perf_counter() - started)
        costs.append(time.process_time() - began)
        if not turn:
            accepted = baseline.read(baseline.write(findings[::2]), "baseline")
    sys.stdout.write(
        f"{what:30} {len(graph.relationships()):6,} edges {len(findings):6,} findings "
        f"{1000 * min(walls):8,.0f} ms {1000 * min(costs):8,.0f} CPU-ms\n"
    )
    if given.digest:
        told = msgspec.json.encode(sorted(findings, key=lambda finding: (finding.fingerprint, finding.message)))
        sys.stdout.write(f"{'':30} {hashlib.sha256(told).hexdigest()}, {len(told):,} bytes\n")
    if given.profile:
        graph, profile = new(), cProfile.Profile()
        profile.runcall(judged, graph, loaded, accepted)
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
