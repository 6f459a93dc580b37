"""Paper that comes back: the visit sheets still out, evening by evening; a code or a click opens one to be keyed in."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.presenters.sheets_out import code_problem, code_words, evenings, paper_words
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.paper_sheets import call_off, households_by_code, sheet_by_code, sheets_out
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.drafts import drafts
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.households import households_by_ids
from cdtt_app.storage.questions import by_id
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.sheets_out_parts import BlankSheetPart, CallOffPart, EveningCard
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_HINT = "Gõ sáu ký tự trên phiếu, hoặc đưa máy quét vào mã vuông, rồi bấm Enter. Cũng có thể chọn một phiếu ở dưới."
_NOTHING = "Không còn phiếu giấy nào chưa gõ. In phiếu mới ở trang Hôm nay, nút “In giấy đi thăm”."


class SheetsOutDialog(SheetDialog):
    """Accepted with `sheet` and `household`: what to key in, and for whom."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, blank: PaperSheetId | None = None) -> None:
        super().__init__(desk.theme, "Phiếu giấy chưa gõ", width=640, parent=parent)
        self._desk = desk
        self.sheet: PaperSheetId | None = None
        self.household: HouseholdId | None = None
        theme = desk.theme
        self._heading = label(theme, "", Role.H1, wrap=True)
        self.code = line_field("Mã phiếu", "K7M 4TX")
        self.code.setFont(theme.font(1.3, 600))
        self.code.setMaximumWidth(theme.px(420))
        self._hint = label(theme, _HINT, Role.MUTED, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(12))
        self.asking = BlankSheetPart(desk)
        self.calling_off = CallOffPart(theme)
        self._close = button(theme, "Đóng")
        self.go = button(theme, "Gõ phiếu này", "keyboard", Kind.PRIMARY)
        self._place_parts()
        self._close.clicked.connect(self.reject)
        self.go.clicked.connect(lambda _checked: self._typed())
        self.asking.chosen.connect(self._for_household)
        self.asking.left.connect(self._show_list)
        self.asking.resized.connect(self.fit)
        self.calling_off.called_off.connect(self._call_off)
        self.calling_off.left.connect(self._show_list)
        self.add_buttons(self._close, self.go)
        self._show_list()
        sheet = by_id(desk.db, PaperSheet, blank) if blank is not None else None
        if sheet is not None:
            self._open(sheet)

    def _place_parts(self) -> None:
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(10))
        line = QHBoxLayout()
        line.addWidget(self.code, 1)
        line.addStretch(1)
        for part in (line, self._rows):
            column.addLayout(part)
        column.insertWidget(1, self._hint)
        for each in (self._heading, self._list, self.asking, self.calling_off):
            self.body.addWidget(each)
        self.body.addStretch(1)

    def _show_list(self) -> None:
        db = self._desk.db
        out = sheets_out(db)
        homes = households_by_ids(db, tuple({sheet.household_id for sheet in out if sheet.household_id is not None}))
        begun = {PaperSheetId(str(draft.body.get("paper"))) for draft in drafts(db, "visit/")}
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for evening in evenings(out, homes, begun):
            card = EveningCard(self.theme, evening)
            card.opened.connect(self._open_id)
            card.thrown_away.connect(self._ask_why)
            self._rows.addWidget(card)
        self._hint.setText(_HINT if out else _NOTHING)
        self._show(self._list, paper_words(out)[0] or "Đã gõ hết phiếu giấy")
        self.code.clear()
        self.code.setFocus()

    def _show(self, part: QWidget, heading: str) -> None:
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        for each in (self._list, self.asking, self.calling_off):
            each.setVisible(each is part)
        self.go.setVisible(part is self._list)
        self.fit()

    def _typed(self) -> None:
        """Enter in the field, or the button."""
        typed, db = self.code.text(), self._desk.db
        found = sheet_by_code(db, typed)
        handout_of = next(iter(households_by_code(db, typed)), None)
        problem = code_problem(typed, found, handout_of)
        if problem or found is None:
            self.banner.say(problem, Tone.AMBER)
            self.fit()
            self.code.setFocus()
            self.code.selectAll()
        else:
            self._open(found)

    def _open_id(self, sheet: str) -> None:
        found = by_id(self._desk.db, PaperSheet, sheet)
        if found is not None:
            self._open(found)

    def _open(self, sheet: PaperSheet) -> None:
        self.banner.hide()
        self.sheet = sheet.id
        if sheet.household_id is None:
            self.asking.ask(sheet)
            self._show(self.asking, "")
            self.asking.search.setFocus()
        else:
            self._for_household(sheet.household_id)

    def _for_household(self, household: str) -> None:
        self.household = HouseholdId(household)
        self.accept()

    def _ask_why(self, sheet: str) -> None:
        found = by_id(self._desk.db, PaperSheet, sheet)
        if found is not None:
            self.banner.hide()
            self.calling_off.ask(found)
            self._show(self.calling_off, "")
            self.calling_off.why.setFocus()

    def _call_off(self, sheet: str, why: str) -> None:
        found = by_id(self._desk.db, PaperSheet, sheet)
        try:
            saved = call_off(self._desk.db, PaperSheetId(sheet), why)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.AMBER)
            self.fit()
            return
        name = code_words(found) if found is not None else ""
        self.banner.say(f"Đã bỏ phiếu {name}: {why.strip()}.", Tone.GREEN, ("Hoàn tác", lambda: self._take_back(saved)))
        self._show_list()

    def _take_back(self, saved: Saved) -> None:
        try:
            take_back(self._desk.db, saved)
        except StorageError as error:
            self.banner.say(str(error), Tone.AMBER)
        self._show_list()


def key_in_sheets(desk: Desk, parent: QWidget, blank: PaperSheetId | None = None) -> None:
    """Ask which sheet, perhaps at once for whom a blank one is; then to the visit page, to key it in."""
    dialog = SheetsOutDialog(desk, parent, blank=blank)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    sheet, household = dialog.sheet, dialog.household
    dialog.deleteLater()
    if done and sheet is not None and household is not None:
        # Once the button that asked for it is done: the page may take it away.
        QTimer.singleShot(0, desk.changes, lambda: desk.ways.start_visit(household, sheet))
