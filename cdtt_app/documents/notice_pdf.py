"""The notice of a hamlet meeting: two of A5 on a sheet or one of A4, and the list of houses to tell on foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cdtt_app.documents.flow import Block, Placed, draw_pages, place, text_blocks
from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.form_marks import dotted
from cdtt_app.documents.form_rows import Columns, Words, band_block, head_block, muted, row_block, stacked
from cdtt_app.documents.sheet import HEIGHT, INK, MUTED, Sheet, fitting
from cdtt_app.documents.wrapping import line_step, text_width, wrapped
from cdtt_app.domain.vietnamese import format_date

_LEFT: Final = 14.0
_RIGHT: Final = 196.0
_TOP: Final = 13.0
_HALF: Final = HEIGHT / 2
_FOOT: Final = 280.2
_TWO_UP: Final = (
    1.3,
    1.22,
    1.15,
    1.08,
    1.0,
    0.94,
    0.88,
    0.82,
)  # sizes to try for the half sheet, as parts of the full one
_WHOLE: Final = 1.3  # on a sheet of its own the words are larger
_COLUMNS: Final = Columns(
    left=_LEFT,
    heads=("Đã báo", "Số", "Hộ", "Sóng ở nhà", "Ai nhận lời báo"),
    widths=(16.0, 11.0, 73.0, 42.0, 40.0),
    ticked=0,
)


@dataclass(frozen=True, slots=True)
class ToTell:
    """A house that no message reaches."""

    head: str
    code: str = ""
    where: str = ""
    signal: str = ""  # "Không có sóng"


@dataclass(frozen=True, slots=True)
class ToTellGroup:
    """Houses that stand together."""

    title: str
    homes: tuple[ToTell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One meeting. `when` and `where` are sentences as they are printed; `to_tell` is the list to walk by."""

    title: str  # "Giấy mời họp thôn"
    place: str  # "thôn Bản Giòng, xã Thượng Nông"
    when: str
    where: str
    subject: str
    invited_by: str
    contact: str = ""
    bring: str = ""  # "Điện thoại, thẻ căn cước"
    to_tell: tuple[ToTellGroup, ...] = ()
    printed_on: date


def notice_pdf(notice: Notice) -> bytes:
    """Two copies on a sheet when the words fit on half of one, else one; then the list of houses, if there are any."""
    paper = Sheet(notice.title)
    halves = _half_page(notice)
    if halves is not None:
        for top in (0.0, _HALF):
            with paper.moved(0, top):
                _draw_half(paper, notice, halves)
        paper.stroke(6, _HALF, 204, _HALF, line=0.7, colour=MUTED, dash=(4, 3))
        paper.say("cắt theo vạch này", _RIGHT, _HALF - 1.2, REGULAR, 7.5, MUTED, at="right")
    else:
        pages = place(_invitation(notice, _WHOLE), top=_TOP + 4, bottom=_FOOT - 2)
        draw_pages(paper, pages, lambda sheet, page, count: _draw_foot(sheet, notice, page, count))
    if notice.to_tell:
        paper.next_page()
        _draw_list(paper, notice)
    return paper.finish()


def _half_page(notice: Notice) -> list[Placed] | None:
    """The invitation placed on half a sheet, in the largest size that fits; None when none does."""
    for scale in _TWO_UP:
        pages = place(_invitation(notice, scale), top=_TOP, bottom=_HALF - 15)
        if len(pages) == 1:
            return pages[0]
    return None


def _draw_half(paper: Sheet, notice: Notice, placed: Sequence[Placed]) -> None:
    for each in placed:
        each.block.draw(paper, each.top)
    paper.stroke(_LEFT, _HALF - 13.5, _RIGHT, _HALF - 13.5)
    foot = _foot_words(notice)
    paper.say(foot, _LEFT, _HALF - 9.4, REGULAR, fitting(foot, REGULAR, 8.5, _RIGHT - _LEFT), MUTED)


def _foot_words(notice: Notice) -> str:
    return f"{notice.place} · in ngày {format_date(notice.printed_on)}"


def _draw_foot(sheet: Sheet, notice: Notice, page: int, pages: int) -> None:
    sheet.stroke(_LEFT, _FOOT, _RIGHT, _FOOT)
    foot = _foot_words(notice)
    sheet.say(foot, _LEFT, _FOOT + 4, REGULAR, fitting(foot, REGULAR, 9, _RIGHT - _LEFT - 25), MUTED)
    if pages > 1:
        sheet.say(f"trang {page}/{pages}", _RIGHT, _FOOT + 4, REGULAR, 9, MUTED, at="right")


