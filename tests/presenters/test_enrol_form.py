import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.presenters.enrol_form import (
    address_problem,
    code_hint,
    code_problem,
    is_scanned,
    shown_code,
    tidy_code,
)
from cdtt_app.sync.invitation_code import make_secret, parse_typed, typed_code
from tests.presenters.sync_samples import CODE, PLAIN


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", " "), PLAIN, f"  {CODE}\n"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert tidy_code(typed) == PLAIN
    assert code_problem(typed) == ""


@pytest.mark.parametrize(("letter", "read"), [("o", "0"), ("I", "1"), ("l", "1")])
def test_signs_that_look_alike_are_read_as_what_they_look_like(letter: str, read: str) -> None:
    assert tidy_code(f"7k{letter}") == f"7K{read}"


@given(st.binary(min_size=16, max_size=16))
def test_grouping_changes_nothing_but_the_look(entropy: bytes) -> None:
    secret = make_secret(entropy)
    assert shown_code(typed_code(secret).replace("-", "").lower()) == typed_code(secret)
    assert parse_typed(shown_code(typed_code(secret))) == secret


@pytest.mark.parametrize(
    ("typed", "said", "wrong"),
    [
        ("", "26 chữ và số trên giấy mời", False),
        (PLAIN[:20], "Còn 6 chữ nữa.", False),
        (PLAIN, "Đủ 26 chữ và số.", False),
        (PLAIN[1] + PLAIN[0] + PLAIN[2:], "Có chữ gõ nhầm trong mã nối máy.", True),
        (PLAIN + "77", "Thừa 2 chữ.", True),
        (PLAIN[:10] + "Đ", "Có chữ có dấu (Đ). Tắt bộ gõ tiếng Việt", True),
        (PLAIN[:10] + "a", "Mã không bao giờ có A.", True),
    ],
)
def test_what_stands_in_the_field_is_commented_while_it_is_typed(typed: str, said: str, wrong: bool) -> None:
    hint, fault = code_hint(typed)
    assert (hint.startswith(said), fault) == (True, wrong)


def test_an_empty_and_a_short_code_are_asked_for() -> None:
    assert "26 chữ và số" in code_problem(" ")
    assert "còn thiếu 3" in code_problem(PLAIN[:-3])


def test_a_scanned_square_code_is_known_and_left_as_it_is() -> None:
    shown = ""
    for letter in "CDTT1:7K2B9.":  # a scanner types one key after the other
        shown = shown_code(shown + letter)
    assert shown == "CDTT1:7K2B9."
    assert is_scanned(shown)
    assert code_problem(shown) == ""
    assert code_hint("CDTT1:7K2") == ("Đang nhận giấy mời…", False)
    assert code_hint(shown)[0].startswith("Đã nhận đủ giấy mời")


def test_a_typed_code_is_never_taken_for_a_scanned_one() -> None:
    assert not is_scanned("CDTT17K2B9")
    assert shown_code("cdtt17k2b9") == "C0TT-17K2-B9"


@pytest.mark.parametrize("typed", ["so.tinh.gov.vn", " So.Tinh.gov.vn / ", "HTTPS://so.tinh.example/tinh"])
def test_an_address_may_be_typed_carelessly(typed: str) -> None:
    assert address_problem(typed) == ""


@pytest.mark.parametrize("typed", ["", "so tay tỉnh", "ftp://so.example", "https://", "so.example/?x=1"])
def test_what_is_no_address_is_refused_in_words(typed: str) -> None:
    assert "giấy mời" in address_problem(typed)
