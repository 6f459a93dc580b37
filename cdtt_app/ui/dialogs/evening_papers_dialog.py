"""The papers of an evening: which evening, which homes, which papers; then the preview, the printer, the notebook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QWidget

from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.evening_papers import (
    EveningPapers,
    kept_words,
    paper_file,
    paper_title,
    ready,
    with_all,
    with_tick,
)
from cdtt_app.presenters.handout_batch import filter_of
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.paper_runs import EveningSheets, evening_sheets
from cdtt_app.services.paper_sheets import NO_HAMLET, keep_printed
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.evening_papers_parts import HomesPart, PapersPart
from cdtt_app.ui.dialogs.evening_papers_work import EveningJob, EveningReading, read_evening
from cdtt_app.ui.dialogs.meeting_dialog import print_notice
from cdtt_app.ui.dialogs.print_acts import print_paper, print_words
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_WIDE, _WIDE_LARGE = 880, 680


class Leave(IntEnum):
    """Where the person goes from here."""

    PREVIEW = QDialog.DialogCode.Accepted.value
    MEETING = 2


class EveningPapersDialog(SheetDialog):
    """Ends with a `Leave`, or rejected; shown again it is as it was left."""

    def __init__(self, desk: Desk, hamlet: Hamlet, parent: QWidget | None = None) -> None:
        width = _WIDE_LARGE if desk.theme.large else _WIDE
        super().__init__(desk.theme, "In giấy đi thăm", width=width, parent=parent)
        self._desk, self.hamlet = desk, hamlet
        self.papers = EveningPapers(day=desk.today() + timedelta(days=1), printed={})
        self.homes = HomesPart(desk.theme, self.papers, desk.today())
        self.what = PapersPart(desk.theme, self.papers)
        self.meeting = button(desk.theme, "Giấy mời họp", "users", Kind.QUIET)
        self.close_button = button(desk.theme, "Đóng")
        self.preview = button(desk.theme, "Xem trước và in", "printer", Kind.PRIMARY)
        self._lay_out_parts()
        self._connect()
        self.read()

    def read(self) -> None:
        """The evening anew: how the hamlet stands then, what is printed for it already."""
        work = partial(read_evening, self._desk.db, self.hamlet, self.papers.day)
        self._show()
        self._desk.tasks.run(work, when_alive(self, self._take), when_alive(self, self._not_read))

    def job(self) -> tuple[EveningJob, EveningSheets]:
        """What draws the papers, and the sheets among them. Raises RefusedError, StorageError."""
        papers, db = self.papers, self._desk.db
        homes = tuple(row.household for row in papers.chosen) if papers.visits else ()
        sheets = evening_sheets(db, homes, papers.blanks, papers.day)
        made = EveningJob(
            db=db, hamlet=self.hamlet, day=papers.day, rows=papers.chosen, run=papers.run, sheets=sheets.printed
        )
        return made, sheets

    def refuse(self, sentence: str) -> None:
        """Say what went wrong."""
        self.banner.say(sentence, Tone.RED)
        self.fit()

    def _take(self, reading: EveningReading) -> None:
        if reading.day == self.papers.day:  # else another evening was chosen while this one was read
            self._change(lambda papers: replace(papers, board=reading.board, printed=reading.printed))

    def _not_read(self, error: Exception) -> None:
        self.refuse(print_words(error))

    def _choose_day(self, day: date) -> None:
        self.papers = replace(self.papers, day=day, board=None, left_out=frozenset(), printed={})
        self.read()

    def _change(self, change: Callable[[EveningPapers], EveningPapers]) -> None:
        self.papers = change(self.papers)
        self._show()

    def _show(self) -> None:
        self.homes.show_papers(self.papers)
        self.what.show_papers(self.papers)
        self.preview.setEnabled(ready(self.papers))
        if self.isVisible():
            self.fit()

    def _connect(self) -> None:
        change = self._change
        self.homes.day_chosen.connect(self._choose_day)
        self.homes.filtered.connect(
            lambda key: change(lambda papers: replace(papers, filter=filter_of(key), left_out=frozenset()))
        )
        self.homes.ticked.connect(lambda id_, on: change(lambda papers: with_tick(papers, HouseholdId(id_), on=on)))
        self.homes.all_ticked.connect(lambda on: change(lambda papers: with_all(papers, on=on)))
        self.what.run_ticked.connect(lambda on: change(lambda papers: replace(papers, run=on)))
        self.what.visits_ticked.connect(lambda on: change(lambda papers: replace(papers, visits=on)))
        self.what.blanks_chosen.connect(lambda count: change(lambda papers: replace(papers, blanks=count)))
        self.meeting.clicked.connect(lambda _checked: self.done(Leave.MEETING))
        self.close_button.clicked.connect(self.reject)
        self.preview.clicked.connect(self.accept)

    def _lay_out_parts(self) -> None:
        theme, px = self.theme, self.theme.px
        self.body.addWidget(label(theme, f"In giấy đi thăm, {full_name(self.hamlet)}", Role.H1, wrap=True))
        across = QHBoxLayout()
        across.setSpacing(px(28))
        across.addWidget(self.homes, 1)
        across.addWidget(self.what)
        if theme.large:
            across.setDirection(QBoxLayout.Direction.TopToBottom)
        else:
            self.what.setFixedWidth(px(300))
        self.body.addLayout(across)
        self.body.addStretch(1)
        self.add_buttons(self.meeting, self.close_button, self.preview)


def print_evening(desk: Desk, parent: QWidget) -> None:
    """Let the papers be chosen, show them, and once they are printed or saved remember the sheets that are out."""
    hamlet = hamlet_in_hand(desk.db)
    if hamlet is None:
        desk.ways.say(NO_HAMLET, Tone.AMBER)
        return
    dialog = EveningPapersDialog(desk, hamlet, parent.window())
    going_on = True
    while going_on:
        chosen = dialog.exec()
        if chosen == Leave.MEETING:
            print_notice(desk, hamlet, parent.window())
        going_on = chosen == Leave.MEETING or (chosen == Leave.PREVIEW and not _printed(desk, dialog, parent.window()))
    dialog.deleteLater()


def _printed(desk: Desk, dialog: EveningPapersDialog, window: QWidget) -> bool:
    """Show the papers; whether they were printed or saved. What was not is forgotten."""
    try:
        job, sheets = dialog.job()
    except (RefusedError, StorageError) as error:
        dialog.refuse(str(error))
        return False
    outcome = print_paper(desk, job, paper_title(dialog.papers), paper_file(dialog.papers), window)
    if not outcome.copies and outcome.saved is None:
        return False
    words = kept_words(len(sheets.new), dialog.papers.day)
    if not sheets.new:
        desk.ways.say(words, Tone.GREEN)
        return True
    try:
        desk.ways.saved(words, keep_printed(desk.db, sheets.new))
    except StorageError as error:
        dialog.refuse(f"Máy chưa nhớ được mã các phiếu vừa in, đừng dùng giấy ấy. {error}")
        return False
    return True
