"""Signs of people one meets: the doctor, the postman, the counter."""

from typing import Final

from cdtt_app.domain.pictograms.parts import heart, person
from cdtt_app.domain.pictograms.shapes import (
    Drawing,
    Tone,
    Words,
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


def _health() -> Drawing:
    return heart(50, 51, 90)


def _postman() -> Drawing:
    trunk = filled(start(8, 97).arc(42, 97, 34, 180, 360, 1.05).close(), Tone.PRIMARY)
    face = circle(42, 39, 17)
    head = (drawn(face, Tone.WHITE, 10), outlined(face))
    cap = outlined(start(24, 33).curve(24, 6, 60, 6, 60, 33).close(), Tone.PRIMARY)
    peak = drawn(polyline(24, 34, 73, 34), width=6.5)
    envelope = rect(47, 62, 48, 33, 3)
    letter = (drawn(envelope, Tone.WHITE, 11), outlined(envelope), drawn(polyline(49, 65, 71, 81, 93, 65)))
    return (trunk, *head, cap, peak, *letter)


def _counter() -> Drawing:
    name = Words(text="MỘT CỬA", x=50, y=16.7, size=14.6, tone=Tone.WHITE)
    board = (outlined(rect(8, 5, 84, 23, 5), Tone.PRIMARY), name)
    window = outlined(rect(14, 26, 72, 46), Tone.TINT)
    desk = (outlined(rect(14, 76, 72, 19)), outlined(rect(5, 70, 90, 11, 3)))
    sheet = outlined(polygon(58, 70, 62, 57, 77, 57, 73, 70), Tone.WHITE, Tone.INK, 3.5)
    return (window, *person(35, 70, 36), *board, sheet, *desk)


def _doctor() -> Drawing:
    coat = outlined(start(10, 96).curve(10, 66, 28, 58, 50, 58).curve(72, 58, 90, 66, 90, 96).close())
    collar = drawn(polyline(38, 60, 50, 76, 62, 60), width=4)
    head = outlined(circle(50, 37, 18), Tone.TINT)
    cap = outlined(
        start(28, 31).line(31, 8).curve(42, 3, 58, 3, 69, 8).line(72, 31).curve(58, 25, 42, 25, 28, 31).close()
    )
    plus = drawn(polyline(50, 11, 50, 22) + polyline(44.5, 16.5, 55.5, 16.5), Tone.PRIMARY, 4.5)
    tube = drawn(start(32, 62).curve(30, 76, 32, 82, 36, 84), Tone.PRIMARY, 4.5)
    other = drawn(start(68, 62).curve(71, 70, 70, 74, 70, 78), Tone.PRIMARY, 4.5)
    bell = outlined(circle(70, 83, 5.5), Tone.WHITE, Tone.PRIMARY, 4)
    return (coat, collar, tube, other, bell, head, cap, plus)


SIGNS: Final = (
    Sign("trai_tim", "Sức khoẻ", _health),
    Sign("buu_ta", "Bưu tá mang giấy tờ đến", _postman),
    Sign("mot_cua", "Quầy một cửa", _counter),
    Sign("bac_si", "Bác sĩ", _doctor),
)
