"""Handouts as one PDF: any number of households, any layout; what they have in common is drawn once."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from cdtt_app.documents.handout_fold import fold
from cdtt_app.documents.handout_paper import (
    Fit,
    HandoutCancelledError,
    HandoutPaper,
    HandoutPaperError,
    IsCancelled,
    Progress,
    fit_sentence,
)
from cdtt_app.documents.handout_press import COLUMNS, Press
from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.documents.handout_style import A3
from cdtt_app.documents.handout_two_up import Half, draw_cut, halves
from cdtt_app.documents.sheet import HEIGHT, WIDTH
from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.languages import Language

_ACROSS: Final = frozenset({Layout.A5_TWICE, Layout.FOLDED})
Draw = Callable[[], None]


def fits(paper: HandoutPaper, layout: Layout) -> Fit:
    """Whether it fits this layout as it is, smaller, on two pages, or not; raises HandoutPaperError for its codes."""
    try:
        return fold(paper).fit if layout is Layout.FOLDED else COLUMNS[layout](paper).fit
    except HandoutPaperError as error:
        if str(error) != fit_sentence(Fit.TOO_LONG):
            raise
        return Fit.TOO_LONG


def handout_pdf(
    papers: Iterable[HandoutPaper],
    layout: Layout,
    *,
    cancelled: IsCancelled = lambda: False,
    progress: Progress = lambda _done, _of: None,
) -> bytes:
    """All of them in one file; raises HandoutPaperError for what must not be printed, HandoutCancelledError."""
    chosen = tuple(papers)
    if not chosen:
        raise HandoutPaperError("Chưa chọn tờ nào để in. Hãy chọn ít nhất một tờ.")
    sheet = _sheet(chosen[0], layout)
    counted = _counted(chosen, cancelled, progress)
    pages = {Layout.FOLDED: _leaflets, Layout.A5_TWICE: _pairs}.get(layout, _singles)
    for number, draw in enumerate(pages(Press(sheet, layout), counted)):
        if number:
            sheet.next_page()
        draw()
    if cancelled():
        raise HandoutCancelledError
    return sheet.finish()


def _sheet(paper: HandoutPaper, layout: Layout) -> HandoutSheet:
    title = paper.handout.title.get(Language.VIETNAMESE, paper.handout.topic).replace("\n", " ")
    if layout is Layout.POSTER:
        return HandoutSheet(title, A3.width, A3.height)
    return HandoutSheet(title, HEIGHT, WIDTH) if layout in _ACROSS else HandoutSheet(title)


def _counted(papers: tuple[HandoutPaper, ...], cancelled: IsCancelled, progress: Progress) -> Iterator[HandoutPaper]:
    for done, paper in enumerate(papers):
        if cancelled():
            raise HandoutCancelledError
        progress(done, len(papers))
        yield paper
    progress(len(papers), len(papers))


def _singles(press: Press, papers: Iterable[HandoutPaper]) -> Iterator[Draw]:
    for paper in papers:
        run = press.column(paper)
        for page in range(len(run.column.pages)):
            yield partial(press.draw_column, run, page)


def _leaflets(press: Press, papers: Iterable[HandoutPaper]) -> Iterator[Draw]:
    for paper in papers:
        yield partial(press.draw_leaflet, paper)


def _pairs(press: Press, papers: Iterable[HandoutPaper]) -> Iterator[Draw]:
    def draw(pair: tuple[Half, ...]) -> None:
        for place, (run, page) in enumerate(pair):
            with press.sheet.moved(place * HEIGHT / 2, 0):
                press.draw_column(run, page)
        draw_cut(press.sheet)

    for pair in halves(press.column(paper) for paper in papers):
        yield partial(draw, pair)
