"""Exports of 20,000 notes, each against the same values written bare with the library underneath."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO

from xlsxwriter import Workbook

from cdtt_app.documents.coverage_geojson import geojson
from cdtt_app.documents.coverage_gpkg import gpkg
from cdtt_app.documents.coverage_xlsx import xlsx
from cdtt_app.documents.layer import Export
from tests.benchmarks.figure import Figure
from tests.documents.coverage_samples import COLUMNS, export, note

NOTES = 20_000
_TRIES = 3


def measure() -> Iterator[Figure]:
    """The best of three tries on both sides, taken in turn, so that a busy machine weighs on both alike."""
    data = export(tuple(note(number) for number in range(NOTES)))
    for name, ours, bare, beside, target in (
        ("GeoPackage", gpkg, _bare_sqlite, "bare inserts without index", 6),
        ("GeoJSON", geojson, _bare_json, "json.dumps", 1.5),
        ("xlsx", xlsx, _bare_xlsx, "the values without looks", 2.5),
    ):
        pairs = [(_seconds(ours, data), _seconds(bare, data)) for _ in range(_TRIES)]
        yield Figure(
            what=f"export {NOTES:,} notes as {name}",
            value=min(mine for mine, _ in pairs),
            unit="s",
            baseline=min(theirs for _, theirs in pairs),
            baseline_name=beside,
            target=target,
        )


def _seconds(write: Callable[[Export], bytes], data: Export) -> float:
    begun = time.perf_counter()
    assert len(write(data)) > NOTES
    return time.perf_counter() - begun


def _values(data: Export) -> Iterator[tuple[object, ...]]:
    for row in data.layers[0].rows:
        assert row.point is not None
        yield *row.values, row.point.longitude, row.point.latitude


def _bare_sqlite(data: Export) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE notes ({', '.join(column.name for column in COLUMNS)}, x, y)")
        lines = ((thon, text, str(day), str(moment), *rest) for thon, text, day, moment, *rest in _values(data))
        connection.executemany(f"INSERT INTO notes VALUES ({', '.join('?' * (len(COLUMNS) + 2))})", lines)
        connection.commit()
        return connection.serialize()


def _bare_json(data: Export) -> bytes:
    names = [column.name for column in COLUMNS]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [x, y]},
            "properties": {"layer": "ghi_nhan", **dict(zip(names, values, strict=True))},
        }
        for *values, x, y in _values(data)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, default=str).encode()


def _bare_xlsx(data: Export) -> bytes:
    written = BytesIO()
    with Workbook(written, {"in_memory": True, "remove_timezone": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, values in enumerate(_values(data)):
            sheet.write_row(number, 0, (number, *values, f"{values[-1]}, {values[-2]}"))
    return written.getvalue()
