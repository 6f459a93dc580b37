import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese import given_name, initials, nfc, tidy_name


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Nông Văn Dư", "nvd"), ("Đặng", "d"), ("Giàng A Páo", "gap"), ("H'Ni Niê", "hnn"), ("Ước Ƀuôn", "ub"), ("", "")],
)
def test_initials_are_plain_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "called"), [(" Nông Văn\u00a0Dư ", "Dư"), ("Páo", "Páo"), ("Y-Dơn", "Y-Dơn"), ("", "")]
)
def test_people_are_called_by_the_last_word(name: str, called: str) -> None:
    assert given_name(name) == called


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("  đặng thị\u00a0 ước ", "Đặng Thị Ước"),
        ("h'mông", "H'Mông"),
        ("H’MÔNG", "H’Mông"),
        ("y-dơn", "Y-Dơn"),
        ("Y–DƠN", "Y–Dơn"),
        ("K'BRÔI", "K'Brôi"),
        ("K' BRÔI", "K' Brôi"),
        ("H'Ni", "H'Ni"),
        ("Giàng a Páo", "Giàng a Páo"),
        ("ƀUÔN DƠ\u0306N".upper(), "Ƀuôn Dơ\u0306n"),  # no composed form: the mark must not start a new word
        ("NGUYỄN THỊ (BÉ)", "Nguyễn Thị (Bé)"),
        ("y", "Y"),
        ("", ""),
    ],
)
def test_only_names_in_one_case_are_rewritten(written: str, tidy: str) -> None:
    assert tidy_name(written) == tidy


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ '-", min_size=1))
def test_capitals_and_small_letters_become_the_same_name(name: str) -> None:
    tidy = tidy_name(name)
    assert tidy_name(name.upper()) == tidy == tidy_name(tidy)
    assert tidy.casefold() == nfc(name).casefold()
