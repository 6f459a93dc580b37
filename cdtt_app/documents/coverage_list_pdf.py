"""The list of hamlets for the commune's report: what was noted where, and by which rule it was counted."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cdtt_app.documents.flow import Block, draw_pages, place, text_blocks
from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.sheet import MUTED, Sheet
from cdtt_app.documents.table import Cell, Column, Row, Table, table_blocks
from cdtt_app.documents.wrapping import fitting, text_width
from cdtt_app.domain.vietnamese.dates import format_date

_LEFT: Final = 15.0
_PRACTICE: Final = "BẢN THỰC HÀNH"
_FIRST: Final = 11.0
_KIND: Final = 42.0
_NUMBERS: Final = (  # heading, width
    ("Số hộ", 19.0),
    ("Ghi nhận", 22.0),
    ("Điểm\ntrắng sóng", 26.0),
    ("Điểm\nlõm sóng", 24.0),
    ("Vụ việc\nđang theo", 24.0),
    ("Quá hạn\ntrả lời", 22.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletLine:
    """One hamlet: all cells as they are to be printed, small numbers already hidden."""

    hamlet: str
    households: str
    notes: str
    kind: str  # "Trắng sóng", "Lõm sóng", "Chưa thấy", "Chưa có ghi nhận"
    white_spots: str
    weak_spots: str
    open_cases: str
    overdue: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageList:
    """The list of one commune."""

    agency: str
    title: str
    about: str  # the period and whose notes: "Số liệu tới 20/11/2026, từ sổ của 29/31 Tổ"
    hamlets: tuple[HamletLine, ...]
    rule: tuple[str, ...]  # paragraphs, printed beneath
    printed_on: date
    total: HamletLine | None = None
    practice: bool = False
    foot: str = ""


def coverage_list_pdf(listing: CoverageList) -> bytes:
    """The list as a PDF on A4 across."""
    sheet = Sheet(listing.title, landscape=True)
    foot = sheet.height - 13.0

    def frame(paper: Sheet, page: int, pages: int) -> None:
        _draw_frame(paper, listing, foot, f"trang {page}/{pages}")

    draw_pages(sheet, place(_blocks(listing, sheet.width - 2 * _LEFT), top=20.0, bottom=foot - 2), frame)
    return sheet.finish()


def _blocks(listing: CoverageList, wide: float) -> list[Block]:
    size = 20.0 if text_width(listing.title, BOLD, 20) <= wide else 15.0
    return [
        *text_blocks(listing.title, _LEFT, wide, BOLD, size, spacing=1.2, with_next=True),
        *text_blocks(listing.about, _LEFT, wide, REGULAR, 10.5, MUTED),
        Block(height=2.5, draw=lambda _sheet, _y: None, with_next=True),
        *table_blocks(_table(wide), _rows(listing)),
        *_rule_blocks(listing.rule, wide),
    ]


def _table(wide: float) -> Table:
    numbers = [Column(head, width, "right") for head, width in _NUMBERS]
    hamlet = wide - _FIRST - _KIND - sum(width for _, width in _NUMBERS)
    columns = (Column("TT", _FIRST), Column("Thôn", hamlet), Column("Xếp loại", _KIND), *numbers)
    return Table(left=_LEFT, size=10.5, columns=columns)


def _rows(listing: CoverageList) -> list[Row]:
    rows = [_row(str(number), line, REGULAR) for number, line in enumerate(listing.hamlets, start=1)]
    return [*rows, _row("", listing.total, BOLD)] if listing.total else rows


def _row(number: str, line: HamletLine, font: str) -> Row:
    values = (
        line.kind,
        line.households,
        line.notes,
        line.white_spots,
        line.weak_spots,
        line.open_cases,
        line.overdue,
    )
    name = Cell(line.hamlet, BOLD if font == BOLD else SEMIBOLD)
    return Row(cells=(Cell(number, colour=MUTED), name, *(Cell(value, font) for value in values)), remark=line.remark)


def _rule_blocks(rule: tuple[str, ...], wide: float) -> list[Block]:
    if not rule:
        return []
    blocks = text_blocks("Cách tính", _LEFT, wide, BOLD, 11.5, before=4, with_next=True)
    for paragraph in rule:
        blocks += text_blocks(paragraph, _LEFT, wide, REGULAR, 10, before=0.8)
    return blocks


def _draw_frame(sheet: Sheet, listing: CoverageList, foot: float, page: str) -> None:
    right = sheet.width - _LEFT
    head = f"{listing.agency} · {_PRACTICE}" if listing.practice else listing.agency
    sheet.say(head, _LEFT, 14.5, REGULAR, fitting(head, REGULAR, 10, 170), MUTED)
    printed = f"bản in {format_date(listing.printed_on)} · {page}"
    sheet.say(printed, right, 14.5, REGULAR, 10, MUTED, at="right")
    sheet.stroke(_LEFT, foot, right, foot)
    sheet.say(listing.foot, _LEFT, foot + 4.5, REGULAR, fitting(listing.foot, REGULAR, 9, right - _LEFT), MUTED)
