"""An invented commune with its neighbours; the middle of its hamlets is known to the tests."""

import struct
import zlib

from cdtt_app.domain.geo import Area, Box, Point
from cdtt_app.domain.map_scene import CaseMark, MapScene, NamedPoint, NoteMark, Severity

MIDDLE = Point(22.60, 105.45)
BOX = Box(south=22.5, west=105.3, north=22.7, east=105.6)


def square(name: str, code: str, latitude: float, longitude: float, half: float = 0.05) -> Area:
    ways = ((-half, -half), (-half, half), (half, half), (half, -half))
    return Area(name=name, code=code, polygons=((tuple(Point(latitude + y, longitude + x) for y, x in ways),),))


def at(right: float, down: float) -> Point:
    """A place so many thousandths of a degree from the middle."""
    return Point(MIDDLE.latitude - down / 1000, MIDDLE.longitude + right / 1000)


SCENE = MapScene(
    areas=(square("Xã Đường Mẫu", "00002", 22.70, 105.45), square("Xã Thử Nghiệm", "00001", 22.60, 105.45)),
    own_code="00001",
    notes=(
        NoteMark("n1", at(-30, -30), Severity.USABLE),
        NoteMark("n2", at(30, 30), Severity.UNSTEADY),
        NoteMark("n3", at(30.6, 30.6), Severity.LOST),
    ),
    cases=(CaseMark(id="c1", point=MIDDLE, severity=Severity.LOST, notes=17, title="Bản Thử"),),
    homes=(at(10, 10), at(11, 10)),
    hamlets=(NamedPoint("Bản Mẫu", at(-20, 20)),),
    stations=(NamedPoint("Tram-Mau", at(20, -20)),),
)


class Tiles:
    """A raster source that gives red squares, and remembers what it was asked for."""

    def __init__(self, content: bytes | None = None, max_zoom: int = 14) -> None:
        self.min_zoom, self.max_zoom, self.box = 8, max_zoom, BOX
        self.asked: list[tuple[int, int, int]] = []
        self._content = png() if content is None else content

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        self.asked.append((z, x, y))
        return self._content


def png(side: int = 8, colour: bytes = b"\xff\x00\x00") -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\x00" + colour * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
