"""Asks every enricher about every component, and about every component that their facts lead to."""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final

from auditor.domain.component import ComponentId
from auditor.domain.fact import Fact
from auditor.domain.relationship import Relationship
from auditor.enrichers import ENRICHERS
from auditor.enrichers.base import Context, Enricher

LONGEST_LINEAGE: Final = 64
"""steps away from what the tree names; real lineages have fewer than ten"""


def run(
    components: Iterable[ComponentId], context: Context, enrichers: Sequence[Enricher] = ENRICHERS
) -> dict[ComponentId, tuple[Fact, ...]]:
    """The facts of each component, and of its ancestors.

    A relationship is one more fact: the component at its other end joins the queue, so fine-tune → base → dataset
    unrolls by itself. Each component is asked about once, so a lineage that bites its tail ends too.
    """
    queue = deque((component, 0) for component in sorted(set(components)))
    met = {component.key for component, _ in queue}
    found: dict[ComponentId, tuple[Fact, ...]] = {}
    while queue:
        component, steps = queue.popleft()
        facts = [fact for enricher in enrichers for fact in enricher.enrich(component, context)]
        found[component] = tuple(dict.fromkeys(facts))
        if steps == LONGEST_LINEAGE:
            continue
        for fact in facts:
            if isinstance(fact, Relationship):
                for other in (fact.source, fact.target):
                    if other.key not in met:
                        met.add(other.key)
                        queue.append((other, steps + 1))
    return found
