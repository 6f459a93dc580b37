"""What a register may hold and this programme does not take in."""

import pytest

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_refusals import is_sensitive_note, mask_ids
from cdtt_app.imports.register_types import RowStatus
from tests.imports.register_files import PERSONS, Cell, Read, Row, workbook

ID = "001067012345"


def _with_column(header: str, *values: Cell) -> bytes:
    rows: list[Row] = [["STT", "Họ và tên chủ hộ", header]]
    names = ["Lò Văn Páo", "Ma Thị Sính", "Lý A Sùng"]
    rows += [[n, name, value] for n, (name, value) in enumerate(zip(names, values, strict=False), start=1)]
    return workbook(rows)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Số CCCD", "giấy tờ tuỳ thân"),
        ("CMND/CCCD", "giấy tờ tuỳ thân"),
        ("Số định danh cá nhân", "giấy tờ tuỳ thân"),
        ("Căn cước", "giấy tờ tuỳ thân"),
        ("Mã số thuế", "giấy tờ tuỳ thân"),
        ("Số thẻ BHYT", "giấy tờ tuỳ thân"),
        ("Số tài khoản ngân hàng", "giấy tờ tuỳ thân"),
        ("Dân tộc", "dân tộc"),
        ("Tôn giáo", "tôn giáo"),
        ("Hộ nghèo/cận nghèo", "hộ nghèo"),
        ("Khuyết tật", "sức khoẻ"),
    ],
)
def test_columns_refused_by_their_header_with_the_reason(read: Read, header: str, why: str) -> None:
    register = read(_with_column(header, "x", "y", "z"))
    column = register.columns[2]
    assert column.refused
    assert why in column.refused
    assert (column.field, column.samples) == (None, ())
    assert len(register.households) == 3


@pytest.mark.parametrize(
    "values",
    [
        (ID, "001071054321", None),
        (1067012345, 24071054321, 1080000111),  # number cells have lost their leading zeros
        ("001 067 012 345", "001.071.054.321", "x"),
        ("012345678", "123456789", "234567890"),
    ],
)
def test_numbers_that_look_like_ids_are_refused_under_any_header(read: Read, values: tuple[Cell, ...]) -> None:
    register = read(_with_column("Số", *values))
    assert "giống số căn cước" in register.columns[2].refused
    assert ID not in repr(register)


@pytest.mark.parametrize("field", [Field.NOTE, Field.HOUSEHOLD_CODE, Field.PHONE, Field.DIGITAL_ADDRESS, Field.ADDRESS])
def test_no_mapping_brings_id_numbers_in(read: Read, field: Field) -> None:
    register = read(_with_column("Số CCCD", ID, ID, "001071054321"), mapping={"Số CCCD": field})
    assert register.columns[2].refused
    assert ID not in repr(register)


def test_a_refused_column_may_be_left_aside_without_a_word(read: Read) -> None:
    assert not read(_with_column("Dân tộc", "x"), mapping={"Dân tộc": Field.IGNORE}).columns[2].refused


def test_what_the_header_forbids_does_not_come_in_as_a_note(read: Read) -> None:
    register = read(_with_column("Dân tộc", "Tày", "Dao", "Nùng"), mapping={"Dân tộc": Field.NOTE})
    assert [household.note for household in register.households] == ["", "", ""]


def test_a_person_may_say_that_a_header_was_misread(read: Read) -> None:
    rows: list[Row] = [["STT", "Danh sách chủ hộ nghèo", "SĐT"], [1, "Lò Văn Páo", "0912345678"]]
    assert read(workbook(rows)).problems
    register = read(workbook(rows), mapping={"Danh sách chủ hộ nghèo": Field.HEAD_NAME})
    assert [household.head_name for household in register.households] == ["Lò Văn Páo"]


@pytest.mark.parametrize("header", ["SĐT", "Mã hộ"])
def test_nine_digits_under_a_phone_or_household_header_are_no_ids(read: Read, header: str) -> None:
    register = read(_with_column(header, 912345678, 987654321, 356789012))
    assert not register.columns[2].refused


