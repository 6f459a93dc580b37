import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese import format_phone, parse_phone


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        " (0912) 345–678\u00a0",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "0084 912 345 678",
        "+84 (0) 912 345 678",
        "912345678",  # a spreadsheet ate the zero
    ],
)
def test_one_number_in_many_spellings(written: str) -> None:
    assert parse_phone(written) == "0912345678"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01621234567", "0321234567"),
        ("01691234567", "0391234567"),
        ("0168.123.4567", "0381234567"),
        ("+84 120 123 4567", "0701234567"),
        ("01211234567", "0791234567"),
        ("01221234567", "0771234567"),
        ("01261234567", "0761234567"),
        ("1281234567", "0781234567"),
        ("01231234567", "0831234567"),
        ("01241234567", "0841234567"),
        ("01251234567", "0851234567"),
        ("01271234567", "0811234567"),
        ("01291234567", "0821234567"),
        ("01861234567", "0561234567"),
        ("84 188 123 4567", "0581234567"),
        ("01991234567", "0591234567"),
    ],
)
def test_eleven_digit_mobiles_take_their_prefix_of_2018(old: str, new: str) -> None:
    assert parse_phone(old) == new


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0206 3852 123", "02063852123"),
        ("(024) 3825 1234", "02438251234"),
        ("+84 28 3822 1234", "02838221234"),
        ("2063852123", "02063852123"),
        ("841234567", "0841234567"),  # not the country: the zero of 084 was lost
    ],
)
def test_landlines_and_lost_zeros(written: str, number: str) -> None:
    assert parse_phone(written) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không có",
        "113",
        "19001234",
        "091234567",
        "09123456789",
        "0612345678",
        "01111234567",
        "0263852123",  # the area codes before 2017 had one digit less
        "+1 912 345 678",
        "0912345678 / 0987654321",
        "0912345678.0",
        "０９１２３４５６７８",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_phone(text) is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0912345678", "0912 345 678"),
        ("02063852123", "0206 3852 123"),
        ("02438251234", "024 3825 1234"),
        ("+84912345678", "0912 345 678"),
        ("máy bàn nhà trưởng thôn", "máy bàn nhà trưởng thôn"),
    ],
)
def test_numbers_are_shown_in_groups(number: str, shown: str) -> None:
    assert format_phone(number) == shown


@given(st.from_regex(r"0[35789][0-9]{8}|02(0[3-9]|[1-9][0-9])[0-9]{7}", fullmatch=True))
def test_what_is_shown_reads_back_and_so_does_the_foreign_form(number: str) -> None:
    assert parse_phone(format_phone(number)) == number
    assert parse_phone("+84" + number[1:]) == number


@given(st.text(alphabet="0123456789 +.-()", max_size=16))
def test_a_read_number_reads_as_itself(text: str) -> None:
    number = parse_phone(text)
    assert number is None or parse_phone(number) == number
