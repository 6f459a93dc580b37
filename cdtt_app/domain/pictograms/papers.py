"""Signs of papers, cards, books."""

from typing import Final

from cdtt_app.domain.pictograms.parts import calendar, do, heart, lines, paper, pen, person
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


def _identity_card() -> Drawing:
    card = (outlined(rect(5, 19, 90, 62, 7)), filled(rect(9, 23, 82, 9, 3), Tone.TINT))
    chip = (outlined(rect(70, 39, 16, 13, 3), Tone.AMBER, Tone.INK, 3), drawn(polyline(78, 39, 78, 52), width=2.2))
    rows = tuple(drawn(polyline(50, y, end, y)) for y, end in ((45.5, 61), (59, 86), (71, 78)))
    return (*card, *person(27, 74, 29, Tone.INK), *chip, *rows)


def _paper_done() -> Drawing:
    return (*paper(16, 5, 60, 88), *lines(29, 63, 34, 46, 58, width=5), *do())


def _signature() -> Drawing:
    name = start(20, 70).curve(24, 40, 40, 42, 33, 66).curve(29, 80, 50, 50, 48, 66).curve(47, 72, 52, 72, 58, 64)
    below = drawn(polyline(20, 80, 62, 80), width=3.5)
    return (*paper(8, 6, 66, 88), *lines(20, 48, 26, 38), drawn(name, Tone.PRIMARY, 5), below, *pen(57, 65, 46))


def _fill_form() -> Drawing:
    rows = tuple(outlined(rect(20, y, 42, 13, 3), Tone.TINT, Tone.INK, 3.2) for y in (20, 41, 62))
    words = tuple(drawn(polyline(27, y, end, y), width=3.6) for y, end in ((26.5, 52), (47.5, 46)))
    return (outlined(rect(8, 6, 66, 88, 5)), *rows, *words, *pen(46, 69, 58))


def _day() -> Drawing:
    days = ((41, 46), (58.5, 46), (76, 46), (24, 64), (41, 64), (76, 64), (24, 82), (41, 82))
    cells = tuple(filled(circle(x, y, 3.6)) for x, y in days)
    mark = (outlined(circle(58.5, 64, 10.5), Tone.TINT, Tone.PRIMARY, 5), filled(circle(58.5, 64, 3.6)))
    return (*calendar(8, 12, 84, 82), *cells, *mark)


def _book_a_doctor() -> Drawing:
    days = tuple(filled(circle(x, y, 3.6)) for x in (20, 34) for y in (44, 58, 72))
    return (*calendar(6, 10, 72, 76), *days, *heart(70, 71, 52, halo=3))


def _notebook() -> Drawing:
    cover = (outlined(rect(20, 6, 66, 88, 7), Tone.PRIMARY), filled(rect(35, 21, 38, 25, 3), Tone.WHITE))
    rings = tuple(drawn(polyline(11, y, 27, y), width=5) for y in (22, 41, 60, 79))
    return (*cover, *lines(42, 66, 29, 38, width=4), *rings)


_RING: Final = ((Tone.INK, 5.0),)


def _write_down() -> Drawing:
    left = start(50, 28).curve(38, 18, 20, 18, 6, 22).line(6, 86).curve(20, 82, 38, 82, 50, 92).close()
    right = start(50, 28).curve(62, 18, 80, 18, 94, 22).line(94, 86).curve(80, 82, 62, 82, 50, 92).close()
    rows = tuple(drawn(start(15, y).curve(24, y - 2, 34, y - 1, 41, y + 3)) for y in (37, 50, 63))
    more = drawn(start(59, 72).curve(60, 71, 62, 70, 66, 69), Tone.INK)
    return (outlined(left), outlined(right, Tone.TINT), *rows, more, *pen(66, 62, 36))


def _certificate() -> Drawing:
    sheet = (outlined(rect(5, 12, 90, 60, 5)), drawn(rect(12, 19, 76, 46, 2), Tone.PRIMARY, 2.4))
    rows = (
        drawn(polyline(30, 31, 70, 31), width=5.5),
        drawn(polyline(22, 43, 56, 43)),
        drawn(polyline(22, 54, 46, 54)),
    )
    tails = polygon(62, 66, 60, 97, 70, 90, 80, 97, 78, 66)
    seal = (outlined(tails, Tone.WHITE, Tone.WHITE, 9), outlined(tails, Tone.PRIMARY, Tone.INK, 4))
    rose = (outlined(circle(70, 62, 16), Tone.WHITE, Tone.WHITE, 10), outlined(circle(70, 62, 16), Tone.TINT))
    return (*sheet, *rows, *seal, *rose, filled(circle(70, 62, 6.5), Tone.PRIMARY))


def _insurance_card() -> Drawing:
    card = outlined(rect(5, 19, 90, 62, 7), Tone.TINT)
    rows = tuple(
        drawn(polyline(59, y, end, y), width=width) for y, end, width in ((37, 84, 6), (51, 84, 4.5), (64, 76, 4.5))
    )
    return (card, *_cross(31, 50), *rows)


def _cross(x: float, y: float) -> Drawing:
    """A shield with a plus, its middle at (x, y)."""
    edge = start(0, -21).curve(6, -17, 12, -15, 18, -14.5).curve(18, 6, 12, 16, 0, 22)
    edge = edge.curve(-12, 16, -18, 6, -18, -14.5).curve(-12, -15, -6, -17, 0, -21).close()
    plus = polyline(0, -9, 0, 9) + polyline(-9, 0, 9, 0)
    return (outlined(edge.moved(x, y), Tone.PRIMARY), drawn(plus.moved(x, y), Tone.WHITE, 6))


def _fold() -> Drawing:
    sheet = (outlined(rect(6, 44, 88, 50, 2)), filled(rect(50, 46.2, 41.8, 45.6), Tone.TINT))
    crease = tuple(drawn(polyline(50, y, 50, y + 4), width=4) for y in (50, 61, 72, 83))
    turn = drawn(arc(50, 36, 27, 355, 192), Tone.PRIMARY, 6.5)
    head = drawn(polyline(12, 21, 23, 33, 35, 23), Tone.PRIMARY, 6.5)
    return (*sheet, *crease, turn, head)


def _cut() -> Drawing:
    line = tuple(drawn(polyline(x, 50, x + 7, 50), width=5) for x in (62, 75, 88))
    blades = tuple(drawn(polyline(25, y, 72, 100 - y - 0.35 * (y - 50)), width=7) for y in (70, 30))
    grips = tuple(outlined(circle(17, y, 11.5), Tone.TINT, Tone.PRIMARY, 6.5) for y in (76, 24))
    return (*line, *blades, *grips, filled(circle(44.5, 50, 3), Tone.WHITE))


SIGNS: Final = (
    Sign("the_can_cuoc", "Thẻ căn cước", _identity_card),
    Sign("to_giay_tich", "Tờ giấy đã xong", _paper_done),
    Sign("but_ky", "Bút ký tên", _signature),
    Sign("dien_mau", "Điền vào mẫu", _fill_form),
    Sign("lich", "Ngày trên lịch", _day),
    Sign("dat_lich_kham", "Đặt lịch khám bệnh", _book_a_doctor),
    Sign("so_tay", "Quyển sổ tay", _notebook),
    Sign("ghi_so", "Ghi vào sổ", _write_down),
    Sign("chung_nhan", "Giấy chứng nhận", _certificate),
    Sign("the_bao_hiem", "Thẻ bảo hiểm y tế", _insurance_card),
    Sign("gap_giay", "Gấp giấy theo nét chấm", _fold),
    Sign("keo_cat", "Cắt theo nét đứt", _cut),
)
