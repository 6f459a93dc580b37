from cdtt_app.documents.flow import draw_pages, place
from cdtt_app.documents.sheet import Sheet
from cdtt_app.documents.table import Cell, Column, Row, Table, table_blocks
from tests.documents.layout import letters
from tests.documents.rendering import words

_TABLE = Table(left=20, columns=(Column("TT", 10), Column("Nơi đo", 40), Column("Số", 20, "right")))


def _paper(rows: list[Row]) -> bytes:
    sheet = Sheet("Tờ thử")
    draw_pages(sheet, place(table_blocks(_TABLE, rows), top=20, bottom=280), lambda _sheet, _page, _pages: None)
    return sheet.finish()


def _row(number: int, where: str = "sân nhà", remark: str = "") -> Row:
    return Row(cells=(Cell(str(number)), Cell(where), Cell("98")), remark=remark)


def test_columns_stand_side_by_side_and_words_stay_in_theirs() -> None:
    assert list(_TABLE.edges) == [20, 30, 70, 90]
    (page,) = letters(_paper([_row(1, "Nhà văn hoá thôn ở đầu dốc, phía sau điểm trường " * 2)]))
    assert all(20 <= one.left < one.right <= 90 for one in page)
    assert not any(one.left < 70 < one.right or one.left < 30 < one.right for one in page)


def test_numbers_end_together() -> None:
    (page,) = letters(_paper([_row(1), Row(cells=(Cell("2"), Cell("x"), Cell("1.204")))]))
    ends = [max(one.right for one in page if abs(one.bottom - y) < 1) for y in {round(one.bottom) for one in page}]
    assert max(ends) - min(ends[1:]) < 0.8


def test_the_heading_comes_again_on_each_page_even_within_one_huge_row() -> None:
    pages = words(_paper([_row(1, "dốc lên nương " * 400), _row(2, remark="núi đá chắn " * 1500)]))
    assert len(pages) > 3
    assert all("Nơi đo" in page for page in pages)
    assert " ".join(pages).count("nương") == 400
    assert " ".join(pages).count("chắn") == 1500
    for page in letters(_paper([_row(1, "dốc lên nương " * 400), _row(2, remark="núi đá chắn " * 1500)])):
        assert max(one.bottom for one in page) <= 280
