"""Imported boundaries on this machine: each pack is one row, its areas packed small."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, chain, pairwise
from typing import TypeAlias

import msgspec

from cdtt_app.domain.geo import Area, Point, Ring
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError

_Packed: TypeAlias = list[tuple[str, str, list[list[list[int]]]]]  # name, code, polygons of rings of steps

_GRID = 100_000  # steps in a degree: about 1 m each
_MOST_BYTES = 64 * 1024 * 1024  # a body of ours unpacks to a tenth of this


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPack:
    """A pack that is on this machine; `source` is the name of the file it came from."""

    name: str
    source: str
    imported_at: datetime
    areas: int


def keep_pack(db: Database, name: str, source: str, areas: Sequence[Area]) -> bool:
    """Keep the areas under the name, in the place of an earlier pack of that name; returns whether there was one."""
    body = _pack(areas)
    with db.write() as tx:
        there = tx.connection.execute("SELECT 1 FROM map_pack WHERE name = ?", (name,)).fetchone()
        tx.keep_local(
            "INSERT OR REPLACE INTO map_pack (name, source, imported_at, areas, body) VALUES (?, ?, ?, ?, ?)",
            (name, source, db.now().isoformat(), len(areas), body),
        )
    return there is not None


def kept_packs(db: Database) -> tuple[KeptPack, ...]:
    """What is there, the newest first, without unpacking it."""
    rows = db.rows("SELECT name, source, imported_at, areas FROM map_pack ORDER BY imported_at DESC, name")
    return tuple(
        KeptPack(name=name, source=source, imported_at=datetime.fromisoformat(at), areas=areas)
        for name, source, at, areas in rows
    )


def pack_areas(db: Database, name: str) -> tuple[Area, ...]:
    """The areas of a pack, none when there is no such pack; raises DamagedError."""
    rows = db.rows("SELECT body FROM map_pack WHERE name = ?", (name,))
    try:
        return _unpacked(rows[0][0]) if rows else ()
    except (ValueError, TypeError, zlib.error) as error:
        raise DamagedError(
            f"Bản đồ “{name}” trên máy đọc không được. Hãy nhập lại tệp bản đồ ấy; sổ và phiếu không hề gì."
        ) from error


def remove_pack(db: Database, name: str) -> bool:
    """Remove a pack; False when there is none of that name."""
    with db.write() as tx:
        there = tx.connection.execute("SELECT 1 FROM map_pack WHERE name = ?", (name,)).fetchone()
        tx.keep_local("DELETE FROM map_pack WHERE name = ?", (name,))
    return there is not None


def _pack(areas: Sequence[Area]) -> bytes:
    packed: _Packed = [
        (area.name, area.code, [[_steps(ring) for ring in polygon] for polygon in area.polygons]) for area in areas
    ]
    return zlib.compress(msgspec.msgpack.encode(packed), 9)


def _steps(ring: Ring) -> list[int]:
    """Eastward and northward by turns, each point from the one before: small numbers pack well."""
    grid = [(round(point.longitude * _GRID), round(point.latitude * _GRID)) for point in ring]
    moves = ((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise([(0, 0), *grid]))
    return list(chain.from_iterable(moves))


def _unpacked(body: bytes) -> tuple[Area, ...]:
    box = zlib.decompressobj()
    plain = box.decompress(body, _MOST_BYTES)
    if not box.eof:
        raise ValueError("cut or far too long")
    return tuple(
        Area(name=name, code=code, polygons=tuple(tuple(map(_ring, polygon)) for polygon in polygons))
        for name, code, polygons in msgspec.msgpack.decode(plain, type=_Packed)
    )


def _ring(steps: Sequence[int]) -> Ring:
    if len(steps) < 2 or len(steps) % 2:
        raise ValueError("half a point")
    return tuple(_points(accumulate(steps[::2]), accumulate(steps[1::2])))


def _points(east: Iterator[int], north: Iterator[int]) -> Iterator[Point]:
    for x, y in zip(east, north, strict=True):
        yield Point(y / _GRID, x / _GRID)
