"""Signs against fraud: do not, beware, hang up."""

from typing import Final

from cdtt_app.domain.pictograms.parts import (
    arrow,
    banknote,
    beware,
    bubble,
    do_not,
    dots,
    panel,
    person,
    phone,
    square_code,
    tick,
    waves,
)
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


def _shield() -> Drawing:
    edge = start(50, 5).curve(60, 13, 74, 17, 88, 18).curve(90, 54, 78, 80, 50, 95)
    edge = edge.curve(22, 80, 10, 54, 12, 18).curve(26, 17, 40, 13, 50, 5).close()
    return (outlined(edge, Tone.TINT), *tick(50, 49, 38, Tone.PRIMARY, 9))


def _no_code() -> Drawing:
    boxes = tuple(outlined(rect(27 + 15.5 * place, 34, 12, 15, 2), Tone.TINT, Tone.INK, 2.6) for place in range(4))
    marks = tuple(filled(circle(33 + 15.5 * place, 41.5, 2.8)) for place in range(4))
    return (*phone(36), *bubble(20, 26, 75, 31, 36), *boxes, *marks, *do_not())


def _no_link() -> Drawing:
    left = drawn(polyline(40, 35, 27, 35).arc(27, 43.5, 8.5, 270, 90).line(40, 52), width=5.5)
    right = drawn(polyline(54, 35, 67, 35).arc(67, 43.5, 8.5, -90, 90).line(54, 52), Tone.PRIMARY, 5.5)
    joint = drawn(polyline(36, 43.5, 58, 43.5), width=5.5)
    return (*phone(36), *panel(7, 26, 80, 35), left, right, joint, *do_not())


def _no_money() -> Drawing:
    return (*banknote(5, 14, 80, 46), *arrow(8, 79, 48, 79, tone=Tone.INK, width=7), *do_not())


def _no_content() -> Drawing:
    return (*phone(36), *panel(6, 20, 86, 42, Tone.TINT), Words(text="18+", x=45, y=40, size=34), *do_not())


def _no_password() -> Drawing:
    talk = (*bubble(29, 4, 66, 30, 55), *dots(62, 19, 13.5, 4.2))
    return (*person(30, 96, 50, Tone.INK), *talk, *do_not())


def _hang_up() -> Drawing:
    handset = start(7, 72).curve(4, 44, 28, 36, 50, 36).curve(72, 36, 96, 44, 93, 72)
    handset = handset.curve(93, 80, 72, 80, 71, 72).curve(71, 62, 64, 58, 50, 58)
    handset = handset.curve(36, 58, 29, 62, 29, 72).curve(28, 80, 7, 80, 7, 72).close()
    return (*arrow(50, 5, 50, 28, width=7), filled(handset), drawn(polyline(14, 92, 86, 92), Tone.PRIMARY, 6))


def _thief() -> Drawing:
    trunk = filled(start(32, 77).curve(32, 66, 40, 62, 50, 62).curve(60, 62, 68, 66, 68, 77).close())
    face = outlined(circle(50, 48, 11.5), Tone.WHITE, Tone.INK, 3.5)
    mask = filled(rect(38.5, 44, 23, 8, 2))
    eyes = (filled(circle(45.5, 48, 1.9), Tone.WHITE), filled(circle(54.5, 48, 1.9), Tone.WHITE))
    hat = filled(start(39, 38).line(41, 25).curve(45, 22, 55, 22, 59, 25).line(61, 38).close())
    brim = drawn(polyline(35, 38.5, 65, 38.5), width=5)
    ring = (*waves(50, 40, 145, 215, 35, 45), *waves(50, 40, -35, 35, 35, 45))
    return (*phone(), trunk, face, mask, *eyes, hat, brim, *ring)


def _pasted_over() -> Drawing:
    under = (outlined(rect(6, 6, 58, 58, 5)), *square_code(14, 14, 42))
    sheet = polygon(41, 35, 95, 35, 95, 72, 78, 89, 41, 89)
    loose = polygon(95, 72, 80, 72, 78, 89)
    over = (outlined(sheet, Tone.WHITE, Tone.WHITE, 11), outlined(sheet), *square_code(48, 42, 34))
    return (*under, *over, outlined(loose, Tone.TINT), *beware(25, 76, 42))


def _warning() -> Drawing:
    return beware(50, 50, 90)[1:]


def _padlock() -> Drawing:
    shackle = drawn(polyline(31, 46, 31, 32).arc(50, 28, 19, 180, 360).line(69, 46), width=7)
    return (shackle, outlined(rect(17, 44, 66, 51, 8), Tone.PRIMARY), *dots(50, 69.5, 13.5, 4.8, tone=Tone.WHITE))


def _hide_the_keys() -> Drawing:
    code = (*panel(4, 59, 64, 23), *dots(36, 71, 13, 4.2))
    return (*phone(36), *code, *_covering_hand())


def _covering_hand() -> Drawing:
    """A hand laid over like a roof: four fingers to the left, the arm from the right."""
    fingers = [(polyline(x, y, 74, y), 9.5) for x, y in ((25, 26.5), (18, 36), (21, 45.5), (30, 55))]
    thumb = (start(64, 27).curve(60, 20, 56, 17, 51, 13), 10.0)
    palm = rect(60, 22, 26, 37.5, 10)
    edge = tuple(drawn(path, Tone.INK, width + 8.5) for path, width in (*fingers, thumb))
    flesh = tuple(drawn(path, Tone.TINT, width) for path, width in (*fingers, thumb))
    gaps = tuple(drawn(polyline(x, y, 62, y), width=3) for x, y in ((27, 31.3), (24, 40.8), (29, 50.3)))
    sleeve = outlined(rect(83, 22, 12, 37.5, 3), Tone.PRIMARY)
    return (*edge, outlined(palm, Tone.TINT, Tone.INK, 8.5), *flesh, filled(palm, Tone.TINT), *gaps, sleeve)


SIGNS: Final = (
    Sign("khien", "Tấm khiên che chở", _shield),
    Sign("otp_cam", "Không đọc mã OTP", _no_code),
    Sign("lien_ket_cam", "Không bấm liên kết lạ", _no_link),
    Sign("tien_cam", "Không chuyển tiền", _no_money),
    Sign("noi_dung_cam", "Không xem nội dung người lớn", _no_content),
    Sign("mat_khau_cam", "Không nói mật khẩu cho ai", _no_password),
    Sign("gac_may", "Gác máy", _hang_up),
    Sign("ke_gian_goi", "Kẻ gian gọi đến", _thief),
    Sign("ma_dan_de", "Coi chừng mã dán đè", _pasted_over),
    Sign("canh_bao", "Coi chừng", _warning),
    Sign("khoa", "Khoá bằng mật khẩu", _padlock),
    Sign("che_tay_mat_khau", "Che tay khi gõ mật khẩu", _hide_the_keys),
)
