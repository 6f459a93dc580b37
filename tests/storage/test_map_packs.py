"""Boundaries kept on this machine come back as they went in, and leave when they are told to."""

import math

import pytest

from cdtt_app.domain.geo import Area, Point, distance_m
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.map_packs import keep_pack, kept_packs, pack_areas, remove_pack
from tests.factories import NOW

OUTER = (Point(22.0, 105.0), Point(22.0, 105.2), Point(22.1, 105.2), Point(22.1, 105.0))
HOLE = (Point(22.02, 105.05), Point(22.02, 105.1), Point(22.08, 105.1))
ISLAND = (Point(10.00001, 112.00003), Point(10.0, 112.1), Point(10.1, 112.1))
COMMUNE = Area(name="Xã Suối Mơ", code="02239", polygons=((OUTER, HOLE), (ISLAND,)))
PLAIN = Area(name="Vùng 2", polygons=((OUTER,),))


def spoil(db: Database, body: bytes) -> None:
    with db.write() as tx:
        tx.keep_local("UPDATE map_pack SET body = ?", (body,))


def test_areas_come_back_as_they_went_in(db: Database) -> None:
    assert keep_pack(db, "xã", "xã.geojson", (COMMUNE, PLAIN)) is False
    assert pack_areas(db, "xã") == (COMMUNE, PLAIN)
    (kept,) = kept_packs(db)
    assert (kept.name, kept.source, kept.imported_at, kept.areas) == ("xã", "xã.geojson", NOW, 2)


def test_finer_points_come_back_within_a_metre(db: Database) -> None:
    fine = tuple(Point(22 + 0.1 * math.sin(n), 105 + 0.1 * math.cos(n)) for n in range(300))
    keep_pack(db, "mịn", "mịn.geojson", (Area(name="Mịn", polygons=((fine,),)),))
    (ring,) = pack_areas(db, "mịn")[0].polygons[0]
    assert max(distance_m(a, b) for a, b in zip(fine, ring, strict=True)) < 1


def test_a_pack_takes_the_place_of_its_namesake_only(db: Database) -> None:
    keep_pack(db, "xã", "xã.geojson", (COMMUNE,))
    keep_pack(db, "tỉnh", "tỉnh.geojson", (PLAIN,))
    assert keep_pack(db, "xã", "mới.geojson", (PLAIN, COMMUNE)) is True
    assert [(one.name, one.areas) for one in kept_packs(db)] == [("tỉnh", 1), ("xã", 2)]
    assert pack_areas(db, "tỉnh") == (PLAIN,)


def test_a_removed_pack_is_gone_and_an_unknown_one_is_said(db: Database) -> None:
    keep_pack(db, "xã", "xã.geojson", (COMMUNE,))
    assert remove_pack(db, "tỉnh") is False
    assert remove_pack(db, "xã") is True
    assert kept_packs(db) == ()
    assert pack_areas(db, "xã") == ()


def test_a_spoilt_body_is_a_sentence_and_the_list_still_stands(db: Database) -> None:
    keep_pack(db, "xã", "xã.geojson", (COMMUNE,))
    ((body,),) = db.rows("SELECT body FROM map_pack")
    for spoilt in (b"", b"torn", body[:-9], body[:-2], body[:5] + b"\xff" + body[6:]):
        spoil(db, spoilt)
        with pytest.raises(DamagedError, match="nhập lại tệp bản đồ"):
            pack_areas(db, "xã")
        assert len(kept_packs(db)) == 1


def test_map_packs_leave_no_operation_in_the_log(db: Database) -> None:
    keep_pack(db, "xã", "xã.geojson", (COMMUNE,))
    remove_pack(db, "xã")
    assert db.rows("SELECT count(*) FROM oplog") == [(0,)]
