"""The panels of the leaflet: cover, one idea each, notes, and the back with whom to call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.handout_family import family_texts, household_code
from cdtt_app.documents.handout_help import check_paper, code_cell, sentences
from cdtt_app.documents.handout_paper import PRACTICE, HandoutPaper
from cdtt_app.documents.handout_sheet import AMBER, PALE, RED, RULE, TINT, HandoutSheet
from cdtt_app.documents.handout_steps import draw_mark, in_both
from cdtt_app.documents.handout_style import Style
from cdtt_app.documents.pictogram_pdf import draw_pictogram
from cdtt_app.documents.rich_text import SetText, draw_texts, heights, set_text
from cdtt_app.documents.sheet import INK, MUTED, PRIMARY, WHITE
from cdtt_app.documents.square_code_proof import FIELD
from cdtt_app.documents.wrapping import POINT, fitting
from cdtt_app.domain.address_register import Address, printed
from cdtt_app.domain.handout_text import Block, BlockKind

PANEL_WIDE: Final = 74.25
PANEL_HIGH: Final = 105.0
INSET: Final = 7.0
_INNER: Final = PANEL_WIDE - 2 * INSET
_TALL: Final = PANEL_HIGH - 2 * INSET
_PICTURE: Final = 44.0
_DISC: Final = 5.5
_BOX: Final = 4.5  # from the folds to the cover's box
_TOLD: Final = ("all", "send", "instead", "none")  # how much about the numbers, the fullest that fits
_DAY: Final = "00/00/0000"  # stays in one piece beside the code
_EDGE: Final = 6.3  # from the edge of the paper, where printers leave white
_COLOUR: Final = {BlockKind.STEP: PRIMARY, BlockKind.DO: PRIMARY, BlockKind.DONT: RED}

Draw = Callable[[HandoutSheet], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldSizes:
    """In points."""

    head: float = 14.0
    body: float = 14.0
    spacing: float = 1.28


def item_panel(paper: HandoutPaper, items: Sequence[tuple[Block, str]], sizes: FoldSizes) -> Draw | None:
    """One idea with a large picture, or some with small ones; None when they need more room."""
    if len(items) == 1:
        return _single(paper, *items[0], sizes)
    return _several(paper, [block for block, _ in items], sizes)


def _single(paper: HandoutPaper, block: Block, number: str, sizes: FoldSizes) -> Draw | None:
    head = in_both(paper, block.heading, sizes.head, _INNER - 2 * _DISC - 3, bold=True, spacing=1.24)
    text = in_both(paper, block.text, sizes.body, _INNER, spacing=sizes.spacing)
    top = max(heights(head), 2 * _DISC) + 3.5
    picture = min(_PICTURE, _TALL - top - heights(text) - 3)
    if picture < 30:
        return None

    def draw(sheet: HandoutSheet) -> None:
        _draw_disc(sheet, block, number, INSET + _DISC, INSET + (top - 3.5) / 2)
        draw_texts(sheet, head, INSET + 2 * _DISC + 3, INSET + (top - 3.5 - heights(head)) / 2)
        fill = AMBER if block.kind is BlockKind.BEWARE else PALE
        sheet.box(INSET, INSET + top, _INNER, picture, line=0.8, fill=fill, colour=RULE)
        side = picture - 5
        draw_pictogram(sheet, block.picture, PANEL_WIDE / 2 - side / 2, INSET + top + 2.5, side)
        draw_texts(sheet, text, INSET, INSET + top + picture + 3)

    return draw


def _draw_disc(sheet: HandoutSheet, block: Block, number: str, x: float, y: float) -> None:
    colour = _COLOUR.get(block.kind, INK)
    if block.kind in (BlockKind.DO, BlockKind.DONT):
        sheet.disc(x, y, _DISC, fill=colour)
        draw_mark(sheet, x, y, _DISC * 0.8, does=block.kind is BlockKind.DO, colour=colour)
        return
    sheet.disc(x, y, _DISC, fill=colour)
    mark = number or {BlockKind.BEWARE: "!"}.get(block.kind, "+")
    sheet.say(mark, x, y + 16 * 0.357 * POINT, BOLD, 16, WHITE, at="centre")


def _several(paper: HandoutPaper, blocks: Sequence[Block], sizes: FoldSizes) -> Draw | None:
    side = 19.0 if len(blocks) == 2 and sizes.body > 13 else 17.0
    laid = [_small(paper, block, sizes, side) for block in blocks]
    needed = sum(height for *_, height in laid)
    if needed > _TALL - 3 * (len(blocks) - 1):
        return None
    gap = min(10.0, (_TALL - needed) / len(blocks))

    def draw(sheet: HandoutSheet) -> None:
        y = INSET
        for place, (block, head, text, height) in enumerate(laid):
            if place:
                sheet.stroke(INSET, y - gap / 2, INSET + _INNER, y - gap / 2, line=0.8, colour=RULE)
            first = max(side, heights(head))
            draw_pictogram(sheet, block.picture, INSET, y + (first - side) / 2, side)
            draw_texts(sheet, head, INSET + side + 3, y + (first - heights(head)) / 2)
            draw_texts(sheet, text, INSET, y + first + 1.5)
            y += height + gap

    return draw


def _small(
    paper: HandoutPaper, block: Block, sizes: FoldSizes, side: float
) -> tuple[Block, list[SetText], list[SetText], float]:
    colour = _COLOUR.get(block.kind, INK)
    head = in_both(paper, block.heading, sizes.head, _INNER - side - 3, bold=True, colour=colour, spacing=1.2)
    text = in_both(paper, block.text, sizes.body, _INNER, spacing=sizes.spacing)
    return block, head, text, max(side, heights(head)) + 1.5 + heights(text)


def notes_panel() -> Draw:
    """Lines to write on, for a panel with nothing else on it."""

    def draw(sheet: HandoutSheet) -> None:
        sheet.say("Ghi thêm", INSET, INSET + 6, BOLD, 14)
        sheet.say("Đừng ghi mật khẩu, mã OTP.", INSET, INSET + 12.5, REGULAR, 11, MUTED)
        for place in range(8):
            y = INSET + 23 + place * 9
            sheet.stroke(INSET, y, INSET + _INNER, y, line=0.6, colour=RULE)

    return draw


def cover_panel(paper: HandoutPaper) -> Draw | None:
    """The title, and what is for one household only; None when they need more room."""
    wide = PANEL_WIDE - _BOX - _EDGE - 8
    high = PANEL_HIGH - _BOX - _EDGE
    size, small = (16.0, 10.5) if paper.is_personal else (18.0, 11.5)
    title = in_both(paper, paper.handout.title, size, wide, bold=True, colour=WHITE, second_colour=WHITE, spacing=1.22)
    under = in_both(paper, paper.handout.subtitle, small, wide, colour=WHITE, second_colour=WHITE, spacing=1.25)
    team = set_text(paper.footer.team, 9, wide, colour=WHITE, spacing=1.25)
    own_high, draw_own = _cover_strip(paper, wide)
    words = [*title, *under]
    room = high - heights(words) - team.height - own_high - 12
    if room < 0:
        return None
    tile = min(50.0, room) if room >= 17 else 0.0  # a smaller picture would say nothing
    words_top = _BOX + (tile + 7.5 if tile else 4 + room / 2)
    left = _BOX + 4

    def draw(sheet: HandoutSheet) -> None:
        middle, foot = left + wide / 2, PANEL_HIGH - _EDGE - 2.5 - team.height
        sheet.box(_BOX, _BOX, PANEL_WIDE - _BOX - _EDGE, high, fill=PRIMARY)
        if tile:
            sheet.box(left, _BOX + 4, wide, tile, fill=WHITE)
            draw_pictogram(sheet, paper.handout.picture, middle - tile / 2 + 1.5, _BOX + 5.5, tile - 3)
        draw_texts(sheet, words, middle, words_top, at="centre")
        team.draw(sheet, middle, foot, at="centre")
        if own_high:
            sheet.box(left, foot - 2 - own_high, wide, own_high, fill=WHITE)
            draw_own(sheet, left, foot - 2 - own_high)

    return draw


def _cover_strip(paper: HandoutPaper, wide: float) -> tuple[float, Callable[[HandoutSheet, float, float], None]]:
    """For whom it is, and the code of the household: how high, and how to draw it from its top left."""
    code = household_code(paper, FIELD, "Q")
    side, words = (code.side, 11.0) if code else (0.0, 0.0)
    room = wide - 4 - side
    texts = family_texts(paper, fitting(_DAY, BOLD, 9, room), room)
    high = max(side, heights(texts) + words + 2) if paper.is_personal else 0.0

    def draw(sheet: HandoutSheet, left: float, top: float) -> None:
        y = draw_texts(sheet, texts, left + 2.5, top + (high - heights(texts) - words) / 2)
        if code and paper.code:
            sheet.square_code(code.modules, left + wide - side, top + (high - side) / 2, side)
            sheet.say("Mã phiếu", left + 2.5, y + 4, REGULAR, 8.5, MUTED)
            size = fitting(paper.code.shown, BOLD, 13, wide - side - 3)
            sheet.say(paper.code.shown, left + 2.5, y + 9.5, BOLD, size, INK)

    return high, draw


def back_panel(paper: HandoutPaper, sizes: FoldSizes) -> Draw | None:
    """Whom to call, the first square code, who of the team gives it; None when that needs more room.

    What each number is for, or what to send to it, is left out where there is no room for it.
    """
    check_paper(paper)
    return next((made for told in _TOLD if (made := _back(paper, sizes, told))), None)


def _back(paper: HandoutPaper, sizes: FoldSizes, told: str) -> Draw | None:
    style = Style(scale=0.85, address=10.5, note=8.5, field=FIELD)
    cells = [code_cell(replace(address, about="", label=""), style, quality=True) for address in paper.pages[:1]]
    rest = [f"{address.label}: **{printed(address)}**" for address in paper.pages[1:]]
    texts = [set_text(line, 9.5, _INNER, spacing=1.22) for line in (*rest, *_team_lines(paper))]
    rows = [_PhoneRow(address, told) for address in paper.phones]
    parts = [sum(row.height + 2 for row in rows), *(cell.height for cell in cells), heights(texts)]
    head = set_text("Cần giúp?" if rows else "Xem thêm", sizes.head + 1, _INNER, bold=True)
    spare = _TALL - head.height - sum(parts)
    if spare < 3:
        return None
    gap = min(7.0, spare / 4)

    def draw(sheet: HandoutSheet) -> None:
        middle = PANEL_WIDE / 2
        head.draw(sheet, middle, INSET, at="centre")
        y = INSET + head.height + gap / 2
        for place, row in enumerate(rows):
            row.draw(sheet, y, fill="" if place else TINT)
            y += row.height + 2
        for cell in cells:
            y += gap
            cell.draw(sheet, middle - cell.width / 2, y)
            y += cell.height
        draw_texts(sheet, texts, middle, y + gap, at="centre")

    return draw


class _PhoneRow:
    """A number, what it is beside it, and what to say or send below it."""

    def __init__(self, address: Address, told: str) -> None:
        said = sentences(address)
        send = "\n" in said  # something to send, and an example of it
        below = said if told == "all" or (told == "send" and send) else ""
        beside = said.split("\n")[0] if told == "instead" and send else address.label
        self._number = address.value
        self._label = set_text(beside, 10, _INNER - 31, spacing=1.2)
        self._about = set_text(below, 9, _INNER - 6, spacing=1.22, keep_breaks=True)
        self._first = max(11.5, self._label.height + 2.5)
        self.height = self._first + (self._about.height + 1 if self._about.lines else 0)

    def draw(self, sheet: HandoutSheet, y: float, *, fill: str) -> None:
        """In a box of its own."""
        sheet.box(INSET, y, _INNER, self.height, radius=2, line=1, fill=fill, colour=PRIMARY)
        size = fitting(self._number, BOLD, 20, 24)
        sheet.say(self._number, INSET + 3, y + self._first / 2 + size * 0.357 * POINT, BOLD, size)
        self._label.draw(sheet, INSET + 29, y + (self._first - self._label.height) / 2)
        self._about.draw(sheet, INSET + 3, y + self._first - 0.5)


def _team_lines(paper: HandoutPaper) -> list[str]:
    foot = paper.footer
    contact = ", ".join(part for part in (foot.leader, foot.phone) if part)
    lines = ["Hỏi Tổ công nghệ số:", f"**{contact}**"] if contact else []
    free = f"**{PRACTICE}**" if paper.practice else f"Cấp miễn phí · Bản {paper.handout.version}"
    return [*lines, f"{free} · in {foot.printed_on:%d/%m/%Y}"]
