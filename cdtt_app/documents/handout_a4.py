"""The usual handout, A4; what it is made of is laid out the same way on every size of paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.handout_column import Page, Part, one_page, two_pages
from cdtt_app.documents.handout_do_dont import do_dont_parts
from cdtt_app.documents.handout_family import family_parts
from cdtt_app.documents.handout_help import help_parts
from cdtt_app.documents.handout_paper import PRACTICE, Fit, HandoutPaper, HandoutPaperError, fit_sentence
from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.documents.handout_steps import band, beware_rows, more_rows, step_rows
from cdtt_app.documents.handout_style import A4, SMALLER, Style
from cdtt_app.documents.sheet import INK, MUTED
from cdtt_app.documents.wrapping import POINT, fitting, text_width

_LEAST_NOTE: Final = 7.4  # points


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A handout laid out: the parts of each page, and how it came to fit."""

    paper: HandoutPaper
    style: Style
    fit: Fit
    pages: tuple[Page, ...]

    def draw_common(self, sheet: HandoutSheet, page: int) -> None:
        """What is the same for every household."""
        for placed in self.pages[page]:
            if not placed.part.personal:
                placed.part.draw(sheet, placed.top, placed.height)
        draw_foot(sheet, self.paper, self.style)

    def draw_own(self, sheet: HandoutSheet, page: int) -> None:
        """What is for this household only."""
        for placed in self.pages[page]:
            if placed.part.personal:
                placed.part.draw(sheet, placed.top, placed.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A handout laid out, and the name under which what it has in common with others is kept in the file."""

    column: Column
    name: str


def a4(paper: HandoutPaper) -> Column:
    """On A4, 14 mm from the sides."""
    return column(paper, A4)


def column(paper: HandoutPaper, style: Style) -> Column:
    """In the size of the layout, smaller, or on two pages, whichever is first to fit; raises HandoutPaperError."""
    small = style.smaller(SMALLER[style])
    tries = [(style, Fit.WHOLE), (small, Fit.SMALLER), (style, Fit.TWO_PAGES), (small, Fit.TWO_PAGES)]
    if paper.rather_two_pages:
        tries = [tries[0], tries[2], tries[1], tries[3]]
    for tried, fit in tries:
        pages = _on_two(paper, tried) if fit is Fit.TWO_PAGES else _on_one(paper, tried)
        if pages:
            return Column(paper=paper, style=tried, fit=fit, pages=pages)
    raise HandoutPaperError(fit_sentence(Fit.TOO_LONG))


def _parts(paper: HandoutPaper, style: Style) -> Sequence[Part]:
    return [
        band(paper, style),
        *beware_rows(paper, style),
        *step_rows(paper, style),
        *do_dont_parts(paper, style),
        *help_parts(paper, style),
        *more_rows(paper, style),
        *family_parts(paper, style),
    ]


def own_parts(paper: HandoutPaper, style: Style) -> list[Part]:
    """The parts that differ from household to household, in the order in which they stand on the page."""
    return [part for part in (*help_parts(paper, style), *family_parts(paper, style)) if part.personal]


def _on_one(paper: HandoutPaper, style: Style) -> tuple[Page, ...]:
    page = one_page(_parts(paper, style), style.top, style.bottom)
    return (page,) if page else ()


def _on_two(paper: HandoutPaper, style: Style) -> tuple[Page, ...]:
    return two_pages(_parts(paper, style), style.top, style.bottom, [band(paper, style, page=2)]) or ()


def draw_foot(sheet: HandoutSheet, paper: HandoutPaper, style: Style) -> None:
    """Who gives it, that it is free, which version, when it was printed."""
    foot, unit = paper.footer, style.scale
    rule, right = style.height - style.foot, style.margin + style.inner
    sheet.stroke(style.margin, rule, right, rule, line=0.9 * unit)
    base = rule + style.note * POINT + 0.3 * unit
    end = f"Cấp miễn phí · Bản {paper.handout.version} · in {foot.printed_on:%d/%m/%Y}"
    sheet.say(end, right, base, REGULAR, style.note, MUTED, at="right")
    room = style.inner - text_width(end, REGULAR, style.note) - 5 * unit
    left = style.margin
    if paper.practice:
        sheet.say(PRACTICE, left, base, BOLD, style.note, INK)
        taken = text_width(PRACTICE, BOLD, style.note) + 2.5 * unit
        left, room = left + taken, room - taken
    contact = ", ".join(part for part in (foot.leader, foot.phone) if part)
    said = " · ".join(part for part in (foot.team, contact) if part)
    _say_in(sheet, said, left, base, room, style)


def _say_in(sheet: HandoutSheet, said: str, left: float, base: float, room: float, style: Style) -> None:
    """On one line, a little smaller if need be, or two where the name of the team is long."""
    size = fitting(said, REGULAR, style.note, room)
    if size >= min(style.note, max(_LEAST_NOTE, style.note * 0.85)):
        sheet.say(said, left, base, REGULAR, size, MUTED)
        return
    team, _, contact = said.partition(" · ")
    for place, line in enumerate((team, contact)):
        down = place * style.note * 1.03 * POINT
        sheet.say(line, left, base + down, REGULAR, fitting(line, REGULAR, style.note, room), MUTED)
