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
from auditor.graph.nearest import Nearest, nearest


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

Sorting = Callable[[str, Passed], int | None]
"""a component (by key), and what of it has passed → the sort of ancestor that it is; None: it does not count"""
Halting = Callable[[str, str], bool]
"""a component and what it was made from (by key) → whether this last step ends a way to nothing that counts"""


class Descent(msgspec.Struct, frozen=True, dict=True):
    """The lineages of a whole graph."""

    up: Mapping[str, Sequence[Step]]
    """key → the steps to what it was made from, in order"""

    def nearest(self, sorting: Sorting, most: int | None = None, halting: Halting | None = None) -> Nearest:
        """Of each sort of ancestors the nearest, for every component."""
        sorts = [sorting(key, passed) for key, passed in self.places]
        arcs = [[(target, sorts[target]) for target in targets] for targets in self._targets]
        if halting is not None:
            for place, leaving in enumerate(arcs):
                here = self.places[place][0]
                for number, (target, sort) in enumerate(leaving):
                    if sort is not None and halting(here, self.places[target][0]):
                        leaving[number] = (target, None)
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
    def _targets(self) -> list[list[int]]:
        """Place → where its steps lead."""
        return [
            [self._numbers[step.component.key, passed.then(step.relationship)] for step in self.up.get(key, ())]
            for key, passed in self.places
        ]

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
