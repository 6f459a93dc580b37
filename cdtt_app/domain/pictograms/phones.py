"""Signs of what one does on the phone."""

from typing import Final

from cdtt_app.domain.pictograms.parts import (
    BADGE,
    arrow,
    camera,
    disc,
    dots,
    frame,
    house,
    lines,
    panel,
    paper,
    pen,
    person,
    phone,
    pin,
    square_code,
    tick,
)
from cdtt_app.domain.pictograms.shapes import (
    Drawing,
    Tone,
    Words,
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


def _scan() -> Drawing:
    return (*phone(), *square_code(36.5, 33.5, 27), *frame(13, 25, 74, 44, 13))


def _province_app() -> Drawing:
    """One large tile: a hall with a flag of no country."""
    hall = filled(polygon(30, 54, 50, 42, 70, 54), Tone.WHITE), filled(rect(35, 56, 30, 11), Tone.WHITE)
    door = filled(rect(46, 59, 8, 8), Tone.PRIMARY)
    pole = drawn(polyline(50, 31, 50, 44), Tone.WHITE, 3)
    flag = filled(polygon(50, 29.5, 64, 34.5, 50, 39.5), Tone.WHITE)
    return (*phone(), outlined(rect(22, 22, 56, 54, 13), Tone.PRIMARY), *hall, door, pole, flag)


def _download() -> Drawing:
    tray = drawn(polyline(36, 60, 36, 68, 64, 68, 64, 60), width=5)
    return (*phone(), *arrow(50, 26, 50, 56, width=6.5), tray)


def _six_digits() -> Drawing:
    boxes = tuple(filled(rect(9.5 + 13.7 * place, 36, 12, 21, 2.5), Tone.TINT) for place in range(6))
    digits = tuple(Words(text=digit, x=15.5 + 13.7 * place, y=46.5, size=16) for place, digit in enumerate("482915"))
    return (*phone(), *panel(4, 30.5, 92, 32), *boxes, *digits)


def _search() -> Drawing:
    field = (*panel(6, 26, 88, 26), *lines(18, 56, 39, width=5, tone=Tone.TINT))
    handle = polyline(78, 66, 92, 80)
    glass = circle(66, 54, 17)
    white = (outlined(glass, Tone.WHITE, Tone.WHITE, 14), drawn(handle, Tone.WHITE, 15))
    return (*phone(), *field, *white, drawn(handle, Tone.INK, 9), outlined(glass, Tone.TINT, Tone.PRIMARY, 6))


def _photograph_paper() -> Drawing:
    return (*phone(42), *paper(30, 25, 24, 33), *lines(36, 48, 39, 45, 51, width=3), *frame(13, 18, 58, 47), *camera())


def _send_papers() -> Drawing:
    return (*phone(28), *paper(60, 10, 35, 46), *lines(68, 87, 29, 38, 47, width=4), *arrow(62, 78, 94, 78, width=7))


def _follow() -> Drawing:
    thread = drawn(polyline(38, 31, 38, 66), width=4)
    done = tuple(filled(circle(38, y, radius), tone) for y in (30, 49) for radius, tone in _DONE)
    ticks = (*tick(38, 30, 7, width=3), *tick(38, 49, 7, width=3))
    later = outlined(circle(38, 67, 5), Tone.WHITE, Tone.INK, 3.4)
    words = tuple(drawn(polyline(54, y, end, y), tone, 5) for y, end, tone in _STATIONS)
    return (*phone(31), *panel(22, 17, 73, 62), thread, *done, *ticks, later, *words)


_DONE: Final = ((8.4, Tone.WHITE), (7.2, Tone.PRIMARY))
_STATIONS: Final = ((30, 84, Tone.INK), (49, 77, Tone.INK), (67, 72, Tone.TINT))


def _learn_by_film() -> Drawing:
    screen = outlined(rect(5, 22, 90, 56, 7))
    face = filled(rect(11, 28, 78, 36, 2), Tone.TINT)
    play = outlined(circle(50, 46, 15), Tone.PRIMARY, Tone.WHITE, 3)
    point = filled(polygon(45.5, 38, 45.5, 54, 59, 46), Tone.WHITE)
    bar = (drawn(polyline(14, 71, 86, 71), Tone.TINT), drawn(polyline(14, 71, 44, 71), Tone.PRIMARY))
    return (*phone(), screen, face, play, point, *bar, filled(circle(44, 71, 4), Tone.PRIMARY))


def _sign_on_phone() -> Drawing:
    name = start(24, 62).curve(27, 40, 38, 40, 32, 58).curve(28, 70, 44, 46, 45, 56).curve(46, 62, 50, 58, 52, 54)
    line = drawn(polyline(23, 71, 55, 71), width=3)
    return (*phone(39), drawn(name, Tone.PRIMARY, 4), line, *pen(54, 54, 50))


def _film_call() -> Drawing:
    x, y, _ = BADGE
    body = filled(rect(x - 12, y - 7, 15, 14, 3), Tone.WHITE)
    lens = filled(polygon(x + 5, y - 2, x + 12, y - 7, x + 12, y + 7, x + 5, y + 2), Tone.WHITE)
    return (*phone(40), *person(40, 66, 34), *disc(*BADGE), body, lens)


def _send_place() -> Drawing:
    land = rect(41, 12, 54, 52, 6)
    ways = (start(43, 52).curve(56, 44, 66, 60, 93, 44), polyline(54, 14, 50, 62))
    roads = tuple(drawn(way, Tone.WHITE, 5) for way in ways)
    return (
        *phone(28),
        filled(land, Tone.TINT),
        *roads,
        drawn(land),
        *pin(71, 30, 11.5, 1),
        *arrow(62, 81, 94, 81, width=7),
    )


def _log_in() -> Drawing:
    fields = (*panel(17, 47, 66, 22), *dots(50, 58, 13, 3.6))
    return (*phone(), *person(50, 42, 24, Tone.PRIMARY), *fields)


def _scan_poster() -> Drawing:
    card = outlined(rect(61, 20, 35, 58, 4))
    foot = drawn(polyline(69, 69, 88, 69), width=4)
    return (*phone(27), *frame(14, 33, 26, 28, 8), card, *square_code(65.5, 27, 26.5), foot)


def _amount() -> Drawing:
    keys = tuple(filled(circle(x, y, 3.6)) for y in (58, 70) for x in (37, 50, 63))
    return (*phone(), *panel(4, 22, 92, 28), Words(text="50.000 đ", x=50, y=36, size=20), *keys)


def _submit_from_home() -> Drawing:
    home = (*house(3, 14, 66, 80), *person(36, 92, 26))
    sheet = (filled(rect(53, 42, 47, 58, 8), Tone.WHITE), *paper(58, 47, 36, 46), *lines(65, 86, 64, 72, width=3.6))
    return (*home, *sheet, *arrow(80, 36, 80, 8))


def _report_sent() -> Drawing:
    bars = tuple(filled(rect(x, y, 7, 66 - y), Tone.PRIMARY) for x, y in ((17, 52), (28, 42), (39, 34)))
    sheet = (*paper(8, 8, 50, 78), *bars, drawn(polyline(15, 69, 48, 69), width=3.5))
    plane = polygon(96, 44, 50, 66, 66, 74, 72, 92)
    fold = drawn(polyline(96, 44, 66, 74), width=3.5)
    return (*sheet, outlined(plane, Tone.WHITE, Tone.WHITE, 11), outlined(plane, Tone.TINT, Tone.INK, 4), fold)


def _fingerprint() -> Drawing:
    ridges = (
        arc(50, 46, 34, 190, 350).line(86, 62),
        start(16, 58).line(16, 50),
        start(27, 76).curve(27, 62, 26, 54, 27, 46).arc(50, 46, 23, 180, 360).curve(74, 60, 73, 72, 69, 86),
        start(38, 88).curve(40, 70, 38, 56, 38.5, 46).arc(50, 46, 11.5, 180, 360).curve(62, 62, 60, 78, 55, 94),
        start(50, 46).curve(50.5, 60, 50, 70, 47.5, 80),
    )
    return tuple(drawn(ridge, Tone.PRIMARY if place in (2, 4) else Tone.INK, 5.5) for place, ridge in enumerate(ridges))


SIGNS: Final = (
    Sign("dien_thoai_quet_qr", "Điện thoại quét mã QR", _scan),
    Sign("ung_dung_tinh", "Ứng dụng của tỉnh trên điện thoại", _province_app),
    Sign("tai_ung_dung", "Tải ứng dụng về điện thoại", _download),
    Sign("ma_sau_so", "Gõ mã sáu số", _six_digits),
    Sign("tim_kiem", "Tìm kiếm trên điện thoại", _search),
    Sign("chup_giay", "Chụp giấy tờ", _photograph_paper),
    Sign("nop_ho_so_gui", "Gửi hồ sơ từ điện thoại", _send_papers),
    Sign("theo_doi", "Theo dõi hồ sơ đến bước nào", _follow),
    Sign("hoc_video", "Xem bài học bằng video", _learn_by_film),
    Sign("ky_tren_may", "Ký trên điện thoại", _sign_on_phone),
    Sign("goi_video", "Gọi thấy mặt nhau", _film_call),
    Sign("gui_vi_tri", "Gửi vị trí của mình", _send_place),
    Sign("dang_nhap", "Đăng nhập bằng mật khẩu", _log_in),
    Sign("quet_ma", "Đưa điện thoại quét mã trên giấy", _scan_poster),
    Sign("nhap_so_tien", "Gõ số tiền", _amount),
    Sign("nha_gui_ho_so", "Nộp hồ sơ từ nhà", _submit_from_home),
    Sign("gui_bao_cao", "Gửi báo cáo", _report_sent),
    Sign("van_tay", "Dấu vân tay", _fingerprint),
)
