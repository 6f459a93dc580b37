"""The day sheet on paper: what was recorded on one day, and the province's receipt for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Final

from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.sheet import GREY, HEIGHT, INK, MUTED, PRIMARY, WHITE, WIDTH, Sheet, fitting
from cdtt_app.domain.vietnamese import format_date_long

_LEFT, _RIGHT = 14.0, WIDTH - 14.0
_FOOT = HEIGHT - 13.0
_ROW: Final = 7.4
_NUMBER, _TIME, _HOME, _STATE, _AT, _RECEIPT = _LEFT + 8, _LEFT + 12, _LEFT + 27, 112.0, 146.0, 168.0
_FIRST_ROWS, _MORE_ROWS = 25, 30
_EXPLAINED: Final = (
    "Số biên nhận là dấu riêng của đúng nội dung phiếu ấy lúc tỉnh ký nhận; tỉnh tra được phiếu theo số này. "
    "Phiếu chưa có số thì tỉnh chưa ký nhận: máy vẫn giữ và sẽ gửi lại."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One visit: when it was recorded, at whose home, where it is, and the number of its receipt if it has one."""

    time: str
    code: str
    head: str
    state: str
    received: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """What stands on the paper; `headline` is "18 ghi, 18 tỉnh đã nhận 17:42"."""

    day: date
    headline: str
    place: str
    person: str
    machine: str
    rows: tuple[SheetRow, ...]
    checked: str  # what was found when the signatures were checked
    printed_at: datetime


def day_sheet_pdf(sheet: DaySheet) -> bytes:
    """The sheet as a PDF, on as many pages as it takes."""
    paper = Sheet(f"Sổ ngày {sheet.day:%d/%m/%Y}")
    pages = _pages(sheet.rows)
    for number, rows in enumerate(pages, start=1):
        if number > 1:
            paper.next_page()
        top = _draw_head(paper, sheet) if number == 1 else 20.0
        bottom = _draw_table(paper, rows, top, sum(map(len, pages[: number - 1])))
        if number == len(pages):
            _draw_end(paper, sheet, bottom + 8)
        _draw_foot(paper, sheet, number, len(pages))
    return paper.finish()


def _pages(rows: Sequence[SheetRow]) -> list[list[SheetRow]]:
    left = iter(rows)
    pages = [list(islice(left, _FIRST_ROWS))]
    while page := list(islice(left, _MORE_ROWS)):
        pages.append(page)
    return pages


def _draw_head(paper: Sheet, sheet: DaySheet) -> float:
    paper.box(_LEFT, 14, _RIGHT - _LEFT, 21, fill=PRIMARY)
    paper.say(f"Sổ ngày: {format_date_long(sheet.day)}", _LEFT + 6, 23.5, BOLD, 20, WHITE)
    about = " · ".join(
        part for part in (sheet.place, f"{sheet.person} ghi" if sheet.person else "", sheet.machine) if part
    )
    paper.say(about, _LEFT + 6, 30.5, REGULAR, fitting(about, REGULAR, 11.5, _RIGHT - _LEFT - 12), WHITE)
    size = fitting(sheet.headline, BOLD, 22, _RIGHT - _LEFT - 12)
    paper.box(_LEFT, 39, _RIGHT - _LEFT, 16, line=1.6)
    paper.say(sheet.headline, WIDTH / 2, 47 + size * 0.13, BOLD, size, at="centre")
    return 62.0


def _draw_table(paper: Sheet, rows: Sequence[SheetRow], top: float, before: int) -> float:
    paper.box(_LEFT, top, _RIGHT - _LEFT, _ROW, radius=1, fill=GREY)
    heads = ((_TIME, "Giờ ghi"), (_HOME, "Hộ"), (_STATE, "Phiếu ở đâu"), (_AT, "Tỉnh nhận"), (_RECEIPT, "Số biên nhận"))
    for left, head in heads:
        paper.say(head, left, top + 5, SEMIBOLD, 10)
    y = top + _ROW
    for number, row in enumerate(rows, start=before + 1):
        base = y + 5.1
        paper.say(str(number), _NUMBER, base, REGULAR, 10, MUTED, at="right")
        paper.say(row.time, _TIME, base, REGULAR, 11)
        home = " · ".join(part for part in (row.code, row.head) if part)
        paper.say(home, _HOME, base, SEMIBOLD, fitting(home, SEMIBOLD, 11, _STATE - _HOME - 3))
        paper.say(row.state, _STATE, base, REGULAR, fitting(row.state, REGULAR, 10.5, _AT - _STATE - 3))
        paper.say(row.received, _AT, base, REGULAR, fitting(row.received, REGULAR, 10.5, _RECEIPT - _AT - 3))
        paper.say(row.receipt or "chưa có", _RECEIPT, base, SEMIBOLD, 11, INK if row.receipt else MUTED)
        y += _ROW
        paper.stroke(_LEFT, y, _RIGHT, y, line=0.4)
    return y


def _draw_end(paper: Sheet, sheet: DaySheet, y: float) -> None:
    y = paper.say_lines(sheet.checked, _LEFT, y, _RIGHT - _LEFT, SEMIBOLD, 10.5)
    paper.say_lines(_EXPLAINED, _LEFT, y + 6, _RIGHT - _LEFT, REGULAR, 9.5)


def _draw_foot(paper: Sheet, sheet: DaySheet, page: int, pages: int) -> None:
    paper.stroke(_LEFT, _FOOT, _RIGHT, _FOOT)
    paper.say("Sổ tay Tổ công nghệ số", _LEFT, _FOOT + 4.5, REGULAR, 9, MUTED)
    printed = f"In lúc {sheet.printed_at:%H:%M %d/%m/%Y}"
    words = f"{printed} · trang {page}/{pages}" if pages > 1 else printed
    paper.say(words, _RIGHT, _FOOT + 4.5, REGULAR, 9, MUTED, at="right")