def test_an_id_in_a_remark_is_covered_and_told(read: Read) -> None:
    register = read(_with_column("Ghi chú", f"CCCD {ID} cấp 2021", "vắng", None))
    assert register.households[0].note == "CCCD (đã che số giấy tờ) cấp 2021"
    report = next(report for report in register.rows if report.row == 2)
    assert report.status is RowStatus.DOUBTFUL
    assert "đã được che" in report.sentences[0]
    assert ID not in repr(register)


@pytest.mark.parametrize(
    "field", [Field.ADDRESS, Field.CLUSTER, Field.HAMLET, Field.HEAD_NAME, Field.PHONE, Field.BIRTH]
)
def test_an_id_is_covered_wherever_it_strays(read: Read, field: Field) -> None:
    rows: list[Row] = [["STT", "Chủ hộ", "Khác"], [1, "Lò Văn Páo", "a"], [2, "Ma Thị Sính", "b"]]
    rows += [[3, "Lý A Sùng", f"xem {ID}"]]
    register = read(workbook(rows), mapping={"Khác": field})
    assert ID not in repr(register)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (ID, "(đã che số giấy tờ)"),
        ("số 001-067-012-345.", "số (đã che số giấy tờ)."),
        ("CMND: 123456789", "CMND: (đã che số giấy tờ)"),
        ("thẻ DN4010123456789", "thẻ (đã che số giấy tờ)"),
        ("gọi 0912345678 hoặc 0987654321", "gọi 0912345678 hoặc 0987654321"),
        ("số nhà 12, thửa 1234567", "số nhà 12, thửa 1234567"),
        ("sinh 05/03/1967", "sinh 05/03/1967"),
    ],
)
def test_only_id_numbers_are_covered(text: str, masked: str) -> None:
    assert mask_ids(text) == masked


@pytest.mark.parametrize("note", ["Hộ nghèo", "người khuyết tật nặng", "dân tộc Dao"])
def test_remarks_on_private_life_are_left_out_and_told(read: Read, note: str) -> None:
    register = read(_with_column("Ghi chú", note, "đi làm xa"))
    assert [household.note for household in register.households] == ["", "đi làm xa"]
    assert is_sensitive_note(note)
    assert "chuyện riêng" in " ".join(register.rows[1].sentences)


def test_children_are_counted_and_not_named(read: Read) -> None:
    register = read(workbook(PERSONS))
    assert register.households[0].children_count == 1
    assert "Bích" not in repr(register)
    report = next(report for report in register.rows if report.row == 5)
    assert report.sentences == ("Dưới 16 tuổi: chỉ đếm, không ghi tên.",)


def test_children_are_named_where_that_is_allowed(read: Read) -> None:
    register = read(workbook(PERSONS), keep_children=True)
    assert "Nông Thị Bích" in [person.name for person in register.households[0].people]
    assert register.households[0].children_count == 1


def test_a_child_that_stands_twice_is_not_named_either(read: Read) -> None:
    rows: list[Row] = [*PERSONS[:5], ["NC-01", "NÔNG THỊ BÍCH", "Con", "12/9/2014", None, None]]
    register = read(workbook(rows))
    assert register.households[0].member_count == 3
    assert "Bích".casefold() not in repr(register).casefold()


def test_the_sixteenth_year_is_the_border(read: Read) -> None:
    rows: list[Row] = [*PERSONS[:3], [None, "Nông Thị Mây", "Con", 2011], [None, "Nông Văn Núi", "Con", 2010]]
    register = read(workbook(rows))
    assert [person.name for person in register.households[0].people][1:] == ["Nông Văn Núi"]


def test_the_fingerprint_does_not_depend_on_naming_children(read: Read) -> None:
    hidden, named = read(workbook(PERSONS)), read(workbook(PERSONS), keep_children=True)
    assert [h.fingerprint for h in hidden.households] == [h.fingerprint for h in named.households]
