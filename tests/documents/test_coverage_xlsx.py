import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cdtt_app.documents.coverage_xlsx import xlsx
from cdtt_app.documents.layer import Column, ColumnKind, Export, Layer, Row
from tests.documents.coverage_samples import EVERY_LETTER, MADE_AT, cases, export, note, place, tricky_export


@contextmanager
def _sheets(data: bytes) -> Iterator[list[Worksheet]]:
    with closing(openpyxl.load_workbook(BytesIO(data))) as book:
        yield book.worksheets


def _one_column(kind: ColumnKind, *values: date | datetime | float | str | None, title: str = "Lớp") -> Export:
    rows = tuple(Row(values=(value,)) for value in values)
    layer = Layer(name="lop", title=title, columns=(Column(name="cot", title="Cột", kind=kind),), rows=rows)
    return Export(layers=(layer,), about=(), made_at=MADE_AT)


def test_a_sheet_per_layer_and_one_of_explanations() -> None:
    with _sheets(xlsx(export((note(1),)))) as (notes, cases_, about):
        assert [sheet.title for sheet in (notes, cases_, about)] == [
            "Ghi nhận vùng lõm sóng",
            "Vụ việc mất sóng lõm sóng",
            "Giải thích",
        ]
        assert notes["A1"].value == "Ghi nhận vùng lõm sóng"
        assert notes["A2"].value.startswith("1 dòng, lập lúc 19:05 ngày 24/11/2026.")
        assert [cell.value for cell in about[6]] == [3, "Toạ độ", "Toạ độ làm tròn ~100 m"]


def test_values_keep_their_types_and_look_vietnamese() -> None:
    with _sheets(xlsx(export((note(1),)))) as (sheet, *_):
        values = [cell.value for cell in sheet[4]]
        formats = [cell.number_format for cell in sheet[4]]
    here = place(1)
    assert values == [
        1,
        "Bản Giòng 1",
        "VinaPhone mất hẳn, Viettel chập chờn",
        datetime.fromisoformat("2026-11-17"),
        datetime.fromisoformat("2026-11-24 18:05"),
        1000,
        1.5,
        "Không",
        here.latitude,
        here.longitude,
        "22.501, 105.300001",
    ]
    assert formats[3:7] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm", "#,##0", "#,##0.0##"]


def test_a_row_without_a_position_is_kept() -> None:
    with _sheets(xlsx(export((note(1), note(2, with_point=False))))) as (sheet, *_):
        assert [cell.value for cell in sheet[5]][1] == "Bản Giòng 2"
        assert [cell.value for cell in sheet[5]][-3:] == [None, None, None]


def test_no_text_becomes_a_formula_or_a_link() -> None:
    with _sheets(xlsx(tricky_export())) as (sheet, *_):
        cells = [sheet.cell(row, 3) for row in range(4, 4 + 13)]
        kinds = {cell.data_type for cell in cells}
        assert kinds == {"s", "n"}  # "n" is how empty cells are told
        assert [cell.value for cell in cells[1:5]] == ["=1+1", "+84 là mã nước", "-95 dBm", "@SUM(A1)"]
        assert [cell.quotePrefix for cell in cells[:6]] == [False, True, True, True, True, False]
        assert not sheet._hyperlinks
    with zipfile.ZipFile(BytesIO(xlsx(tricky_export()))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_texts_that_break_programs_are_read_back() -> None:
    with _sheets(xlsx(tricky_export())) as (sheet, *_):
        texts = [sheet.cell(row, 3).value for row in range(4, 4 + 13)]
    assert texts[0] == EVERY_LETTER
    assert texts[5] == "dấu \"nháy\", <b>&amp;</b>; 'nháy đơn'"
    assert texts[7] == "mặt cười 😀👩‍🌾 và ký tự điều khiển"
    assert str(texts[10]).startswith("dài dài")
    assert str(texts[10]).endswith("(dài quá một ô, đã cắt bớt)")
    assert len(str(texts[10])) == 32_767


def test_a_long_text_of_wide_signs_is_cut_between_signs() -> None:
    with _sheets(xlsx(_one_column(ColumnKind.TEXT, "😀" * 20_000))) as (sheet, *_):
        text = str(sheet["B4"].value)
    assert len(text.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert set(text) >= {"😀", "…"}


def test_the_sheet_is_ready_to_filter_and_to_print() -> None:
    with _sheets(xlsx(export(tuple(note(number) for number in range(1, 31))))) as (sheet, *_):
        assert sheet.freeze_panes == "C4"
        assert sheet.auto_filter.ref == "A3:K33"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$3:$3"
        header = sheet["C3"]
        assert (header.font.name, header.font.sz, header.font.b) == ("Times New Roman", 13, True)
        assert header.alignment.wrap_text
        assert (sheet["C4"].font.name, sheet["C4"].font.sz) == ("Times New Roman", 13)


def test_columns_are_wide_enough_for_numbers_and_dates_and_not_for_novels() -> None:
    with _sheets(xlsx(tricky_export())) as (sheet, *_):
        width = {letter: sheet.column_dimensions[letter].width for letter in "ABCDEFIJ"}
    assert width["C"] < 60
    assert width["D"] > len("24/11/2026")
    assert width["E"] > len("24/11/2026 19:05")
    assert width["J"] > len("105.300001")


def test_rows_are_as_high_as_their_text_wraps() -> None:
    with _sheets(xlsx(tricky_export())) as (sheet, *_):
        high = [sheet.row_dimensions[row].height or 0.0 for row in range(3, 4 + 13)]
    header, letters, one, *_, two_lines = high[:8]
    assert header > 2 * one
    assert letters >= 2 * one
    assert two_lines == 2 * one
    assert max(high) <= 409


def test_a_day_before_the_first_of_spreadsheets_stays_readable() -> None:
    days = (date(1899, 12, 31), date(26, 3, 5), date(1900, 1, 1))
    with _sheets(xlsx(_one_column(ColumnKind.DATE, *days))) as (sheet, *_):
        assert [sheet.cell(row, 2).value for row in (4, 5)] == ["31/12/1899", "05/03/0026"]
        assert sheet.cell(6, 2).number_format == "dd/mm/yyyy"


def test_times_are_shown_in_vietnam_wherever_they_were_written() -> None:
    with _sheets(xlsx(_one_column(ColumnKind.DATETIME, MADE_AT.astimezone(UTC)))) as (sheet, *_):
        assert str(sheet["B4"].value) == "2026-11-24 19:05:00"


@pytest.mark.parametrize("title", ["a" * 40, "Giải thích", "[x]:*?/\\", "'nháy'"])
def test_any_title_gives_a_sheet(title: str) -> None:
    with _sheets(xlsx(_one_column(ColumnKind.TEXT, "a", title=title))) as (sheet, about):
        assert sheet["A1"].value == title
        assert about.title.startswith("Giải thích")


def test_the_same_data_gives_the_same_bytes() -> None:
    assert xlsx(tricky_export()) == xlsx(tricky_export())


def test_a_layer_without_rows_is_a_sheet_with_headings() -> None:
    with _sheets(xlsx(Export(layers=(cases(),), about=(), made_at=MADE_AT))) as (sheet, about):
        assert sheet.max_row == 5
        assert about.max_row == 3
