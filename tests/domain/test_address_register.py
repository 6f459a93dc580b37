from dataclasses import replace
from datetime import date

import pytest

from cdtt_app.domain.address_register import (
    Address,
    AddressCheck,
    AddressKind,
    address_problem,
    is_checked,
    page_problem,
    printed,
)
from cdtt_app.domain.ids import AddressCheckId
from tests.factories import HAMLET

PORTAL = Address(
    id="cong_dvc",
    kind=AddressKind.PAGE,
    value="https://dichvucong.gov.vn",
    label="Cổng Dịch vụ công quốc gia",
    said_on=date(2026, 11, 1),
)


def check(on: date, value: str = PORTAL.value) -> AddressCheck:
    return AddressCheck(id=AddressCheckId(f"a{on}"), hamlet_id=HAMLET, address=PORTAL.id, value=value, checked_on=on)


@pytest.mark.parametrize(
    "value",
    [
        "https://dichvucong.gov.vn",
        "https://www.dichvucong.gov.vn/p/home",
        "https://i-speed.vn",
        "HTTPS://SO.EXAMPLE.VN/H/K7M4TX",
    ],
)
def test_plain_https_addresses_may_be_printed(value: str) -> None:
    assert page_problem(value) is None


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("http://dichvucong.gov.vn", "https"),
        ("dichvucong.gov.vn", "https"),
        ("https://localhost", "https"),
        ("https://nguoi:mat-khau@vd.vn", "https"),
        ("https://vd.vn/a b", "https"),
        ("https://bit.ly/3abc", "rút gọn"),
        ("https://dichvucong.bocongan.gov.vn", "dichvucong.gov.vn"),
        ("00020101021138570010A000000727012700069704220113000000000000208QRIBFTTA53037045802VN6304ABCD", "nhận tiền"),
        ("javascript:alert(1)", "https"),
    ],
)
def test_what_may_not_be_printed_is_said_why(value: str, word: str) -> None:
    problem = page_problem(value)
    assert problem is not None
    assert word in problem


@pytest.mark.parametrize(
    ("value", "good"), [("156", True), ("1900 0368", True), ("0276.1022", True), ("15", False), ("gọi 156", False)]
)
def test_numbers_are_numbers(value: str, good: bool) -> None:
    number = replace(PORTAL, kind=AddressKind.PHONE, value=value)
    assert (address_problem(number) is None) is good


def test_it_is_printed_as_people_type_it() -> None:
    assert printed(replace(PORTAL, value="https://www.Dichvucong.gov.vn/")) == "Dichvucong.gov.vn"


def test_a_check_is_good_for_that_very_address_only() -> None:
    old, new = check(date(2026, 10, 1)), check(date(2026, 11, 2))
    assert is_checked(PORTAL, (new, old)) == new
    assert is_checked(PORTAL, (check(date(2026, 11, 3), "https://dichvucong.vn"),)) is None
    assert is_checked(PORTAL, (replace(new, deleted="hoàn tác"), old)) == old
