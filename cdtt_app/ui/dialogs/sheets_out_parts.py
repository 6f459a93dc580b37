"""Parts of the dialog of sheets still out: one evening, the household of a blank sheet, why a sheet is called off."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.presenters.sheets_out import Evening, SheetLine, code_words, household_question
from cdtt_app.storage.households import households_by_ids
from cdtt_app.storage.search import find_households
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.fields import SearchField, line_field
from cdtt_app.ui.widgets.line_button import LineButton
from cdtt_app.ui.widgets.text import label

_FOUND = 6
_REASONS = ("nhà đi vắng", "phiếu ướt, rách", "mất phiếu", "in thừa")


class EveningCard(Card):
    """The sheets of one evening in the order of the walk: a click or Enter opens, the bin calls off."""

    opened = Signal(str)
    thrown_away = Signal(str)

    def __init__(self, theme: Theme, evening: Evening) -> None:
        super().__init__(theme, evening.title, evening.note)
        self._theme = theme
        self.body.setSpacing(theme.px(2))
        for line in evening.lines:
            self.body.addLayout(self._row(line))

    def _row(self, line: SheetLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        open_it = LineButton(self._theme, line.name, line.words)
        open_it.setEnabled(line.opens)
        open_it.clicked.connect(partial(self._tell_opened, line.sheet))
        bin_it = icon_button(self._theme, "trash-2", f"Bỏ phiếu này: {line.name}")
        bin_it.clicked.connect(partial(self._tell_thrown, line.sheet))
        row.addWidget(open_it, 1)
        row.addWidget(bin_it)
        row.addStrut(open_it.sizeHint().height())  # the sheet of styles would let it be squeezed to less
        return row

    def _tell_opened(self, sheet: str, _checked: bool = False) -> None:
        self.opened.emit(sheet)

    def _tell_thrown(self, sheet: str, _checked: bool = False) -> None:
        self.thrown_away.emit(sheet)


class BlankSheetPart(QWidget):
    """Whose is this blank sheet? A search, and the households it finds."""

    chosen = Signal(str)
    left = Signal()
    resized = Signal()  # other rows stand here now

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, theme = desk, desk.theme
        self._question = label(theme, "", Role.H1, wrap=True)
        self.search = SearchField(theme, "Tìm hộ của phiếu này", "Tên chủ hộ, mã hộ, số điện thoại")
        self._said = label(theme, "", Role.MUTED, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(2))
        back = button(theme, "Về danh sách phiếu", "chevron-left", Kind.QUIET)
        back.clicked.connect(lambda _checked: self.left.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for each in (self._question, self.search, self._said):
            column.addWidget(each)
        column.addLayout(self._rows)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        column.addLayout(foot)
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(self._take_first)
        self._found: tuple[str, ...] = ()

    def ask(self, sheet: PaperSheet) -> None:
        """Begin anew for this sheet."""
        self._question.setText(household_question(sheet))
        self.search.clear()
        self._find("")

    def _find(self, text: str) -> None:
        hits = find_households(self._desk.db, text, limit=_FOUND) if text.strip() else ()
        homes = households_by_ids(self._desk.db, tuple(hit.household_id for hit in hits))
        found = [homes[hit.household_id] for hit in hits if hit.household_id in homes]
        self._found = tuple(home.id for home in found)
        none = "Không thấy hộ nào. Thử gõ tên không dấu, hoặc mã hộ." if text.strip() else "Gõ tên ghi trên phiếu."
        self._said.setText(f"{len(found)} hộ khớp, bấm Enter để lấy hộ đầu" if found else none)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for home in found:
            words = " · ".join(part for part in (home.code, home.cluster) if part)
            row = LineButton(self._desk.theme, home.head_name, words)
            row.clicked.connect(partial(self._tell, home.id))
            self._rows.addWidget(row)
        self.resized.emit()

    def _take_first(self) -> None:
        if self._found:
            self.chosen.emit(self._found[0])

    def _tell(self, household: str, _checked: bool = False) -> None:
        self.chosen.emit(household)


class CallOffPart(QWidget):
    """Nobody will key this sheet in: why, by a chip or in one's own words."""

    called_off = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet = ""
        self._question = label(theme, "", Role.H1, wrap=True)
        self.reasons = ToggleChips(theme, [Option(each, each) for each in _REASONS], "Vì sao bỏ", exclusive=True)
        self.why = line_field("Vì sao bỏ phiếu này", "Vì sao không gõ phiếu này?")
        self.drop = button(theme, "Bỏ phiếu này", "trash-2", Kind.DANGER)
        back = button(theme, "Thôi, giữ phiếu")
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addStretch(1)
        for each in (back, self.drop):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for part in (self._question, self.reasons, self.why):
            column.addWidget(part)
        column.addLayout(foot)
        self.reasons.changed.connect(lambda keys: self.why.setText(next(iter(keys), "")))
        back.clicked.connect(lambda _checked: self.left.emit())
        self.drop.clicked.connect(lambda _checked: self.called_off.emit(self._sheet, self.why.text()))
        # Later: else the window would take the same Enter for its own button, which is there again by then.
        self.why.returnPressed.connect(self.drop.click, Qt.ConnectionType.QueuedConnection)

    def ask(self, sheet: PaperSheet) -> None:
        """Begin anew for this sheet."""
        self._sheet = sheet.id
        self._question.setText(f"Bỏ phiếu {code_words(sheet)}?")
        self.reasons.set_value(())
        self.why.clear()
