"""Choosing what to restore; the caller does it, since the data in use must be closed first."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cdtt_app.storage.errors import StorageError, WrongPinError
from cdtt_app.storage.profile import Profile
from cdtt_app.ui.dialogs.restore_acts import check_pin
from cdtt_app.ui.dialogs.restore_parts import BackupChoice
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import set_invalid
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_WRONG_PIN = "Mã PIN này không mở được bản sao lưu đã chọn. Hãy gõ mã PIN dùng lúc làm bản đó, hoặc mã khôi phục."


class RestoreDialog(SheetDialog):
    """Accepted with `path` and the `pin` that opens it; `in_use` counts the changes in the data now (None: no data)."""

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        profile: Profile,
        *,
        in_use: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme, "Khôi phục từ bản sao lưu", width=860 if theme.large else 620, leaves_busy=True, parent=parent
        )
        self._tasks = tasks
        self.path: Path | None = None
        self.pin = ""
        self.choice = BackupChoice(theme, tasks, profile, in_use)
        self.body.addWidget(label(theme, "Khôi phục từ bản sao lưu", Role.H1))
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        cancel = button(theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.restore_button = button(theme, "Khôi phục", "archive-restore", Kind.PRIMARY)
        self.restore_button.clicked.connect(self._check)
        self.add_buttons(cancel, self.restore_button)
        self.choice.refused.connect(self._refuse)
        self.choice.grown.connect(self.fit)

    def _check(self) -> None:
        info = self.choice.chosen
        if info is None:
            self._refuse("Hãy chọn một bản sao lưu trong danh sách, hoặc chọn tệp.")
            return
        path, pin = info.path, self.choice.secret()
        if self.choice.asks_pin() and not pin:
            self._refuse_pin("Hãy gõ mã PIN lúc làm bản sao lưu này.")
            return
        self.banner.hide()
        set_invalid(self.choice.pin, False)
        self.start_work("Đang thử mã PIN…")
        self._tasks.run(
            lambda: check_pin(path, pin),
            when_alive(self, lambda _nothing: self._agreed(path, pin)),
            when_alive(self, self._failed),
        )

    def _agreed(self, path: Path, pin: str) -> None:
        self.end_work()
        if self.isVisible():
            self.path, self.pin = path, pin
            self.accept()

    def _failed(self, error: Exception) -> None:
        self.end_work()
        if isinstance(error, WrongPinError):
            self._refuse_pin(_WRONG_PIN)
        else:
            self._refuse(str(error) if isinstance(error, StorageError) else f"Chưa mở được tệp ({error}).")

    def _refuse_pin(self, sentence: str) -> None:
        set_invalid(self.choice.pin, True)
        self.choice.pin.setFocus()
        self.choice.pin.selectAll()
        self._refuse(sentence)

    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.RED)
        self.fit()
