from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.grid import from_grids, to_grids

names = st.text(alphabet="aA1đ_ ./()", min_size=1, max_size=6)
paths = st.lists(names, min_size=1, max_size=4).map("/".join)
values = st.one_of(st.none(), st.integers(), st.sampled_from(["0", "4", "na", "nan", "xxxx", "", ".", "(", "Đ", "A"]))
changes = st.dictionaries(paths, st.tuples(values, st.integers(-2, 2)), max_size=12)


@given(changes)
def test_fields_survive_their_grids(given_: dict[str, tuple[object, int]]) -> None:
    grids, rest = to_grids(given_)
    assert rest | from_grids(grids) == {path: value for path, (value, _) in given_.items()}


def test_levels_stand_in_a_grid_and_everything_else_stays_as_it_is() -> None:
    levels = {"a/lan/A1": ("2", 0), "a/lan/C4": ("na", 0), "a/dư/C4": ("0", 0), "a/dư/A1": ("4", 3), "note": ("x", 0)}
    assert to_grids(levels) == ({"a": ("A1 C4", ["lan", "dư"], "2(na) .0")}, {"a/dư/A1": "4", "note": "x"})


@pytest.mark.parametrize(
    "grid",
    [("A1 A3", ["lan"], "2"), ("A1", ["lan"], "23"), ("A1", ["lan", "dư"], "2"), ("A1", ["lan"], "2 3"),
     ("A1 A3", ["lan"], "2(na"), ("A1", ["lan"], "(toolong)")],
)  # fmt: skip
def test_a_grid_that_is_not_whole_is_refused(grid: tuple[str, list[str], str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_grids({"a": grid})


@pytest.mark.parametrize(
    ("name", "cells", "said"), [("x", "2" * 10_000, "too many"), ("x" * 40_000, "2" * 1_000, "too long")]
)
def test_a_small_grid_cannot_become_endless_fields(name: str, cells: str, said: str) -> None:
    columns = " ".join("A" for _ in cells)
    start = perf_counter()
    with pytest.raises(ValueError, match=said):
        from_grids({name: (columns, ["lan"], cells)})
    assert perf_counter() - start < 1
