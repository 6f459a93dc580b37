"""Signs of selling and sending: goods, parcels, deadlines."""

from typing import Final

from cdtt_app.domain.pictograms.parts import arrow, beware, camera, clock, frame, phone
from cdtt_app.domain.pictograms.shapes import (
    Drawing,
    Tone,
    arc,
    circle,
    drawn,
    filled,
    outlined,
    polygon,
    polyline,
    rect,
    start,
)
from cdtt_app.domain.pictograms.sign import Sign


def _fruit(x: float, y: float, radius: float) -> Drawing:
    """A round fruit with a leaf."""
    leaf = start(0, -1).curve(0.15, -1.9, 1, -1.9, 1.1, -1.6).curve(1, -1, 0.4, -0.9, 0, -1).close()
    return (outlined(circle(x, y, radius), Tone.WHITE, Tone.INK, 4), filled(leaf.moved(x, y, radius), Tone.PRIMARY))


def _basket() -> Drawing:
    sides = tuple(outlined(circle(x, 43, 12), Tone.TINT, Tone.INK, 4) for x in (27, 73))
    body = start(10, 52).line(90, 52).arc(77, 87, 7, 8, 90).arc(23, 87, 7, 90, 172).close()
    ribs = tuple(drawn(polyline(x, 64, to, 84), width=4) for x, to in ((30, 33), (43.5, 44.5), (56.5, 55.5), (70, 67)))
    handle = drawn(arc(50, 48, 38, 188, 352))
    rim = drawn(polyline(7, 52, 93, 52), width=6.5)
    return (handle, *sides, *_fruit(50, 41, 14), outlined(body, Tone.TINT), *ribs, rim)


def _photograph_goods() -> Drawing:
    return (*phone(42), *_fruit(42, 50, 12), *frame(13, 22, 58, 44), *camera())


def _pack() -> Drawing:
    front = outlined(rect(16, 52, 68, 42, 3), Tone.TINT)
    flaps = outlined(polygon(16, 52, 5, 38, 30, 38, 38, 52)), outlined(polygon(84, 52, 95, 38, 70, 38, 62, 52))
    tape = filled(rect(44, 60, 12, 34), Tone.PRIMARY)
    return (front, tape, *flaps, *arrow(50, 6, 50, 42, width=7), drawn(rect(16, 52, 68, 42, 3)))


def _deliver() -> Drawing:
    load = (outlined(rect(4, 22, 56, 50, 4), Tone.TINT), drawn(polyline(32, 26, 32, 40), Tone.PRIMARY, 8))
    cab = outlined(start(60, 38).line(78, 38, 95, 56, 95, 72, 60, 72).close())
    window = filled(polygon(67, 44, 76, 44, 86, 55, 67, 55), Tone.PRIMARY)
    return (*load, cab, window, *_wheel(25), *_wheel(77))


def _wheel(x: float) -> Drawing:
    return filled(circle(x, 75, 15), Tone.WHITE), outlined(circle(x, 75, 9.5)), filled(circle(x, 75, 2.6))


def _deadline() -> Drawing:
    face = (*clock(45, 45, 39), filled(circle(45, 45, 3.8)))
    marks = tuple(
        drawn(polyline(*ends), width=4)
        for ends in ((45, 12, 45, 17), (45, 73, 45, 78), (12, 45, 17, 45), (73, 45, 78, 45))
    )
    return (*face, *marks, *beware(74, 74, 46))


SIGNS: Final = (
    Sign("gio_hang", "Giỏ nông sản", _basket),
    Sign("chup_san_pham", "Chụp ảnh hàng bán", _photograph_goods),
    Sign("dong_goi", "Đóng gói", _pack),
    Sign("giao_hang", "Giao hàng", _deliver),
    Sign("dong_ho_han", "Coi chừng quá hạn", _deadline),
)
