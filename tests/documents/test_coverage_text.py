import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.documents.coverage_text import SHORT, PlaceReport, report_text, short_report_text

REPORT = PlaceReport(
    code="VL-007",
    place="thôn Bản Giòng, xã Thượng Nông, tỉnh Tuyên Quang",
    position="22.629, 105.348 (làm tròn khoảng 100 m)",
    networks=("VinaPhone: không có 3G/4G", "Viettel: chập chờn"),
    since="trước tháng 10/2023",
    households="98 hộ, khoảng 430 người",
    facilities="nhà văn hoá thôn, điểm trường",
    power="có",
    road="xe máy quanh năm, ô tô mùa khô",
    stations="ThuongGiap_TQG 2,6 km; Thuong-NongII_TQG 3,5 km; bị núi đá chắn",
    evidence="17 ghi nhận, lần đo gần nhất 18/11/2026 19:20, ngoài trời",
    plan="Viettel: trạm TQG0424-11, hẹn trước 30/6/2023",
    asked=("VNPT, Viettel cho biết phương án và thời hạn phát sóng",),
    reporter="UBND xã Thượng Nông",
    contact="Văn phòng UBND xã, 0207 3 851 234",
)


def test_the_full_text_says_one_thing_a_line() -> None:
    lines = report_text(REPORT).splitlines()
    assert lines[:4] == [
        "Phản ánh nơi không có sóng hoặc sóng yếu (vụ việc VL-007)",
        "Nơi phản ánh: thôn Bản Giòng, xã Thượng Nông, tỉnh Tuyên Quang",
        "Toạ độ (vĩ độ, kinh độ): 22.629, 105.348 (làm tròn khoảng 100 m)",
        "Tình trạng: VinaPhone: không có 3G/4G; Viettel: chập chờn",
    ]
    assert lines[-1] == "Liên hệ: Văn phòng UBND xã, 0207 3 851 234"
    assert len(lines) == 15


def test_what_is_not_known_is_left_out() -> None:
    text = report_text(replace(REPORT, since="", road=" ", code=""))
    assert "Từ khi nào" not in text
    assert "Đường vào" not in text
    assert "vụ việc" not in text


def test_an_ordinary_report_fits_the_form_whole() -> None:
    assert short_report_text(REPORT) == report_text(REPORT)
    assert len(report_text(REPORT)) <= SHORT


def test_lesser_things_go_first_when_room_is_short() -> None:
    full = report_text(REPORT)
    short = short_report_text(REPORT, len(full) - 20)
    gone = set(full.splitlines()) - set(short.splitlines())
    assert {line.split(":")[0] for line in gone} == {"Trạm gần nhất"}
    least = short_report_text(REPORT, 500)
    for kept in ("Nơi phản ánh", "Toạ độ", "Tình trạng", "Ảnh hưởng", "Đề nghị", "Bên phản ánh", "Liên hệ"):
        assert f"\n{kept}" in least


def test_one_endless_part_is_cut_and_the_others_stay_whole() -> None:
    short = short_report_text(replace(REPORT, networks=("Viettel chập chờn lúc mưa, " * 200,)))
    assert 950 < len(short) <= SHORT
    assert "…\nẢnh hưởng: 98 hộ, khoảng 430 người\n" in short
    assert short.endswith("\nLiên hệ: Văn phòng UBND xã, 0207 3 851 234")


@pytest.mark.parametrize(
    "number",
    ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "(0207) 3999 888", "004090001234", "012345678"],
)
def test_numbers_of_people_are_hidden_everywhere_but_in_the_contact(number: str) -> None:
    said = replace(REPORT, since=f"theo ông A {number} từ 2023", networks=(f"{number}: mất sóng",))
    text = report_text(said)
    digits = re.sub(r"\D", "", number)[-6:]
    assert digits not in re.sub(r"[^\d\n]", "", text)
    assert text.count("[số đã ẩn]") == 2
    assert "0207 3 851 234" in text


def test_dates_coordinates_codes_and_figures_are_no_numbers_of_people() -> None:
    text = report_text(replace(REPORT, since="từ 18/11/2026 19:20 tới 02-11-2026", households="1.234.567.890 đồng"))
    assert "[số đã ẩn]" not in text


_ANY = st.text(st.characters(codec="utf-8"), max_size=600)


@given(_ANY, st.lists(_ANY, max_size=4), _ANY, st.integers(300, 1_200))
def test_any_words_give_plain_composed_text_of_the_length_asked(
    place: str, networks: list[str], contact: str, most: int
) -> None:
    said = replace(REPORT, place=place, networks=tuple(networks), contact=contact)
    text = short_report_text(said, most)
    assert len(text) <= most
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.splitlines()[0].startswith("Phản ánh")
