"""Signs of money: paying, prices, taxes."""

from typing import Final

from cdtt_app.domain.pictograms.parts import (
    coin,
    do,
    eye,
    lines,
    panel,
    paper,
    person,
    phone,
    slip,
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
    polyline,
    rect,
    start,
)
from cdtt_app.domain.pictograms.sign import Sign


def _bill() -> Drawing:
    rows = tuple(drawn(polyline(a, y, b, y)) for a, b, y in ((28, 50, 21), (62, 72, 21), (28, 48, 33), (62, 72, 33)))
    return (outlined(slip(16, 6, 68, 90)), *rows, drawn(polyline(28, 45, 72, 45), Tone.PRIMARY, 3.5), *coin(50, 66, 15))


def _receipt_on_phone() -> Drawing:
    receipt = (outlined(slip(34, 12, 58, 62)), *lines(45, 81, 26, 38, 50, width=5))
    return (*phone(32), *receipt, *do())


def _look_at_name() -> Drawing:
    card = (*panel(5, 24, 82, 34), *person(22, 52, 22))
    name = (drawn(polyline(42, 36, 76, 36), width=6), drawn(polyline(42, 47, 62, 47)))
    return (*phone(42), *card, *name, *eye())


def _money_came() -> Drawing:
    amount = (*panel(4, 35, 92, 28), Words(text="+50.000", x=50, y=49, size=21.5))
    return (*phone(36), *waves(64, 23, -50, 50, 11, 23), *amount, *do())


def _fee() -> Drawing:
    sheet = (*paper(8, 6, 54, 74), *lines(20, 50, 30, 42, 54))
    piece = coin(70, 68, 24)
    return (*sheet, filled(circle(70, 68, 29.5), Tone.WHITE), *piece)


def _price_tag() -> Drawing:
    tag = start(5, 52).line(27, 27).line(90, 27).arc(90, 33, 6, 270, 360).arc(90, 71, 6, 0, 90).line(27, 77).close()
    string = start(19.5, 52).curve(2, 40, 2, 22, 14, 7)
    return (outlined(tag), drawn(string, Tone.PRIMARY, 4), filled(circle(19.5, 52, 3.8)), _PRICE)


_PRICE: Final = Words(text="50.000 đ", x=59, y=52, size=15.4)


def _tax_form() -> Drawing:
    sheet = (*paper(6, 6, 56, 82), *lines(17, 38, 24, width=4.5), *lines(17, 36, 38, 50, width=4.5))
    body = rect(44, 40, 50, 55, 6)
    keys = tuple(filled(rect(x, y, 8, 7, 1.5), tone) for y, tone in ((65, Tone.INK), (79, Tone.INK)) for x in (52, 65))
    last = (filled(rect(78, 65, 8, 7, 1.5)), filled(rect(78, 79, 8, 7, 1.5), Tone.PRIMARY))
    window = outlined(rect(52, 48, 34, 10, 2), Tone.TINT, Tone.INK, 3)
    return (*sheet, outlined(body, Tone.WHITE, Tone.WHITE, 11), outlined(body), window, *keys, *last)


SIGNS: Final = (
    Sign("hoa_don", "Hoá đơn", _bill),
    Sign("bien_lai", "Biên lai trên điện thoại", _receipt_on_phone),
    Sign("xem_ten_nguoi_nhan", "Xem kỹ tên người nhận", _look_at_name),
    Sign("doi_tien_vao", "Đợi báo tiền đã vào", _money_came),
    Sign("tra_phi", "Trả phí hồ sơ", _fee),
    Sign("gia_tien", "Ghi giá tiền", _price_tag),
    Sign("khai_thue", "Khai thuế", _tax_form),
)
