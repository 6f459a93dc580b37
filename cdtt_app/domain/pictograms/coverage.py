"""Signs of the radio: the mast, its bars, its speed."""

import math
from typing import Final

from cdtt_app.domain.pictograms.parts import panel, phone, waves
from cdtt_app.domain.pictograms.shapes import Drawing, Tone, arc, circle, drawn, filled, outlined, polyline, rect
from cdtt_app.domain.pictograms.sign import Sign


def _mast() -> Drawing:
    legs = drawn(polyline(26, 95, 50, 30, 74, 95), width=5)
    ties = drawn(polyline(33, 76, 67, 76) + polyline(40, 57, 60, 57), width=4)
    cross = drawn(polyline(33, 76, 60, 57) + polyline(67, 76, 40, 57), width=3.4)
    left = waves(50, 27, 128, 232, 17, 30, tone=Tone.PRIMARY, width=5.5)
    right = waves(50, 27, -52, 52, 17, 30, tone=Tone.PRIMARY, width=5.5)
    return (legs, ties, cross, filled(circle(50, 27, 6.5)), *left, *right)


def _speed() -> Drawing:
    x, y, turn = 50.0, 64.0, math.radians(305)
    band = drawn(arc(x, y, 29, 180, 305), Tone.PRIMARY, 9)
    rest = drawn(arc(x, y, 29, 305, 360), Tone.TINT, 9)
    needle = drawn(polyline(x, y, x + 25 * math.cos(turn), y + 25 * math.sin(turn)), width=6)
    return (*phone(), *panel(7, 22, 86, 54), rest, band, needle, filled(circle(x, y, 6.5)))


def _bars() -> Drawing:
    tones = (Tone.PRIMARY, Tone.PRIMARY, Tone.WHITE, Tone.WHITE)
    return tuple(outlined(rect(6 + 23.5 * n, 68 - 20 * n, 17, 26 + 20 * n, 3), tone) for n, tone in enumerate(tones))


SIGNS: Final = (
    Sign("cot_song", "Cột sóng", _mast),
    Sign("do_toc_do", "Đo tốc độ mạng", _speed),
    Sign("vach_song", "Xem vạch sóng", _bars),
)
