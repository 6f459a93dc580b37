"""The notes of a case, or one alone: a table, the chosen one in full, and what an officer does with ticked ones."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import case_code
from cdtt_app.domain.ids import MemberId, NoteId
from cdtt_app.presenters.case_notes import note_rows
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.dialogs.case_note_sheet import NoteSheet
from cdtt_app.ui.dialogs.case_notes_table import FULL, NotesTable
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label, rule

TICK_FIRST = "Đánh dấu ghi nhận (phím cách) để tách sang vụ việc khác hoặc bỏ khỏi vụ việc này."
_WIDEST = 980  # pixels: inside 1024 at every text size
_ROWS = 4
_LONGEST = 200  # letters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteActs:
    """What the window may do; `split` and `take_out` are an officer's, None for others; None as answer: not done."""

    photo: Callable[[Sha256], bytes]  # empty while it is with another machine
    who: Callable[[MemberId], str]
    split: Callable[[tuple[NoteId, ...], str], Saved | None] | None = None
    take_out: Callable[[tuple[NoteId, ...]], Saved | None] | None = None


class CaseNotesDialog(SheetDialog):
    """Each act is done at once; what they wrote stands in `.saved`, for the page's undo."""

    def __init__(
        self,
        theme: Theme,
        view: CaseView | None,
        board: Board,
        acts: NoteActs,
        parent: QWidget | None = None,
        *,
        note: CoverageNote | None = None,
    ) -> None:
        title = _title(view, note)
        super().__init__(theme, title, width=_WIDEST * 13 // theme.pt, parent=parent)
        self._acts, self._alone = acts, note is not None
        self._notes = (note,) if note is not None else view.facts.notes if view is not None else ()
        self._hamlets = {each.hamlet.id: each.hamlet.name for each in board.hamlets}
        self.saved: tuple[Saved, ...] = ()
        self.sheet = NoteSheet(theme, self._hamlets, acts.who, acts.photo)
        ticks = not self._alone and (acts.split is not None or acts.take_out is not None)
        self.table = NotesTable(theme, "Ghi nhận của vụ việc", FULL, ticks=ticks, most=_ROWS)
        self.title = line_field("Tên vụ việc mới", "để trống thì lấy tên chỗ đo")
        self.title.setMaxLength(_LONGEST)
        self.split: QPushButton | None = None
        self.take_out: QPushButton | None = None
        self._ask = label(theme, TICK_FIRST, Role.MUTED, wrap=True)
        self._naming = FieldBox(theme, "Tên vụ việc mới, khi tách", self.title)
        self._fill(title, ticks=ticks)
        self._add_foot(ticks=ticks)
        self.table.note_chosen.connect(self._show_note)
        self.table.ticks_changed.connect(self._show_acts)
        self.sheet.moved.connect(self._move)
        self._show_all()
        (self.sheet if self._alone else self.table).setFocus()

    def _fill(self, title: str, *, ticks: bool) -> None:
        self.body.addWidget(label(self.theme, title, Role.H1, wrap=True))
        if not self._alone:
            self.body.addWidget(self.table)
            self.body.addWidget(self._ask)
            self.body.addWidget(self._naming)
            self._ask.setVisible(ticks)
            self._naming.hide()
            self.body.addWidget(rule())
        else:
            self.table.setParent(self)
            self.table.hide()
        self.body.addWidget(self.sheet)
        self.body.addStretch(1)

    def _add_foot(self, *, ticks: bool) -> None:
        made: list[QPushButton] = []
        if ticks and self._acts.take_out is not None:
            self.take_out = button(self.theme, "Bỏ khỏi vụ việc", "undo-2")
            self.take_out.clicked.connect(self._take_out)
            made.append(self.take_out)
        if ticks and self._acts.split is not None:
            self.split = button(self.theme, "Tách thành vụ việc khác", "layers")
            self.split.clicked.connect(self._split)
            made.append(self.split)
        close = button(self.theme, "Đóng")
        close.clicked.connect(self.accept)
        self.add_buttons(*made, close)

    def _show_all(self) -> None:
        rows = note_rows(self._notes, self._hamlets, self._acts.who)
        self.table.show_rows(rows)
        self._show_acts()
        if self._notes:
            self.sheet.show_note(self._notes[0])

    def _show_note(self, key: str) -> None:
        note = next((note for note in self._notes if str(note.id) == key), None)
        if note is not None:
            self.sheet.show_note(note)

    def _move(self, steps: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.singleStep())

    def _show_acts(self) -> None:
        many = len(self.table.ticked())
        if self.take_out is not None:
            self.take_out.setEnabled(many > 0)
        if self.split is not None:
            self.split.setEnabled(0 < many < len(self._notes))
            self._naming.setVisible(many > 0)

    def _split(self) -> None:
        if self._acts.split is not None:
            act, title = self._acts.split, _typed(self.title)
            self._do(lambda ids: act(ids, title), "Đã tách {} ghi nhận thành vụ việc khác.")

    def _take_out(self) -> None:
        if self._acts.take_out is not None:
            self._do(self._acts.take_out, "Đã bỏ {} ghi nhận khỏi vụ việc; các ghi nhận này chờ gộp lại.")

    def _do(self, act: Callable[[tuple[NoteId, ...]], Saved | None], words: str) -> None:
        ids = self.table.ticked()
        try:
            saved = act(ids)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            self.fit()
            return
        if saved is None:
            return
        self.saved = (*self.saved, saved)
        self._notes = tuple(note for note in self._notes if note.id not in ids)
        if not self._notes:
            self.accept()
            return
        self.title.clear()
        self._show_all()
        self.banner.say(words.format(len(ids)), Tone.GREEN)
        self.table.setFocus()
        self.fit()


def _title(view: CaseView | None, note: CoverageNote | None) -> str:
    if note is not None or view is None:
        return "Một ghi nhận vùng lõm sóng"
    return f"{case_code(view.case.number)} {view.case.title}: {len(view.facts.notes)} ghi nhận"


def _typed(field: QLineEdit) -> str:
    return " ".join(field.text().split())
