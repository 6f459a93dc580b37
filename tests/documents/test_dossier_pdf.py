import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from cdtt_app.documents.dossier import Dossier, Fact, Milestone, Photo, Progress
from cdtt_app.documents.dossier_pdf import dossier_pdf
from cdtt_app.domain.map_scene import MapScene
from tests.documents.dossier_samples import dossier, photo
from tests.documents.layout import check_structure, letters, outside_text
from tests.documents.rendering import picture, read_codes, words

LONG = "Cụm nhà ven suối dưới chân núi đá, phía sau nhà văn hoá thôn, nơi người già vẫn ngồi chờ sóng mỗi tối. " * 3


def _flat(pdf: bytes) -> str:
    return " ".join(" ".join(words(pdf)).split())


def _huge() -> Dossier:
    usual = dossier()
    row = usual.evidence[0]
    return replace(
        usual,
        title="Vùng lõm sóng " + LONG,
        overdue=("Quá hạn trả lời 12 ngày.", LONG),
        facts=tuple(Fact(f"Mục {number}", LONG) for number in range(14)),
        evidence=tuple(
            replace(row, at=f"{number:02d}/10 19:20", where=f"Điểm {number}: {LONG if number % 7 == 0 else 'sân nhà'}",
                    remark=LONG * 12 if number == 5 else "")
            for number in range(1, 61)
        ),
        milestones=tuple(Milestone(f"Bước rất dài tên {number}", "01/10/2026", Progress.DONE) for number in range(13)),
        requests=tuple(LONG for _ in range(5)),
        steps=tuple(replace(usual.steps[0], what=f"Bước thứ {number}", why=LONG * (20 if number == 3 else 1))
                    for number in range(25)),
        rule=(LONG * 3, LONG * 3),
        photos=tuple(Photo(photo(number, wide=320, high=240), f"cảnh {number} {LONG * (6 if number == 2 else 1)}")
                     for number in range(1, 13)),
        signer="Xác nhận của Ủy ban nhân dân xã Thượng Nông, tỉnh Tuyên Quang, người được giao phụ trách",
        foot=LONG,
    )  # fmt: skip


def test_the_case_of_ban_giong_says_everything_on_two_pages_and_is_signed_on_the_first() -> None:
    pages = words(dossier_pdf(dossier()))
    assert len(pages) == 2
    first, second = (" ".join(page.split()) for page in pages)
    for part in (
        "BẢN THỰC HÀNH", "Hồ sơ VL-02239-007 · bản in 21/11/2026 · trang 1/2", "Quá hạn trả lời 12 ngày.", "KH&CN",
        "98 hộ", "bị núi đá chắn", "2,6 km", "3,5 km", "hộ chưa có ghi nhận", "Vị trí minh hoạ, không dùng để đo đạc.",
        "6 trong 17 ghi nhận", "18/11 19:20", "lúc có", "DN khảo sát", "2. VNPT, Viettel cho biết phương án",
        "so.example.vn/v/02239-007", "Xác nhận của UBND xã", "Dữ liệu tới 20/11/2026",
    ):  # fmt: skip
        assert part in first, part
    for part in ("118/UBND-VHXH", "Điểm ưu tiên = 98 hộ × 1,0", "Ảnh 2. Núi đá chắn", "trang 2/2"):
        assert part in second, part


def test_the_square_code_leads_to_the_dossier_and_is_there_only_with_an_address() -> None:
    assert read_codes(picture(dossier_pdf(dossier()), 150)) == ["HTTPS://SO.EXAMPLE.VN/V/02239-007"]
    without = dossier_pdf(replace(dossier(), link=""))
    assert read_codes(picture(without, 150)) == []
    assert "Xem hồ sơ trên máy" not in _flat(without)
    assert "Người lập: Nông Anh Tú" in _flat(without)


def test_sixty_rows_twelve_photos_and_very_long_texts_overflow_nothing() -> None:
    pdf = dossier_pdf(_huge())
    pages = letters(pdf)
    assert len(pages) > 8
    for page in pages:
        assert all(letter.left >= 14.9 and letter.right <= 195.2 and letter.top >= 9 for letter in page)
        body = [letter.bottom for letter in page if letter.top < 282.9]
        assert max(body) < 282.9  # the foot's line
        assert all(letter.bottom < 290 for letter in page)


