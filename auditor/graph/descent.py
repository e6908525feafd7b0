"""What comes down with each step of a lineage, and through how many kinds of step: weights, outputs, or data.

A model may come from another in two ways, as its fine-tune and as the pupil of another fine-tune of it. Both count, so
who walks a lineage keeps in mind what has come down so far; a place is a component and that.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Final

import msgspec

from auditor.domain.finding import Step
from auditor.domain.relationship import RelationshipType
from auditor.graph.nearest import Arc, Nearest, nearest


class Passed(IntEnum):
    """What reaches the lower end of a way, the most first."""

    WEIGHTS = 0
    """the ancestor's own, changed or not: what holds them is its derivative under any licence"""
    OUTPUTS = 1
    """what it said, learnt by another"""
    DATA = 2
    """it was training data, or was learnt from by what was"""

    def then(self, relationship: str | None) -> "Passed":
        """What is left after one step more, of a type that carries terms."""
        return max(self, _BY_TYPE.get(relationship or "", Passed.DATA))


_BY_TYPE: Final = {kind.value: Passed.WEIGHTS for kind in RelationshipType if kind.keeps_weights} | {
    RelationshipType.DISTILLED_FROM.value: Passed.OUTPUTS,
    RelationshipType.TRAINED_ON.value: Passed.DATA,
}

Sorting = Callable[[str, Step, Passed], int | None]
"""the component that a step leaves (by key), the step, and what has passed with it → the sort of what stands there"""


class Descent(msgspec.Struct, frozen=True, dict=True):
    """The lineages of a whole graph."""

    up: Mapping[str, Sequence[Step]]
    """key → the steps to what it was made from, in order"""

    def nearest(self, sorting: Sorting, most: int | None = None) -> Nearest:
        """Of each sort of ancestors the nearest, for every component."""
        arcs: list[list[Arc]] = []
        for key, passed in self.places:
            leaving: list[Arc] = []
            for step in self.up.get(key, ()):
                after = passed.then(step.relationship)
                leaving.append((self._numbers[step.component.key, after], sorting(key, step, after)))
            arcs.append(leaving)
        return nearest(arcs, most)

    def place(self, key: str) -> int | None:
        """Where a component's lineage begins; None for one that was made from nothing."""
        return self._numbers.get((key, Passed.WEIGHTS))

    def steps(self, found: Nearest, place: int, sort: int) -> tuple[Step, ...]:
        """The way to an ancestor that was found, without the component itself."""
        return tuple(self.up[self.places[at][0]][number] for at, number in found.way(place, sort))

    @cached_property
    def places(self) -> list[tuple[str, Passed]]:
        """Every component with a lineage, and all to which such a one leads, with what has passed on the way."""
        return list(self._numbers)

    @cached_property
    def _numbers(self) -> dict[tuple[str, Passed], int]:
        found = dict.fromkeys((key, Passed.WEIGHTS) for key in self.up)
        queue = list(found)
        for key, passed in queue:
            for step in self.up.get(key, ()):
                place = (step.component.key, passed.then(step.relationship))
                if place not in found:
                    found[place] = None
                    queue.append(place)
        return {place: number for number, place in enumerate(found)}
