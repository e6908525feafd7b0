"""What is told of a base alone, and what of the models of the tree that were made from it.

A card says `base_model: meta-llama/Llama-3.2-1B`. Its model carries the duties of the base; to tell them of the base
too would say one thing twice. Where the base is loaded somewhere, or named by anything else, both are told.
"""

from collections import defaultdict

from auditor.domain.evidence import Location
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph


def is_only_a_base(graph: ComponentGraph, profile: Profile) -> bool:
    """Whether every place that uses it merely states that a model of the tree was made from it."""
    if graph.is_own(profile) or not profile.uses:
        return False
    stated = graph.once(_stated, lambda: _stated(graph), on_trial=True).get(profile.component.key, set())
    return all(use.location in stated for use in profile.uses)


def _stated(graph: ComponentGraph) -> dict[str, set[Location | None]]:
    """Bases, by key, and the places at which models of the tree are said to have been made from them."""
    found: dict[str, set[Location | None]] = defaultdict(set)
    own = {profile.component.key for profile in graph.profiles() if graph.is_own(profile)}
    for edge in graph.relationships():
        if edge.type.keeps_weights and edge.source.key in own:
            found[edge.target.key].add(edge.location)
    return found
