"""A GeoPackage (OGC, version 1.3), made in memory: one table of points per layer, one of explanations."""

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime

from cdtt_app.documents.coverage_gpkg_schema import (
    APPLICATION_ID,
    INSERT,
    REFERENCE_SYSTEMS,
    RTREE_PAGE,
    SCHEMA_EXTENSION,
    SPATIAL_INDEX,
    TABLES,
    USER_VERSION,
)
from cdtt_app.documents.layer import Column, ColumnKind, Export, Layer, Row, Value
from cdtt_app.domain.geo import Point, box_around

EXPLANATIONS = "giai_thich"
_WGS84 = 4326
_POINT = struct.Struct("<2sBBiBIdd")  # header without an envelope, as is usual for points; then WKB, little-endian
_TYPES = {kind: kind.value.upper() for kind in ColumnKind}  # their names are those of the standard


def gpkg(export: Export) -> bytes:
    """The bytes of the file; raises ValueError when a layer is named like the table of explanations."""
    if any(layer.name == EXPLANATIONS for layer in export.layers):
        raise ValueError(f"{EXPLANATIONS} is the table of explanations")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {USER_VERSION}")
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        _insert(connection, "gpkg_spatial_ref_sys", REFERENCE_SYSTEMS)
        _insert(connection, "gpkg_extensions", SCHEMA_EXTENSION)
        for layer in export.layers:
            _add_layer(connection, layer, _instant(export.made_at))
        _add_explanations(connection, export)
        connection.execute("COMMIT")
        return connection.serialize()


def point_blob(point: Point) -> bytes:
    """A position as GeoPackage keeps it, longitude first."""
    return _POINT.pack(b"GP", 0, 1, _WGS84, 1, 1, point.longitude, point.latitude)


def _add_layer(connection: sqlite3.Connection, layer: Layer, changed: str) -> None:
    points = list(layer.points())
    box = box_around(points) if points else None
    edges = (box.west, box.south, box.east, box.north) if box else (None,) * 4
    contents = (layer.name, "features", layer.title, "", changed, *edges, _WGS84)
    _create(connection, layer.name, "geom POINT", *(f'"{c.name}" {_TYPES[c.kind]}' for c in layer.columns))
    _insert(connection, "gpkg_contents", [contents])
    _insert(connection, "gpkg_geometry_columns", [(layer.name, "geom", "POINT", _WGS84, 0, 0)])
    _insert(connection, layer.name, _lines(layer))
    _add_headings(connection, layer.name, layer.columns)
    for statement in _statements(SPATIAL_INDEX.replace("{t}", layer.name)):
        connection.execute(statement)
    boxes = ((n, p.longitude, p.longitude, p.latitude, p.latitude) for n, p in _numbered(layer.rows))
    _insert(connection, f"rtree_{layer.name}_geom", boxes)
    _insert(connection, "gpkg_extensions", [(layer.name, "geom", "gpkg_rtree_index", RTREE_PAGE, "write-only")])


def _add_explanations(connection: sqlite3.Connection, export: Export) -> None:
    columns = (Column(name="muc", title="Mục"), Column(name="noi_dung", title="Nội dung"))
    contents = (EXPLANATIONS, "attributes", "Giải thích", "", _instant(export.made_at), *(None,) * 4, None)
    _create(connection, EXPLANATIONS, *(f"{column.name} TEXT" for column in columns))
    _insert(connection, "gpkg_contents", [contents])
    _insert(connection, EXPLANATIONS, ((n, *line) for n, line in enumerate(export.legible_about(), 1)))
    _add_headings(connection, EXPLANATIONS, columns)


def _add_headings(connection: sqlite3.Connection, table: str, columns: tuple[Column, ...]) -> None:
    lines = ((table, column.name, column.title, column.title, None, None, None) for column in columns)
    _insert(connection, "gpkg_data_columns", lines)


def _create(connection: sqlite3.Connection, table: str, *columns: str) -> None:
    key = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
    connection.execute(f'CREATE TABLE "{table}" ({", ".join((key, *columns))})')


def _insert(connection: sqlite3.Connection, table: str, lines: Iterable[tuple[object, ...]]) -> None:
    """All columns in their order; table names are our own or passed the check of `Layer`."""
    width = len(connection.execute(f'PRAGMA table_info("{table}")').fetchall())
    connection.executemany(INSERT.replace("{t}", table).replace("{marks}", ", ".join("?" * width)), lines)


def _lines(layer: Layer) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(layer.legible_rows(), 1):
        yield number, point_blob(row.point) if row.point else None, *map(_stored, row.values)


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[int, Point]]:
    return ((number, row.point) for number, row in enumerate(rows, 1) if row.point)


def _stored(value: Value) -> str | float | None:
    if isinstance(value, datetime):
        return _instant(value)
    return value.isoformat() if isinstance(value, date) else value


def _instant(value: datetime) -> str:
    """In universal time, as the standard asks."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"


def _statements(script: str) -> Iterator[str]:
    """One by one, because executescript would end the transaction."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
