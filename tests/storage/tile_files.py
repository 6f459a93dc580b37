"""Small background maps for the tests of the tiles."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cdtt_app.storage.profile import Profile
from cdtt_app.storage.tiles import TileSet
from cdtt_app.storage.tiles_kept import FOLDER, open_tiles

PNG = b"\x89PNG\r\n\x1a\n"
ABOUT = {"name": "Nền tỉnh Mây", "format": "png", "bounds": "104.9,21.5,105.6,22.7", "minzoom": "3", "maxzoom": "5"}


def picture(z: int, x: int, row: int) -> bytes:
    return PNG + f"{z}/{x}/{row}".encode() * 40


def make(path: Path, about: dict[str, str] | None = None, *, data: Callable[[int, int, int], object] = picture) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", (ABOUT if about is None else about).items())
        connection.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        connection.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
        for z in (3, 4, 5):
            rows = [(z, x, row, data(z, x, row)) for x in range(1 << z) for row in range(1 << z)]
            connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


def opening(profile: Profile) -> closing[TileSet]:
    opened = open_tiles(profile)
    assert opened is not None
    return closing(opened)


def in_folder(profile: Profile) -> list[str]:
    return sorted(path.name for path in (profile.folder / FOLDER).glob("*"))
