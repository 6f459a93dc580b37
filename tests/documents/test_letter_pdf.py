import re
from dataclasses import replace
from pathlib import Path

import pytest

from cdtt_app.documents.letter import Letter
from cdtt_app.documents.letter_pdf import letter_pdf
from tests.documents.dossier_samples import letter
from tests.documents.layout import check_structure, letters, outside_text
from tests.documents.rendering import picture, words


def _flat(pdf: bytes) -> str:
    return " ".join(" ".join(words(pdf)).split())


def _long() -> Letter:
    return replace(letter(), paragraphs=letter().paragraphs * 9)


def test_it_has_every_part_the_decree_asks_for() -> None:
    text = _flat(letter_pdf(letter()))
    for part in (
        "ỦY BAN NHÂN DÂN XÃ THƯỢNG NÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "/UBND-VHXH", "tháng 11 năm 2026", "V/v đề nghị trả lời kết quả khảo sát", "Kính gửi:",
        "- Sở Khoa học và Công nghệ tỉnh Tuyên Quang;", "- Viettel Tuyên Quang.", "Nơi nhận:", "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "hiện trường./.", "DỰ THẢO",
    ):  # fmt: skip
        assert part in text, part


def test_number_and_day_are_left_blank() -> None:
    text = words(letter_pdf(letter()))[0]
    assert re.search(r"Số:\s+/UBND-VHXH", text)
    assert re.search(r"Thượng Nông, ngày\s+tháng 11 năm 2026", text)


@pytest.mark.parametrize(("month", "written"), [(1, "01"), (2, "02"), (3, "3"), (12, "12")])
def test_only_january_and_february_get_a_nought(month: int, written: str) -> None:
    assert f"tháng {written} năm" in _flat(letter_pdf(replace(letter(), month=month)))


def test_text_stays_within_the_margins_and_lines_end_together() -> None:
    pages = letters(letter_pdf(replace(_long(), draft=False, note="")))
    for number, page in enumerate(pages):
        body = [one for one in page if one.top > 18 or number == 0]
        assert min(one.left for one in body) >= 29.9
        assert max(one.right for one in body) <= 193.1
        assert min(one.top for one in body) >= 20
        assert max(one.bottom for one in body) <= 277.2
    assert sum(one.right > 192.4 for one in pages[1]) > 20  # of some forty lines, most are full


def test_pages_are_numbered_at_the_top_from_the_second_on() -> None:
    pages = letters(letter_pdf(replace(_long(), draft=False)))
    tops = ["".join(one.text for one in page if one.top < 18).strip() for page in pages]
    assert len(pages) > 2
    assert tops == ["", *(str(number) for number in range(2, len(pages) + 1))]
    second = [one for one in pages[1] if one.top < 18]
    assert (second[0].left + second[0].right) / 2 == pytest.approx(105, abs=0.5)


def test_no_line_of_a_paragraph_stands_alone_at_the_foot_of_a_page() -> None:
    two_lines = (
        "Ủy ban nhân dân xã Thượng Nông đề nghị Sở Khoa học và Công nghệ trả lời kết quả khảo sát vùng lõm sóng."
    )
    for count in range(6):
        first = "\n".join(["Một dòng đứng trước"] * (count + 1))
        paragraphs = (first, *[two_lines] * 16)
        pages = words(letter_pdf(replace(letter(), draft=False, note="", paragraphs=paragraphs)))
        assert len(pages) == 2
        for page in pages:
            assert page.count("Ủy ban nhân dân xã Thượng Nông đề nghị") == page.count("vùng lõm sóng.")


def test_the_watermark_leaves_the_text_readable_and_a_final_letter_has_none() -> None:
    draft, final = picture(letter_pdf(letter()), 72), picture(letter_pdf(replace(letter(), draft=False)), 72)
    middle = (180, 540, 320, 640)  # below the text
    assert 225 <= min(draft.crop(middle).tobytes()) <= 240
    assert min(final.crop(middle).tobytes()) == 255
    assert "DỰ THẢO" not in _flat(letter_pdf(replace(letter(), draft=False)))


def test_one_recipient_stands_on_the_line_itself() -> None:
    text = words(letter_pdf(replace(letter(), recipients=("Sở Khoa học và Công nghệ",))))[0]
    assert "Kính gửi: Sở Khoa học và Công nghệ" in " ".join(text.split())


def test_very_long_names_stay_on_the_paper() -> None:
    name = "Ủy ban nhân dân xã có tên rất dài do ghép nhiều nơi " * 4
    odd = replace(letter(), agency=(name.upper(),), place=name, subject=name, recipients=(name, name), copies=(name,),
                  signer=(name,), signed_by=name, note=name, draft=False)  # fmt: skip
    for page in letters(letter_pdf(odd)):
        assert min(one.left for one in page) >= 29.5
        assert max(one.right for one in page) <= 193.5


def test_a_figure_and_its_unit_stay_on_one_line() -> None:
    page = words(letter_pdf(replace(letter(), draft=False)))[0]
    assert "2,6 km" in page.replace("\n", "|")


def test_other_programs_read_it_and_find_no_fault(tmp_path: Path) -> None:
    pdf = letter_pdf(replace(letter(), draft=False))
    text = " ".join(outside_text(pdf, tmp_path).split())
    assert "Thôn Bản Giòng có 98 hộ, đã có điện lưới" in text
    assert b"Helvetica" not in pdf
    assert b"NotoSans" not in pdf or b"Tinos" in pdf
    check_structure(pdf, tmp_path)
