"""Notes that may be one case: proposals at the left, the notes of one at the right; nothing is joined by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.ids import MemberId
from cdtt_app.presenters.case_notes import note_rows
from cdtt_app.presenters.spots_review import (
    SpotsReview,
    as_more_of_case,
    as_new_case,
    case_there,
    choose,
    done_words,
    join_label,
    open_review,
    spot_facts,
    spot_key,
    spot_lines,
    spot_rule_words,
    tick,
    title_of,
    with_title,
    without_shown,
)
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.dialogs.case_notes_table import SHORT, NotesTable
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label
from cdtt_app.ui.widgets.two_line_list import TwoLineList, TwoLines

NONE_LEFT = "Không còn ghi nhận nào chờ gộp."
TICK_ONE = "Bỏ dấu ghi nhận không cùng chỗ. Phải còn ít nhất một ghi nhận có dấu thì mới gộp được."
_WIDEST = 980  # pixels: inside 1024 at every text size
_ROWS = 5
_LONGEST = 200  # letters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotActs:
    """What the window may do: `accept` takes a spot as it is ticked, into its case or as a new one of this title."""

    accept: Callable[[Spot, str], Saved]
    who: Callable[[MemberId], str]


class SpotsDialog(SheetDialog):
    """Each act is done at once and the next proposal comes; what they wrote stands in `.saved`."""

    def __init__(self, theme: Theme, board: Board, acts: SpotActs, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Ghi nhận chờ gộp", width=_WIDEST * 13 // theme.pt, parent=parent)
        self._acts, self._review = acts, open_review(board)
        self._hamlets = {each.hamlet.id: each.hamlet.name for each in board.hamlets}
        self.saved: tuple[Saved, ...] = ()
        self._heading = label(theme, "", Role.H1, wrap=True)
        self.list = TwoLineList(theme, "Các chỗ chờ gộp")
        self.title = line_field("Tên vụ việc")
        self.title.setMaxLength(_LONGEST)
        self.table = NotesTable(theme, "Ghi nhận của chỗ này", SHORT, ticks=True, most=_ROWS)
        self._facts = label(theme, "", Role.BODY, wrap=True)
        self._lay_out_panes(board)
        self._add_foot()
        self.list.chosen.connect(lambda key: self._show(choose(self._review, key)))
        self.title.textEdited.connect(self._typed)
        self.table.ticks_changed.connect(self._ticked)
        self._show(self._review)
        self.list.setFocus()

    def _lay_out_panes(self, board: Board) -> None:
        theme = self.theme
        self.body.addWidget(self._heading)
        self.body.addWidget(label(theme, spot_rule_words(board.rules), Role.MUTED, wrap=True))
        self._panes = QWidget()
        row = QHBoxLayout(self._panes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(FieldBox(theme, "Tên vụ việc", self.title))
        right.addWidget(self._facts)
        right.addWidget(self.table)
        right.addWidget(label(theme, TICK_ONE, Role.MUTED, wrap=True))
        right.addStretch(1)
        self.list.setMinimumHeight(theme.px(180))
        row.addWidget(self.list, 1 if theme.large else 2)
        row.addLayout(right, 2 if theme.large else 3)
        self.body.addWidget(self._panes, 1)
        self.body.addStretch(1)

    def _add_foot(self) -> None:
        close = button(self.theme, "Đóng")
        self.later = button(self.theme, "Để sau")
        self.join = button(self.theme, "Thêm vào VL-000", "plus")
        self.make = button(self.theme, "Gộp thành vụ việc", "check", Kind.PRIMARY)
        close.clicked.connect(self.accept)
        self.later.clicked.connect(self._put_off)
        self.join.clicked.connect(self._join)
        self.make.clicked.connect(self._make)
        self.add_buttons(close, self.later, self.join, self.make)

    def _show(self, review: SpotsReview) -> None:
        """Another proposal, or another list of them."""
        self._review = review
        spot, left = review.spot, len(review.waiting)
        self._heading.setText(f"{left} chỗ chờ gộp" if left else NONE_LEFT)
        self._panes.setVisible(spot is not None)
        if spot is not None:
            lines = [TwoLines(line.key, line.title, line.words) for line in spot_lines(review)]
            if self.list.lines() != tuple(lines):
                self.list.show_lines(lines, spot_key(spot))
            self.title.setText(title_of(review))
            self._facts.setText(spot_facts(review))
            rows = note_rows(spot.notes, self._hamlets, self._acts.who)
            self.table.show_rows(rows, (note.id for note in spot.notes if note.id not in review.left_out))
        self._show_acts()
        self.fit()

    def _show_acts(self) -> None:
        ready = as_new_case(self._review) is not None
        words = join_label(self._review)
        self.make.setEnabled(ready)
        self.join.setEnabled(ready and bool(words))
        self.join.setVisible(bool(words))
        self.join.setText(words)
        self.join.setAccessibleName(words)
        self.later.setEnabled(self._review.spot is not None)

    def _typed(self, text: str) -> None:
        self._review = with_title(self._review, text)

    def _ticked(self) -> None:
        ticked = set(self.table.ticked())
        for row in self.table.rows():
            self._review = tick(self._review, row.id, on=row.id in ticked)
        self._show_acts()

    def _put_off(self) -> None:
        self.banner.hide()
        self._show(without_shown(self._review))

    def _make(self) -> None:
        self._take(as_new_case(self._review), None)

    def _join(self) -> None:
        self._take(as_more_of_case(self._review), case_there(self._review))

    def _take(self, spot: Spot | None, case: CaseView | None) -> None:
        shown = self._review.spot
        if spot is None or shown is None:
            return
        try:
            saved = self._acts.accept(spot, title_of(self._review).strip())
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            self.fit()
            return
        self.saved = (*self.saved, saved)
        self.banner.say(done_words(spot, len(shown.notes) - len(spot.notes), case), Tone.GREEN)
        self._show(without_shown(self._review))
        self.list.setFocus()
