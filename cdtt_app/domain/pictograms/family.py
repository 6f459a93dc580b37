"""Signs of grown-ups and children."""

from typing import Final

from cdtt_app.domain.pictograms.parts import child, clock, person
from cdtt_app.domain.pictograms.shapes import (
    Drawing,
    Tone,
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


def _grown_up_and_child() -> Drawing:
    return (*person(35, 93, 64, Tone.INK), *child(74, 93, 45, halo=3))


def _child_and_time() -> Drawing:
    held = rect(25.5, 71, 17, 25, 4)
    gadget = (drawn(held, Tone.WHITE, 9), outlined(held, Tone.TINT, Tone.INK, 4))
    return (*child(34, 95, 58), *gadget, *clock(74, 27, 22))


def _school_cap() -> Drawing:
    under = outlined(start(25, 48).line(25, 70).curve(38, 84, 62, 84, 75, 70).line(75, 48).close(), Tone.TINT)
    board = outlined(polygon(50, 16, 96, 40, 50, 64, 4, 40), Tone.PRIMARY)
    cord = drawn(polyline(50, 40, 87, 46, 87, 70), Tone.INK, 4)
    return (under, board, cord, filled(rect(82, 68, 10, 17, 3), Tone.INK), filled(circle(50, 40, 3.6)))


SIGNS: Final = (
    Sign("nguoi_lon_tre_em", "Người lớn và trẻ em", _grown_up_and_child),
    Sign("tre_em_gio", "Trẻ em dùng máy có giờ", _child_and_time),
    Sign("mu_hoc", "Mũ của người học", _school_cap),
)
