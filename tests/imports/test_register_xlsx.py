from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RowStatus
from cdtt_app.imports.sheet import RegisterError
from tests.imports.register_files import FULL, FULL_MERGES, PERSONS, Cell, Read, Row, workbook

ReportOf = Callable[[bytes, int], tuple[str, str]]
HEADER: Row = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "SĐT"]


def _household(*cells: Cell) -> bytes:
    return workbook([HEADER, [1, *cells]])


@pytest.mark.parametrize(
    ("cells", "status", "sentence"),
    [
        (["Nông Văn Dư", 1967, 4, "0912345678"], "understood", ""),
        (["NÔNG VĂN DƯ", 1967, 4, ""], "changed", "“NÔNG VĂN DƯ” thành “Nông Văn Dư”"),
        (["nông văn dư", 1967, 4, ""], "changed", "thành “Nông Văn Dư”"),
        (["Ông Nông Văn Dư", 1967, 4, ""], "changed", "thành “Nông Văn Dư”"),
        (["Hộ bà: Ma Thị Sính", 1967, 4, ""], "changed", "thành “Ma Thị Sính”"),
        (["Ông Văn Tùng", 1967, 4, ""], "understood", ""),
        (["Nông Văn Dư", 1967, 4, 912345678], "changed", "số 0 ở đầu"),
        (["Nông Văn Dư", 1967, 4, "0912345678; 0987654321"], "changed", "lấy số 0912345678"),
        (["Nông Văn Dư", 1967, 4, "0912345678 0987654321"], "changed", "lấy số 0912345678"),
        (["Nông Văn Dư", 1967, 4, "0206 3852 123 (nhà con)"], "changed", "lấy số 02063852123"),
        (["Nông Văn Dư (đã mất)", 1967, 4, ""], "doubtful", "ngoặc"),
        (["Nông Văn Dư", 2019, 4, ""], "doubtful", "chủ hộ dưới 16 tuổi"),
        (["Nông Văn Dư", 1967, 4, "0912"], "doubtful", "“0912” không đọc được"),
        (["Nông Văn Dư", "31/2/1967", 4, ""], "doubtful", "chỉ lấy năm 1967"),
        (["Nông Văn Dư", "không nhớ", 4, ""], "doubtful", "“không nhớ” không đọc được"),
        (["Nông Văn Dư", 2067, 4, ""], "doubtful", "không thể đúng"),
        (["Nông Văn Dư", date(1905, 5, 20), 4, ""], "doubtful", "Đã lấy năm 1967"),
        (["Nông Văn Dư", 1967, "bốn", ""], "doubtful", "Số khẩu “bốn” không đọc được"),
        (["Nông Văn Dư", 1967, 400, ""], "doubtful", "“400” không đọc được"),
        (["Nông Văn Dư 1967", 1967, 4, ""], "doubtful", "chữ số hoặc ký tự lạ"),
        (["NguyÔn V¨n §øc", 1967, 4, ""], "changed", "phông cũ"),
        (["", 1967, 4, ""], "skipped", "không có tên"),
        (["", "", "", ""], "skipped", "Không có tên và không có thông tin"),
    ],
)
def test_every_row_tells_what_was_made_of_it(
    report_of: ReportOf, cells: list[Cell], status: str, sentence: str
) -> None:
    found, sentences = report_of(workbook([HEADER, [1, *cells], [2, "Lò Văn Páo"]]), 2)
    assert (found, sentence in sentences or not sentence) == (status, True), sentences
    assert sentence or not sentences


def test_what_cannot_be_read_is_left_empty_not_guessed(read: Read) -> None:
    (household,) = read(_household("Nông Văn Dư", "không nhớ", "bốn", "0912")).households
    assert (household.phone, household.member_count, household.people[0].birth_year) == ("", None, None)


def test_a_year_typed_into_a_date_cell_is_a_year_again(read: Read) -> None:
    (household,) = read(_household("Nông Văn Dư", date(1905, 5, 20), 4, "")).households
    assert (household.people[0].birth_year, household.people[0].birth_text) == (1967, "1967")


def test_a_household_nobody_of_which_is_called_head(read: Read) -> None:
    rows: list[Row] = [*PERSONS[:2], ["NC-01", "Hoàng Thị Páo", "Vợ", 1971], [None, "Nông Văn Tài", "Con", 2001]]
    register = read(workbook(rows))
    assert register.households[0].head_name == "Hoàng Thị Páo"
    assert [report.status for report in register.rows[2:]] == [RowStatus.DOUBTFUL, RowStatus.UNDERSTOOD]


def test_two_heads_of_one_household(report_of: ReportOf) -> None:
    status, sentence = report_of(workbook([*PERSONS[:3], ["NC-01", "Lý A Sùng", "Chủ hộ", 1979]]), 4)
    assert (status, "đã có một người ghi là chủ hộ" in sentence) == ("doubtful", True)


def test_a_count_that_does_not_fit_the_list(read: Read) -> None:
    rows: list[Row] = [["Mã hộ", "Họ và tên", "Quan hệ", "Số khẩu"], ["H1", "Lò Văn Páo", "Chủ hộ", 3]]
    register = read(workbook([*rows, [None, "Lò Thị Hoa", "Vợ"]]))
    assert register.households[0].member_count == 3
    assert "ghi 3 nhưng danh sách có 2" in register.rows[1].sentences[0]


