import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.map_clusters import ClusterGrid, PlacedMark, Spacing
from cdtt_app.domain.map_scene import Severity

SPACING = Spacing(66, 44, 54, 30)
PLACES = st.tuples(st.floats(-3000, 3000), st.floats(-3000, 3000), st.sampled_from(Severity))
MARKS = st.lists(PLACES, max_size=60).map(
    lambda places: [PlacedMark(f"n{number}", *place) for number, place in enumerate(places)]
)
ORDER = list(Severity)  # the worst first


def mark(id_: str, x: float, y: float, severity: Severity = Severity.USABLE) -> PlacedMark:
    return PlacedMark(id_, x, y, severity)


@given(MARKS)
def test_each_mark_is_in_exactly_one_cluster(marks: list[PlacedMark]) -> None:
    grid = ClusterGrid(marks, SPACING)
    members = [id_ for cluster in grid.clusters for id_ in cluster.members]
    assert sorted(members) == sorted(each.id for each in marks)
    assert sum(cluster.count for cluster in grid.clusters) == len(marks)


@given(MARKS)
def test_a_cluster_is_as_bad_as_its_worst_mark(marks: list[PlacedMark]) -> None:
    severities = {each.id: each.severity for each in marks}
    for cluster in ClusterGrid(marks, SPACING).clusters:
        assert cluster.severity == min((severities[id_] for id_ in cluster.members), key=ORDER.index)


@given(MARKS, st.floats(-3500, 3000), st.floats(-3500, 3000), st.integers(-200, 200), st.integers(-200, 200))
def test_panning_makes_no_other_clusters(
    marks: list[PlacedMark], left: float, top: float, right: int, down: int
) -> None:
    whole = ClusterGrid(marks, SPACING, [(0.0, 0.0)]).clusters
    panned = ClusterGrid(marks, SPACING, [(0.0, 0.0)])  # it has only made what was looked at
    for x, y in ((left, top), (left + right, top + down)):
        seen = panned.in_box(x, y, x + 860, y + 420)
        assert set(seen) == {each for each in whole if x <= each.x <= x + 860 and y <= each.y <= y + 420}


@given(MARKS)
def test_the_order_of_the_marks_does_not_matter(marks: list[PlacedMark]) -> None:
    def partition(grid: ClusterGrid) -> set[frozenset[str]]:
        return {frozenset(cluster.members) for cluster in grid.clusters}

    assert partition(ClusterGrid(marks, SPACING)) == partition(ClusterGrid(marks[::-1], SPACING))


@given(MARKS)
def test_a_mark_is_found_in_its_cluster(marks: list[PlacedMark]) -> None:
    grid = ClusterGrid(marks, SPACING)
    for each in marks:
        found = grid.of(each)
        assert found is not None
        assert each.id in found.members
    assert grid.of(mark("unknown", 9999, 9999)) is None


def test_marks_of_one_square_become_one_at_their_mean() -> None:
    (only,) = ClusterGrid([mark("a", 10, 10), mark("b", 20, 30, Severity.LOST)], SPACING).clusters
    assert (only.x, only.y, only.severity, only.members) == (15, 20, Severity.LOST, ("a", "b"))


def test_marks_on_both_sides_of_a_line_of_the_grid_become_one_too() -> None:
    assert len(ClusterGrid([mark("a", 65, 10), mark("b", 67, 10)], SPACING).clusters) == 1
    assert len(ClusterGrid([mark("a", 65, 10), mark("b", 125, 10)], SPACING).clusters) == 2


def test_a_cluster_steps_aside_for_a_fixed_place() -> None:
    (only,) = ClusterGrid([mark("a", 10, 12)], SPACING, [(10.0, 10.0)]).clusters
    assert (only.x, only.y) == (10, 40)


def test_squares_need_a_size_and_join_only_neighbours() -> None:
    with pytest.raises(ValueError, match="squares"):
        Spacing(0, 44)
    with pytest.raises(ValueError, match="squares"):
        Spacing(66, 44, 70, 30)


def test_many_marks_are_made_by_blocks_and_none_is_lost() -> None:
    marks = [mark(f"n{number}", number * 37 % 4001, number * 91 % 3001) for number in range(2500)]
    grid = ClusterGrid(marks, SPACING)
    seen = grid.in_box(1000, 1000, 1860, 1420)
    assert sum(cluster.count for cluster in grid.clusters) == 2500
    assert set(seen) == {each for each in grid.clusters if 1000 <= each.x <= 1860 and 1000 <= each.y <= 1420}
    assert all(grid.of(each) is not None for each in marks)


def test_a_cluster_that_stepped_out_of_its_block_is_still_found() -> None:
    far = [mark(f"far{number}", 1e6, 1e6) for number in range(2001)]  # enough of them that blocks are made
    grid = ClusterGrid([mark("a", 10, 526), *far], SPACING, [(10.0, 525.0)])
    assert [cluster.members for cluster in grid.in_box(0, 540, 100, 570)] == [("a",)]
