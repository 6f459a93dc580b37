from io import BytesIO

import pytest
from PIL import Image

from cdtt_app.documents.fonts import BOLD, REGULAR, SERIF
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


def test_a_sheet_may_lie_across() -> None:
    sheet = Sheet("Tờ thử", landscape=True)
    assert (sheet.width, sheet.height) == (HEIGHT, WIDTH)
    assert picture(sheet.finish(), dpi=254).size == pytest.approx((HEIGHT * 10, WIDTH * 10), abs=2)


def _dark(sheet: Sheet) -> Image.Image:
    return picture(sheet.finish(), dpi=254).point(lambda grey: 255 if grey < 128 else 0)


def test_a_shape_within_a_shape_is_a_hole() -> None:
    sheet = Sheet("Tờ thử")
    sheet.shape([_square(20, 40), _square(30, 20)], fill=BLACK)
    dark = _dark(sheet)
    assert dark.getbbox() == pytest.approx((200, 200, 600, 600), abs=2)
    assert dark.crop((310, 310, 490, 490)).getbbox() is None


def _square(left: float, side: float) -> list[tuple[float, float]]:
    return [(left, left), (left + side, left), (left + side, left + side), (left, left + side)]


def test_a_dashed_line_has_gaps_and_the_next_line_has_none() -> None:
    sheet = Sheet("Tờ thử")
    sheet.stroke(20, 20, 120, 20, line=1, dash=(4, 4))
    sheet.shape([[(20, 40), (120, 40)]], line=1, closed=False)
    dark = _dark(sheet)
    dashed, whole = (sum(dark.getpixel((x, y)) == 255 for x in range(200, 1200)) for y in (200, 400))
    assert 300 < dashed < 800
    assert whole >= 999


def test_nothing_is_drawn_outside_a_frame_and_moving_ends_with_its_block() -> None:
    sheet = Sheet("Tờ thử")
    with sheet.moved(50, 60), sheet.inside(0, 0, 20, 10):
        sheet.box(-30, -30, 100, 100, radius=0, fill=BLACK)
    sheet.box(5, 5, 2, 2, radius=0, fill=BLACK)
    dark = _dark(sheet)
    assert dark.crop((100, 100, 2000, 2000)).getbbox() == pytest.approx((400, 500, 600, 600), abs=2)
    assert dark.crop((0, 0, 100, 100)).getbbox() == pytest.approx((50, 50, 70, 70), abs=2)


def test_justified_words_end_where_they_should_and_keep_their_spaces() -> None:
    sheet = Sheet("Tờ thử")
    sheet.say_justified("đề nghị Sở trả lời", 30, 50, 120, SERIF, 13.5)
    pdf = sheet.finish()
    assert words(pdf)[0].strip() == "đề nghị Sở trả lời"
    dark = picture(pdf, dpi=254).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert dark is not None
    assert (dark[0], dark[2]) == pytest.approx((300, 1500), abs=12)


def test_a_picture_is_whole_in_its_rectangle_and_other_bytes_are_refused() -> None:
    sheet, data = Sheet("Tờ thử"), BytesIO()
    Image.new("RGB", (40, 20), (0, 0, 0)).save(data, "PNG")
    assert sheet.image(data.getvalue(), 20, 20, 40, 60)
    assert not sheet.image(b"not a picture", 20, 100, 40, 60)
    assert _dark(sheet).getbbox() == pytest.approx((200, 400, 600, 600), abs=3)


def test_only_the_faces_that_are_used_are_in_the_file() -> None:
    plain, letter = Sheet("Tờ thử"), Sheet("Tờ thử")
    plain.say("Bản Giòng", 20, 20)
    letter.say("Bản Giòng", 20, 20, SERIF)
    assert b"Tinos" not in plain.finish()
    pdf = letter.finish()
    assert b"Tinos" in pdf
    assert len(pdf) < 60_000  # subset: the face itself has half a megabyte
