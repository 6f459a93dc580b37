"""Two questions before something is taken back: a household out of the list, a family's yes."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.household_leaving import (
    LEAVE_TITLE,
    REASONS,
    WITHDRAW_SENTENCES,
    WITHDRAW_TITLE,
    leaving_sentence,
)
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.household_removal import remove_household, what_goes, withdraw_consent
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label


class HouseholdLeaveDialog(SheetDialog):
    """Why the household leaves the list, and what goes with it."""

    def __init__(self, desk: Desk, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, LEAVE_TITLE, width=520, parent=parent)
        self._desk, self._household = desk, household
        hidden = what_goes(desk.db, household.id)
        sentence = leaving_sentence(
            people=hidden.people, visits=hidden.visits, handouts=hidden.handouts, unfinished=hidden.unfinished
        )
        self.body.addWidget(label(desk.theme, f"Bỏ hộ {household.head_name}, {household.code}?", Role.H1, wrap=True))
        self.body.addWidget(label(desk.theme, sentence, wrap=True))
        self.reasons = [QRadioButton(reason) for reason in REASONS]
        group = QButtonGroup(self)
        for each in self.reasons:
            group.addButton(each)
            self.body.addWidget(each)
        self.body.addStretch(1)
        cancel = button(desk.theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.remove = button(desk.theme, "Bỏ hộ này", "trash-2", Kind.DANGER)
        self.remove.setEnabled(False)
        group.buttonClicked.connect(lambda _button: self.remove.setEnabled(True))
        self.remove.clicked.connect(lambda _checked: self._remove())
        self.add_buttons(self.remove, cancel)
        self.reasons[0].setFocus()

    def _remove(self) -> None:
        reason = next(each.text() for each in self.reasons if each.isChecked())
        try:
            saved = remove_household(self._desk.db, self._household.id, reason)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            return
        self.accept()
        self._desk.ways.saved(f"Đã bỏ hộ {self._household.head_name} khỏi danh sách.", saved)


class ConsentWithdrawDialog(SheetDialog):
    """What happens when a family takes its yes back."""

    def __init__(self, desk: Desk, household: HouseholdId, name: str, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, WITHDRAW_TITLE, width=520, parent=parent)
        self._desk, self._household, self._name = desk, household, name
        self.body.addWidget(label(desk.theme, f"Hộ {name} rút lại đồng ý?", Role.H1, wrap=True))
        for sentence in WITHDRAW_SENTENCES:
            self.body.addWidget(label(desk.theme, sentence, wrap=True))
        self.body.addStretch(1)
        cancel = button(desk.theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.withdraw = button(desk.theme, "Rút lại đồng ý", "undo-2", Kind.DANGER)
        self.withdraw.clicked.connect(lambda _checked: self._withdraw())
        self.add_buttons(self.withdraw, cancel)
        cancel.setFocus()

    def _withdraw(self) -> None:
        try:
            saved = withdraw_consent(self._desk.db, self._household)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            return
        self.accept()
        self._desk.ways.saved(f"Đã ghi: hộ {self._name} rút lại đồng ý. Từ nay chỉ đếm số người.", saved)
