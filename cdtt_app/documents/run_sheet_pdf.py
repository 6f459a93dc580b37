"""The run sheet of an evening: the houses in walking order, why each, what to bring, room to write."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cdtt_app.documents.flow import Block, draw_pages, place
from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.form_marks import dotted
from cdtt_app.documents.form_rows import Columns, Words, band_block, head_block, muted, row_block, stacked
from cdtt_app.documents.sheet import INK, MUTED, Sheet, fitting
from cdtt_app.documents.wrapping import line_step, text_width, wrapped
from cdtt_app.domain.vietnamese import format_date_long

_LEFT: Final = 12.0
_RIGHT: Final = 198.0
_TOP: Final = 30.0  # of the rows, under the heading that every page has
_BOTTOM: Final = 278.0
_FOOT: Final = 280.2
_LEAST_ROW: Final = 12.0
_COLUMNS: Final = Columns(
    left=_LEFT,
    heads=("Xong", "Số", "Hộ", "Vì sao đến", "Người", "Mang theo", "Ghi lại"),
    widths=(11.5, 8.5, 61.0, 36.0, 14.0, 28.0, 27.0),
    ticked=0,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHome:
    """One house to go to; `number` is its place on the walk, `sheet_code` that of its visit sheet."""

    number: int
    head: str
    code: str = ""
    where: str = ""
    phone: str = ""  # blank unless the family agreed
    why: str = ""  # "Hẹn hôm nay 19:30"
    met: str = ""  # "đã gặp 12/05/2026"
    size: int = 0
    bring: tuple[str, ...] = ()
    sheet_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunGroup:
    """Houses that stand together."""

    title: str
    homes: tuple[RunHome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """The list of one evening."""

    day: date
    place: str  # "thôn Bản Giòng"
    who: tuple[str, ...]  # who goes
    groups: tuple[RunGroup, ...]
    totals: str  # "18 nhà, 63 người: chưa thăm 10, quá hạn 5"
    bring: str = ""  # what to take along in all: "18 phiếu thăm; tờ Mở VNeID 7"
    printed_at: datetime


def run_sheet_pdf(run: RunSheet) -> bytes:
    """The list as a PDF, on as many pages as it takes."""
    paper = Sheet(run_title(run))
    draw_run_sheet(paper, run)
    return paper.finish()


def run_title(run: RunSheet) -> str:
    """What the file is called inside."""
    return f"Danh sách đi thăm {run.day:%d/%m/%Y}"


def draw_run_sheet(paper: Sheet, run: RunSheet) -> None:
    """The list, from the page the sheet is on."""
    head = head_block(_COLUMNS)
    blocks = [_summary(run), head] if run.groups else [_summary(run)]
    for group in run.groups:
        band = band_block(_COLUMNS, f"{group.title} · {len(group.homes)} nhà", head)
        again = stacked(head, band_block(_COLUMNS, f"{group.title} (tiếp)", head))
        blocks += [band, *(row_block(_COLUMNS, _cells(home), again, _LEAST_ROW) for home in group.homes)]
    blocks[-1] = replace(blocks[-1], with_next=True)  # the closing line would look lost on a page of its own
    blocks.append(_end(sum(len(group.homes) for group in run.groups)))

    def frame(sheet: Sheet, page: int, pages: int) -> None:
        _draw_frame(sheet, run, page, pages)

    draw_pages(paper, place(blocks, top=_TOP, bottom=_BOTTOM), frame)


def _cells(home: RunHome) -> list[list[Words]]:
    about = " · ".join(part for part in (home.code, home.where) if part)
    phone = f"ĐT {home.phone}" if home.phone else ""
    sheet_code = f"Phiếu {home.sheet_code}" if home.sheet_code else ""
    return [
        [],
        [Words(str(home.number), BOLD, 12)],
        [Words(home.head, SEMIBOLD, 10.5), muted(about, 8.5), Words(phone, REGULAR, 9)],
        [Words(home.why, SEMIBOLD, 9.5), muted(home.met, 8.5)],
        [Words(str(home.size) if home.size else "", REGULAR, 11)],
        [Words(", ".join(home.bring), REGULAR, 8.5), muted(sheet_code, 8.5)],
        [],
    ]


def _summary(run: RunSheet) -> Block:
    """Who goes, how many houses, what to take along."""
    said = (
        ("Ai đi", ", ".join(run.who)),
        ("Tất cả", run.totals),
        ("Mang theo", run.bring),
    )
    start = _LEFT + 24
    rows = [(label, wrapped(text, REGULAR, 10.5, _RIGHT - start)) for label, text in said if text or label == "Ai đi"]
    step = line_step(10.5, 1.25)
    height = sum(len(lines) for _, lines in rows) * step + 3

    def draw(sheet: Sheet, y: float) -> None:
        for label, lines in rows:
            sheet.say(label, _LEFT, y + step * 0.76, SEMIBOLD, 10.5)
            for line in lines:
                sheet.say(line, start, y + step * 0.76, REGULAR, 10.5)
                y += step
            if lines == [""]:
                dotted(sheet, start, y - step * 0.2, _RIGHT)

    return Block(height=height, draw=draw)


def _end(homes: int) -> Block:
    words = f"Đã đến .......... trên {homes} nhà. Phiếu mang về .......... tờ. Người giữ phiếu: "

    def draw(sheet: Sheet, y: float) -> None:
        sheet.say(words, _LEFT, y + 6, REGULAR, 10.5)
        dotted(sheet, _LEFT + text_width(words, REGULAR, 10.5), y + 6.3, _RIGHT)

    return Block(height=9, draw=draw, before=2)


def _draw_frame(sheet: Sheet, run: RunSheet, page: int, pages: int) -> None:
    title = "Danh sách đi thăm"
    sheet.say(title, _LEFT, 20, BOLD, 21)
    day = format_date_long(run.day)
    beside = _LEFT + text_width(title, BOLD, 21) + 4
    sheet.say(day, _RIGHT, 16.6, SEMIBOLD, fitting(day, SEMIBOLD, 13, _RIGHT - beside), at="right")
    sheet.say(run.place, _RIGHT, 22, REGULAR, fitting(run.place, REGULAR, 11, _RIGHT - beside), at="right")
    sheet.stroke(_LEFT, 25.5, _RIGHT, 25.5, line=1, colour=INK)
    sheet.stroke(_LEFT, _FOOT, _RIGHT, _FOOT)
    foot = "Có tên và địa chỉ của dân: đi xong nộp lại tổ trưởng, không chụp gửi lên mạng."
    printed = f"in {run.printed_at:%H:%M %d/%m/%Y} · trang {page}/{pages}"
    sheet.say(printed, _RIGHT, _FOOT + 4, REGULAR, 9, MUTED, at="right")
    room = _RIGHT - _LEFT - text_width(printed, REGULAR, 9) - 4
    sheet.say(foot, _LEFT, _FOOT + 4, REGULAR, fitting(foot, REGULAR, 9, room), MUTED)
