"""The door: asks for the PIN before real data is shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cdtt_app.presenters.settings_pin import FORGOTTEN, wait_after, wait_sentence, wait_words
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError, StorageError, WrongPinError
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import set_invalid
from cdtt_app.ui.widgets.messages import IconDisc
from cdtt_app.ui.widgets.pin_fields import pin_field, show_tick
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_OPEN = "Mở khoá"


class PinDialog(SheetDialog):
    """Accepted when `database` is open; `unlock` runs on another thread, since the lock is slow on purpose.

    Where the data itself is unreadable, `rescue` (when given) is offered with that sentence.
    """

    def __init__(
        self,
        theme: Theme,
        tasks: Tasks,
        unlock: Callable[[str], Database],
        rescue: Callable[[str], Database | None] | None = None,
    ) -> None:
        super().__init__(theme, "Sổ tay Tổ công nghệ số", width=500, leaves_busy=True)
        self._tasks, self._unlock, self._rescue = tasks, unlock, rescue
        self.database: Database | None = None
        self._wrong, self._left = 0, 0
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self.pin = pin_field(theme, "Mã PIN")
        self.open_button = button(theme, _OPEN, "lock-open", Kind.PRIMARY)
        self._lay_out_body()
        leave = button(theme, "Thoát")
        leave.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._try)
        self.add_buttons(leave, self.open_button)
        self.pin.setFocus()

    def _lay_out_body(self) -> None:
        theme, px = self.theme, self.theme.px
        head = QHBoxLayout()
        head.setSpacing(px(16))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(label(theme, "Mở sổ tay", Role.H1))
        words.addWidget(label(theme, "Gõ mã PIN của máy này.", Role.BODY))
        head.addWidget(IconDisc(theme, "lock", Tone.GREEN, 56))
        head.addLayout(words, 1)
        self._forgotten = label(theme, FORGOTTEN, Role.SMALL, wrap=True)
        self._forgotten.hide()
        ask = button(theme, "Quên mã PIN?", "circle-help", Kind.QUIET)
        ask.clicked.connect(self._explain)
        row = QHBoxLayout()
        row.addWidget(show_tick(theme, [self.pin]))
        row.addStretch(1)
        row.addWidget(ask)
        self.body.addLayout(head)
        self.body.addWidget(self.pin)
        self.body.addLayout(row)
        self.body.addWidget(self._forgotten)
        self.body.addStretch(1)

    def _explain(self) -> None:
        self._forgotten.setVisible(self._forgotten.isHidden())
        self.fit()

    def _try(self) -> None:
        pin = self.pin.text().strip()
        if not pin:
            self.pin.setFocus()
            return
        self.banner.hide()
        set_invalid(self.pin, False)
        self.start_work("Đang mở khoá…")
        self._tasks.run(
            lambda: _open(self._unlock, pin), when_alive(self, self._opened), when_alive(self, self._failed)
        )

    def _opened(self, database: Database) -> None:
        self.end_work()
        if self.isVisible():
            self.database = database
            self.accept()

    def _failed(self, error: Exception) -> None:
        self.end_work()
        if isinstance(error, WrongPinError):
            self._refuse(str(error))
        elif isinstance(error, DamagedError) and self._rescue is not None:
            sentence = str(error)
            self.banner.say(sentence, Tone.RED, ("Khôi phục…", lambda: self._go_and_rescue(sentence)))
        else:
            sentence = str(error) if isinstance(error, StorageError) else f"Máy chưa mở được dữ liệu ({error})."
            self.banner.say(sentence, Tone.RED)
        self.fit()

    def _refuse(self, sentence: str) -> None:
        self._wrong += 1
        self._left = wait_after(self._wrong)
        set_invalid(self.pin, True)
        self.pin.selectAll()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._left:
            sentence = wait_sentence(self._wrong)
            self.open_button.setEnabled(False)
            self.open_button.setText(wait_words(self._left))
            self._clock.start()
        self.banner.say(sentence, Tone.RED)

    def _tick(self) -> None:
        self._left -= 1
        self.open_button.setText(wait_words(self._left) if self._left else _OPEN)
        if not self._left:
            self._clock.stop()
            self.open_button.setEnabled(True)

    def _go_and_rescue(self, sentence: str) -> None:
        self.database = self._rescue(sentence) if self._rescue else None
        if self.database is not None:
            self.accept()


def _open(unlock: Callable[[str], Database], pin: str) -> Database:
    database = unlock(pin)
    database.close_thread()  # the window's thread opens its own connection
    return database
