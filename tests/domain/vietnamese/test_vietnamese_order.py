import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese import collation_key, sort_key

# Written out by hand, in the order of a Vietnamese dictionary.
TEXT = """a à ả ã á ạ an àn ảnh ánh ẵm ăn âm ấm ân ba bà bả bã bá bạ bản băng bằng bê bế bình bơi ca cao cò cô cơ cư
da dài dung dũng dư đá đào đăng đặng đông đức đường em én ê êm ga gà giang hà hoa hoà hoả hoá hoạ hồ hơi hường ích khải
kim lan lâm lê lò lô mã mai năm nghĩa nguyên nguyễn ngữ nhân oanh ong ô ông ơn phạm phan quang quân quý rạng sơn tâm
thảo thi thị thoa thu thuỳ thuý tí út uyên uyển ư ưng ước vân viễn vũ xuân yên yến"""
WORDS = TEXT.split()
# By given name, then the middle words, then the family name; letters of a part before its tones.
PEOPLE = [
    "A",
    "Nguyễn Văn A",
    "Giàng A Án",
    "Lò Thị Ánh",
    "Nguyễn Văn Ân",
    "Trần Thanh Bình",
    "Lê Thị Bình",
    "Bàn Văn Bình",
    "Lê Thị Chi",
    "Nông Văn Dũng",
    "Nông Văn Dư",
    "Hoàng Văn Đạt",
    "Bế Văn Đức",
    "Đặng Văn Đức",
    "Nguyễn Văn Đức",
    "Ma Thị Hoa",
    "Ma Thị Hoà",
    "Nông Thị Hoà",
    "Đỗ Hường",
    "Lê Thu Hường",
    "Nguyễn Thu Hường",
    "Lê Thuỳ Hường",
    "Y Linh",
    "Trần Thị Nga",
    "Trần Thị Ngà",
    "Trần Thị Ngọc",
    "Sùng A Páo",
    "Vàng Thị Pằn",
    "Hứa Văn Quân",
    "Hứa Văn Sơn",
    "Hứa Thị Tâm",
    "Hứa Thị Thảo",
    "Triệu Mùi Ú",
    "Triệu Mùi Ưng",
    "Phạm Thị Xuân",
    "Phạm Thị Yến",
]


def test_words_stand_as_in_a_vietnamese_dictionary() -> None:
    mixed = random.Random(4).sample(WORDS, len(WORDS))
    assert sorted(mixed, key=collation_key) == WORDS


def test_people_stand_by_given_name_then_middle_then_family() -> None:
    mixed = random.Random(4).sample(PEOPLE, len(PEOPLE))
    assert sorted(mixed, key=sort_key) == PEOPLE


def test_different_people_have_different_places() -> None:
    keys = [sort_key(name) for name in PEOPLE]
    assert all(before < after for before, after in pairwise(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà", "Hòa"),
        ("THUÝ", "thúy"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("  An\u00a0 Bình", "An Bình"),
    ],
)
def test_spelling_habits_do_not_move_a_word(one: str, other: str) -> None:
    assert collation_key(one) == collation_key(other)
    assert sort_key(f"Lê {one}") == sort_key(f"Lê {other}")


def test_a_hyphen_parts_words_but_not_a_given_name() -> None:
    assert collation_key("Bình-An") == collation_key("Bình An")
    assert sort_key("Lê Bình-An") > sort_key("Lê Bình An")


@pytest.mark.parametrize(
    "order",
    [
        ["Thôn 1", "Thôn 2", "Thôn An", "Thôn Ăn"],
        ["An", "An Bình", "Ánh"],
        ["Hạ Long", "Ha Nam", "Hai An"],
        ["b", "ƀa", "bă"],
    ],
)
def test_digits_come_before_letters_and_short_words_before_long(order: list[str]) -> None:
    assert sorted(random.Random(4).sample(order, len(order)), key=collation_key) == order


def test_text_sorts_by_all_its_letters_before_any_tone() -> None:
    assert sorted(["Hà Nội", "Ha Nam", "Há Nam", "Hạ Long"], key=collation_key) == [
        "Hạ Long",
        "Ha Nam",
        "Há Nam",
        "Hà Nội",
    ]


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_key_depends_on_the_text_alone_and_never_fails(family: str, given_: str) -> None:
    name = f"{family} {given_}"
    assert sort_key(name) == sort_key(f"  {family}\t{given_} ")


@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_the_given_name_outweighs_the_family_name(family: str, given_: str, other_family: str, other: str) -> None:
    if collation_key(given_) < collation_key(other):
        assert sort_key(f"{family} {given_}") < sort_key(f"{other_family} {other}")
