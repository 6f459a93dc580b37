"""Sheets for many households in one file, ordinary and large print mixed as the households are walked to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from cdtt_app.documents.handout_paper import (
    HandoutCancelledError,
    HandoutPaper,
    HandoutPaperError,
    IsCancelled,
    Progress,
)
from cdtt_app.documents.handout_pdf import handout_pdf
from cdtt_app.documents.handout_press import Press
from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.domain.handout_text import Layout

MIXED: Final = frozenset({Layout.A4, Layout.LARGE})  # the same paper, upright
Job = tuple[HandoutPaper, Layout]


def bundle_pdf(
    jobs: Sequence[Job],
    *,
    cancelled: IsCancelled = lambda: False,
    progress: Progress = lambda _done, _of: None,
) -> bytes:
    """All of them in one file and in this order; raises HandoutPaperError, HandoutCancelledError."""
    layouts = {layout for _, layout in jobs}
    if len(layouts) < 2:
        papers = [paper for paper, _ in jobs]
        return handout_pdf(papers, next(iter(layouts), Layout.A4), cancelled=cancelled, progress=progress)
    if not layouts <= MIXED:
        raise HandoutPaperError("Các tờ này không cùng khổ giấy. Hãy chọn một khổ giấy cho cả lượt in.")
    sheet = HandoutSheet("Tờ hướng dẫn")
    for number, draw in enumerate(_pages(sheet, _counted(jobs, cancelled, progress))):
        if number:
            sheet.next_page()
        draw()
    if cancelled():
        raise HandoutCancelledError
    return sheet.finish()


def _pages(sheet: HandoutSheet, jobs: Iterable[Job]) -> Iterator[Callable[[], None]]:
    presses = {layout: Press(sheet, layout) for layout in MIXED}
    for paper, layout in jobs:
        press = presses[layout]
        run = press.column(paper)
        named = replace(run, name=f"{layout}-{run.name}")  # each press counts from 0
        for page in range(len(run.column.pages)):
            yield partial(press.draw_column, named, page)


def _counted(jobs: Sequence[Job], cancelled: IsCancelled, progress: Progress) -> Iterator[Job]:
    for done, job in enumerate(jobs):
        if cancelled():
            raise HandoutCancelledError
        progress(done, len(jobs))
        yield job
    progress(len(jobs), len(jobs))
