import pytest

from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.qr import matrix
from cdtt_app.documents.sheet import BLACK, HEIGHT, WIDTH, Sheet, fitting
from tests.documents.rendering import picture, words


def test_it_is_one_page_of_a4() -> None:
    image = picture(Sheet("Tờ thử").finish(), dpi=254)
    assert image.size == pytest.approx((WIDTH * 10, HEIGHT * 10), abs=2)


def test_lengths_are_millimetres_from_the_top_left() -> None:
    sheet = Sheet("Tờ thử")
    sheet.box(20, 30, 40, 10, radius=0, fill=BLACK)
    dark = picture(sheet.finish(), dpi=254).point(lambda grey: 255 - grey).getbbox()
    assert dark == pytest.approx((200, 300, 600, 400), abs=2)


def test_a_square_code_keeps_four_white_modules_on_each_side() -> None:
    sheet = Sheet("Tờ thử")
    code = matrix("CDTT1")
    module = 80 / (len(code) + 8)
    sheet.square_code(code, 20, 30, 80)
    dark = picture(sheet.finish(), dpi=254).point(lambda grey: 255 - grey).getbbox()
    inset = 10 * 4 * module
    assert dark == pytest.approx((200 + inset, 300 + inset, 1000 - inset, 1100 - inset), abs=2)


def test_vietnamese_comes_out_whole_and_in_the_bundled_font_alone() -> None:
    sheet = Sheet("Tờ thử")
    sheet.say("Nguyễn Thị Hường ở Bản Giòng, Ƀuôn Đôn & xã Ea Hồ", 20, 30, BOLD, 14)
    pdf = sheet.finish()
    assert words(pdf)[0].strip() == "Nguyễn Thị Hường ở Bản Giòng, Ƀuôn Đôn & xã Ea Hồ"
    assert b"Helvetica" not in pdf


def test_long_text_is_broken_into_lines_and_says_where_it_ends() -> None:
    sheet = Sheet("Tờ thử")
    text = "Ai cầm được giấy này thì nối được máy vào sổ của thôn. " * 4
    last = sheet.say_lines(text, 20, 30, 80, REGULAR, 12)
    lines = words(sheet.finish())[0].strip().split("\n")
    assert len(lines) > 3
    assert last == pytest.approx(30 + (len(lines) - 1) * 12 * 1.32 * 25.4 / 72)


def test_words_that_are_too_wide_get_smaller_letters_and_others_do_not() -> None:
    assert fitting("so.vn", BOLD, 17, 100) == 17
    assert 5 < fitting("so.tuyenquang.example.vn", BOLD, 17, 40) < 17


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert Sheet("Tờ thử").finish() == Sheet("Tờ thử").finish()
