"""Registers as they really come, each read from end to end."""

from datetime import date

import pytest

from cdtt_app.imports.legacy_encodings import Encoding
from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RegisterFile, RowStatus
from tests.imports.old_fonts import to_tcvn3, to_vni
from tests.imports.register_files import (
    FULL,
    FULL_MERGES,
    OLD_XLS,
    PERSONS,
    Encoder,
    Read,
    Row,
    decomposed,
    encoded,
    sheets,
    workbook,
)


def _heads(register: RegisterFile) -> list[str]:
    return [household.head_name for household in register.households]


FULL_HEADS = ["Nông Văn Dư", "Hoàng Thị Páo", "Ma Thị Sính", "Lý A Sùng"]


def test_titles_two_tiers_numbering_totals_and_signatures(read: Read) -> None:
    register = read(workbook(FULL, merges=FULL_MERGES))
    assert _heads(register) == FULL_HEADS
    assert register.header_rows == (5, 6)
    assert register.hamlet_hint == "Thôn Bản Giòng"
    assert [household.member_count for household in register.households] == [4, 3, 5, 6]
    assert [household.phone for household in register.households] == ["0912345678", "0987654321", "", ""]
    assert [household.people[0].birth_year for household in register.households] == [1967, 1971, 1980, 1959]
    skipped = {report.row for report in register.rows if report.status is RowStatus.SKIPPED}
    assert skipped == {1, 3, 4, 5, 6, 7, 11, 13, 14, 15, 16}


@pytest.mark.parametrize(
    ("encode", "encoding"),
    [(to_tcvn3, Encoding.TCVN3), (to_vni, Encoding.VNI), (decomposed, Encoding.UNICODE)],
    ids=["TCVN3", "VNI", "letters in two pieces"],
)
def test_the_same_register_in_an_old_font(read: Read, encode: Encoder, encoding: Encoding) -> None:
    register = read(workbook(encoded(FULL, encode), merges=FULL_MERGES))
    plain = read(workbook(FULL, merges=FULL_MERGES))
    assert register.encoding is encoding
    assert _heads(register) == FULL_HEADS
    assert register.signature == plain.signature
    assert {h.fingerprint for h in register.households} == {h.fingerprint for h in plain.households}


