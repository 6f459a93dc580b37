import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from cdtt_app.imports.sheet import MAX_BYTES, RegisterError, column_letter, read_sheet
from tests.imports.register_files import OLD_XLS, Row, decomposed, sheets, workbook


def _error(data: bytes) -> str:
    with pytest.raises(RegisterError) as caught:
        read_sheet(data, name="so-ho.xlsx")
    return str(caught.value)


def _repacked(data: bytes, **parts: bytes) -> bytes:
    """The workbook with some parts put in another's place ("xl/workbook.xml" is written xl__workbook)."""
    written = io.BytesIO()
    names = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, names.get(name, old.read(name)))
    return written.getvalue()


def test_values_are_text_as_a_person_sees_them() -> None:
    row: Row = [
        1967.0,
        3,
        1.5,
        "  Nông   Văn\u00a0Dư \n",
        date(1967, 3, 5),
        datetime.fromisoformat("2026-01-02T07:30"),
        True,
        None,
    ]
    (sheet,) = read_sheet(workbook([row]), name="a.xlsx")
    assert sheet.rows == (("1967", "3", "1,5", "Nông Văn Dư", "05/03/1967", "02/01/2026 07:30", "TRUE"),)


def test_letters_in_two_pieces_and_unseen_signs_become_plain_letters() -> None:
    (sheet,) = read_sheet(workbook([[decomposed("Nguyễn Đức"), "Hoà\u200b\ufeff"]]), name="a.xlsx")
    assert sheet.rows == (("Nguyễn Đức", "Hoà"),)


def test_the_soft_hyphen_of_tcvn3_is_kept() -> None:
    (sheet,) = read_sheet(workbook([["Tr\u00adêng"]]), name="a.xlsx")
    assert sheet.rows[0][0] == "Tr\u00adêng"


def test_rows_and_columns_before_the_first_filled_cell_are_counted() -> None:
    (sheet,) = read_sheet(workbook([[], [], [None, "ở B3"]]), name="a.xlsx")
    assert sheet.rows[2][1] == "ở B3"


def test_a_cell_merged_downwards_speaks_for_every_row_and_says_so() -> None:
    (sheet,) = read_sheet(workbook([["NC-01", "a"], [None, "b"], ["NC-02", "c"]], merges=["A1:A2"]), name="a.xlsx")
    assert [row[0] for row in sheet.rows] == ["NC-01", "NC-01", "NC-02"]
    assert sheet.carried == {(1, 0)}


def test_a_date_cell_left_empty_shows_nothing() -> None:
    def as_date(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "dd/mm/yyyy"

    (sheet,) = read_sheet(workbook([[0, "x"]], before=as_date), name="a.xlsx")
    assert sheet.rows == (("", "x"),)


def test_hidden_sheets_are_marked() -> None:
    read = read_sheet(sheets({"Bìa": [["a"]], "Nháp": [["b"]]}, hidden=["Nháp"]), name="a.xlsx")
    assert [(sheet.name, sheet.visible) for sheet in read] == [("Bìa", True), ("Nháp", False)]


def test_old_excel_is_read_with_its_merges() -> None:
    (sheet,) = read_sheet(OLD_XLS, name="so-ho.xls")
    assert sheet.name == "Sổ hộ"
    assert sheet.rows[3] == ("1", "Nông Văn Dư", "05/03/1967", "4", "912345678")
    assert [(merge.left, merge.right) for merge in sheet.merges] == [(0, 4)]


def test_an_empty_file_is_told() -> None:
    assert "trống" in _error(b"")
    assert "không có dòng nào" in _error(workbook([]))


def test_a_file_of_a_hundred_megabytes_is_not_even_opened() -> None:
    assert "quá lớn" in _error(b"PK\x03\x04" + bytes(100_000_000))
    assert MAX_BYTES < 100_000_000


def test_a_small_file_that_unpacks_to_a_giant_is_refused() -> None:
    bomb = _repacked(workbook([["a"]]), xl__styles=bytes(400_000_000))
    assert len(bomb) < 1_000_000
    assert "quá lớn" in _error(bomb)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "IW3", "AAA1", "B100000"])
