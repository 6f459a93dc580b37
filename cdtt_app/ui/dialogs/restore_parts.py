"""Choosing a backup: from the list on this machine, or a file from somewhere else; and the PIN it was made under."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.settings_backup import KINDS, backup_line, replaced_words
from cdtt_app.storage.backup import BackupInfo, local_backups, read_info
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.profile import Profile
from cdtt_app.ui.dialogs.restore_acts import needs_pin
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.file_choice import choose_file, usb_folder
from cdtt_app.ui.widgets.pin_fields import pin_field, show_tick
from cdtt_app.ui.widgets.text import label
from cdtt_app.ui.widgets.two_line_list import TwoLineList, TwoLines

_ROWS = 3
_LOOKING = "Đang xem các bản sao lưu trên máy…"
_NONE = "Trên máy này không có bản sao lưu nào. Hãy cắm USB rồi chọn tệp sao lưu."
_SOME = "Các bản sao lưu trên máy, bản mới nhất ở trên:"


class BackupChoice(QWidget):
    """Reads what lies on the machine on another thread; `refused` brings a sentence, `grown` wants more room."""

    refused = Signal(str)
    grown = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, profile: Profile, in_use: int | None) -> None:
        super().__init__()
        self._theme, self._tasks, self._profile, self._in_use = theme, tasks, profile, in_use
        self._backups: dict[str, BackupInfo] = {}
        self.list = TwoLineList(theme, "Các bản sao lưu")
        self.list.hide()
        self.pin = pin_field(theme, "Mã PIN của bản sao lưu")
        self._lay_out()
        self.list.chosen.connect(self._choose)
        tasks.run(
            lambda: local_backups(profile),
            when_alive(self, self._found),
            when_alive(self, lambda _error: self._found(())),
        )

    @property
    def chosen(self) -> BackupInfo | None:
        """The backup chosen."""
        return self._backups.get(self.list.key())

    def secret(self) -> str:
        """The PIN as typed; blank where the backup needs none."""
        return self.pin.text().strip() if self.asks_pin() else ""

    def asks_pin(self) -> bool:
        """Whether the chosen backup needs a PIN."""
        return not self._door.isHidden()

    def add_file(self, path: Path) -> None:
        """Offer this file first, and choose it; `refused` when it is no backup."""
        try:
            info = read_info(path)
        except DamagedError as error:
            self.refused.emit(str(error))
            return
        self._show((info, *(each for each in self._backups.values() if each.path != path)), str(path))

    def _lay_out(self) -> None:
        theme = self._theme
        self._head = label(theme, _LOOKING, Role.BODY, wrap=True)
        self._replaces = label(theme, "", Role.NAME, wrap=True)
        self._replaces.hide()
        other = button(theme, "Chọn tệp khác…", "folder-open")
        other.clicked.connect(self._browse)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._head)
        left.addWidget(self.list)
        left.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._replaces)
        right.addWidget(self._pin_part())
        sideways = QBoxLayout.Direction.LeftToRight if theme.large else QBoxLayout.Direction.TopToBottom
        parts = QBoxLayout(sideways, self)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(theme.px(24 if theme.large else 8))
        for column in (left, right):
            column.setSpacing(theme.px(8))
            column.addStretch(1)
            parts.addLayout(column, 1)

    def _pin_part(self) -> QWidget:
        self._door = QWidget()
        inside = QVBoxLayout(self._door)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self._theme.px(4))
        words = label(self._theme, "Mã PIN (hoặc mã khôi phục) lúc làm bản sao lưu này", Role.NAME)
        words.setBuddy(self.pin)
        for each in (words, self.pin, show_tick(self._theme, [self.pin])):
            inside.addWidget(each)
        self._door.hide()
        return self._door

    def _found(self, backups: Sequence[BackupInfo]) -> None:
        self._show((*(each for each in self._backups.values()), *backups), self.list.key())

    def _show(self, backups: Sequence[BackupInfo], key: str) -> None:
        now = datetime.now(UTC)
        self._backups = {str(info.path): info for info in backups}
        lines = [(path, backup_line(info, now)) for path, info in self._backups.items()]
        self.list.show_lines([TwoLines(path, line.title, line.words) for path, line in lines], key)
        self.list.setVisible(bool(lines))
        self.list.set_rows_shown(min(len(lines), _ROWS))
        self._head.setText(_SOME if lines else _NONE)
        if key:
            self._choose(key)
        self.grown.emit()

    def _choose(self, key: str) -> None:
        info = self._backups[key]
        try:
            self._door.setVisible(needs_pin(info))
        except DamagedError as error:
            self.refused.emit(str(error))
            return
        self._replaces.setText(replaced_words(info, self._in_use))
        self._replaces.show()
        self.grown.emit()

    def _browse(self) -> None:
        path = choose_file(self, self._theme, "Chọn tệp sao lưu", KINDS, usb_folder() or self._profile.folder)
        if path is not None:
            self.add_file(path)
