import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdtt_app.imports.register_types import RowStatus
from tests.imports.register_files import PERSONS, Read, Row, workbook

HEADER: Row = ["STT", "Mã hộ", "Chủ hộ", "Thôn", "Địa chỉ", "Năm sinh", "SĐT"]


def _statuses(read: Read, *rows: Row) -> list[RowStatus]:
    return [report.status for report in read(workbook([HEADER, *rows])).rows if report.row > 1]


KEPT = [RowStatus.UNDERSTOOD, RowStatus.UNDERSTOOD]
DOUBLE = [RowStatus.UNDERSTOOD, RowStatus.DOUBLE]
DOUBTFUL = [RowStatus.UNDERSTOOD, RowStatus.DOUBTFUL]


@pytest.mark.parametrize(
    ("first", "second", "statuses"),
    [
        (["H1", "Lò Văn Páo", "Nà Cọn", "", "", ""], ["H1", "Lò Văn Páo", "Nà Cọn", "", "", ""], DOUBLE),
        (["h 1", "Lò Văn Páo", "", "", "", ""], ["H-1", "Lò Văn Páo", "Nà Cọn", "", "", ""], DOUBLE),
        (["H1", "Lò Văn Páo", "Nà Cọn", "", "", ""], ["H1", "Lò Văn Páo", "Bản Giòng", "", "", ""], KEPT),
        (["H1", "Lò Văn Páo", "Nà Cọn", "Nhà 3", "", ""], ["H2", "Lò Văn Páo", "Nà Cọn", "Nhà 3", "", ""], KEPT),
        (["", "Lò Văn Páo", "Nà Cọn", "Nhà 3", "", ""], ["", "Lò Văn Páo", "nà cọn", "nhà 3", "", ""], DOUBLE),
        (["", "Lò Văn Páo", "Nà Cọn", "", "1967", ""], ["", "Lò Văn Páo", "Nà Cọn", "", "1967", ""], DOUBLE),
        (["", "Lò Văn Páo", "Nà Cọn", "", "1967", ""], ["", "Lò Văn Páo", "Nà Cọn", "", "1990", ""], KEPT),
        (["", "Lò Văn Páo", "Nà Cọn", "Nhà 3", "", ""], ["", "Lò Văn Páo", "Nà Cọn", "Nhà 4", "", ""], KEPT),
        (["", "Lò Văn Páo", "", "", "", "0912345678"], ["", "Lò Văn Páo", "", "", "", "0912 345 678"], DOUBLE),
        (["", "Lò Văn Páo", "Nà Cọn", "", "", ""], ["", "Lò Văn Páo", "Nà Cọn", "", "", ""], DOUBTFUL),
        (["", "Lò Văn Páo", "Nà Cọn", "", "", ""], ["", "Lò Văn Páo", "Bản Giòng", "", "", ""], KEPT),
        (["", "Lò Văn Páo", "", "Nhà 3", "", ""], ["", "Lò Thị Páo", "", "Nhà 3", "", ""], KEPT),
    ],
)
def test_when_two_rows_are_one_household(read: Read, first: Row, second: Row, statuses: list[RowStatus]) -> None:
    assert _statuses(read, [1, *first], [2, *second]) == statuses


def test_a_double_is_set_aside_not_lost(read: Read) -> None:
    rows: list[Row] = [HEADER, [1, "H1", "Lò Văn Páo"], [2, "H2", "Ma Văn Tài"], [3, "H1", "Lò Văn Páo", "", "Nhà 9"]]
    register = read(workbook(rows))
    assert [household.row for household in register.households] == [2, 3]
    (double,) = register.doubles
    assert (double.household.row, double.household.address, double.same_as_row) == (4, "Nhà 9", 2)
    assert "dòng 2" in register.rows[-1].sentences[0]


def test_one_code_for_two_heads_says_that_a_code_is_mistyped(read: Read) -> None:
    register = read(workbook([HEADER, [1, "H1", "Lò Văn Páo"], [2, "H1", "Ma Văn Tài"]]))
    assert "khác tên chủ hộ" in register.rows[-1].sentences[0]
    assert [double.household.head_name for double in register.doubles] == ["Ma Văn Tài"]


def test_every_row_of_a_doubled_household_is_marked(read: Read) -> None:
    register = read(workbook([*PERSONS, *PERSONS[2:4]]))
    assert len(register.households) == 2
    assert [report.row for report in register.rows if report.status is RowStatus.DOUBLE] == [9, 10]


def test_a_person_twice_in_one_household_counts_once(read: Read) -> None:
    register = read(workbook([*PERSONS, ["NC-02", "lý a sùng", "Chồng", "1979", None, None]]))
    assert register.households[1].member_count == 2
    assert "dòng 8" in register.rows[-1].sentences[0]


def test_two_households_that_differ_in_nothing_have_two_fingerprints(read: Read) -> None:
    rows: list[Row] = [["STT", "Chủ hộ"], [1, "Lò Văn Páo"], [2, "Lò Văn Páo"]]
    first, again = read(workbook(rows)), read(workbook(rows))
    prints = [household.fingerprint for household in first.households]
    assert len(set(prints)) == 2
    assert prints == [household.fingerprint for household in again.households]


def test_the_fingerprint_changes_with_the_content(read: Read) -> None:
    before = read(workbook([HEADER, [1, "H1", "Lò Văn Páo"]])).households[0].fingerprint
    for cell, value in ((1, "H9"), (2, "Lò Văn Pháo"), (3, "Nà Cọn"), (4, "Nhà 3"), (5, 1967), (6, "0912345678")):
        row: list[str | int] = [1, "H1", "Lò Văn Páo", "", "", "", ""]
        row[cell] = value
        assert read(workbook([HEADER, row])).households[0].fingerprint != before


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([[f"H{n}", name] for n, name in enumerate(("Lò Văn Páo", "Ma Thị Sính", "Lý A Sùng"))]))
def test_the_order_of_the_rows_and_the_way_of_writing_do_not_change_fingerprints(
    read: Read, households: list[list[str]]
) -> None:
    def prints(rows: list[list[str]]) -> set[str]:
        numbered: list[Row] = [["STT", "Mã hộ", "Chủ hộ"]]
        numbered += [[n, *row] for n, row in enumerate(rows, start=1)]
        return {household.fingerprint for household in read(workbook(numbered)).households}

    shouted = [[f" {code.lower()} ", name.upper()] for code, name in households]
    assert prints(sorted(households)) == prints(households) == prints(shouted)
