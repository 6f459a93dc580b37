import pytest

from cdtt_app.imports.register_header import find_header, is_numbering
from cdtt_app.imports.sheet import Merge, Sheet


def _sheet(*rows: list[str], merges: tuple[Merge, ...] = ()) -> Sheet:
    width = max(map(len, rows))
    return Sheet(name="a", rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows), merges=merges)


def _texts(sheet: Sheet) -> tuple[str, ...]:
    header = find_header(sheet)
    assert header is not None
    return header.texts


PARENTS = ["STT", "Họ tên chủ hộ", "Năm sinh", "", "Ghi chú"]
CHILDREN = ["", "", "Nam", "Nữ", ""]
JOINED = ("STT", "Họ tên chủ hộ", "Năm sinh / Nam", "Năm sinh / Nữ", "Ghi chú")


def test_the_header_is_below_the_titles() -> None:
    sheet = _sheet(["UBND XÃ"], ["DANH SÁCH HỘ DÂN"], [], ["STT", "Họ tên chủ hộ"], ["1", "Lò Văn Páo"])
    header = find_header(sheet)
    assert header is not None
    assert (header.first, header.last, header.data_row) == (3, 3, 4)


def test_a_line_of_facts_above_the_table_is_no_header() -> None:
    facts = ["Thôn: Nà Cọn", "Địa chỉ: xã Thượng Nông"]
    sheet = _sheet(facts, ["STT", "Họ tên chủ hộ", "Năm sinh", "Số khẩu", "SĐT"], ["1", "Lò Văn Páo"])
    assert _texts(sheet)[0] == "STT"


def test_rows_of_data_full_of_known_words_are_no_header() -> None:
    sheet = _sheet(["Họ và tên", "Quan hệ", "Nơi"], ["Lò Văn Páo", "Chủ hộ", "Thôn Nà Cọn", "Cụm Trên"])
    assert _texts(sheet)[0] == "Họ và tên"


@pytest.mark.parametrize(
    "merges",
    [
        (Merge(top=0, left=0, bottom=1, right=0), Merge(top=0, left=2, bottom=0, right=3)),
        (Merge(top=0, left=2, bottom=0, right=3),),
        (),
    ],
    ids=["merged down and across", "merged across only", "not merged at all"],
)
def test_two_tiers_are_joined(merges: tuple[Merge, ...]) -> None:
    assert _texts(_sheet(PARENTS, CHILDREN, ["1", "Lò Văn Páo", "1967", "", ""], merges=merges)) == JOINED


def test_the_first_household_is_not_taken_for_a_second_tier() -> None:
    header = find_header(_sheet(["STT", "Họ tên chủ hộ", "", "SĐT"], ["", "Lò Văn Páo", "Cụm Trên", ""]))
    assert header is not None
    assert header.data_row == 1


def test_a_column_without_a_header_is_called_by_its_letter() -> None:
    assert _texts(_sheet(["STT", "Họ tên chủ hộ", "", "SĐT"], ["1", "Lò Văn Páo", "x", ""]))[2] == "Cột C"


def test_without_known_words_there_is_no_header_unless_a_person_named_one() -> None:
    sheet = _sheet(["Cột một", "Cột hai"], ["a", "b"])
    assert find_header(sheet) is None
    assert find_header(sheet, wanted=["CỘT HAI"]) is not None


@pytest.mark.parametrize(
    "row", [["(1)", "(2)", "(3)"], ["1", "2", "", "3"], ["A", "B", "1", "2"], ["(1)", "(2)", "(3)=(1)+(2)", "(4)"]]
)
def test_rows_that_number_the_columns_are_known(row: list[str]) -> None:
    assert is_numbering(row)


@pytest.mark.parametrize("row", [["1", "Lò Văn Páo", "3"], ["1", "2"], ["4", "3", "2"], ["", ""], ["12", "13", "14"]])
def test_other_rows_are_not_numbering(row: list[str]) -> None:
    assert not is_numbering(row)
