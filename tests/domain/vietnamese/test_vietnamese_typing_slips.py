import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese import fold, search_words

# An input method backwards: types words key by key, as Telex and VNI want them.
TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
TELEX_SHAPES = {"â": "a", "ê": "e", "ô": "o", "ă": "w", "ơ": "w", "ư": "w", "đ": "d"}
VNI_SHAPES = {"â": "6", "ê": "6", "ô": "6", "ơ": "7", "ư": "7", "ă": "8", "đ": "9"}


class Habit(StrEnum):
    """When a hand types the mark keys."""

    EACH_AT_ITS_LETTER = "each at its letter"
    TONE_LAST = "the tone last"
    ALL_LAST = "all marks last"


@dataclass(frozen=True)
class Method:
    tones: dict[str, str]
    shapes: dict[str, str]
    double_o: str


TELEX = Method(TELEX_TONES, TELEX_SHAPES, double_o="ooo")
VNI = Method(VNI_TONES, VNI_SHAPES, double_o="oo")
PLAIN = {"â": "a", "ê": "e", "ô": "o", "ă": "a", "ơ": "o", "ư": "u", "đ": "d"}


def typed(word: str, method: Method, habit: Habit) -> str:
    """The keys for one word, in small letters or with a capital where the word has one."""
    keys, late, tone_late = "", "", ""
    word = unicodedata.normalize("NFC", word)
    for letter in word:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next((method.tones[mark] for mark in decomposed if mark in method.tones), "")
        shaped = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in method.tones))
        small = shaped.lower()
        base = PLAIN.get(small, small)
        if small == "o" and keys.endswith("o"):
            base = method.double_o[1:]  # the o of Gioóng, Xoong: no mark on the one before
        keys += base.upper() if shaped != small else base
        if habit is Habit.ALL_LAST:
            late += "" if method.shapes.get(small, "") in late else method.shapes.get(small, "")
        else:
            keys += method.shapes.get(small, "")
        if habit is Habit.EACH_AT_ITS_LETTER:
            keys += tone
        else:
            tone_late += tone
    return keys + late + tone_late


# Family, middle and given names, hamlets and rivers: every vowel, shape and tone of the language occurs.
TEXT = """Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nông Lục Triệu Hứa Bế Đàm Hà Ma Quan
Giàng Sùng Thào Vàng Lầu Cứ Mùa Hạng Tẩn Chảo Lò Quàng Cà Tòng Điêu Đinh Lương Phùng Tống Trịnh Mạc Vương Văn Thị
Đức Dũng Hường Hưởng Thuý Thúy Hoà Hòa Quỳnh Quý Quyết Khuyên Tuyết Nguyệt Thuỷ Thủy Duyên Uyên Yến Xuân Thuần Luân
Khải Hiếu Chiêu Tiểu Diệu Huệ Tuệ Ngoan Toàn Xoan Ngoãn Loan Phượng Phước Cường Trường Thưởng Lượng Ngọc Bích Hạnh
Ánh Ảnh Sơn Sương Rạng Xuyến Sáng Giỏi Gioóng Khoẻ Khỏe Ngoẹo Khoèo Ngoáo Đào Đạo Ưng Ước Ươm Ấn Ất Ong Ổn Út Thư
Tửu Bưởi Chuối Nuôi Mười Rươi Khuỷu Ngoằn Quẩn Quắn Quốc Thuở Huơ Bản Giòng Nà Pác Bó Khuổi Lũng Đồng Chợ Mới"""
WORDS = TEXT.split()
METHODS = st.sampled_from((TELEX, VNI))
HABITS = st.sampled_from(Habit)


@given(word=st.sampled_from(WORDS), method=METHODS, habit=HABITS)
def test_a_word_typed_without_the_input_method_is_read_as_meant(word: str, method: Method, habit: Habit) -> None:
    ((first, *others),) = search_words(typed(word, method, habit))
    assert fold(word) in (first, *others)


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), method=METHODS, habit=HABITS)
def test_every_word_of_a_name_keeps_its_place(words: list[str], method: Method, habit: Habit) -> None:
    readings = search_words(" ".join(typed(word, method, habit) for word in words))
    assert len(readings) == len(words)
    assert all(fold(word) in found for word, found in zip(words, readings, strict=True))


@pytest.mark.parametrize("word", [word for word in WORDS if "oo" not in fold(word)])
def test_a_word_typed_properly_or_without_marks_has_one_reading(word: str) -> None:
    assert search_words(word) == search_words(fold(word)) == ((fold(word),),)


@pytest.mark.parametrize(
    ("keys", "readings"),
    [
        ("Duwcs", ("duwcs", "duc")),
        ("Ddawngj", ("ddawngj", "dang")),
        ("dda8ng5", ("dda8ng5", "ddang", "dang")),  # both methods at once
        ("nguyeenx", ("nguyeenx", "nguyen")),
        ("Du7c1", ("du7c1", "duc")),
        ("D9u71c", ("d9u71c", "duc")),
        ("thw", ("thw", "thu")),  # w alone is ư
        ("xoong", ("xoong", "xong")),
        ("mar", ("mar", "ma")),  # as in Đăk Mar: what was typed comes first
    ],
)
def test_what_was_typed_comes_before_what_it_may_have_meant(keys: str, readings: tuple[str, ...]) -> None:
    assert search_words(keys) == (readings,)


@pytest.mark.parametrize(
    "code", ["bg004", "na004", "na123", "na67", "a1", "y2", "004", "0912345678", "12a", "ba9", "x²", "ys"]
)
def test_codes_house_numbers_phones_and_single_letters_stay_what_they_are(code: str) -> None:
    assert search_words(code) == ((code,),)


def test_words_come_in_the_order_typed_and_codes_fall_into_parts() -> None:
    assert search_words(" BG-004,  Dư ") == (("bg",), ("004",), ("du",))
    assert search_words("nông vawn 12") == (("nong",), ("vawn", "van"), ("12",))


def test_nothing_typed_asks_for_nothing() -> None:
    assert search_words("  … -- ") == ()


@given(st.text(max_size=30))
def test_any_text_gives_different_readings_without_spaces(text: str) -> None:
    for readings in search_words(text):
        assert len(set(readings)) == len(readings)
        assert all(reading and " " not in reading for reading in readings)
    assert tuple(readings[0] for readings in search_words(text)) == tuple(fold(text).split())
