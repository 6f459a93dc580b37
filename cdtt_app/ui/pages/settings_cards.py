"""The small cards of the settings page: text size, person, PIN, register, practice, privacy, about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cdtt_app.presenters.settings import (
    LICENCES,
    MINORS_WORDS,
    SAMPLE_NAME,
    SAMPLE_WORDS,
    SettingsValue,
    version_lines,
)
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.members import save_member
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.pin_change_dialog import PinChangeDialog
from cdtt_app.ui.pages.settings_acts import keep_minors, keep_text_size, versions
from cdtt_app.ui.theme import TEXT_SIZES, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice
from cdtt_app.ui.widgets.fields import line_field, set_invalid
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.pin_fields import tick_box
from cdtt_app.ui.widgets.text import ElidedLabel, dress, label

_SIZE_WORDS = {13: "Chữ thường", 18: "Chữ to"}


def side_by_side(theme: Theme, *buttons: QPushButton) -> QWidget:
    """Buttons in a row that goes on below where there is no room."""
    made = QWidget()
    flow = FlowLayout(theme.px(8), made)
    for each in buttons:
        flow.addWidget(each)
    return made


def clear(rows: QVBoxLayout) -> None:
    """Take away every row of a list."""
    while (item := rows.takeAt(0)) is not None:
        row = item.widget()
        if row is not None:
            row.hide()
            row.deleteLater()


class TextSizeCard(Card):
    """Two sizes, each shown before it is taken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Cỡ chữ")
        self._desk = desk
        theme = desk.theme
        options = [Option(str(size), _SIZE_WORDS[size]) for size in TEXT_SIZES]
        self.choice = SegmentedChoice(theme, options, "Cỡ chữ")
        self.take = button(theme, "Dùng cỡ chữ này", "check")
        self._name = ElidedLabel(theme, SAMPLE_NAME, Role.NAME)
        self._words = ElidedLabel(theme, SAMPLE_WORDS, Role.MUTED)
        self._name.setAccessibleName("Chữ mẫu")
        tallest = Theme(TEXT_SIZES[-1])
        for each, role in ((self._name, Role.NAME), (self._words, Role.MUTED)):
            each.setFixedHeight(tallest.metrics(role).height())
            self.body.addWidget(each)
        self.body.addWidget(side_by_side(theme, self.take))
        self.body.insertWidget(0, self.choice)
        self.choice.chosen.connect(self._sample)
        self.take.clicked.connect(self._take)

    def show_value(self, value: SettingsValue) -> None:
        """The size in use."""
        self._now = value.text_size
        self.choice.set_value(str(value.text_size))
        self._sample(str(value.text_size))

    def _sample(self, size: str) -> None:
        shown = Theme(int(size))
        dress(self._name, shown, Role.NAME)
        dress(self._words, shown, Role.MUTED)
        self.take.setEnabled(int(size) != self._now)

    def _take(self) -> None:
        try:
            keep_text_size(self._desk.profile, int(self.choice.value() or TEXT_SIZES[0]))
        except OSError as error:
            self._desk.ways.say(f"Chưa ghi nhớ được cỡ chữ ({error.strerror}). Hãy thử lại.", Tone.RED)
            return
        self._desk.ways.rebuild()