def test_statuses_are_counted(read: Read) -> None:
    counts = read(workbook(FULL, merges=FULL_MERGES)).counts
    assert counts == {
        RowStatus.UNDERSTOOD: 2,
        RowStatus.CHANGED: 2,
        RowStatus.DOUBTFUL: 0,
        RowStatus.SKIPPED: 11,
        RowStatus.DOUBLE: 0,
    }


def test_a_persons_mapping_wins_over_every_guess(read: Read) -> None:
    rows: list[Row] = [["STT", "Tên gọi", "Khu", "SĐT"], [1, "Lò Văn Páo", "Nà Cọn", "0912345678"]]
    assert read(workbook(rows)).problems
    register = read(workbook(rows), mapping={"tên GỌI": Field.HEAD_NAME, "Khu": Field.HAMLET, "SĐT": Field.IGNORE})
    (household,) = register.households
    assert (household.head_name, household.hamlet, household.phone) == ("Lò Văn Páo", "Nà Cọn", "")


def test_a_child_header_or_a_column_letter_may_be_mapped(read: Read) -> None:
    rows: list[Row] = [["STT", "Họ và tên chủ hộ", "Nơi ở", None], [None, None, "Thôn", "Cụm dân cư"]]
    rows += [[1, "Lò Văn Páo", "Nà Cọn", "Trên", "Nhà 3"]]
    data = workbook(rows, merges=["A1:A2", "B1:B2", "C1:D1"])
    register = read(data, mapping={"Thôn": Field.HAMLET, "Cụm dân cư": Field.CLUSTER, "Cột E": Field.ADDRESS})
    (household,) = register.households
    assert (household.hamlet, household.cluster, household.address) == ("Nà Cọn", "Trên", "Nhà 3")


def test_the_mapping_in_use_gives_the_same_again(read: Read) -> None:
    for data in (workbook(FULL, merges=FULL_MERGES), workbook(PERSONS)):
        first = read(data)
        again = read(data, mapping=first.mapping)
        assert again == first


def test_columns_show_samples_and_what_is_not_understood(read: Read) -> None:
    rows: list[Row] = [["STT", "Chủ hộ", "Diện tích"]]
    rows += [[n, f"Lò Văn {'ABCD'[n]}", 60 + n] for n in range(1, 4)]
    columns = read(workbook(rows)).columns
    assert [(column.letter, column.field) for column in columns] == [
        ("A", Field.ROW_NUMBER),
        ("B", Field.HEAD_NAME),
        ("C", None),
    ]
    assert columns[2].samples == ("61", "62", "63")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["Lò Văn Páo", 1967], ["Ma Thị Sính", 1980]], "Không tìm thấy dòng tiêu đề"),
        ([["STT", "Thôn", "Số khẩu"], [1, "Nà Cọn", 300]], "Chưa biết cột nào là họ tên chủ hộ"),
        ([HEADER, ["Tổng cộng"]], "không có hộ nào"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_what_is_missing(read: Read, rows: list[Row], problem: str) -> None:
    register = read(workbook(rows))
    assert register.households == ()
    assert problem in register.problems[0]
    assert register.columns


def test_an_unknown_sheet_is_answered_with_those_there_are(read: Read) -> None:
    with pytest.raises(RegisterError, match=r"không có trang tính “Thôn 9”. Các trang tính: “Sheet1”"):
        read(workbook(PERSONS), sheet="Thôn 9")


def test_an_unknown_header_is_answered_with_those_there_are(read: Read) -> None:
    with pytest.raises(RegisterError, match=r"không có cột “Tên cha”.*“Họ và tên”"):
        read(workbook(PERSONS), mapping={"Tên cha": Field.NOTE})


CELLS = st.one_of(
    st.none(),
    st.integers(0, 3000),
    st.sampled_from(["Lò Văn Páo", "Chủ hộ", "Con", "1967", "5/3/1967", "0912345678", "Tổng cộng", "Thôn Nà Cọn"]),
    st.sampled_from(["STT", "Họ và tên", "Năm sinh", "Mã hộ", "Quan hệ", "TM. UBND XÃ", "Ghi chú", "(1)", "NguyÔn"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x1EF9, exclude_categories=["Cs", "Cc", "Cn"]), max_size=12),
)


def test_a_code_alone_above_the_names_does_not_lose_them(read: Read) -> None:
    rows: list[Row] = [
        ["STT", "Mã hộ", "Họ và tên", "Quan hệ", "Năm sinh", "SĐT"],
        [None, 1],
        [None, None, "Lò Văn Páo"],
        [None, None, "Lò Văn Páo"],
        [None, None, "Lò Thị Xoan"],
    ]
    register = read(workbook(rows))
    (household,) = register.households
    assert (household.code, household.head_name) == ("1", "Lò Văn Páo")
    assert [person.name for person in household.people] == ["Lò Văn Páo", "Lò Thị Xoan"]
    assert [report.row for report in register.rows] == [1, 2, 3, 4, 5]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=12))
def test_no_row_of_any_sheet_is_passed_over_in_silence(read: Read, rows: list[list[Cell]]) -> None:
    headed: list[Row] = [["STT", "Mã hộ", "Họ và tên", "Quan hệ", "Năm sinh", "SĐT"], *rows]
    register = read(workbook(headed))
    reported = [report.row for report in register.rows]
    filled = {n for n, row in enumerate(headed, start=1) if any(str(cell or "").strip() for cell in row)}
    assert len(reported) == len(set(reported))
    assert register.problems or filled <= set(reported)
    assert all(report.sentences for report in register.rows if report.status is not RowStatus.UNDERSTOOD)