def _invitation(notice: Notice, scale: float) -> list[Block]:
    width = _RIGHT - _LEFT
    blocks = [
        *text_blocks(notice.place, _LEFT, width, SEMIBOLD, 11 * scale, MUTED),
        *text_blocks(notice.title, _LEFT, width, BOLD, 24 * scale, before=0.5, spacing=1.2),
        _guest(scale),
    ]
    for label, text, size in (
        ("Lúc", notice.when, 19.0),
        ("Ở đâu", notice.where, 17.0),
        ("Họp về", notice.subject, 15.0),
        ("Mang theo", notice.bring, 14.0),
    ):
        if text:
            blocks += _fact(label, text, size * scale)
    blocks += text_blocks(notice.invited_by, _LEFT, width, SEMIBOLD, 13 * scale, before=3.5 * scale)
    blocks += text_blocks(notice.contact, _LEFT, width, REGULAR, 12 * scale) if notice.contact else []
    return blocks


def _guest(scale: float) -> Block:
    words = "Kính mời nhà"

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 6.5 * scale
        sheet.say(words, _LEFT, base, REGULAR, 14 * scale)
        dotted(sheet, _LEFT + text_width(words, REGULAR, 14 * scale) + 2, base + 0.4, _RIGHT)

    return Block(height=9 * scale, draw=draw, before=0.5)


def _fact(label: str, text: str, size: float) -> list[Block]:
    """A word of what it is, and what it is in large letters beside it, a block a line."""
    start = _LEFT + 31
    step = line_step(size, 1.25)

    def block(line: str, number: int) -> Block:
        def draw(sheet: Sheet, y: float) -> None:
            if number == 0:
                sheet.stroke(_LEFT, y, _RIGHT, y, line=0.8, colour=INK)
                sheet.say(label, _LEFT, y + 1.4 + step * 0.76, REGULAR, min(size, 13), MUTED)
            top = y + (1.4 if number == 0 else 0)
            sheet.say(line, start, top + step * 0.76, SEMIBOLD, size)

        return Block(height=step + (1.4 if number == 0 else 0), draw=draw, before=1.4 if number == 0 else 0)

    return [block(line, number) for number, line in enumerate(wrapped(text, SEMIBOLD, size, _RIGHT - start))]


def _draw_list(paper: Sheet, notice: Notice) -> None:
    head = head_block(_COLUMNS)
    blocks, number = [head], 0
    for group in notice.to_tell:
        again = stacked(head, band_block(_COLUMNS, f"{group.title} (tiếp)", head))
        blocks.append(band_block(_COLUMNS, f"{group.title} · {len(group.homes)} nhà", head))
        for home in group.homes:
            number += 1
            blocks.append(row_block(_COLUMNS, _cells(home, number), again, 9.4))
    pages = place(blocks, top=34, bottom=_FOOT - 2)

    def frame(sheet: Sheet, page: int, count: int) -> None:
        title = "Nhà cần báo tận nơi"
        about = f"{notice.title} · {notice.when}"
        sheet.say(title, _LEFT, 20, BOLD, 20)
        sheet.say(about, _LEFT, 26.5, REGULAR, fitting(about, REGULAR, 11, _RIGHT - _LEFT))
        told = f"{number} nhà không có sóng hoặc sóng chập chờn: tin nhắn, Zalo không tới."
        sheet.say(told, _LEFT, 31.3, REGULAR, fitting(told, REGULAR, 9.5, _RIGHT - _LEFT), MUTED)
        sheet.stroke(_LEFT, _FOOT, _RIGHT, _FOOT)
        sheet.say("Có tên và địa chỉ của dân: báo xong nộp lại trưởng thôn.", _LEFT, _FOOT + 4, REGULAR, 9, MUTED)
        printed = f"in {format_date(notice.printed_on)} · trang {page}/{count}"
        sheet.say(printed, _RIGHT, _FOOT + 4, REGULAR, 9, MUTED, at="right")

    draw_pages(paper, pages, frame)


def _cells(home: ToTell, number: int) -> list[list[Words]]:
    about = " · ".join(part for part in (home.code, home.where) if part)
    return [
        [],
        [Words(str(number), SEMIBOLD, 10.5)],
        [Words(home.head, SEMIBOLD, 10.5), muted(about, 8.5)],
        [Words(home.signal, REGULAR, 9)],
        [],
    ]
