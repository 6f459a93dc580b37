"""The data cannot be read: says so, and puts a backup in its place. Nothing is ever deleted here."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError, WrongPinError
from cdtt_app.storage.profile import Profile
from cdtt_app.ui.dialogs.restore_acts import restore_and_open
from cdtt_app.ui.dialogs.restore_parts import BackupChoice
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import set_invalid
from cdtt_app.ui.widgets.messages import IconDisc
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_KEPT = "Không có gì bị xoá: tệp đang có được giữ nguyên, cán bộ kỹ thuật còn xem lại được."
_WRONG_PIN = "Mã PIN này không mở được bản sao lưu đã chọn. Hãy gõ mã PIN dùng lúc làm bản đó, hoặc mã khôi phục."


class RescueDialog(SheetDialog):
    """Accepted with `database` open from a backup; `sentence` says what is wrong with the data."""

    def __init__(self, theme: Theme, tasks: Tasks, profile: Profile, sentence: str) -> None:
        super().__init__(theme, "Sổ tay Tổ công nghệ số", width=860 if theme.large else 640)
        self._tasks, self._profile = tasks, profile
        self.database: Database | None = None
        self.choice = BackupChoice(theme, tasks, profile, None)
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(label(theme, "Chưa mở được dữ liệu", Role.H1, wrap=True))
        words.addWidget(label(theme, sentence, Role.BODY, wrap=True))
        words.addWidget(label(theme, _KEPT, Role.MUTED, wrap=True))
        head.addWidget(IconDisc(theme, "triangle-alert", Tone.AMBER, 56))
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        leave = button(theme, "Đóng, để sau")
        leave.clicked.connect(self.reject)
        self.restore_button = button(theme, "Khôi phục bản này", "archive-restore", Kind.PRIMARY)
        self.restore_button.clicked.connect(self._restore)
        self.add_buttons(leave, self.restore_button)
        self.choice.refused.connect(self._refuse)
        self.choice.grown.connect(self.fit)

    def _restore(self) -> None:
        info = self.choice.chosen
        if info is None:
            self._refuse("Hãy chọn một bản sao lưu trong danh sách, hoặc chọn tệp.")
            return
        path, pin = info.path, self.choice.secret()
        self.banner.hide()
        set_invalid(self.choice.pin, False)
        self.start_work("Đang khôi phục…")
        self._tasks.run(
            lambda: restore_and_open(self._profile, path, pin),
            when_alive(self, self._restored),
            when_alive(self, self._failed),
        )

    def _restored(self, database: Database) -> None:
        self.end_work()
        self.database = database
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.end_work()
        if isinstance(error, WrongPinError):
            set_invalid(self.choice.pin, True)
            self.choice.pin.setFocus()
            self._refuse(_WRONG_PIN)
        else:
            self._refuse(str(error) if isinstance(error, StorageError) else f"Chưa khôi phục được ({error}).")

    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.RED)
        self.fit()
