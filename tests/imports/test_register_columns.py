import pytest

from cdtt_app.imports.register_columns import (
    FIELD_NAMES,
    Field,
    field_named,
    guess_field,
    header_signature,
    header_words,
)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("STT", Field.ROW_NUMBER),
        ("TT", Field.ROW_NUMBER),
        ("Số TT", Field.ROW_NUMBER),
        ("STT hộ", Field.GROUP),
        ("Mã hộ", Field.HOUSEHOLD_CODE),
        ("Mã số hộ", Field.HOUSEHOLD_CODE),
        ("Số sổ hộ khẩu", Field.HOUSEHOLD_CODE),
        ("Hộ số", Field.HOUSEHOLD_CODE),
        ("Họ và tên chủ hộ", Field.HEAD_NAME),
        ("HỌ  TÊN\nCHỦ HỘ", Field.HEAD_NAME),
        ("Chủ hộ (ghi chữ in hoa)", Field.HEAD_NAME),
        ("Người đại diện hộ", Field.HEAD_NAME),
        ("Họ và tên", Field.PERSON_NAME),
        ("Họ, chữ đệm và tên", Field.PERSON_NAME),
        ("Họ tên các thành viên trong hộ", Field.PERSON_NAME),
        ("Họ tên nhân khẩu", Field.PERSON_NAME),
        ("Quan hệ với chủ hộ", Field.RELATION),
        ("QH chủ hộ", Field.RELATION),
        ("Ngày, tháng, năm sinh", Field.BIRTH),
        ("Năm sinh / Nữ", Field.BIRTH),
        ("Năm sinh chủ hộ", Field.BIRTH),
        ("Ngày sinh / Năm", Field.BIRTH),
        ("Ngày sinh / Tháng", Field.IGNORE),
        ("Nơi sinh", Field.IGNORE),
        ("SĐT", Field.PHONE),
        ("Số ĐT/Zalo", Field.PHONE),
        ("Điện thoại chủ hộ", Field.PHONE),
        ("Có điện thoại thông minh", Field.IGNORE),
        ("Thôn/bản", Field.HAMLET),
        ("Tổ dân phố", Field.HAMLET),
        ("Ấp", Field.HAMLET),
        ("Cụm", Field.CLUSTER),
        ("Tổ", Field.CLUSTER),
        ("Địa chỉ (số nhà, đường)", Field.ADDRESS),
        ("Nơi ở hiện tại", Field.ADDRESS),
        ("Địa chỉ số nhà", Field.ADDRESS),
        ("Mã địa chỉ số", Field.DIGITAL_ADDRESS),
        ("Số khẩu", Field.MEMBER_COUNT),
        ("Nhân khẩu / Tổng số", Field.MEMBER_COUNT),
        ("Số khẩu / Nữ", Field.IGNORE),
        ("Giới tính chủ hộ", Field.IGNORE),
        ("Ghi chú", Field.NOTE),
        ("Diện tích nhà (m2)", None),
        ("", None),
    ],
)
def test_headers_as_communes_write_them(header: str, field: Field | None) -> None:
    assert guess_field(header) is field


def test_accents_capitals_and_punctuation_make_no_other_header() -> None:
    assert header_words("HỌ & TÊN\n(chủ hộ):") == header_words("ho va ten chu ho") == "ho va ten chu ho"


def test_the_signature_is_of_the_headers_and_their_order() -> None:
    ours = header_signature(["STT", "Họ và tên", "SĐT"])
    assert ours == header_signature(["Stt ", "HỌ VÀ TÊN", "sđt"])
    assert ours != header_signature(["Họ và tên", "STT", "SĐT"])


@pytest.mark.parametrize("field", list(Field))
def test_every_field_answers_to_its_short_and_its_vietnamese_name(field: Field) -> None:
    assert field_named(field.value) is field
    assert field_named(FIELD_NAMES[field].upper()) is field


def test_an_unknown_field_name_is_none() -> None:
    assert field_named("căn cước") is None
