import sys
import timeit
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese import fold, nfc

LETTERS = st.text(alphabet="aàảãáạăằặâầậbcdđeẻêểếghiíklmnoòôổơởpqrstuúưứvxyỳỷĐƀŏĭñÊƯ -'.", max_size=24)


def _old_tone_place(text: str) -> str:
    """Hoà as Hòa, Thuý as Thúy: the tone on the first of the two vowels."""
    decomposed = unicodedata.normalize("NFD", text)
    for pair in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            decomposed = decomposed.replace(pair + tone, pair[0] + tone + pair[1])
    return unicodedata.normalize("NFC", decomposed)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Văn Đức", "dang van duc"),
        ("NGUYỄN THỊ ƯỚC", "nguyen thi uoc"),
        ("Krông Ƀuk, ƀuôn Čŏ Ñŏ", "krong buk buon co no"),
        ("H'Mông – Y-Dơn", "h mong y don"),
        ("BG-004 (tổ 3/2)", "bg 004 to 3 2"),
        ("Nông\u00a0Văn\tDư\u200b", "nong van du"),
        ("Ngu\u200dyễn", "nguyen"),
        ("“Bản Giòng”…", "ban giong"),
        ("Straße", "strasse"),
        ("Ω 中文", "ω 中文"),
        ("", ""),
    ],
)
def test_folding_leaves_small_plain_words(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_way_to_write_the_same_characters_folds_alike(text: str) -> None:
    decomposed, composed = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    assert fold(decomposed) == fold(composed) == fold(text) == fold(nfc(text))


@given(LETTERS)
def test_everyday_vietnamese_folds_to_ascii_whatever_its_case(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize("name", ["Hoà", "Thuý", "Khoẻ", "Chiêm Hoá", "Đàm Thuỷ", "Hoè Thoả Loã Tuỵ Hoạ"])
def test_both_places_of_the_tone_mark_fold_alike(name: str) -> None:
    moved = _old_tone_place(name)
    assert moved != name
    assert fold(moved) == fold(name)


@pytest.mark.skipif(sys.gettrace() is not None, reason="coverage slows every line")
def test_folding_a_name_takes_under_three_microseconds() -> None:
    rounds = 2000
    best = min(timeit.repeat(lambda: fold("Nguyễn Thị Đường"), number=rounds, repeat=7))
    assert best / rounds < 3e-6


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Nông\u00a0 Văn\t\n Dư ", "Nông Văn Dư"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Nông\u200bVăn", "Nông Văn"),
        ("\ufeffLò Văn\u00ad Páo\u200d", "Lò Văn Páo"),
        ("a\u3000b\u2009c", "a b c"),
        ("\u200b \t", ""),
        ("Y-Dơn, H'Ni", "Y-Dơn, H'Ni"),
    ],
)
def test_stored_text_is_composed_and_plainly_spaced(text: str, kept: str) -> None:
    assert nfc(text) == kept


@given(st.text())
def test_stored_text_is_settled(text: str) -> None:
    kept = nfc(text)
    assert nfc(kept) == kept == unicodedata.normalize("NFC", kept)
    assert kept == kept.strip()
    assert "  " not in kept