def test_nothing_is_left_out_however_much_there_is() -> None:
    pages = words(dossier_pdf(_huge()))
    text = " ".join(" ".join(pages).split())
    assert all(f"{number:02d}/10 19:20" in text for number in range(1, 61))
    assert all(f"Ảnh {number}. cảnh {number}" in text for number in range(1, 13))
    assert all(f"Bước thứ {number}" in text for number in range(25))
    assert all(f"Mục {number}" in text for number in range(14))
    runs_on = [page for page in pages if "Hồ sơ" in page and "Điểm 5" not in page and re.search(r"/10 19:20", page)]
    assert len(runs_on) > 1
    assert all("Nơi đo" in page for page in runs_on)  # the heading again
    assert text.count("chờ sóng mỗi tối") >= 3 * (1 + 1 + 14 + 8 + 12 + 5 + 24 + 20 + 6 + 11 + 6)


def test_every_page_knows_its_number() -> None:
    pages = words(dossier_pdf(_huge()))
    assert all(f"trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_a_case_about_which_little_is_known_makes_a_quiet_page() -> None:
    bare = Dossier(agency="UBND xã Ea Hồ", code="VL-1", title="Vùng lõm sóng buôn Ƀuôn Đôn",
                   printed_on=dossier().printed_on, scene=MapScene(), facts=())  # fmt: skip
    (page,) = words(dossier_pdf(bare))
    assert "chưa có ghi nhận nào" in page
    for absent in ("BẢN THỰC HÀNH", "Quá hạn", "Diễn biến", "Đề nghị", "Ảnh hiện trường", "Cách tính", "minh hoạ"):
        assert absent not in page


def test_bars_are_drawn_and_said_and_what_nobody_looked_at_is_a_dash() -> None:
    row = replace(dossier().evidence[0], outcomes=())
    dark = []
    for bars in (0, 4):
        pdf = dossier_pdf(replace(dossier(), uses=(), evidence=(replace(row, bars=bars),)))
        page = picture(pdf, 150)
        dark.append(sum(grey < 60 for grey in page.tobytes()))
    assert dark[1] > dark[0] + 100
    unseen = dossier_pdf(replace(dossier(), uses=(), evidence=(replace(row, bars=None),)))
    assert "–" in _flat(unseen)


@pytest.mark.parametrize("data", [b"", b"no picture at all", photo(1)[:200], b"\x89PNG\r\n\x1a\n" + b"0" * 50])
def test_a_photo_that_is_no_photo_is_a_sentence(data: bytes) -> None:
    text = _flat(dossier_pdf(replace(dossier(), photos=(Photo(data, "Nhà văn hoá"),))))
    assert "Không đọc được ảnh này" in text
    assert "Ảnh 1. Nhà văn hoá" in text


def test_a_photo_keeps_its_proportions() -> None:
    tall = replace(dossier(), photos=(Photo(photo(1, wide=300, high=900), "cao"),), steps=(), rule=())
    page = picture(dossier_pdf(tall), 72, page=1)
    column = page.crop((round(15 / 25.4 * 72) + 4, 100, round(102 / 25.4 * 72) - 4, 240))
    dark = column.point(lambda grey: 255 if grey < 225 else 0).getbbox()
    assert dark is not None
    assert (dark[2] - dark[0]) < 0.4 * (87 / 25.4 * 72)


def test_texts_typed_with_loose_marks_come_out_composed() -> None:
    def loosened(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    usual = dossier()
    loose = replace(usual, title=loosened(usual.title), agency=loosened(usual.agency), foot=loosened(usual.foot))
    assert dossier_pdf(loose) == dossier_pdf(usual)


def test_other_programs_read_it_right(tmp_path: Path) -> None:
    text = " ".join(outside_text(dossier_pdf(dossier()), tmp_path).split())
    for part in ("Vùng lõm sóng thôn Bản Giòng", "Gửi Sở KH&CN ngày 10/10/2026", "Nhà văn hoá thôn", "Đã xác minh"):
        assert part in text


def test_it_has_no_faults_of_structure_and_only_embedded_fonts(tmp_path: Path) -> None:
    pdf = dossier_pdf(_huge())
    assert b"Helvetica" not in pdf
    assert b"/Lang (vi)" in pdf
    check_structure(pdf, tmp_path)


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert dossier_pdf(dossier()) == dossier_pdf(dossier())
