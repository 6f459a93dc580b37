import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from cdtt_app.documents.coverage_gpkg import gpkg
from cdtt_app.documents.layer import Column, Export, Layer
from tests.documents.coverage_samples import EVERY_LETTER, MADE_AT, export, note, notes, place, tricky_export


@contextmanager
def _opened(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        yield connection


def test_the_file_says_that_it_is_a_geopackage() -> None:
    data = gpkg(export((note(1),)))
    assert data[:16] == b"SQLite format 3\x00"
    assert data[68:72] == b"GPKG"
    with _opened(data) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (10300,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1").fetchall() == [(-1,), (0,), (4326,)]


def test_a_position_is_a_point_longitude_first_in_wgs_84() -> None:
    with _opened(gpkg(export((note(7),)))) as db:
        ((blob,),) = db.execute("SELECT geom FROM ghi_nhan").fetchall()
    assert blob[:8] == b"GP\x00\x01" + struct.pack("<i", 4326)
    assert blob[8:13] == b"\x01\x01\x00\x00\x00"
    assert struct.unpack("<dd", blob[13:]) == (place(7).longitude, place(7).latitude)


def test_a_row_without_a_position_is_kept_outside_the_index() -> None:
    with _opened(gpkg(export((note(1), note(2, with_point=False), note(3))))) as db:
        assert db.execute("SELECT fid, geom IS NULL FROM ghi_nhan").fetchall() == [(1, 0), (2, 1), (3, 0)]
        assert db.execute("SELECT id FROM rtree_ghi_nhan_geom ORDER BY id").fetchall() == [(1,), (3,)]


def test_the_index_finds_a_row_by_its_place() -> None:
    here = place(700)
    with _opened(gpkg(export(tuple(note(number) for number in range(1, 1001))))) as db:
        near = "SELECT id FROM rtree_ghi_nhan_geom WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?"
        x, y = here.longitude, here.latitude
        assert db.execute(near, (x, x, y, y)).fetchall() == [(700,)]


def test_values_are_stored_as_the_standard_asks() -> None:
    with _opened(gpkg(export((note(1),)))) as db:
        ((*values,),) = db.execute("SELECT thon, ngay_do, luc_ghi, so_ho, cach_tram_km, co_dien FROM ghi_nhan")
        types = dict(db.execute("SELECT name, type FROM pragma_table_info('ghi_nhan')").fetchall())
    assert values == ["Bản Giòng 1", "2026-11-17", "2026-11-24T11:05:00.000Z", 1000, 1.5, 0]
    assert types["luc_ghi"] == "DATETIME"
    assert types["co_dien"] == "BOOLEAN"
    assert types["geom"] == "POINT"


def test_contents_tell_title_extent_and_time() -> None:
    with _opened(gpkg(export((note(1), note(2))))) as db:
        row = db.execute("SELECT identifier, last_change, min_x, min_y, max_x, max_y FROM gpkg_contents").fetchone()
    assert row == ("Ghi nhận vùng lõm sóng", "2026-11-24T12:05:00.000Z", 105.300001, 22.501, 105.300002, 22.502)


def test_headings_and_explanations_come_along() -> None:
    with _opened(gpkg(export(()))) as db:
        heading = db.execute("SELECT name FROM gpkg_data_columns WHERE column_name = 'so_ho'").fetchone()
        told = dict(db.execute("SELECT muc, noi_dung FROM giai_thich").fetchall())
    assert heading == ("Số hộ bị ảnh hưởng",)
    assert told["Toạ độ"] == "Toạ độ làm tròn ~100 m"


def test_texts_that_break_programs_are_read_back() -> None:
    with _opened(gpkg(tricky_export())) as db:
        texts = [text for (text,) in db.execute("SELECT mo_ta FROM ghi_nhan ORDER BY fid")]
    assert texts[0] == EVERY_LETTER
    assert texts[6] == "hai dòng\nxuống dòng"
    assert texts[8] == "nửa ký tự  và dạng rời: Ệ ế"
    assert texts[10] == "dài " * 20_000
    assert texts[12] is None


def test_the_same_data_gives_the_same_bytes() -> None:
    assert gpkg(tricky_export()) == gpkg(tricky_export())


def test_words_of_sql_are_names_like_others() -> None:
    layer = Layer(name="order", title="Thứ tự", columns=(Column(name="select", title="Chọn"),), rows=())
    with _opened(gpkg(Export(layers=(layer,), about=(), made_at=MADE_AT))) as db:
        assert db.execute('SELECT "select" FROM "order"').fetchall() == []


def test_a_layer_named_like_the_explanations_is_refused() -> None:
    layer = Layer(name="giai_thich", title="Lớp", columns=notes(()).columns, rows=())
    with pytest.raises(ValueError, match="giai_thich"):
        gpkg(Export(layers=(layer,), about=(), made_at=MADE_AT))
