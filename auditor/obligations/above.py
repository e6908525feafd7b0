"""Of the ancestors that bind a component, those whose duties the register tells: of some lineages nobody would read all."""

from typing import Final

import msgspec

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.profile import Profile
from auditor.graph.component_graph import ComponentGraph
from auditor.graph.lineage import Ancestor, bound_by, license_ids

MOST: Final = 16
"""licences that come down to one component; merges of dozens of models have fewer than ten"""
CUT_SHORT: Final = "obligations-cut-short"
"""the diagnostic's code"""


class Above(msgspec.Struct, frozen=True):
    """Who binds a component from above."""

    told: tuple[Ancestor, ...]
    """nearest first: all that stand under the nearest `MOST` licences"""
    left_out: frozenset[str] = frozenset()
    """the licences further up"""


def above(graph: ComponentGraph, profile: Profile) -> Above:
    """The ancestors whose duties are told, and which licences are left out."""
    kept: dict[str, Above] = graph.once("above", dict)
    found = kept.get(profile.component.key)
    if found is None:
        found = kept[profile.component.key] = _above(graph, profile)
    return found


def _above(graph: ComponentGraph, profile: Profile) -> Above:
    told: list[Ancestor] = []
    met: set[str] = set()
    left_out: set[str] = set()
    for ancestor in bound_by(graph, profile):
        here = license_ids(ancestor.profile)
        if len(met) < MOST or here <= met:
            told.append(ancestor)
            met |= here
        else:
            left_out |= here - met
    return Above(tuple(told), frozenset(left_out))


def cut_short(graph: ComponentGraph) -> tuple[Diagnostic, ...]:
    """A note where the register leaves licences out; no real lineage has come to that."""
    left_out = [
        (len(licenses), profile.component.name)
        for profile in graph.profiles()
        if (licenses := above(graph, profile).left_out)
    ]
    if not left_out:
        return ()
    most, name = max(left_out, key=lambda one: one[0])
    what = f"{most} further licences come down to {name}" if most > 1 else f"a further licence comes down to {name}"
    rest = len(left_out) - 1
    others = f", and more than {MOST} to {rest:,} other{'' if rest == 1 else 's'}" if rest else ""
    message = f"the obligations of the nearest {MOST} licences are told of each component: {what}{others}"
    return (Diagnostic(CUT_SHORT, message, DiagnosticKind.NOTE),)
