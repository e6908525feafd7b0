"""The steps that lead from component to component, and what can be reached by them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from auditor.domain.finding import Step
from auditor.domain.relationship import Relationship


def steps_of(edges: Iterable[Relationship]) -> dict[str, list[Step]]:
    """Key → the steps that lead away from it."""
    steps: dict[str, list[Step]] = defaultdict(list)
    for edge in edges:
        steps[edge.source.key].append(Step(edge.target, edge.type.value, edge.location))
    return in_order(steps)


def in_order(steps: Mapping[str, list[Step]]) -> dict[str, list[Step]]:
    """Those that leave one component by where they lead, then by type."""
    return {
        key: sorted(found, key=lambda step: (step.component.key, step.relationship or ""))
        for key, found in steps.items()
    }


def walk(start: str, steps: Mapping[str, Sequence[Step]]) -> dict[str, tuple[str, Step]]:
    """Everything else that can be reached: the last step of the shortest way to it, and the key that the step leaves.

    Breadth first, so loops end by themselves; of equally short ways, the one by the steps that stand first.
    """
    met: dict[str, tuple[str, Step]] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for step in steps.get(here, ()):
            if (key := step.component.key) not in met and key != start:
                met[key] = (here, step)
                queue.append(key)
    return met
