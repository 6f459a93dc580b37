"""A table with positions, the same for every form of export: columns, rows, and what stands around them."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from cdtt_app.domain.geo import Point

VIETNAM = timezone(timedelta(hours=7))  # no summer time; Windows carries no zone data
DECIMALS = 6  # of a degree: 0.1 m
Value = str | int | float | bool | date | datetime | None

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_TAKEN = frozenset({"fid", "geom", "layer", "ogc_fid", "rowid"})  # names that the formats themselves use
_EXACT = 2**53  # beyond it a spreadsheet and a JSON reader lose digits
_ILLEGIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class ColumnKind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DATE = "date"
    DATETIME = "datetime"  # with its zone
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `name` for programs (ascii, snake case), `title` for people."""

    name: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value per column; rows without a position are kept too."""

    values: tuple[Value, ...]
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Rows of one sort; raises ValueError when names, kinds or positions do not fit."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if not names or not self.title.strip():
            raise ValueError(f"a layer without a title or without columns: {self.name!r}")
        for name in (self.name, *names):
            if not _NAME.fullmatch(name) or name in _TAKEN or name.startswith(("gpkg_", "rtree_", "sqlite_")):
                raise ValueError(f"not a name for a layer or column: {name!r}")
        _once(names)
        _once([column.title for column in self.columns])
        for row in self.rows:
            self._check(row)

    def _check(self, row: Row) -> None:
        for column, value in zip(self.columns, row.values, strict=True):
            if value is not None and not _fits(column.kind, value):
                raise ValueError(f"{column.name}: {value!r} is not of the kind {column.kind}")
        if row.point and not (abs(row.point.latitude) <= 90 and abs(row.point.longitude) <= 180):
            raise ValueError(f"not on the earth: {row.point}")

    def points(self) -> Iterator[Point]:
        """The positions there are."""
        return (row.point for row in self.rows if row.point)

    def legible_rows(self) -> Iterator[Row]:
        """The rows as they are written: text by `legible`, REAL that is no number as None."""
        for row in self.rows:
            yield Row(values=tuple(map(_writable, row.values)), point=row.point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Layers and what a reader must know of them: what this is, the rule used, by whom, how positions were rounded."""

    layers: tuple[Layer, ...]
    about: tuple[tuple[str, str], ...]
    made_at: datetime  # with its zone

    def __post_init__(self) -> None:
        _once([layer.name for layer in self.layers])
        _once([layer.title for layer in self.layers])
        _once([topic for topic, _ in self.about])
        if self.made_at.tzinfo is None:
            raise ValueError("a time without its zone")

    def legible_about(self) -> tuple[tuple[str, str], ...]:
        """The explanations as they are written."""
        return tuple((legible(topic), legible(text)) for topic, text in self.about)


def legible(text: str) -> str:
    """NFC without control characters, which no form of export can carry; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _ILLEGIBLE.sub("", plain))


def degrees(value: float) -> str:
    """With a point and no more decimals than there are: "105.348", as maps take it."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _writable(value: Value) -> Value:
    if isinstance(value, str):
        return legible(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _fits(kind: ColumnKind, value: Value) -> bool:
    # By exact class, because bool is an int to Python and datetime a date.
    found = type(value)
    if kind is ColumnKind.TEXT:
        return isinstance(value, str)
    if kind is ColumnKind.DATETIME:
        return isinstance(value, datetime) and value.tzinfo is not None
    if isinstance(value, int) and found is int:
        return kind in (ColumnKind.INTEGER, ColumnKind.REAL) and abs(value) <= _EXACT
    return found is {ColumnKind.REAL: float, ColumnKind.DATE: date, ColumnKind.BOOLEAN: bool}.get(kind)


def _once(words: Iterable[str]) -> None:
    seen = [word.casefold() for word in words]
    if len(set(seen)) < len(seen):
        raise ValueError(f"named twice: {seen}")
