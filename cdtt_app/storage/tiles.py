"""A background map of pictures (raster MBTiles): checked once, then read tile by tile, never trusted."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cdtt_app.domain.geo import VIETNAM, Box
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.storage.errors import StorageError, os_words

SUFFIX = ".mbtiles"
HALF_DONE = ".dang-chep"  # ending of a copy that is not whole yet
_HEADER = b"SQLite format 3\x00"
_MAX_TILE = 4 * 1024 * 1024
_PATIENCE = 5000  # times a thousand steps of SQLite, about 0,1 s; a tile by its index takes less than one
_DEEPEST = 24
_PICTURE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF....WEBP", re.DOTALL)
AGAIN = "Hãy xin hoặc chép lại tệp rồi nhập lần nữa; bản đồ đang có vẫn giữ nguyên."
_CUT = f"Tệp bản đồ nền bị cắt ngang hoặc bị hỏng nên không dùng được. {AGAIN}"
_NOT_TILES = f"Tệp này không phải bản đồ nền dạng MBTiles. {AGAIN}"
_NO_PICTURES = "Bản đồ nền này không phải dạng ảnh nên máy không vẽ được. Hãy xin bản MBTiles dạng ảnh: PNG, JPG, WebP."


@dataclass(frozen=True, slots=True, kw_only=True)
class TilesInfo:
    """What a background map says of itself; `name` is the file's name without its ending."""

    name: str
    title: str
    kind: str
    min_zoom: int
    max_zoom: int
    bounds: Box | None
    bytes_: int
    imported_at: datetime


class TileSet:
    """Pictures of a background map; any thread may ask, they wait for each other. Close it before importing anew."""

    def __init__(self, path: Path) -> None:
        self.info = read_info(path)
        self._lock = threading.Lock()
        try:
            self._connection = _connect(path)
        except sqlite3.Error as error:  # gone since it was looked at
            raise StorageError(_CUT) from error

    @property
    def min_zoom(self) -> int:
        """The coarsest zoom there is."""
        return self.info.min_zoom

    @property
    def max_zoom(self) -> int:
        """The finest zoom there is."""
        return self.info.max_zoom

    @property
    def box(self) -> Box:
        """Where there are pictures; the whole country where the file does not say."""
        return self.info.bounds or VIETNAM

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The picture at zoom, column and row counted from the north; None when there is none or it is broken."""
        if not 0 <= z <= _DEEPEST or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        row = (1 << z) - 1 - y  # MBTiles counts rows from the south
        with self._lock, suppress(sqlite3.Error, OSError, MemoryError):
            with _patience(self._connection):
                found = self._connection.execute(
                    "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", (z, x, row)
                ).fetchone()
            return found[0] if found and _is_picture(found[0]) else None
        return None

    def close(self) -> None:
        """Let the file go; from here on every tile is None."""
        with self._lock:
            self._connection.close()


def looks_like_tiles(path: Path) -> bool:
    """Whether the file is meant to be MBTiles: by its content, or by its ending; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER or path.suffix.casefold() == SUFFIX


def check_tiles(path: Path, tick: Callable[[], None] = lambda: None) -> None:
    """Refuse with StorageError what is not a whole file of pictures; what `tick` raises ends the check."""
    check_header(path)
    read_info(path)
    stopped: list[Exception] = []

    def stop() -> bool:
        try:
            tick()
        except Exception as error:
            stopped.append(error)  # SQLite would swallow it
        return bool(stopped)

    try:
        with closing(_connect(path)) as connection:
            connection.set_progress_handler(stop, 1000)
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise stopped[0] if stopped else StorageError(_CUT) from error
    if said != "ok":
        raise StorageError(_CUT)


def read_info(path: Path) -> TilesInfo:
    """Zooms, bounds and kind of picture; raises StorageError."""
    try:
        about = path.stat()
        with closing(_connect(path)) as connection, _patience(connection):
            said = {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM metadata")}
            zooms = _zooms(connection, said)
            first = connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise StorageError(_NOT_TILES if "no such" in str(error) else _CUT) from error
    if said.get("format", "").casefold() in ("pbf", "mvt") or (first and not _is_picture(first[0])):
        raise StorageError(_NO_PICTURES)
    if first is None or zooms is None:
        raise StorageError(f"Bản đồ nền này trống, không có ảnh nào bên trong. {AGAIN}")
    return TilesInfo(
        name=path.name.removesuffix(HALF_DONE).removesuffix(SUFFIX),
        title=nfc(said.get("name", "")),
        kind=said.get("format", ""),
        min_zoom=zooms[0],
        max_zoom=zooms[1],
        bounds=_bounds(said.get("bounds", "")),
        bytes_=about.st_size,
        imported_at=datetime.fromtimestamp(about.st_mtime, UTC),
    )


def check_header(path: Path) -> None:
    """What SQLite itself notices only when it comes to the missing pages."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
        length = path.stat().st_size
    except OSError as error:
        raise StorageError(f"Không đọc được tệp bản đồ nền ({os_words(error)}). {AGAIN}") from error
    if not head.startswith(_HEADER):
        raise StorageError(_NOT_TILES if head else f"Tệp bản đồ nền này trống. {AGAIN}")
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    counted = head[24:28] == head[92:96]  # only then is the number of pages the true one
    if len(head) < 100 or (counted and length < page * int.from_bytes(head[28:32], "big")):
        raise StorageError(_CUT)


def _connect(path: Path) -> sqlite3.Connection:
    """Read only, as a file that nobody changes; what it holds may name no function and fill no memory."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None
    )
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_TILE)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _patience(connection: sqlite3.Connection) -> Iterator[None]:
    """End a question that takes far too long: `tiles` may be a view that never ends."""
    steps = iter(range(_PATIENCE))
    connection.set_progress_handler(lambda: next(steps, None) is None, 1000)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def _is_picture(data: object) -> bool:
    return isinstance(data, bytes) and _PICTURE.match(data) is not None


def _zooms(connection: sqlite3.Connection, said: Mapping[str, str]) -> tuple[int, int] | None:
    """The least and the greatest, as the file says or else as its tiles show."""
    try:
        low, high = int(said["minzoom"]), int(said["maxzoom"])
    except (KeyError, ValueError):
        # Two questions: SQLite finds each by the index, but both together only by going through all tiles.
        low, high = connection.execute(
            "SELECT (SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)"
        ).fetchone()
    whole = isinstance(low, int) and isinstance(high, int)
    return (low, high) if whole and 0 <= low <= high <= _DEEPEST else None


def _bounds(text: str) -> Box | None:
    """West, south, east, north, as MBTiles writes them."""
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        return None
    whole = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return Box(south=south, west=west, north=north, east=east) if whole else None
