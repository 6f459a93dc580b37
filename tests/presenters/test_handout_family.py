from dataclasses import replace
from datetime import date

from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.presenters.handout_family import given_words, home_words, large_for, print_words, sheet_lines, why_words
from tests.presenters.handout_homes import SCAMS, VNEID, make_home, suggested


def test_each_suggested_sheet_says_why() -> None:
    assert why_words(suggested(SCAMS, 2)) == "2 người cần"
    assert why_words(suggested(SCAMS, 0)) == "chưa ai hỏi việc này"
    assert why_words(suggested(SCAMS, 2, has_older=True)) == "đang có bản cũ"
    assert why_words(suggested(replace(SCAMS, for_places_without_signal=True))) == "sóng ở nhà yếu"


def test_the_sheets_stand_in_the_order_of_need() -> None:
    assert [line.topic for line in sheet_lines(make_home("Ma Văn Khoan", SCAMS, VNEID))] == ["lua_dao", "vneid"]


def test_the_household_is_said_by_its_code_and_its_next_visit() -> None:
    home = make_home("Ma Văn Khoan", again=date(2026, 11, 28))
    assert home_words(home) == f"Mã {grouped(code_of(home.household.id))} · hẹn thăm lại 28/11/2026"
    assert home_words(replace(home, next_visit=None)).endswith("chưa hẹn lại")


def test_old_people_get_large_print_on_ordinary_paper_only() -> None:
    old = make_home("Lò Thị Mẩy", large=True)
    assert large_for(old, Layout.A4) is Layout.LARGE
    assert large_for(old, Layout.FOLDED) is Layout.FOLDED
    assert large_for(replace(old, large=False), Layout.A4) is Layout.A4


def test_words_of_the_buttons_and_of_the_ledger() -> None:
    assert (print_words(2), print_words(0)) == ("In 2 tờ", "Chưa chọn tờ nào")
    assert given_words(2, ("Ma Văn Khoan",)) == "Đã ghi vào sổ phát: 2 tờ cho nhà Ma Văn Khoan."
    assert given_words(9, ("",) * 6) == "Đã ghi vào sổ phát: 9 tờ cho 6 hộ."