def test_only_the_names_in_an_old_font_under_a_unicode_header(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ và tên chủ hộ", "Địa chỉ"]]
    rows += [[n, to_tcvn3(name), "Xóm Nà Tèn"] for n, name in enumerate(FULL_HEADS, start=1)]
    register = read(workbook(rows))
    assert _heads(register) == FULL_HEADS
    assert [column.encoding for column in register.columns] == [Encoding.UNICODE, Encoding.TCVN3, Encoding.UNICODE]
    assert register.households[0].address == "Xóm Nà Tèn"
    assert all("phông" in " ".join(report.sentences) for report in register.rows if report.row > 1)


def test_capitals_of_tcvn3_which_has_none_with_a_tone(read: Read) -> None:
    rows: list[Row] = [["STT", "Hä vµ tªn chñ hé"], [1, "NGUYÔN V¡N §øC"], [2, to_tcvn3("hoàng thị hạnh")]]
    assert _heads(read(workbook(rows))) == ["Nguyễn Văn Đức", "Hoàng Thị Hạnh"]


def test_one_row_a_person_with_household_cells_on_the_first_row(read: Read) -> None:
    first, second = read(workbook(PERSONS)).households
    assert (first.code, first.head_name, first.address, first.phone) == (
        "NC-01",
        "Nông Văn Dư",
        "Nhà số 3",
        "0912345678",
    )
    assert [(p.name, p.relation, p.birth_year) for p in first.people] == [
        ("Nông Văn Dư", "chủ hộ", 1967),
        ("Hoàng Thị Páo", "vợ", 1971),
        ("Nông Văn Tài", "con", 2001),
    ]
    assert (first.member_count, first.children_count) == (4, 1)
    assert [(p.name, p.row) for p in second.people] == [("Ma Thị Sính", 7), ("Lý A Sùng", 8)]


def test_household_cells_merged_over_their_people(read: Read) -> None:
    merged = read(workbook(PERSONS, merges=["A3:A6", "F3:F6", "A7:A8"]))
    assert [h.fingerprint for h in merged.households] == [h.fingerprint for h in read(workbook(PERSONS)).households]


def test_people_without_codes_from_one_head_to_the_next(read: Read) -> None:
    rows = [list(row[1:]) for row in PERSONS]
    register = read(workbook(rows))
    assert [(h.head_name, h.member_count) for h in register.households] == [("Nông Văn Dư", 4), ("Ma Thị Sính", 2)]


def test_people_told_apart_by_the_running_number_of_their_household(read: Read) -> None:
    rows: list[Row] = [["STT hộ", "STT khẩu", "Họ và tên", "Năm sinh"], [1, 1, "Lò Văn Páo", 1960]]
    rows += [[None, 2, "Lò Thị Hoa", 1962], [2, 1, "Ma Văn Tài", 1970], [None, 2, "Ma Thị Lan", 1999]]
    register = read(workbook(rows))
    assert [(h.head_name, h.member_count) for h in register.households] == [("Lò Văn Páo", 2), ("Ma Văn Tài", 2)]
    assert [h.code for h in register.households] == ["", ""]


def test_the_head_in_a_column_of_its_own_beside_every_person(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ tên chủ hộ", "Họ tên các thành viên trong hộ", "Năm sinh"]]
    rows += [[1, "Lò Văn Páo", "Lò Thị Hoa", 1962], [2, "Lò Văn Páo", "Lò Văn Páo", 1960]]
    rows += [[3, "Ma Văn Tài", "Ma Thị Lan", 1999]]
    register = read(workbook(rows))
    assert [[p.name for p in h.people] for h in register.households] == [
        ["Lò Văn Páo", "Lò Thị Hoa"],
        ["Ma Văn Tài", "Ma Thị Lan"],
    ]


def test_the_head_marked_with_a_cross(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ và tên", "Chủ hộ", "Năm sinh"], [1, "Lò Văn Páo", "x", 1960]]
    rows += [[2, "Lò Thị Hoa", None, 1962], [3, "Ma Văn Tài", "X", 1970], [4, "Ma Thị Lan", None, 1999]]
    register = read(workbook(rows))
    assert [[p.name for p in h.people] for h in register.households] == [
        ["Lò Văn Páo", "Lò Thị Hoa"],
        ["Ma Văn Tài", "Ma Thị Lan"],
    ]


def test_years_of_birth_under_nam_and_nu_alone(read: Read) -> None:
    rows: list[Row] = [
        ["STT", "Họ tên chủ hộ", "Nam", "Nữ"],
        [1, "Lò Văn Páo", 1960, None],
        [2, "Lò Thị Hoa", None, 1962],
    ]
    assert [h.people[0].birth_year for h in read(workbook(rows)).households] == [1960, 1962]
    crosses: list[Row] = [rows[0], [1, "Lò Văn Páo", "x", None]]
    assert read(workbook(crosses)).households[0].people[0].birth_text == ""


def test_people_of_a_household_that_stands_in_two_places(read: Read) -> None:
    rows: list[Row] = [*PERSONS, ["NC-01", "Nông Thị Mây", "Con", "1999", None, None]]
    register = read(workbook(rows))
    assert len(register.households) == 2
    assert "Nông Thị Mây" in [person.name for person in register.households[0].people]


def test_the_list_divided_by_hamlets(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ và tên chủ hộ", "SĐT"], ["I", "THÔN BẢN GIÒNG (2 hộ)"], [1, "Lò Văn Páo"]]
    rows += [[2, "Bàn Thị Mùi"], ["II", "Thôn Nà Cọn"], [1, "Lang Văn Tài"], ["Cộng", None, 3]]
    register = read(workbook(rows))
    assert [(h.head_name, h.hamlet) for h in register.households] == [
        ("Lò Văn Páo", "Thôn Bản Giòng"),
        ("Bàn Thị Mùi", "Thôn Bản Giòng"),
        ("Lang Văn Tài", "Thôn Nà Cọn"),
    ]


def test_a_header_repeated_on_every_page(read: Read) -> None:
    header: Row = ["STT", "Họ và tên chủ hộ", "SĐT"]
    register = read(workbook([header, [1, "Lò Văn Páo"], header, [2, "Ma Văn Tài"]]))
    assert _heads(register) == ["Lò Văn Páo", "Ma Văn Tài"]


def test_a_second_list_after_the_signatures_of_the_first(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ và tên chủ hộ", "SĐT"], [1, "Lò Văn Páo"], [None, "Người lập biểu", "Trưởng thôn"]]
    rows += [[None, "Ma Văn Khoa", "Lý Thị Na"], [], [2, "Ma Văn Tài"]]
    assert _heads(read(workbook(rows))) == ["Lò Văn Páo", "Ma Văn Tài"]


def test_the_header_in_row_seven_and_the_table_off_the_edge(read: Read) -> None:
    rows: list[Row] = [["UBND XÃ"], [], ["SỔ HỘ"], [], ["Năm 2026"], []]
    rows += [[None, None, "TT", "Chủ hộ", "Sinh năm"], [None, None, 1, "Lò Văn Páo", "1960"]]
    register = read(workbook(rows))
    assert register.header_rows == (7,)
    assert [(h.row, h.head_name) for h in register.households] == [(8, "Lò Văn Páo")]
    assert [column.letter for column in register.columns if column.field is Field.HEAD_NAME] == ["D"]


def test_the_data_on_the_second_sheet(read: Read) -> None:
    cover: list[Row] = [["HƯỚNG DẪN"], ["Điền đủ các cột trước ngày 15"]]
    data = sheets({"Bìa": cover, "Danh sách": PERSONS, "Nháp": PERSONS}, hidden=["Nháp"])
    register = read(data)
    assert register.sheet == "Danh sách"
    assert register.other_sheets == ()
    assert len(register.households) == 2


def test_a_longer_sheet_of_figures_is_not_taken_for_the_register(read: Read) -> None:
    figures: list[Row] = [["STT", "Thôn", "Số khẩu"]]
    figures += [[n, f"Nà {n}", 300] for n in range(1, 40)]
    register = read(sheets({"Tổng hợp": figures, "Sổ hộ": PERSONS}))
    assert (register.sheet, register.other_sheets) == ("Sổ hộ", ())


def test_one_sheet_a_hamlet_reads_one_and_names_the_others(read: Read) -> None:
    data = sheets({"Thôn Nà Cọn": PERSONS, "Thôn Bản Giòng": PERSONS[:4]})
    assert (read(data).sheet, read(data).other_sheets) == ("Thôn Nà Cọn", ("Thôn Bản Giòng",))
    other = read(data, sheet="Thôn Bản Giòng")
    assert (other.sheet, len(other.households)) == ("Thôn Bản Giòng", 1)


def test_the_sheet_gives_the_hamlet_where_the_title_does_not(read: Read) -> None:
    assert read(sheets({"Thôn Bản Giòng": PERSONS[1:]})).hamlet_hint == "Thôn Bản Giòng"
    assert read(workbook(PERSONS[1:])).hamlet_hint == ""


def test_a_name_split_over_two_columns(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ và tên chủ hộ", None, "Số khẩu"], [1, "Nông Văn", "Dư", 4], [2, "Ma Thị", "Sính", 3]]
    assert _heads(read(workbook(rows, merges=["B1:C1"]))) == ["Nông Văn Dư", "Ma Thị Sính"]
    apart: list[Row] = [["STT", "Họ đệm", "Tên", "Số khẩu"], *rows[1:]]
    assert _heads(read(workbook(apart))) == ["Nông Văn Dư", "Ma Thị Sính"]


def test_a_household_merged_over_two_rows_is_one(read: Read) -> None:
    rows: list[Row] = [["STT", "Chủ hộ", "SĐT"], [1, "Lò Văn Páo", "0912345678"], [None, None, "0987654321"]]
    register = read(workbook(rows, merges=["A2:A3", "B2:B3"]))
    assert [(h.head_name, h.phone) for h in register.households] == [("Lò Văn Páo", "0912345678")]


def test_old_excel(read: Read) -> None:
    register = read(OLD_XLS)
    assert [(h.head_name, h.member_count, h.phone) for h in register.households] == [
        ("Nông Văn Dư", 4, "0912345678"),
        ("Ma Thị Sính", 3, "0987654321"),
    ]
    assert register.hamlet_hint == "Thôn Nà Cọn"


@pytest.mark.parametrize(
    ("written", "year"),
    [
        (1967, 1967),
        ("1967", 1967),
        ("5/3/1967", 1967),
        ("05.03.1967", 1967),
        ("1967-03-05", 1967),
        (date(1967, 3, 5), 1967),
        ("03/1967", 1967),
        ("SN 1967", 1967),
    ],
)
def test_births_however_they_are_written(read: Read, written: str | int | date, year: int) -> None:
    register = read(workbook([["STT", "Chủ hộ", "Ngày sinh"], [1, "Lò Văn Páo", written]]))
    assert register.households[0].people[0].birth_year == year
    assert register.rows[-1].status is RowStatus.UNDERSTOOD
