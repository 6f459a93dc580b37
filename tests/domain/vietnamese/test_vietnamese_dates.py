from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese import format_date, format_date_long, format_number, parse_date

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "5/3/2024",
        "05/03/2024",
        " 05 / 03 / 2024 ",
        "5-3-2024",
        "5.3.2024",
        "5/3/24",
        "2024-03-05",
        "2024/3/5",
        "2024-03-05 00:00:00",
        "2024-03-05T07:30:00+07:00",
        "ngày 5 tháng 3 năm 2024",
        "Ngày 05 tháng 03 năm 2024.",
        "ngay 5 thang 3 nam 2024",
        "5 tháng 3, năm 2024",
        "Thứ Ba, 05/03/2024",
        "thứ ba ngày 5 tháng 3 năm 2024",
        "5\u00a0/3/2024",
    ],
)
def test_one_day_in_many_spellings(written: str) -> None:
    assert parse_date(written) == date(2024, 3, 5)


@pytest.mark.parametrize(("written", "year"), [("1/1/00", 2000), ("1/1/39", 2039), ("1/1/40", 1940), ("1/1/99", 1999)])
def test_two_digit_years_turn_at_forty(written: str, year: int) -> None:
    assert parse_date(written) == date(year, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1950",
        "11/2026",
        "31/2/2024",
        "29/02/2023",
        "3/13/2024",  # never month first
        "5-3-24",  # two-digit years only with slashes
        "24.03.05",
        "5/3-2024",
        "01/01/0202",
        "1/1/1899",
        "1/1/2100",
        "5/3/2024 và 6/3/2024",
        "ngày 31 tháng 2 năm 2024",
        "٥/٣/٢٠٢٤",
    ],
)
def test_what_is_no_certain_day_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_days_are_shown_day_first() -> None:
    assert format_date(date(2026, 11, 24)) == "24/11/2026"
    assert format_date(date(2026, 1, 2)) == "02/01/2026"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 23), "Thứ Hai, 23/11/2026"),
        (date(2026, 11, 24), "Thứ Ba, 24/11/2026"),
        (date(2026, 11, 25), "Thứ Tư, 25/11/2026"),
        (date(2026, 11, 26), "Thứ Năm, 26/11/2026"),
        (date(2026, 11, 27), "Thứ Sáu, 27/11/2026"),
        (date(2026, 11, 28), "Thứ Bảy, 28/11/2026"),
        (date(2026, 11, 29), "Chủ Nhật, 29/11/2026"),
    ],
)
def test_the_long_form_names_the_weekday(day: date, shown: str) -> None:
    assert format_date_long(day) == shown


@given(DAYS)
def test_every_shown_day_reads_back(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date_long(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"ngày {day.day} tháng {day.month} năm {day.year}") == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1900 <= found.year <= 2099


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1234.5, "1.234,5"),
        (1234567, "1.234.567"),
        (0, "0"),
        (0.125, "0,12"),
        (100.0, "100"),
        (12.30, "12,3"),
        (-1234.5, "-1.234,5"),
        (-0.001, "0"),
        (999.999, "1.000"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_comma(number: float, shown: str) -> None:
    assert format_number(number) == shown


def test_decimals_can_be_fewer_or_more() -> None:
    assert format_number(1234.567, 0) == "1.235"
    assert format_number(0.1234, 4) == "0,1234"
    assert format_number(100, 0) == "100"
