"""Lineages that come back to where they began: nothing is made from itself, so one of the statements is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from auditor.domain.audit import Diagnostic, DiagnosticKind
from auditor.domain.finding import Step
from auditor.graph.component_graph import ComponentGraph

MOST: Final = 20
"""circles that are told; who writes more of them needs no longer list"""
_LONGEST: Final = 8
"""names that a sentence lists"""


def circular_lineages(graph: ComponentGraph) -> tuple[Diagnostic, ...]:
    """A note for each circle, at the first place that states a part of it. Rules follow no way twice."""
    return tuple(_told(circle) for circle in circles(graph.descent.up))


def _told(circle: Sequence[Step]) -> Diagnostic:
    names = [step.component.name for step in circle]
    way = [*names[: _LONGEST - 1], *(["…"] if len(names) >= _LONGEST else [])]
    message = (
        f"{names[-1]} is said to be made from itself: {' → '.join([names[-1], *way[: len(names) - 1], names[-1]])}"
    )
    place = next((step.location for step in circle if step.location), None)
    return Diagnostic("circular-lineage", message, DiagnosticKind.NOTE, place)


def circles(up: Mapping[str, Sequence[Step]]) -> tuple[tuple[Step, ...], ...]:
    """Circles that share no component, in the order of their keys, `MOST` at most; each as steps, the last one back."""
    left = _Left(up)
    found: list[tuple[Step, ...]] = []
    for start in sorted(up):
        if len(found) == MOST:
            break
        if start in left.above:
            circle = left.circle(start)
            found.append(circle)
            left.remove([step.component.key for step in circle])
    return tuple(found)


class _Left:
    """What is made from something and has something made from it, as long as anything of the kind is left."""

    def __init__(self, up: Mapping[str, Sequence[Step]]) -> None:
        self.above: dict[str, dict[str, Step]] = {}
        self.below: dict[str, set[str]] = {}
        for key, steps in up.items():
            for step in steps:
                self.above.setdefault(key, {}).setdefault(step.component.key, step)
                self.below.setdefault(step.component.key, set()).add(key)
        self.remove({*self.above} ^ {*self.below})

    def circle(self, start: str) -> tuple[Step, ...]:
        """The first circle that one comes to, always by the first step there is."""
        places: dict[str, int] = {}
        steps: list[Step] = []
        here = start
        while here not in places:
            places[here] = len(steps)
            step = self.above[here][min(self.above[here])]
            steps.append(step)
            here = step.component.key
        return tuple(steps[places[here] :])

    def remove(self, keys: Iterable[str]) -> None:
        """Without these, and without all that is in no circle then."""
        queue = list(keys)
        while queue:
            key = queue.pop()
            for upper in self.above.pop(key, {}):
                others = self.below.get(upper, set())
                others.discard(key)
                if not others:
                    queue.append(upper)
            for lower in self.below.pop(key, set()):
                steps = self.above.get(lower, {})
                steps.pop(key, None)
                if not steps:
                    queue.append(lower)
