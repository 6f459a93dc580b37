import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageFilter

from cdtt_app.documents.visit_sheet import SheetPerson, SkillCell, SkillRow
from cdtt_app.documents.visit_sheet_pdf import _pages, visit_sheet_pdf
from cdtt_app.presenters.visit_sheet import blank_sheet
from tests.documents.layout import check_structure, letters, outside_text
from tests.documents.rendering import picture, read_codes, words
from tests.presenters.paper_samples import BAN_GIONG, family_sheet, make_printed
from tests.presenters.visit_samples import checklist

MARGIN = 12.0
LONG_NAME = "Cô Phương Thảo Nguyên Hạnh Dung Lan Anh Quỳnh"


def _assert_inside(pdf: bytes) -> None:
    for page in letters(pdf):
        assert page
        assert min(letter.left for letter in page) >= MARGIN - 0.1
        assert max(letter.right for letter in page) <= 210 - MARGIN + 0.1
        assert min(letter.top for letter in page) >= MARGIN - 0.1
        assert max(letter.bottom for letter in page) <= 297 - MARGIN + 0.5
        assert not [letter for letter in page if letter.bottom > 279.2 and letter.top < 280.8]  # the line of the foot


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (12, 2), (26, 4)])
def test_four_people_share_a_page_and_more_go_overleaf_under_the_same_code(people: int, pages: int) -> None:
    sheet = family_sheet(people)
    pdf = visit_sheet_pdf([sheet])
    texts = words(pdf)
    assert len(texts) == pages
    for number, text in enumerate(texts, start=1):
        assert (f"trang {number}/{pages}" in text) == (pages > 1)
        assert "phiếu 4/18" in text
        assert read_codes(picture(pdf, 150, number - 1)) == [sheet.address]
    _assert_inside(pdf)


def test_every_bubble_of_every_person_is_there() -> None:
    pdf = visit_sheet_pdf([family_sheet(7)])
    digits = [letter.text for page in letters(pdf) for letter in page if letter.left > 78 and letter.text in "01234"]
    questions = len(checklist().door_questions())
    assert digits.count("4") >= questions * 8  # seven people and one empty column
    assert digits.count("0") >= questions * 8


def test_the_sections_stand_in_the_order_of_the_visit_screen_under_numbers_from_1_to_8() -> None:
    (text,) = words(visit_sheet_pdf([family_sheet(4)]))
    titles = (
        "Lượt thăm",
        "Nhà có đồng ý không?",
        "Kỹ năng",
        "Sóng trong nhà",
        "Đã chỉ cho nhà này",
        "Hẹn lần tới",
        "Đã phát tờ",
        "Ghi chú",
    )
    said = " ".join(text.split())
    places = [said.index(f"{number} {title}") for number, title in enumerate(titles, start=1)]
    assert places == sorted(places)


def test_a_family_is_known_by_name_band_consent_and_what_is_never_to_be_written() -> None:
    (text,) = words(visit_sheet_pdf([family_sheet(4)]))
    for part in (
        "Hộ anh Hoàng Văn Thiêm",
        "BG-018 · Cụm Nà Phiêng · thôn Bản Giòng",
        "C. Anh Toản",
        "35–59 tuổi",
        "Đã đồng ý 12/05/2026: ghi lượt thăm và kỹ năng",
        "Ghi thứ tiếng hay nói ở nhà",
        "Viettel",
        "VinaPhone",
        "MobiFone",
        "Không ghi số căn cước, mật khẩu, bệnh tật.",
        "Người thăm: Ma Thị Mai · gõ xong đánh dấu",
        "Danh mục kỹ năng 2026.1 · in 24/11/2026",
    ):
        assert part in text


def test_only_the_last_level_is_underlined() -> None:
    sheet = family_sheet(1)
    label = sheet.skills[0].label
    plain = replace(sheet, skills=(SkillRow(label, (SkillCell(),)),))
    marked = replace(sheet, skills=(SkillRow(label, (SkillCell(last="3"),)),))
    before, after = (picture(visit_sheet_pdf([each]), 150) for each in (plain, marked))
    changed = [at for at, (old, new) in enumerate(zip(before.tobytes(), after.tobytes(), strict=True)) if old != new]
    wide = before.size[0]
    columns = [at % wide / 150 * 25.4 for at in changed]
    assert changed
    assert 78 + 15 + 5.7 - 2 < min(columns) < max(columns) < 78 + 15 + 5.7 + 2  # under the 3 of the first person


