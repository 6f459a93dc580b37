"""A new PIN in place of the old one."""

from PySide6.QtWidgets import QLineEdit, QWidget

from cdtt_app.presenters.settings_pin import new_pin_problems
from cdtt_app.storage.errors import StorageError, WrongPinError
from cdtt_app.storage.profile import Profile, change_pin
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import set_invalid
from cdtt_app.ui.widgets.pin_fields import pin_field, show_tick
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_NOTE = "Mã khôi phục trên giấy vẫn dùng được. Các bản sao lưu đã làm từ trước thì vẫn mở bằng mã PIN cũ."


class PinChangeDialog(SheetDialog):
    """Accepted when the new PIN is on the disk."""

    def __init__(self, theme: Theme, tasks: Tasks, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Đổi mã PIN", width=520, parent=parent)
        self._tasks, self._profile = tasks, profile
        self.old = pin_field(theme, "Mã PIN đang dùng, hoặc mã khôi phục")
        self.new = pin_field(theme, "Mã PIN mới, 6 chữ số")
        self.again = pin_field(theme, "Gõ lại mã PIN mới")
        self.body.addWidget(label(theme, "Đổi mã PIN", Role.H1))
        for field in (self.old, self.new, self.again):
            name = label(theme, field.accessibleName(), Role.NAME)
            name.setBuddy(field)
            self.body.addWidget(name)
            self.body.addWidget(field)
        self.body.addWidget(show_tick(theme, [self.old, self.new, self.again]))
        self.body.addWidget(label(theme, _NOTE, Role.MUTED, wrap=True))
        self.body.addStretch(1)
        cancel = button(theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.change_button = button(theme, "Đổi mã PIN", "check", Kind.PRIMARY)
        self.change_button.clicked.connect(self._change)
        self.add_buttons(cancel, self.change_button)
        self.old.setFocus()

    def _change(self) -> None:
        old, new, again = (field.text().strip() for field in (self.old, self.new, self.again))
        problem, differs = new_pin_problems(new, again)
        faults = {self.old: "" if old else "Hãy gõ mã PIN đang dùng.", self.new: problem, self.again: differs}
        wrong = next((field for field, fault in faults.items() if fault), None)
        self._mark(wrong, faults[wrong] if wrong else "")
        if wrong is None:
            self.start_work("Đang đổi mã PIN…")
            self._tasks.run(
                lambda: change_pin(self._profile, old, new),
                when_alive(self, lambda _nothing: self._changed()),
                when_alive(self, self._failed),
            )

    def _mark(self, wrong: QLineEdit | None, sentence: str) -> None:
        for field in (self.old, self.new, self.again):
            set_invalid(field, field is wrong)
        if wrong is None:
            self.banner.hide()
        else:
            self.banner.say(sentence, Tone.RED)
            wrong.setFocus()
            wrong.selectAll()
        self.fit()

    def _changed(self) -> None:
        self.end_work()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.end_work()
        if isinstance(error, WrongPinError):
            self._mark(self.old, "Mã PIN đang dùng chưa đúng. Hãy gõ lại, hoặc gõ mã khôi phục trên giấy.")
        else:
            sentence = str(error) if isinstance(error, StorageError) else f"Chưa đổi được mã PIN ({error})."
            self.banner.say(sentence, Tone.RED)
            self.fit()
