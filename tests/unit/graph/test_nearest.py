"""The nearest of each sort, asked of all places at once, is what one would meet from each of them."""

from collections import deque
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from auditor.graph.nearest import Arc, nearest


def test_the_shorter_way_counts_and_of_equal_ones_the_earlier() -> None:
    found = nearest([[(1, None), (2, None), (3, 7)], [(3, 8)], [(3, 8)], [(0, 9)]])
    assert dict(found.hits[0]) == {7: (2, 1, 3), 8: (0, 2, 3), 9: (2, 2, 0)}
    assert list(found.way(0, 8)) == [(0, 0), (1, 0)]
    assert list(found.way(0, 9)) == [(0, 2), (3, 0)]


def test_a_circle_ends() -> None:
    found = nearest([[(1, 1)], [(2, 2)], [(0, 0)]])
    assert [list(hits) for hits in found.hits] == [[1, 2, 0], [2, 0, 1], [0, 1, 2]]


def test_of_too_many_the_nearest_are_kept() -> None:
    line: list[list[Arc]] = [[(place + 1, place + 1)] for place in range(9)]
    assert list(nearest([*line, []], most=3).hits[0]) == [1, 2, 3]


ARCS = st.integers(1, 7).flatmap(
    lambda size: st.lists(
        st.lists(st.tuples(st.integers(0, size - 1), st.none() | st.integers(0, 3)), max_size=4),
        min_size=size,
        max_size=size,
    )
)


@given(arcs=ARCS, most=st.none() | st.integers(1, 3))
def test_it_is_what_a_walk_from_each_place_meets(arcs: list[list[Arc]], most: int | None) -> None:
    found = nearest(arcs, most)
    for place in range(len(arcs)):
        met = walked(arcs, place)[:most]
        assert [(sort, hit[1]) for sort, hit in found.hits[place].items()] == met
        for sort, length in met:
            way = list(found.way(place, sort))
            assert len(way) == length
            assert way[0][0] == place
            last, number = way[-1]
            assert arcs[last][number] == (found.hits[place][sort][2], sort)


def walked(arcs: Sequence[Sequence[Arc]], start: int) -> list[tuple[int, int]]:
    """Breadth first, place by place: each sort, and how far away it is."""
    met: dict[int, int] = {}
    queue, visited = deque([(start, 1)]), {start}
    while queue:
        place, length = queue.popleft()
        for target, sort in arcs[place]:
            if sort is not None:
                met.setdefault(sort, length)
            if target not in visited:
                visited.add(target)
                queue.append((target, length + 1))
    return list(met.items())
