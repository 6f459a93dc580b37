"""The changes of one line as they stand in it: laid out as fields only when somebody looks at them.

Most lines pass through a server unchanged; laying out the levels of a visit costs more than all else that it does.
"""

from collections.abc import ItemsView, Iterator, Mapping
from typing import Any

from cdtt_app.sync.fields import SEPARATOR, unflatten
from cdtt_app.sync.grid import Grid, cells_of, fields_of, rows_of

Change = tuple[Any, int]


class Written(Mapping[str, Change]):
    """Field -> (value, base); `plain` are the values outside grids, `bases` those that are not 0.

    Raises ValueError when a grid is not whole.
    """

    __slots__ = ("_fields", "_rows", "bases", "plain")

    def __init__(self, plain: dict[str, Any], grids: Mapping[str, Grid], bases: Mapping[str, int]) -> None:
        self.plain = plain
        self.bases = bases
        self._rows = rows_of(grids)
        self._fields: dict[str, Any] | None = None if grids else plain

    @property
    def fields(self) -> dict[str, Any]:
        """Field -> value."""
        if self._fields is None:
            self._fields = self.plain | fields_of(self._rows)
        return self._fields

    def __getitem__(self, path: str) -> Change:
        fields = self.fields if path.count(SEPARATOR) > 1 else self.plain  # a path into a grid is at least three long
        return fields[path], self.bases.get(path, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def __bool__(self) -> bool:
        return bool(self.plain or self.fields)

    def items(self) -> ItemsView[str, Change]:
        """As of a dict, in one go."""
        bases = self.bases
        return {path: (value, bases.get(path, 0)) for path, value in self.fields.items()}.items()

    def document(self) -> dict[str, Any]:
        """The nested document of the values."""
        document = unflatten(self.plain)
        for row in self._rows:
            cells, place = cells_of(row), document
            for name in row[0].split(SEPARATOR) if cells else ():
                place = place.setdefault(name, {})
            place.update(cells)
        return document

    def __repr__(self) -> str:
        return repr(dict(self.items()))


def document_of(changes: Mapping[str, Change]) -> dict[str, Any]:
    """What `unflatten` makes of the values, without laying grids out as fields in between."""
    return changes.document() if isinstance(changes, Written) else unflatten(values_of(changes))


def values_of(changes: Mapping[str, Change]) -> dict[str, Any]:
    """Field -> value of any changes; not to be changed."""
    return changes.fields if isinstance(changes, Written) else {path: value for path, (value, _) in changes.items()}


def plain_values_of(changes: Mapping[str, Change]) -> dict[str, Any]:
    """The same without what stands in grids: short words at paths that are never long."""
    return changes.plain if isinstance(changes, Written) else values_of(changes)


def own_bases(changes: Mapping[str, Change]) -> list[int]:
    """The bases that name operations of the author's own."""
    bases = changes.bases.values() if isinstance(changes, Written) else (base for _, base in changes.values())
    return [base for base in bases if base < 0]
