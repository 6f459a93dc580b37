"""The form of a household, new or kept: nothing typed is lost, and no family is written twice."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.household_form import HouseholdForm
from cdtt_app.presenters.household_form_problems import Problems, shown_problems
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.drafts import drop_draft
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_form_body import HouseholdFormBody
from cdtt_app.ui.dialogs.household_guard import HouseholdGuard
from cdtt_app.ui.dialogs.household_leave_dialog import HouseholdLeaveDialog
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_KEEP_AFTER, _LOOK_AFTER = 200, 250  # milliseconds: Unikey rewrites a word many times while it is typed
_WATCHED = frozenset({"name", "phone", "cluster", "digital_address"})  # what tells families apart
_GUARDED = "Có hộ giống hộ này. Hãy trả lời: có phải hộ này không?"


class HouseholdDialog(SheetDialog):
    """Draws one HouseholdForm; a change makes a new one, which is kept as a draft at once."""

    def __init__(self, desk: Desk, opening: acts.Opening, parent: QWidget | None = None) -> None:
        title = "Hộ mới" if opening.fresh else f"Sửa hộ {opening.base.head_name}"
        super().__init__(desk.theme, title, width=720, parent=parent)
        self._desk, self._opening = desk, opening
        self._form = opening.form
        self._tried = False
        self._answered = not opening.fresh  # "is it this one?" is asked of new households only
        theme = desk.theme
        self.form = HouseholdFormBody(desk, opening, self._apply)
        self.guard = HouseholdGuard(theme)
        self.save = button(theme, "Lưu hộ mới" if opening.fresh else "Lưu", "check", Kind.PRIMARY)
        self.drop = button(theme, "")
        self.leave = button(theme, "Hộ chuyển đi hoặc ghi nhầm…", "trash-2", Kind.DANGER)
        self._keeping = self._timer(_KEEP_AFTER, self._keep)
        self._looking = self._timer(_LOOK_AFTER, self._look)
        self._fill(title)
        self._connect()
        self._show()
        self._look()
        self._say_draft()
        QTimer.singleShot(0, self, lambda: self.form.go_to("name"))

    def reject(self) -> None:
        """Escape or the window's cross: what was typed stays as a draft."""
        self._keep()
        if self._form != self._opening.untouched:
            word = "Hộ mới" if self._opening.fresh else "Sửa hộ"
            self._desk.ways.say(f"Đã giữ bản ghi dở. Bấm {word} để ghi tiếp.", Tone.BLUE)
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field; it does not save half a form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _apply(self, change: Callable[[HouseholdForm], HouseholdForm]) -> None:
        before, self._form = self._form, change(self._form)
        self._show()
        self._keeping.start()
        if any(getattr(before, name) != getattr(self._form, name) for name in _WATCHED):
            self._looking.start()

    def _show(self) -> None:
        form = self._form
        self.form.show_form(form)
        self.drop.setText("Bỏ những gì vừa ghi" if form != self._opening.untouched else "Đóng")
        self.drop.setAccessibleName(self.drop.text())
        self._show_problems(acts.problems_of(self._desk.db, form))

    def _show_problems(self, problems: Problems) -> None:
        self.form.show_problems(shown_problems(problems, tried=self._tried))

    def _save(self) -> None:
        self._tried = True
        problems = acts.problems_of(self._desk.db, self._form)
        self._show_problems(problems)
        self._look()
        if problems:
            self.banner.say("Chưa lưu được. Hãy sửa những chỗ có chữ đỏ.", Tone.RED)
            self.form.go_to(next(iter(problems)))
            self._scroll_to_focus()
        elif not self._answered and self.guard.isVisible():
            self.banner.say(_GUARDED, Tone.AMBER)
            self.guard.none.setFocus()
            self._scroll_to_focus()
        else:
            self._save_for_good()

    def _save_for_good(self) -> None:
        try:
            saved = acts.save(self._desk.db, self._opening, self._form)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            return
        self._stop_timers()
        self.accept()
        household = self._opening.base.id
        done = "Đã ghi hộ mới" if self._opening.fresh else "Đã lưu hộ"
        self._desk.ways.open_household(household)
        self._desk.ways.saved(f"{done} {self._form.name.strip()}, {self._form.code.strip()}.", saved)

    def _drop(self) -> None:
        """Close without what was typed."""
        self._stop_timers()
        self._form = self._opening.untouched
        drop_draft(self._desk.db, self._opening.draft)
        self.reject()

    def _take_other(self, household: str) -> None:
        """It is a household that is known already."""
        self._drop()
        self._desk.ways.open_household(HouseholdId(household))

    def _write_anyway(self) -> None:
        self._answered = True
        self.guard.hide()
        self.banner.hide()

    def _leave_list(self) -> None:
        self._keep()
        dialog = HouseholdLeaveDialog(self._desk, self._opening.base, self)
        dialog.accepted.connect(self._gone)
        dialog.open()

    def _gone(self) -> None:
        self._stop_timers()
        self.accept()

    def _look(self) -> None:
        """Look for doubles of a new household."""
        self._looking.stop()
        if not self._answered:
            self.guard.show_alike(acts.alike(self._desk.db, self._opening, self._form))

    def _keep(self) -> None:
        self._keeping.stop()
        try:
            acts.keep(self._desk.db, self._opening, self._form)
        except StorageError as error:
            self.banner.say(str(error), Tone.RED)

    def _scroll_to_focus(self) -> None:
        """Bring what has the keyboard into sight, once the sentences beside the fields have their room."""

        def scroll() -> None:
            here = self.focusWidget()
            if here is not None:
                self._scroll.ensureWidgetVisible(here, 0, self.theme.px(80))

        QTimer.singleShot(0, self, scroll)

    def _say_draft(self) -> None:
        kept = self._opening.draft_kept
        if kept is not None:
            self.banner.say(f"Đang ghi dở từ {kept:%H:%M %d/%m/%Y}, mở lại để ghi tiếp.", Tone.BLUE)

    def _stop_timers(self) -> None:
        self._keeping.stop()
        self._looking.stop()

    def _timer(self, pause: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        self.guard.same.connect(self._take_other)
        self.guard.other.connect(self._write_anyway)
        self.save.clicked.connect(lambda _checked: self._save())
        self.drop.clicked.connect(lambda _checked: self._drop())
        self.leave.clicked.connect(lambda _checked: self._leave_list())
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._save)

    def _fill(self, title: str) -> None:
        theme, body = self.theme, self.body
        place = f" · {self._opening.place}" if self._opening.fresh and self._opening.place else ""
        body.addWidget(label(theme, title + place, Role.H1, wrap=True))
        body.addWidget(self.guard)
        body.addWidget(self.form)
        if not self._opening.fresh:
            body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons(self.drop, self.save)
        self.save.setDefault(False)
        self.save.setToolTip("Ctrl+S")
