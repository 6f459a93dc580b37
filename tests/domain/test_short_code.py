import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.short_code import ALPHABET, LENGTH, code_of, grouped, read_code


@given(st.text(min_size=1))
def test_a_code_is_six_letters_that_are_hard_to_misread(record: str) -> None:
    code = code_of(record)
    assert len(code) == LENGTH
    assert not set(code) - set(ALPHABET)
    assert read_code(code) == read_code(grouped(code)) == read_code(code.lower()) == code


def test_the_same_record_has_the_same_code_on_every_machine() -> None:
    assert code_of("hh-000001") == "33AVBZ"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7M 4TX", "K7M4TX"),
        ("k7m-4tx", "K7M4TX"),
        (" HTTPS://SO.EXAMPLE.VN/H/K7M4TX/ ", "K7M4TX"),
        ("K7M4T", None),
        ("K7M4TX9", None),
        ("K7M4T0", None),
        ("", None),
    ],
)
def test_codes_are_read_as_people_type_and_scan_them(typed: str, code: str | None) -> None:
    assert read_code(typed) == code


def test_the_households_of_a_commune_hardly_ever_share_one() -> None:
    codes = {code_of(f"hh-{number}") for number in range(3_400)}
    assert len(codes) >= 3_398
