import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.imports.legacy_encodings import Encoding, convert, convert_column, detect
from tests.imports.old_fonts import ALPHABET, TCVN3_PAIRS, VNI_PAIRS, to_tcvn3, to_vni

NAMES = (
    "Nguyễn Văn Đức",
    "Hoàng Thị Thuý",
    "Lò Văn Hoà",
    "Đặng Ngọc Ánh",
    "Triệu Mùi Phẩy",
    "Quách Công Lợi",
    "Lý A Sùng",
    "Trương Thị Mỹ Lệ",
    "Ngô Quỳnh Giang",
    "Vừ Mí Giàng",
    "Nông Đình Khoẻ",
    "Hà Thị Uyên",
    "Giàng Seo Páo",
    "Phạm Xuân Trường",
)
UNICODE_NAMES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=30)
ENCODERS = {Encoding.TCVN3: to_tcvn3, Encoding.VNI: to_vni}


def test_the_tables_of_the_tests_hold_the_whole_alphabet() -> None:
    assert len(ALPHABET) == 67
    assert {pair[0] for pair in VNI_PAIRS.split(" ")} == set(ALPHABET + ALPHABET.upper())
    assert {pair[0] for pair in TCVN3_PAIRS.split(" ")} == set(ALPHABET + "ĂÂÊÔƠƯĐ")


@pytest.mark.parametrize("letter", ALPHABET + "ĂÂÊÔƠƯĐ")
def test_tcvn3_gives_back_every_letter_it_can_write(letter: str) -> None:
    assert convert(to_tcvn3(letter), Encoding.TCVN3) == letter


@pytest.mark.parametrize("letter", ALPHABET + ALPHABET.upper())
def test_vni_gives_back_the_whole_alphabet_in_both_cases(letter: str) -> None:
    assert convert(to_vni(letter), Encoding.VNI) == letter


@pytest.mark.parametrize(
    ("written", "encoding", "meant"),
    [
        ("NguyÔn V¨n §øc", Encoding.TCVN3, "Nguyễn Văn Đức"),
        ("Nguyeãn Vaên Ñöùc", Encoding.VNI, "Nguyễn Văn Đức"),
        ("NGUYEÃN VAÊN ÑÖÙC", Encoding.VNI, "NGUYỄN VĂN ĐỨC"),
        ("AÙnh", Encoding.VNI, "Ánh"),
        ("§ç ThÞ H\u00ad¬ng", Encoding.TCVN3, "Đỗ Thị Hương"),
    ],
)
def test_names_as_they_stand_in_old_files(written: str, encoding: Encoding, meant: str) -> None:
    assert detect([written]) is encoding
    assert convert(written, encoding) == meant


@given(UNICODE_NAMES, st.sampled_from([Encoding.TCVN3, Encoding.VNI]))
def test_a_column_in_an_old_font_is_recognised_and_given_back(names: list[str], encoding: Encoding) -> None:
    column = [ENCODERS[encoding](name) for name in names]
    assert detect(column) is encoding
    assert [convert(name, encoding).casefold() for name in column] == [name.casefold() for name in names]


@given(UNICODE_NAMES, st.sampled_from(list(Encoding)))
def test_unicode_is_never_taken_for_an_old_font(names: list[str], hint: Encoding) -> None:
    assert detect([*names, "Đỗ Thị Ỷ"], hint=hint) is Encoding.UNICODE


@pytest.mark.parametrize(
    "texts",
    [
        ["Hoà", "Thuý", "Toán"],  # also sound VNI for Hồ, ... : a tie stays Unicode
        [*["Hoà", "Toán"] * 4, "Đức"],  # most of it sound both ways, all of it sound Unicode
        ["Y Niê", "H'Hoa Mlô", "Siu Krông", "M'Nông"],
        ["Đ", "Đà Lạt"],
        ["Noël", "José", "Anaïs"],
        ["Tổ 1", "Tổ 2"],
        ["no accents at all", "12", ""],
        [],
    ],
)
def test_odd_but_sound_texts_stay_as_they_are(texts: list[str]) -> None:
    assert detect(texts) is Encoding.UNICODE


def test_text_in_two_pieces_per_letter_is_unicode_too() -> None:
    assert detect(["Nguye\u0302\u0303n Va\u0306n Đu\u031b\u0301c"]) is Encoding.UNICODE


def test_a_doubtful_column_follows_its_sheet() -> None:
    column = ["Thò", "Thuù"]  # VNI for Thị, Thú; the first is also sound Unicode
    assert detect(["Thò"]) is Encoding.UNICODE
    assert detect(["Thò"], hint=Encoding.VNI) is Encoding.VNI
    assert detect(column) is Encoding.VNI


def test_a_unicode_cell_in_an_old_column_is_left_alone() -> None:
    assert convert("Nguyễn Văn Đức", Encoding.TCVN3) == "Nguyễn Văn Đức"
    assert convert("Nguyễn Văn Đức", Encoding.VNI) == "Nguyễn Văn Đức"


@given(st.text())
def test_converting_any_text_as_unicode_changes_nothing_but_its_composition(text: str) -> None:
    assert convert(convert(text, Encoding.UNICODE), Encoding.UNICODE) == convert(text, Encoding.UNICODE)


def test_plain_letters_mean_the_same_in_every_encoding() -> None:
    assert {convert("Lo Van Pao 12/3", encoding) for encoding in Encoding} == {"Lo Van Pao 12/3"}


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_rows_pasted_from_an_old_file_are_converted_among_unicode_ones(encoding: Encoding) -> None:
    column = [*NAMES, *map(ENCODERS[encoding], ("Nguyễn Văn Đức", "Đặng Ngọc Ánh")), "Hoà", "Toán"]
    converted, found = convert_column(column)
    assert found is encoding
    assert [text.casefold() for text in converted[:-2]] == [
        text.casefold() for text in (*NAMES, "Nguyễn Văn Đức", "Đặng Ngọc Ánh")
    ]
    assert converted[-2:] == ["Hoà", "Toán"]


@pytest.mark.parametrize("stranger", ["Müller", "Jürgen Größe", "H'Ñoan Niê", "Ñoan Ñai", "m²", "5°"])
def test_a_stranger_among_unicode_names_is_left_alone(stranger: str) -> None:
    column = [*NAMES, stranger]
    assert convert_column(column) == (column, Encoding.UNICODE)
