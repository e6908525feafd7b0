"""Components and how they hang together: what the rules ask, and the one module that knows networkx.

The questions that every scan asks are walks of a few lines, answered here; networkx, which takes longer to import than
a small scan takes to run, is loaded only by who asks for the whole graph.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from auditor.domain.component import ComponentId, ComponentKind
from auditor.domain.evidence import LicenseRemark, Location, Occurrence, Role, Scope, Standing, Unresolved
from auditor.domain.fact import Fact
from auditor.domain.finding import Step
from auditor.domain.license import LicenseTerms
from auditor.domain.obligation import ArtifactKind, ComplianceArtifact
from auditor.domain.profile import Profile
from auditor.domain.relationship import Relationship, RelationshipType
from auditor.files.scope import scope_of
from auditor.graph.conclude import conclude
from auditor.graph.descent import Descent
from auditor.graph.joining import by_component, joined, spellings
from auditor.graph.steps import in_order, steps_of, walk
from auditor.knowledge.base import KnowledgeBase

if TYPE_CHECKING:
    import networkx as nx

_SCOPES: Final = [Scope.PRODUCTION, Scope.EXAMPLE, Scope.TEST, Scope.DOCS]
_ROLES: Final = [Role.DEFAULT, Role.IMPLIED, Role.CHOICE]
_LANGUAGES: Final = ("python", "javascript")
_UNCHANGED: Final = ("_chains", "_out", "_up", "_down", "_own", "_places", "descent")
"""what hangs neither on which offers are chosen nor on what is judged"""

T = TypeVar("T")


class ComponentGraph(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything that was concluded, ready to be asked. Made by `build`; every answer comes in one fixed order."""

    as_of: date
    root: ComponentId
    """the scanned tree"""
    knowledge: KnowledgeBase
    unresolved: tuple[Unresolved, ...] = ()
    artifacts: tuple[ComplianceArtifact, ...] = ()
    """what the tree holds by which duties are met; sorted"""
    remarks: tuple[LicenseRemark, ...] = ()
    """what its prose says of other people's licences; sorted"""
    by_key: dict[str, Profile]
    """key of a component → its profile, sorted by key"""
    edges: tuple[Relationship, ...] = ()

    def profiles(self) -> tuple[Profile, ...]:
        """The components that are judged: used somewhere in the tree, and AI."""
        return self._judged

    def listed(self) -> tuple[Profile, ...]:
        """The components that an inventory shows: those that the tree uses or names."""
        return tuple(p for p in self.all_profiles() if p.occurrences and self._is_ai(p.component))

    def all_profiles(self) -> tuple[Profile, ...]:
        """Every node but the root: ancestors, ordinary packages and what is merely named too."""
        return tuple(self.by_key.values())

    def profile(self, component: ComponentId) -> Profile | None:
        """What is known of one component; None when the graph does not hold it."""
        return self.by_key.get(component.key)

    def relationships(self) -> tuple[Relationship, ...]:
        """What components have to do with each other. That the application uses them is left out: `uses` tells it."""
        return self.edges

    def chain(self, component: ComponentId) -> tuple[Step, ...]:
        """The shortest way from the application to the component, both included; empty when there is none."""
        steps: list[Step] = []
        key = component.key
        while key in self._chains:
            key, step = self._chains[key]
            steps.append(step)
        return (Step(self.root), *reversed(steps)) if key == self.root.key else ()

    def targets(self, component: ComponentId, edge: RelationshipType) -> tuple[ComponentId, ...]:
        """Where the edges of one type lead from a component."""
        return tuple(step.component for step in self._out.get(component.key, ()) if step.relationship == edge.value)

    def descendants(self, component: ComponentId) -> tuple[ComponentId, ...]:
        """Everything that was derived from the component, over any number of steps."""
        below = walk(component.key, self._down)
        return tuple(below[key][1].component for key in sorted(below))

    def has_descendants(self, component: ComponentId) -> bool:
        """Whether anything was derived from the component."""
        return component.key in self._down

    def is_related(self, component: ComponentId) -> bool:
        """Whether it was made from anything, or anything from it."""
        return component.key in self._up or component.key in self._down

    def judged_below(self, component: ComponentId, most: int) -> tuple[str, ...]:
        """The keys of the judged components to which its terms reach, itself included; of more than `most` the nearest."""
        met, queue = {component.key}, deque([component.key])
        found: list[str] = []
        while queue and len(found) < most:
            here = queue.popleft()
            if here in self.judged_keys:
                found.append(here)
            fresh = [step.component.key for step in self._down.get(here, ()) if step.component.key not in met]
            met.update(fresh)
            queue.extend(dict.fromkeys(fresh))
        return tuple(found)

    def locations(self, profile: Profile) -> tuple[Location, ...]:
        """Where it is used: production code first, defaults before choices.

        For what the tree does not use itself, the places that use what was derived from it.
        """
        key = profile.component.key
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = self._located(profile)
        return places

    def _located(self, profile: Profile) -> tuple[Location, ...]:
        uses = profile.uses or tuple(
            occurrence
            for descendant in self.descendants(profile.component)
            if (below := self.profile(descendant))
            for occurrence in below.uses
        )
        return tuple(dict.fromkeys(occurrence.location for occurrence in sorted(uses, key=by_weight)))

    def is_own(self, profile: Profile) -> bool:
        """Whether the tree speaks of it as of something of its own making: a card, a header, a Modelfile."""
        return profile.component.key in self._own

    def title(self, profile: Profile) -> str | None:
        """What the card of the tree calls the model that it speaks of; None without a card."""
        component = profile.component
        card = self.profile(_of_the_folder(component)) if _is_weights(component) else profile
        if card is None or (card.component.ecosystem, card.component.kind) != ("tree", ComponentKind.MODEL):
            return None
        return next((occurrence.literal for occurrence in card.occurrences), None)

    def name(self, profile: Profile) -> str:
        """What a sentence calls it: a model of the tree by its card's title, whatever its folder is called."""
        of_tree = profile.component.ecosystem == "tree" and profile.component.kind is ComponentKind.MODEL
        return (self.title(profile) if of_tree else None) or profile.component.name

    def choosing(self, choices: Mapping[str, tuple[LicenseTerms, ...]]) -> "ComponentGraph":
        """The same graph, with the offer by which each of these components (by key) is judged."""
        chosen = self._chosen(choices)
        return self._with(self.by_key | chosen, tuple(chosen.get(p.component.key, p) for p in self._judged))

    def on_trial(self, choices: Mapping[str, tuple[LicenseTerms, ...]], judged: Collection[str]) -> "ComponentGraph":
        """The same with these components (by key) alone judged, and nothing unresolved: what would follow from a choice.

        What was found for the graph as it stands is taken over; who would be the nearest to pass on the same terms is
        not looked for anew.
        """
        by_key = self.by_key | self._chosen(choices)
        trial = self._with(by_key, tuple(by_key[key] for key in sorted(judged)), ())
        vars(trial)["_kept_on_trial"] = self._kept_on_trial
        return trial

    def _chosen(self, choices: Mapping[str, tuple[LicenseTerms, ...]]) -> dict[str, Profile]:
        return {key: msgspec.structs.replace(self.by_key[key], choice=offer) for key, offer in choices.items()}

    def _with(
        self,
        by_key: dict[str, Profile],
        judged: tuple[Profile, ...],
        unresolved: tuple[Unresolved, ...] | None = None,
    ) -> "ComponentGraph":
        """A copy that keeps the ways and edges found so far: neither changes with what is chosen or judged."""
        unresolved = self.unresolved if unresolved is None else unresolved
        copy = msgspec.structs.replace(self, by_key=by_key, unresolved=unresolved)
        for name in _UNCHANGED:
            vars(copy)[name] = getattr(self, name)
        vars(copy)["_judged"] = judged
        return copy

    def once(self, what: Hashable, make: Callable[[], T], *, on_trial: bool = False) -> T:
        """What `make` gives, worked out when it is first asked for, since a graph does not change.

        `what` is the name under which it is kept; with `on_trial`, for the graphs that `on_trial` gives, too.
        """
        kept = self._kept_on_trial if on_trial else self._kept
        if what not in kept:
            kept[what] = make()
        found: T = kept[what]
        return found

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _kept_on_trial(self) -> dict[Hashable, Any]:
        return {}

    def digraph(self) -> "nx.MultiDiGraph[str]":
        """The graph for those who want to compute on it or write it down; nodes are component keys."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_node(self.root.key, kind=self.root.kind.word)
        for key, profile in self.by_key.items():
            graph.add_node(key, kind=profile.component.kind.word)
            if profile.uses:
                graph.add_edge(self.root.key, key, type=RelationshipType.USES.value)
        for edge in self.edges:
            graph.add_edge(edge.source.key, edge.target.key, type=edge.type.value)
        return graph

    @cached_property
    def artifacts_by(self) -> dict[tuple[ArtifactKind, str], tuple[ComplianceArtifact, ...]]:
        """The same by kind and what they are, without those of tests, which nobody is shown or given."""
        found: dict[tuple[ArtifactKind, str], list[ComplianceArtifact]] = defaultdict(list)
        for artifact in self.artifacts:
            if scope_of(artifact.location.path) is not Scope.TEST:
                found[artifact.kind, artifact.what].append(artifact)
        return {key: tuple(held) for key, held in found.items()}

    @cached_property
    def judged_keys(self) -> frozenset[str]:
        """The keys of what `profiles()` gives."""
        return frozenset(profile.component.key for profile in self._judged)

    @cached_property
    def _judged(self) -> tuple[Profile, ...]:
        used = [p for p in self.by_key.values() if p.uses and self._is_ai(p.component)]
        told = {_of_the_folder(p.component).key for p in used if _is_weights(p.component)}
        return tuple(p for p in used if p.component.key not in told)  # weights carry all that the card beside them says

    @cached_property
    def descent(self) -> Descent:
        """The lineages of all components."""
        return Descent(self._up)

    @cached_property
    def _places(self) -> dict[str, tuple[Location, ...]]:
        return {}

    @cached_property
    def _chains(self) -> dict[str, tuple[str, Step]]:
        """Every component's shortest way from the application: its last step, and the key that the step leaves."""
        steps: dict[str, list[Step]] = defaultdict(list)
        for key, profile in self.by_key.items():
            if profile.uses:
                step = Step(profile.component, RelationshipType.USES.value, self.locations(profile)[0])
                steps[self.root.key].append(step)
            steps[key] += self._out.get(key, [])
        return walk(self.root.key, in_order(steps))

    @cached_property
    def _out(self) -> dict[str, list[Step]]:
        return steps_of(self.edges)

    @cached_property
    def _up(self) -> dict[str, list[Step]]:
        return steps_of(edge for edge in self.edges if edge.type.carries_terms)

    @cached_property
    def _down(self) -> dict[str, list[Step]]:
        """The edges that carry terms, walked against their direction."""
        steps: dict[str, list[Step]] = defaultdict(list)
        for edge in self.edges:
            if edge.type.carries_terms:
                steps[edge.target.key].append(Step(edge.source, edge.type.value, edge.location))
        return in_order(steps)

    @cached_property
    def _own(self) -> frozenset[str]:
        own = {edge.source.key for edge in self.edges if edge.origin.standing is Standing.OWN_STATEMENT}
        own |= {p.component.key for p in self.by_key.values() if p.component.ecosystem == "tree"}
        stated = (p for p in self.by_key.values() if p.licenses)
        own |= {p.component.key for p in stated if any(f.origin.standing is Standing.OWN_STATEMENT for f in p.licenses)}
        return frozenset(own)

    @cached_property
    def _ai_libraries(self) -> frozenset[str]:
        sites = (site for language in _LANGUAGES for site in self.knowledge.call_sites(language))
        return frozenset(site.library for site in sites)

    def _is_ai(self, component: ComponentId) -> bool:
        """Whether it belongs in an inventory of AI: all but packages that the knowledge does not call so."""
        if component.kind is not ComponentKind.LIBRARY:
            return component.kind is not ComponentKind.APPLICATION
        known = self.knowledge.package(component.ecosystem, component.name)
        return known is not None or component.purl in self._ai_libraries


