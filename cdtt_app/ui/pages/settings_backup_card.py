"""Backups on the settings page: which there are, a copy onto a stick, the way back."""

from PySide6.QtWidgets import QDialog, QVBoxLayout

from cdtt_app.presenters.settings import BackupsValue, SettingsValue, backups_value
from cdtt_app.presenters.settings_backup import KINDS, file_name, spoken_time
from cdtt_app.services.setup import current_hamlet
from cdtt_app.storage.backup import SUFFIX, BackupInfo
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.restore_dialog import RestoreDialog
from cdtt_app.ui.pages.settings_acts import back_up, changes_in_use, find_backups
from cdtt_app.ui.pages.settings_cards import clear, side_by_side
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.file_choice import choose_new_file
from cdtt_app.ui.widgets.text import ElidedLabel, label, rule


class BackupCard(Card):
    """Reads the backups on another thread whenever the page opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Sao lưu")
        self._desk = desk
        theme = desk.theme
        self._last = label(theme, "Đang xem các bản sao lưu…", Role.BODY, wrap=True)
        self._usb = label(theme, "", Role.BODY, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(4))
        self.save = button(theme, "Sao lưu ra USB…", "usb")
        self.restore = button(theme, "Khôi phục…", "archive-restore")
        for words in (self._last, self._usb):
            self.body.addWidget(words)
        self.body.addLayout(self._list)
        self.body.addWidget(side_by_side(theme, self.save, self.restore))
        self.save.clicked.connect(self._save)
        self.restore.clicked.connect(self._restore)

    def show_value(self, value: SettingsValue) -> None:
        """When the last one left the machine; then look for those that are on it."""
        self._usb.setText(value.usb_words)
        profile = self._desk.profile
        self._desk.tasks.run(
            lambda: find_backups(profile), when_alive(self, self._found), when_alive(self, lambda _error: None)
        )

    def _found(self, backups: tuple[BackupInfo, ...]) -> None:
        self.show_backups(backups_value(backups, self._desk.db.now()))

    def show_backups(self, value: BackupsValue) -> None:
        """The list."""
        theme = self._desk.theme
        self._last.setText(value.last)
        self.set_note(value.more)
        clear(self._list)
        for line in value.lines:
            self._list.addWidget(rule())
            self._list.addWidget(ElidedLabel(theme, f"{line.title} · {line.words}", Role.SMALL))

    def _save(self) -> None:
        db, profile = self._desk.db, self._desk.profile
        hamlet = current_hamlet(db)
        name = file_name(hamlet.name if hamlet else "", db.now())
        target = choose_new_file(self, self._desk.theme, "Sao lưu ra USB", KINDS, name, SUFFIX)
        if target is None:
            return
        self.save.setEnabled(False)
        self._last.setText("Đang sao lưu…")
        self._desk.tasks.run(
            lambda: back_up(db, profile, target), when_alive(self, self._saved), when_alive(self, self._failed)
        )

    def _saved(self, info: BackupInfo) -> None:
        self.save.setEnabled(True)
        now = self._desk.db.now()
        self._desk.ways.say(f"Đã sao lưu {info.operations} lần ghi vào {info.path.name}.", Tone.GREEN)
        self._usb.setText(f"Ra USB: {spoken_time(info.made_at, now)}.")
        profile = self._desk.profile
        self._desk.tasks.run(
            lambda: find_backups(profile), when_alive(self, self._found), when_alive(self, lambda _error: None)
        )

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self._last.setText("Chưa sao lưu được.")
        sentence = str(error) if isinstance(error, StorageError) else f"Chưa sao lưu được ({error}). Hãy thử lại."
        self._desk.ways.say(sentence, Tone.RED)

    def _restore(self) -> None:
        desk = self._desk
        dialog = RestoreDialog(desk.theme, desk.tasks, desk.profile, in_use=changes_in_use(desk.db), parent=self)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        path, pin = dialog.path, dialog.pin
        dialog.deleteLater()
        if agreed and path is not None:
            desk.ways.restore(path, pin)