class PersonCard(Card):
    """Who works on this machine."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Người dùng máy này")
        self._desk = desk
        theme = desk.theme
        self.name = line_field("Họ và tên", "Ví dụ: Lương Thị Mai")
        self.called = line_field("Bà con gọi là", "Ví dụ: Chị Mai")
        self.save = button(theme, "Lưu tên", "check")
        self._shown = ("", "")
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(8))
        for field, stretch in ((self.name, 3), (self.called, 2)):
            column = QVBoxLayout()
            column.setSpacing(theme.px(2))
            words = label(theme, field.accessibleName(), Role.SMALL)
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)
            fields.addLayout(column, stretch)
            field.textChanged.connect(self._typed)
            field.returnPressed.connect(self._save)
        self.body.addLayout(fields)
        self.body.addWidget(side_by_side(theme, self.save))
        self.save.clicked.connect(self._save)
        self._typed()

    def show_value(self, value: SettingsValue) -> None:
        """The person known; fields that are being typed in stay."""
        self.set_note(value.person_note)
        if (value.name, value.called) != self._shown:
            self._fill(value.name, value.called)

    def _fill(self, name: str, called: str) -> None:
        self._shown = (name, called)
        self.name.setText(name)
        self.called.setText(called)
        self._typed()

    def _typed(self) -> None:
        self.save.setEnabled((self.name.text(), self.called.text()) != self._shown)

    def _save(self) -> None:
        try:
            member = save_member(self._desk.db, self.name.text(), self.called.text())
        except (RefusedError, StorageError) as error:
            set_invalid(self.name, not self.name.text().strip())
            self._desk.ways.say(str(error), Tone.RED)
            return
        set_invalid(self.name, False)
        self._fill(member.name, member.called)
        self._desk.ways.say(f"Đã lưu tên: {member.name}.", Tone.GREEN)


class PinCard(Card):
    """Change the PIN, or lock now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Mã PIN")
        self._desk = desk
        theme = desk.theme
        self._words = label(theme, "", Role.BODY, wrap=True)
        self.change = button(theme, "Đổi mã PIN…", "pencil")
        self.lock = button(theme, "Khoá ngay", "lock")
        self._acts = side_by_side(theme, self.change, self.lock)
        self.body.addWidget(self._words)
        self.body.addWidget(self._acts)
        self.change.clicked.connect(self._change)
        self.lock.clicked.connect(lambda _checked: desk.ways.lock())

    def show_value(self, value: SettingsValue) -> None:
        """Whether there is a PIN."""
        self._words.setText(value.pin_words)
        self._acts.setVisible(value.has_pin)

    def _change(self) -> None:
        dialog = PinChangeDialog(self._desk.theme, self._desk.tasks, self._desk.profile, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._desk.ways.say("Đã đổi mã PIN. Lần mở sau gõ mã mới.", Tone.GREEN)
        dialog.deleteLater()


class RegisterCard(Card):
    """The way to the import."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Sổ hộ của xã")
        words = "Nhập danh sách hộ từ tệp Excel của xã. Được xem trước; chỗ đã ghi trên máy không bị ghi đè."
        self.body.addWidget(label(desk.theme, words, Role.BODY, wrap=True))
        self.open = button(desk.theme, "Nhập sổ hộ từ tệp Excel…", "file-spreadsheet")
        self.body.addWidget(side_by_side(desk.theme, self.open))
        self.open.clicked.connect(lambda _checked: desk.ways.import_register())


class PracticeCard(Card):
    """Into the practice hamlet, or back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Bản thực hành")
        theme = desk.theme
        self._words = label(theme, "", Role.BODY, wrap=True)
        self.go = button(theme, "Vào bản thực hành", "graduation-cap")
        self.back = button(theme, "Về sổ thật", "house")
        self.body.addWidget(self._words)
        self.body.addWidget(side_by_side(theme, self.go, self.back))
        self.go.clicked.connect(lambda _checked: desk.ways.practise(True))
        self.back.clicked.connect(lambda _checked: desk.ways.practise(False))

    def show_value(self, value: SettingsValue) -> None:
        """Where one is now."""
        self._words.setText(value.practice_words)
        self.go.setVisible(not value.practice)
        self.back.setVisible(value.practice)


class PrivacyCard(Card):
    """Whether under-16s may be named."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Riêng tư")
        self._desk = desk
        self.minors = tick_box(desk.theme, "Cho ghi tên người dưới 16 tuổi")
        self.minors.setAccessibleDescription(MINORS_WORDS)
        self.body.addWidget(self.minors, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(label(desk.theme, MINORS_WORDS, Role.MUTED, wrap=True))
        self.minors.clicked.connect(self._keep)

    def show_value(self, value: SettingsValue) -> None:
        """On or off."""
        self.minors.setChecked(value.minors)

    def _keep(self, allowed: bool) -> None:
        try:
            keep_minors(self._desk.db, allowed)
        except StorageError as error:
            self.minors.setChecked(not allowed)
            self._desk.ways.say(str(error), Tone.RED)


class AboutCard(Card):
    """The program and what it stands on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Về chương trình")
        words = " · ".join(version_lines(versions(desk.db)))
        self.body.addWidget(label(desk.theme, words, Role.BODY, wrap=True))
        self.body.addWidget(label(desk.theme, LICENCES, Role.MUTED, wrap=True))
