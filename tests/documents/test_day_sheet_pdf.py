from datetime import date, datetime

import pytest

from cdtt_app.documents.day_sheet_pdf import DaySheet, SheetRow, day_sheet_pdf
from tests.documents.rendering import picture, words


def _sheet(count: int, head: str = "Nông Văn Dư") -> DaySheet:
    return DaySheet(
        day=date(2026, 11, 24),
        headline=f"{count} ghi, {count} tỉnh đã nhận 17:42",
        place="thôn Bản Giòng",
        person="Chị Mai",
        machine="máy số 17",
        rows=tuple(
            SheetRow(
                time="08:05",
                code=f"BG-{number:03d}",
                head=head,
                state="tỉnh đã nhận" if number % 2 else "trên máy này",
                received="17:42" if number % 2 else "",
                receipt=f"{number:04X}-91C2" if number % 2 else "",
            )
            for number in range(1, count + 1)
        ),
        checked="Máy đã kiểm chữ ký của tỉnh trên các biên nhận: đúng.",
        printed_at=datetime(2026, 11, 24, 19, 5).astimezone(),
    )


def test_one_page_says_all_of_a_day() -> None:
    (text,) = words(day_sheet_pdf(_sheet(18)))
    for part in (
        "Sổ ngày: Thứ Ba, 24/11/2026",
        "18 ghi, 18 tỉnh đã nhận 17:42",
        "Chị Mai",
        "máy số 17",
        "BG-018",
        "0011-91C2",
        "đúng",
        "In lúc 19:05 24/11/2026",
    ):
        assert part in text
    assert text.count("chưa có") == 9


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (25, 1), (26, 2), (55, 2), (56, 3)])
def test_every_visit_stands_on_some_page_and_each_page_knows_its_number(count: int, pages: int) -> None:
    texts = words(day_sheet_pdf(_sheet(count)))
    assert len(texts) == pages
    for number in range(1, count + 1):
        assert sum(f"BG-{number:03d}" in text for text in texts) == 1
    assert all((f"trang {page}/{pages}" in text) == (pages > 1) for page, text in enumerate(texts, start=1))
    assert "dấu riêng" in texts[-1]


def test_nothing_is_drawn_beyond_the_edges_or_into_the_foot() -> None:
    page = picture(day_sheet_pdf(_sheet(25, head="Hoàng Thị Phương Thảo Nguyên Hạnh Dung Lan Anh")), 72)
    wide, high = page.size
    margin = round(wide * 12 / 210)
    for box in ((0, 0, margin, high), (wide - margin, 0, wide, high)):
        assert min(page.crop(box).tobytes()) > 250
    foot = round(high * 281 / 297)
    assert min(page.crop((0, foot - 4, wide, foot)).tobytes()) > 250
