"""Signs of talking and sending: messages, groups, hotlines."""

from typing import Final

from cdtt_app.domain.pictograms.parts import arrow, bubble, child, do, lines, person, phone, picture
from cdtt_app.domain.pictograms.shapes import (
    Drawing,
    Path,
    Tone,
    Words,
    arc,
    circle,
    drawn,
    filled,
    outlined,
    polyline,
    rect,
    start,
)
from cdtt_app.domain.pictograms.sign import Sign


def _message_came() -> Drawing:
    letter = (outlined(rect(26, 30, 66, 42, 5)), drawn(polyline(29, 33, 59, 55, 89, 33)))
    return (*phone(36), *letter, *do())


def _two_bubbles() -> Drawing:
    back = outlined(_bubble_right(), Tone.PRIMARY)
    front = bubble(5, 8, 62, 38, 22)
    return (*front, *lines(17, 55, 22, 33), back, *_three_dots(66, 66))


def _bubble_right() -> Path:
    edge = start(38, 60).arc(46, 60, 8, 180, 270).arc(87, 60, 8, 270, 360).arc(87, 74, 8, 0, 90)
    return edge.line(84, 82, 84, 92, 74, 82).arc(46, 74, 8, 90, 180).close()


def _three_dots(x: float, y: float) -> Drawing:
    return tuple(filled(circle(x + step, y, 4), Tone.WHITE) for step in (-14, 0, 14))


def _ask_someone() -> Drawing:
    asking = (*bubble(28, 4, 50, 30, 42), Words(text="?", x=53, y=19, size=24))
    return (*person(26, 95, 42), *person(75, 95, 42, Tone.INK), *asking)


def _hotline(number: str, inside: Tone, tone: Tone) -> Drawing:
    sign = (*bubble(24, 22, 71, 34, 40, inside), Words(text=number, x=59.5, y=39, size=30, tone=tone))
    return (*phone(36), *sign)


def _report_156() -> Drawing:
    return (*_hotline("156", Tone.AMBER, Tone.INK), *do())


def _report_113() -> Drawing:
    cap = start(58, 84).line(58, 77, 52, 70).curve(62, 60, 86, 60, 96, 70).line(90, 77, 90, 84).close()
    peak = drawn(start(58, 86).curve(66, 93, 82, 93, 90, 86), width=6)
    star = filled(circle(74, 73, 4), Tone.WHITE)
    back = outlined(cap, Tone.WHITE, Tone.WHITE, 12)
    return (*_hotline("113", Tone.PRIMARY, Tone.WHITE), back, outlined(cap, Tone.PRIMARY), peak, star)


def _report_111() -> Drawing:
    return (*_hotline("111", Tone.WHITE, Tone.INK), *child(77, 96, 34, halo=3))


def _helpdesk() -> Drawing:
    head = filled(circle(50, 44, 20), Tone.PRIMARY)
    trunk = filled(start(20, 97).arc(50, 97, 30, 180, 360, 0.9), Tone.PRIMARY)
    cups = (filled(rect(6, 38, 16, 26, 6)), filled(rect(78, 38, 16, 26, 6)))
    boom = start(86, 62).curve(86, 75, 76, 77, 63, 76)
    return (head, trunk, drawn(arc(50, 42, 36, 180, 360), width=6), *cups, drawn(boom, Tone.WHITE, 11), drawn(boom))


def _group() -> Drawing:
    talk = (*bubble(20, 4, 60, 28, 50, Tone.TINT), *_ink_dots(50, 18))
    return (*talk, *person(21, 95, 37, Tone.INK), *person(79, 95, 37, Tone.INK), *person(50, 97, 46, halo=3))


def _ink_dots(x: float, y: float) -> Drawing:
    return tuple(filled(circle(x + step, y, 3.8)) for step in (-14, 0, 14))


def _send_photo() -> Drawing:
    return (*phone(29), *picture(40, 22, 56, 44), *arrow(62, 82, 94, 82, width=7))


SIGNS: Final = (
    Sign("tin_nhan_tich", "Tin nhắn báo đã xong", _message_came),
    Sign("bong_thoai", "Nhắn tin qua lại", _two_bubbles),
    Sign("hoi_nguoi", "Hỏi người mình tin", _ask_someone),
    Sign("bao_156", "Báo số 156", _report_156),
    Sign("bao_113", "Gọi công an 113", _report_113),
    Sign("bao_111", "Gọi tổng đài trẻ em 111", _report_111),
    Sign("tong_dai", "Người trực tổng đài", _helpdesk),
    Sign("nhom_chat", "Nhóm trò chuyện", _group),
    Sign("gui_anh", "Gửi ảnh từ điện thoại", _send_photo),
)
