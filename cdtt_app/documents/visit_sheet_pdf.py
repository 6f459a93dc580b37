"""Visit sheets on paper: filled in by hand at the door, keyed in later in the same order."""

from collections.abc import Iterable, Sequence
from functools import partial
from string import ascii_uppercase
from typing import Final

from cdtt_app.documents.flow import Block, Placed, place
from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.form_marks import code_boxes, dotted, tick_box
from cdtt_app.documents.qr import QUIET_ZONE, quick_matrix
from cdtt_app.documents.sheet import MUTED, Sheet, fitting
from cdtt_app.documents.visit_sheet import VisitSheet
from cdtt_app.documents.visit_sheet_sections import (
    LEFT,
    RIGHT,
    again_and_handouts,
    consent_part,
    notes_part,
    signal_and_topics,
    skills_heading,
    visit_part,
)
from cdtt_app.documents.visit_sheet_skills import SIDE_BY_SIDE, people_chunks, skill_blocks
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.vietnamese import format_date

_TOP: Final = 12.0
_BODY: Final = 42.0
_BOTTOM: Final = 279.2
_FOOT: Final = 280.2
_CODE_SIDE: Final = 25.0  # of the square code without its quiet zone, which runs into the margin
_CODE_RIGHT: Final = 166.0  # of the six boxes
_HEAD_RIGHT: Final = 118.0  # of the words
_LEAST_NOTES: Final = 1
_MOST_NOTES: Final = 5


def visit_sheet_pdf(sheets: Iterable[VisitSheet]) -> bytes:
    """The sheets one after the other; a family of more than four goes on overleaf. Raises ValueError for none."""
    paper: Sheet | None = None
    for value in sheets:
        if paper is None:
            paper = Sheet("Phiếu thăm hộ")
        else:
            paper.next_page()
        draw_visit_sheet(paper, value)
    if paper is None:
        raise ValueError("no sheet to print")
    return paper.finish()


def draw_visit_sheet(paper: Sheet, value: VisitSheet) -> None:
    """One sheet, from the page the paper is on."""
    pages = _pages(value)
    code = quick_matrix(value.address)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            paper.next_page()
        _draw_head(paper, value)
        side = _CODE_SIDE * (len(code) + 2 * QUIET_ZONE) / len(code)
        quiet = (side - _CODE_SIDE) / 2
        paper.square_code(code, RIGHT + quiet - side, _TOP - quiet, side)
        for placed in page:
            placed.block.draw(paper, placed.top)
        _draw_foot(paper, value, number, len(pages))


def _pages(value: VisitSheet) -> list[list[Placed]]:
    """With as many lines for notes as the first page has room for."""
    arranged = partial(place, top=_BODY, bottom=_BOTTOM)
    before, after = _blocks(value)
    least = arranged([*before, notes_part(value.words, _LEAST_NOTES), *after])
    for lines in range(_MOST_NOTES, _LEAST_NOTES, -1):
        tried = arranged([*before, notes_part(value.words, lines), *after])
        if len(tried) == len(least) and _page_of_notes(tried, len(before)) == _page_of_notes(least, len(before)):
            return tried
    return least


def _page_of_notes(pages: Sequence[Sequence[Placed]], before: int) -> int:
    """Where the block after `before` others stands; repeated headings count as no block."""
    seen = 0
    for number, page in enumerate(pages):
        seen += sum(not _is_repeated(page, at) for at in range(len(page)))
        if seen > before:
            return number
    return len(pages)


def _is_repeated(page: Sequence[Placed], at: int) -> bool:
    return at == 0 and len(page) > 1 and page[1].block.heading is page[0].block


def _blocks(value: VisitSheet) -> tuple[list[Block], list[Block]]:
    """What stands before the notes, and the tables of further people after them."""
    words, chunks = value.words, people_chunks(value.people)
    tables = [skill_blocks(people, number * SIDE_BY_SIDE, value.skills) for number, people in enumerate(chunks)]
    before = [
        visit_part(words),
        consent_part(value),
        skills_heading(words),
        *tables[0],
        signal_and_topics(words),
        again_and_handouts(words),
    ]
    after: list[Block] = []
    for number, table in enumerate(tables[1:], start=1):
        first = ascii_uppercase[number * SIDE_BY_SIDE % 26]
        after += [skills_heading(words, f" (tiếp, từ người {first})"), *table]
    return before, after


def _draw_head(paper: Sheet, value: VisitSheet) -> None:
    title = "Phiếu thăm hộ"
    paper.say(title, LEFT, _TOP + 7.6, BOLD, 23)
    room = _HEAD_RIGHT - LEFT
    if value.household:
        paper.say(value.household, LEFT, _TOP + 14.6, SEMIBOLD, fitting(value.household, SEMIBOLD, 13, room))
        paper.say(value.about, LEFT, _TOP + 19.6, REGULAR, fitting(value.about, REGULAR, 10.5, room))
    else:
        beside = LEFT + text_width(title, BOLD, 23) + 3
        size = fitting(value.about, REGULAR, 10.5, _HEAD_RIGHT - beside)
        paper.say(value.about, beside, _TOP + 7.6, REGULAR, size)
        for label, y in (("Hộ", _TOP + 14.2), ("Mã hộ, cụm", _TOP + 20.0)):
            paper.say(label, LEFT, y, REGULAR, 10.5)
            dotted(paper, LEFT + text_width(label, REGULAR, 10.5) + 1.5, y + 0.3, _HEAD_RIGHT)
    paper.say("Gõ vào máy đúng thứ tự 1 đến 8. Ô để trống nghĩa là chưa hỏi.", LEFT, _TOP + 25.0, REGULAR, 9.5, MUTED)
    paper.say("Mã phiếu", _CODE_RIGHT, _TOP + 5.6, REGULAR, 10.5, MUTED, at="right")
    code_boxes(paper, value.code, _CODE_RIGHT, _TOP + 8)
    paper.say("Gõ sáu ký tự hoặc quét mã", _CODE_RIGHT, _TOP + 20.4, REGULAR, 8.5, MUTED, at="right")


def _draw_foot(paper: Sheet, value: VisitSheet, page: int, pages: int) -> None:
    paper.stroke(LEFT, _FOOT, RIGHT, _FOOT)
    base = _FOOT + 4.0
    right = " · ".join(
        part
        for part in (
            f"Danh mục kỹ năng {value.checklist}" if value.checklist else "",
            f"in {format_date(value.printed_on)}",
            f"phiếu {value.place}/{value.places}" if value.places else "",
            f"trang {page}/{pages}" if pages > 1 else "",
        )
        if part
    )
    paper.say(right, RIGHT, base, REGULAR, 9, MUTED, at="right")
    done = "gõ xong đánh dấu"
    after = f" · {done}"
    room = RIGHT - LEFT - text_width(right, REGULAR, 9) - 12
    visitor = f"Người thăm: {value.visitor}" if value.visitor else "Người thăm: .................................."
    left = f"{visitor}{after}"
    size = fitting(left, REGULAR, 9, room)
    paper.say(left, LEFT, base, REGULAR, size, MUTED)
    tick_box(paper, LEFT + text_width(left, REGULAR, size) + 2, base - 1.1)
