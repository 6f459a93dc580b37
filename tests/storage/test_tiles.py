"""Tiles of a background map: the right picture, or none, and never an error."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.tiles import looks_like_tiles
from cdtt_app.storage.tiles_kept import keep_tiles, open_tiles
from tests.storage.tile_files import PNG, make, opening, picture


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    (tmp_path / "profile").mkdir()
    return Profile(tmp_path / "profile")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make(tmp_path / "nền.mbtiles")


def test_rows_are_counted_from_the_north(profile: Profile, source: Path) -> None:
    keep_tiles(profile, source)
    with opening(profile) as opened:
        assert opened.tile(5, 7, 0) == picture(5, 7, 31)
        assert opened.tile(5, 7, 31) == picture(5, 7, 0)


def test_where_there_is_no_picture_there_is_none(profile: Profile, source: Path) -> None:
    keep_tiles(profile, source)
    with opening(profile) as opened:
        for z, x, y in ((6, 1, 1), (5, 32, 0), (5, 0, -1), (-1, 0, 0), (99, 0, 0), (3, 2**80, 0)):
            assert opened.tile(z, x, y) is None


def test_any_thread_may_ask(profile: Profile, source: Path) -> None:
    keep_tiles(profile, source)
    places = [(5, x, y) for x in range(32) for y in range(32)]
    with opening(profile) as opened, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda place: opened.tile(*place), places))
    assert found == [picture(z, x, 31 - y) for z, x, y in places]


def test_a_broken_picture_is_none_and_so_is_every_one_after_closing(profile: Profile, tmp_path: Path) -> None:
    odd: list[object] = [None, "text", 7, b"not a picture", PNG + b"\x00" * 5_000_000]

    def data(z: int, x: int, row: int) -> object:
        return odd[x] if (z, row) == (5, 0) and x < len(odd) else picture(z, x, row)

    keep_tiles(profile, make(tmp_path / "lẫn.mbtiles", data=data))
    opened = open_tiles(profile)
    assert opened is not None
    assert [opened.tile(5, x, 31) for x in range(6)] == [None] * 5 + [picture(5, 5, 0)]
    opened.close()
    assert opened.tile(5, 5, 31) is None


def test_a_view_of_map_and_images_is_read_and_zooms_are_found_without_metadata(
    profile: Profile, tmp_path: Path
) -> None:
    path = tmp_path / "view.mbtiles"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            """CREATE TABLE metadata (name TEXT, value TEXT);
            CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT);
            CREATE TABLE images (tile_id TEXT PRIMARY KEY, tile_data BLOB);
            CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images
            USING (tile_id); INSERT INTO map VALUES (4, 1, 2, 'a'), (6, 1, 2, 'a');"""
        )
        connection.execute("INSERT INTO images VALUES ('a', ?)", (PNG,))
    info = keep_tiles(profile, path)
    assert (info.min_zoom, info.max_zoom, info.bounds) == (4, 6, None)
    with opening(profile) as opened:
        assert opened.tile(4, 1, 13) == PNG


def test_a_view_that_never_ends_is_given_up(profile: Profile, tmp_path: Path) -> None:
    path = tmp_path / "mãi.mbtiles"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            """CREATE TABLE metadata (name TEXT, value TEXT);
            CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT 30 AS zoom_level, i AS tile_column, 0 AS tile_row, NULL AS tile_data FROM n WHERE i < 0;"""
        )
    with pytest.raises(StorageError, match="hỏng"):
        keep_tiles(profile, path)


def test_tiles_are_known_by_content_and_by_ending(source: Path, tmp_path: Path) -> None:
    renamed = source.rename(tmp_path / "nền.geojson")
    assert looks_like_tiles(renamed)
    text = tmp_path / "a.MBTILES"
    text.write_bytes(b"{}")
    assert looks_like_tiles(text)
    assert not looks_like_tiles(text.rename(tmp_path / "a.geojson"))
