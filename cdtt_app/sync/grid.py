"""Levels of many people written as a grid: the skills once, the people once, then one letter for each answer."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Grid = tuple[str, list[str], str]  # columns, rows, and the rows' cells: "2.(na)" is 2, nothing, na
Row = tuple[str, Sequence[str], Sequence[str]]  # the path of its fields, their names, as many cells

_LONGEST_PATH = 100  # a few bytes of grid must not become many of fields
_MOST_CELLS = 4096  # a village meeting on one sheet
_NO_CELL = "."
_fits = re.compile(r"[0-9a-z]{1,3}").fullmatch
_is_column = re.compile(r"[^/ ]+").fullmatch
_CELLS = re.compile(r"\(([0-9a-z]{2,3})\)|([^()])")


def to_grids(changes: Mapping[str, tuple[Any, int]]) -> tuple[dict[str, Grid], dict[str, Any]]:
    """First settings of short words as grids, `grid/row/column`; and the values of all other fields."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    rest = {}
    for path, (value, base) in changes.items():
        grid, *cell = path.rsplit("/", 2)
        if base == 0 and len(cell) == 2 and isinstance(value, str) and _fits(value) and _is_column(cell[1]):
            found.setdefault(grid, {}).setdefault(cell[0], {})[cell[1]] = value
        else:
            rest[path] = value
    return {name: _grid(rows) for name, rows in found.items()}, rest


def _grid(rows: Mapping[str, Mapping[str, str]]) -> Grid:
    columns = sorted({column for cells in rows.values() for column in cells})
    written = ("".join(_written(cells.get(column, _NO_CELL)) for column in columns) for cells in rows.values())
    return " ".join(columns), list(rows), " ".join(written)


def _written(value: str) -> str:
    return value if len(value) == 1 else f"({value})"


def from_grids(grids: Mapping[str, Grid]) -> dict[str, str]:
    """The fields that grids hold; raises ValueError when one is not whole."""
    return fields_of(rows_of(grids))


def fields_of(rows: Iterable[Row]) -> dict[str, str]:
    """The fields of rows."""
    return {
        f"{path}/{column}": value
        for path, columns, cells in rows
        for column, value in zip(columns, cells, strict=True)
        if value != _NO_CELL
    }


def cells_of(row: Row) -> dict[str, str]:
    """The fields of one row, without their path."""
    _, columns, cells = row
    found = dict(zip(columns, cells, strict=True))
    return {column: found[column] for column in found if found[column] != _NO_CELL} if _NO_CELL in cells else found


def rows_of(grids: Mapping[str, Grid]) -> list[Row]:
    """The rows of grids; raises ValueError when one is not whole."""
    if sum(len(cells) for _, _, cells in grids.values()) > _MOST_CELLS:
        raise ValueError("too many cells")
    found: list[Row] = []
    for name, (columns, rows, cells) in grids.items():
        names = columns.split(" ")
        longest = len(name) + max(map(len, names)) + 2
        for row, written in zip(rows, cells.split(" "), strict=True):
            if longest + len(row) > _LONGEST_PATH:
                raise ValueError("a path is too long")
            values = written if "(" not in written else [word or letter for word, letter in _CELLS.findall(written)]
            if len(values) != len(names):
                raise ValueError("a row is not whole")
            found.append((f"{name}/{row}", names, values))
    return found
