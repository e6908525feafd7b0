"""Of all that can be reached from a place, the nearest of each sort: found for every place at once.

Asked place by place, a lineage of a thousand steps costs a million. What is told of a place is told of those before it,
one step further away; so the answers travel backwards, one step a round, and each place takes in what it has not heard
of yet. A circle brings nothing new, and so ends by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

Arc = tuple[int, int | None]
"""the place to which it leads, and the sort of what stands there; None: nothing that counts"""
Hit = tuple[int, int, int]
"""the number of the first arc of the way, how many arcs the way has, and the place at its end"""


class Nearest(msgspec.Struct, frozen=True):
    """The arcs of a graph, and for each place and sort the shortest way; of equally short ones, that of earlier arcs."""

    arcs: Sequence[Sequence[Arc]]
    """place → where one gets from there, in the order in which it is tried"""
    hits: Sequence[Mapping[int, Hit]]
    """place → sort → its way, the nearest first: what breadth-first search from there meets, in that order"""

    def way(self, place: int, sort: int) -> Iterator[tuple[int, int]]:
        """The arcs of the way, each as the place that it leaves and its number there."""
        left = 2
        while left > 1:
            number, left, _ = self.hits[place][sort]
            yield place, number
            place = self.arcs[place][number][0]


def nearest(arcs: Sequence[Sequence[Arc]], most: int | None = None) -> Nearest:
    """The nearest of each sort, from everywhere; with `most`, that many sorts of each place, the nearest ones."""
    hits: list[dict[int, Hit]] = [{} for _ in arcs]
    before: dict[int, list[int]] = defaultdict(list)
    for place, leaving in enumerate(arcs):
        mine = hits[place]
        for number, (target, sort) in enumerate(leaving):
            before[target].append(place)
            if sort is not None and sort not in mine and len(mine) != most:
                mine[sort] = (number, 1, target)
    news = {place: [(sort, hit[2]) for sort, hit in found.items()] for place, found in enumerate(hits) if found}
    length = 1
    while news:
        length += 1
        heard: dict[int, list[tuple[int, int]]] = {}
        for place in {earlier for spoken in news for earlier in before.get(spoken, ())}:
            mine = hits[place]
            met = len(mine)
            for number, (target, _) in enumerate(arcs[place]):
                told = news.get(target)
                if told is None or met == most:
                    continue
                for sort, end in told:
                    if sort not in mine and len(mine) != most:
                        mine[sort] = (number, length, end)
            if len(mine) > met:
                heard[place] = [(sort, hit[2]) for sort, hit in islice(mine.items(), met, None)]
        news = heard
    return Nearest(arcs, hits)