def test_one_stray_cell_far_away_is_named_instead_of_eating_the_memory(cell: str) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet[cell] = " "

    assert cell in _error(workbook([["a"]], before=stray))


def test_a_far_cell_without_content_does_no_harm() -> None:
    def coloured(sheet: Worksheet) -> None:
        sheet["A1048576"].number_format = "0.00"

    (sheet,) = read_sheet(workbook([["a"]], before=coloured), name="a.xlsx")
    assert sheet.rows == (("a",),)


@pytest.mark.parametrize(
    "data",
    [b"STT;Ho ten\n1;Nong Van Du\n", b"<html><table></table></html>", b"%PDF-1.7", bytes(600)],
    ids=["csv", "web page called .xls", "pdf", "zeros"],
)
def test_what_is_no_workbook_is_sent_back_to_excel(data: bytes) -> None:
    assert "không phải bảng tính" in _error(data)


def test_a_zip_that_is_no_workbook_is_told_so() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        parts.writestr("word/document.xml", "<a/>")
    assert "không phải bảng tính" in _error(written.getvalue())


def test_a_workbook_with_a_password_is_told() -> None:
    sealed = OLD_XLS[:512] + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert "mật khẩu" in _error(sealed)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["xlsx", "xls"]), st.floats(0.01, 0.99))
def test_a_file_cut_short_is_damaged_not_a_crash(kind: str, share: float) -> None:
    whole = OLD_XLS if kind == "xls" else workbook([["STT", "Họ tên"], [1, "Nông Văn Dư"]])
    assert "so-ho.xlsx" in _error(whole[: max(8, int(len(whole) * share))])


@settings(max_examples=150, deadline=None)
@given(st.integers(30, len(OLD_XLS) - 1), st.integers(0, 255), st.integers(0, 255))
def test_a_damaged_old_workbook_is_read_or_refused(place: int, first: int, second: int) -> None:
    damaged = bytearray(OLD_XLS)
    damaged[place : place + 2] = bytes([first, second])
    with suppress(RegisterError):
        assert read_sheet(bytes(damaged[: len(OLD_XLS)]), name="so-ho.xls")


def _patched(record: str, offset: int, value: int) -> bytes:
    """The old workbook with two bytes of the first such record written over."""
    place = OLD_XLS.index(bytes.fromhex(record)) + 4 + offset
    return OLD_XLS[:place] + value.to_bytes(2, "little") + OLD_XLS[place + 2 :]


@pytest.mark.parametrize(
    ("record", "offset", "value"),
    [
        ("00020e00", 10, 60000),  # DIMENSIONS: columns up to 60 000
        ("00020e00", 6, 40000),  # rows up to two thousand million
        ("00020e00", 0, 9),  # ends before it begins
        ("fd000a00", 2, 700),  # LABELSST: a cell in column ZZZ
        ("fc00", 6, 60000),  # SST: thousands of millions of texts
        ("09081000", -2, 60000),  # BOF: a record longer than the file
    ],
)
def test_an_old_workbook_that_asks_for_all_the_memory_is_refused(record: str, offset: int, value: int) -> None:
    assert "hỏng" in _error(_patched(record, offset, value))


def test_an_old_workbook_with_a_password_is_told() -> None:
    codepage = OLD_XLS.index(bytes.fromhex("42000200"))
    assert "mật khẩu" in _error(OLD_XLS[:codepage] + bytes.fromhex("2f00") + OLD_XLS[codepage + 2 :])


def test_a_person_who_stops_the_reading_is_not_told_of_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_data: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cdtt_app.imports.sheet.CalamineWorkbook", SimpleNamespace(from_filelike=stop))
    with pytest.raises(KeyboardInterrupt):
        read_sheet(OLD_XLS, name="so-ho.xls")


def test_damaged_xml_inside_a_whole_zip_is_told() -> None:
    assert "hỏng" in _error(_repacked(workbook([["a"]]), xl__workbook=b"<workbook><sheets><sheet"))


@pytest.mark.parametrize(
    ("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (255, "IV"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_called_as_in_excel(column: int, letter: str) -> None:
    assert column_letter(column) == letter