def build(
    *,
    root: ComponentId,
    occurrences: Iterable[Occurrence],
    facts: Mapping[ComponentId, Sequence[Fact]],
    knowledge: KnowledgeBase,
    as_of: date,
    unresolved: Iterable[Unresolved] = (),
    artifacts: Iterable[ComplianceArtifact] = (),
    remarks: Iterable[LicenseRemark] = (),
) -> ComponentGraph:
    """The graph of everything that was seen and said. Spellings of one name become one node."""
    spelling = spellings(occurrences := tuple(occurrences), facts)
    edges = joined((fact for said in facts.values() for fact in said if isinstance(fact, Relationship)), spelling)
    seen = by_component(occurrences, edges, spelling)
    said_of: dict[str, list[Fact]] = defaultdict(list)
    for component, said in facts.items():
        said_of[component.key] += said
    profiles = {
        key: conclude(spelling[key], seen.get(key, ()), said_of.get(key, ()), knowledge, as_of)
        for key in sorted(spelling)
        if key != root.key
    }
    return ComponentGraph(
        as_of=as_of,
        root=root,
        knowledge=knowledge,
        unresolved=tuple(sorted(set(unresolved))),
        artifacts=tuple(sorted(set(artifacts))),
        remarks=tuple(sorted(set(remarks))),
        by_key=profiles,
        edges=edges,
    )


def by_weight(occurrence: Occurrence) -> tuple[object, ...]:
    """Sorts uses: what runs in production by default comes first, then path and line."""
    here = occurrence.location
    order = (_SCOPES.index(occurrence.scope), _ROLES.index(occurrence.role))
    return (*order, here.path, here.line, here.column, here.end_line, here.end_column)


def _is_weights(component: ComponentId) -> bool:
    return component.kind is ComponentKind.FILE and component.ecosystem == "tree"


def _of_the_folder(weights: ComponentId) -> ComponentId:
    """The model of which a card speaks that lies beside a weights file of the tree."""
    return ComponentId(ComponentKind.MODEL, "tree", str(PurePosixPath(weights.name).parent))