def test_a_question_that_does_not_concern_somebody_has_no_bubbles() -> None:
    sheet = family_sheet(1)
    row = SkillRow("Đăng nhập VNeID mức 2", (SkillCell(concerns=False),))
    (text,) = words(visit_sheet_pdf([replace(sheet, skills=(row,))]))
    assert text.count("không cần hỏi") == 1


def test_a_blank_sheet_names_nobody_and_has_room_for_four() -> None:
    pdf = visit_sheet_pdf([blank_sheet(make_printed(), checklist(), BAN_GIONG)])
    (text,) = words(pdf)
    assert "Mã hộ, cụm" in text
    assert all(f"{letter}." in text for letter in "ABCD")
    assert "Thiêm" not in text
    _assert_inside(pdf)


def test_long_names_and_a_long_checklist_are_never_cut() -> None:
    sheet = family_sheet(7, called=LONG_NAME)
    many = tuple(SkillRow(f"{row.label} {number}", row.cells) for number in range(3) for row in sheet.skills)
    pdf = visit_sheet_pdf([replace(sheet, skills=many, household=f"Hộ {LONG_NAME} {LONG_NAME} {LONG_NAME}")])
    text = " ".join(" ".join(words(pdf)).split())
    assert text.count(f"{LONG_NAME} {LONG_NAME} {LONG_NAME}") == len(words(pdf))
    for letter in "ABCDEFG":
        assert f"{letter}. {LONG_NAME}" in text
    for row in many:
        assert text.count(row.label) >= 2
    _assert_inside(pdf)


@pytest.mark.parametrize("questions", [0, 1, 10, 12, 13, 14, 15, 30, 60])
def test_what_is_written_by_hand_stays_out_of_the_foot_however_many_questions_there_are(questions: int) -> None:
    sheet = family_sheet(4)
    row = sheet.skills[0]
    rows = tuple(SkillRow(f"Câu ({number})", row.cells) for number in range(1, questions + 1))
    pdf = visit_sheet_pdf([replace(sheet, skills=rows)])
    texts = words(pdf)
    assert sum("Ghi chú" in text for text in texts) == 1
    for number in range(len(texts)):
        page = picture(pdf, 100, number)
        left, right, top = (round(at / 25.4 * 100) for at in (86, 100, 281))
        assert min(page.crop((left, top, right, page.size[1])).tobytes()) > 250
    assert all("\n".join(texts).count(f"Câu ({number})") == 1 for number in range(1, questions + 1))
    _assert_inside(pdf)


@pytest.mark.parametrize(("questions", "lines"), [(2, 5), (13, 2)])
def test_notes_get_as_many_lines_as_the_page_has_room_for(questions: int, lines: int) -> None:
    sheet = family_sheet(4)
    (page,) = _pages(replace(sheet, skills=sheet.skills[:questions]))
    assert page[-1].block.height == pytest.approx(6.2 + 7 * lines)


def test_names_end_before_the_tick_box_beside_them() -> None:
    people = tuple(
        SheetPerson(name, "35–59 tuổi") for name in (LONG_NAME, "Bà Nhình", "Ông Nguyễn Hữu Khuyến", LONG_NAME)
    )
    page = letters(visit_sheet_pdf([replace(family_sheet(4), people=people)]))[0]
    found = [each for each in page if each.text.isalpha() and each.left > 78]
    heads = [each for each in found if 96 < each.top < 107]
    assert heads
    for letter in heads:
        assert (letter.right - 78) % 30 < 24.5


def test_the_square_code_is_read_from_a_blurred_grey_page_and_says_nothing_of_the_family() -> None:
    sheet = family_sheet(4)
    image = picture(visit_sheet_pdf([sheet]), 100).filter(ImageFilter.GaussianBlur(0.8))
    (said,) = read_codes(image)
    assert said == sheet.code


def test_an_evening_of_sheets_keeps_its_order() -> None:
    sheets = [family_sheet(4, number) for number in range(1, 19)]
    pdf = visit_sheet_pdf(iter(sheets))
    assert [f"phiếu {number}/18" in text for number, text in enumerate(words(pdf), start=1)] == [True] * 18


def test_no_sheet_is_no_paper() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        visit_sheet_pdf([])


def test_other_programs_read_the_words_and_find_no_fault(tmp_path: Path) -> None:
    pdf = visit_sheet_pdf([family_sheet(7)])
    text = outside_text(pdf, tmp_path)
    for part in ("Hộ anh Hoàng Văn Thiêm", "Chuyển tiền, quét QR, xem lại tên", "hỏi lại thì đánh dấu".capitalize()):
        assert part in text
    assert text == unicodedata.normalize("NFC", text)
    assert pdf.count(b"/FontFile2") >= 3
    check_structure(pdf, tmp_path)
