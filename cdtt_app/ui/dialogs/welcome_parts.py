"""The steps of the first evening, each a panel that shows and gives back its fields."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cdtt_app.domain.hamlet import HamletWord
from cdtt_app.domain.units import UnitRegister
from cdtt_app.presenters.settings_welcome import NOTHING_FOUND, WelcomeForm, commune_lines, usual_word
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, SearchField, line_field, set_invalid
from cdtt_app.ui.widgets.pin_fields import pin_field, show_tick, tick_box
from cdtt_app.ui.widgets.text import label
from cdtt_app.ui.widgets.two_line_list import TwoLineList, TwoLines

_ROWS = 4


class Panel(QWidget):
    """One step: `fields` are what can be wrong, by their names in the form."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.fields: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))

    def ask(self, name: str, field: QWidget, words: str) -> None:
        """A field with its question over it."""
        question = label(self.theme, words, Role.NAME)
        question.setBuddy(field)
        self.column.addWidget(question)
        self.column.addWidget(field)
        self.fields[name] = field

    def say(self, words: str) -> QLabel:
        """A sentence in small letters."""
        made = label(self.theme, words, Role.MUTED, wrap=True)
        self.column.addWidget(made)
        return made

    def filled(self, form: WelcomeForm) -> WelcomeForm:
        """The form with what stands here."""
        return form

    def mark(self, wrong: frozenset[str]) -> None:
        """Paint what is wrong red, and put the keyboard into the first of it."""
        for name, field in self.fields.items():
            set_invalid(field, name in wrong)
        first = next((field for name, field in self.fields.items() if name in wrong), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Put the keyboard where one begins."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)


class PlacePanel(Panel):
    """The commune, by any name it ever had, and the hamlet."""

    grown = Signal()

    def __init__(self, theme: Theme, units: Callable[[], UnitRegister]) -> None:
        super().__init__(theme)
        self._units = units
        self.search = SearchField(theme, "Tìm xã, phường", "Gõ tên xã, không cần dấu; tên cũ trước 7/2025 cũng được")
        self.found = TwoLineList(theme, "Các xã tìm được")
        self.found.hide()
        self.hamlet = line_field("Tên thôn", "Ví dụ: Bản Giòng")
        self.word = ChoiceField("Nơi này gọi là", [Option(word.value, word.value) for word in HamletWord])
        self.word.setFixedWidth(theme.px(150))
        self.ask("commune", self.search, "Xã, phường nào?")
        self.column.addWidget(self.found)
        self._hint = self.say("Đặt tên xã ngày nay hay tên xã, huyện ngày trước đều tìm được.")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.word)
        row.addWidget(self.hamlet, 1)
        question = label(theme, "Thôn nào?", Role.NAME)
        question.setBuddy(self.hamlet)
        self.column.addWidget(question)
        self.column.addLayout(row)
        self.fields["hamlet"] = self.hamlet
        self.search.searched.connect(self.look_up)
        self.search.installEventFilter(self)
        self.found.chosen.connect(self._suggest_word)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search goes to what was found; it must not press the dialog's main button."""
        if watched is not self.search or not _is_enter(event):
            return super().eventFilter(watched, event)
        self.look_up(self.search.text())
        self._to_list()
        return True

    def look_up(self, text: str) -> None:
        """Show the communes of that name; a lone one is chosen at once."""
        kept = self.found.key()
        found = commune_lines(self._units().find(text, limit=60))
        lines = [TwoLines(line.code, line.title, line.words) for line in found]
        self.found.show_lines(lines, lines[0].key if len(lines) == 1 else kept)
        self.found.setVisible(bool(lines))
        self.found.set_rows_shown(min(len(lines), _ROWS))
        self._hint.setText("Chọn xã trong danh sách." if lines else NOTHING_FOUND if text.strip() else "")
        if len(lines) == 1:
            self._suggest_word(lines[0].key)
        self.grown.emit()

    def filled(self, form: WelcomeForm) -> WelcomeForm:
        """Commune, hamlet and the word for it."""
        word = HamletWord(self.word.value() or HamletWord.THON)
        return replace(form, commune_code=self.found.key(), hamlet_name=self.hamlet.text(), hamlet_word=word)

    def _to_list(self) -> None:
        if self.found.isVisible():
            if not self.found.key():
                self.found.setCurrentIndex(self.found.model().index(0, 0))
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suggest_word(self, code: str) -> None:
        set_invalid(self.search, False)
        commune = self._units().commune(code)
        if commune is not None:
            self._hint.setText(f"Đã chọn: {commune.name}.")
            self.word.set_value(usual_word(commune.province_code, commune.name))


def _is_enter(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys


class PersonPanel(Panel):
    """Who works on this machine."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.name = line_field("Họ và tên", "Ví dụ: Lương Thị Mai")
        self.called = line_field("Bà con gọi là", "Ví dụ: Chị Mai")
        self.ask("name", self.name, "Họ và tên người dùng máy này")
        self.ask("called", self.called, "Bà con gọi là (có thể để trống)")
        self.say("Tên này đứng ở góc trên và ở mỗi phiếu thăm, để xã biết ai đã ghi.")

    def filled(self, form: WelcomeForm) -> WelcomeForm:
        """The two names."""
        return replace(form, name=self.name.text(), called=self.called.text())


class PinPanel(Panel):
    """A PIN, twice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.pin = pin_field(theme, "Mã PIN mới")
        self.again = pin_field(theme, "Gõ lại mã PIN")
        self.say("Máy để ở nhà văn hoá, nhiều người dùng chung: mã PIN giữ kín sổ hộ. Mỗi lần mở máy gõ một lần.")
        self.ask("pin", self.pin, "Mã PIN, 6 chữ số")
        self.ask("pin_again", self.again, "Gõ lại mã PIN")
        self.column.addWidget(show_tick(theme, [self.pin, self.again]))
        self.say("Đừng lấy dãy dễ đoán như 123456 hay 111111, cũng đừng lấy ngày sinh.")

    def filled(self, form: WelcomeForm) -> WelcomeForm:
        """Both as typed."""
        return replace(form, pin=self.pin.text().strip(), pin_again=self.again.text().strip())


class CodePanel(Panel):
    """The recovery code, shown this once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.say("Quên mã PIN thì chỉ còn mã này mở được dữ liệu. Hãy ghi ra giấy, cất ở nhà, không chụp ảnh gửi đi.")
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setAccessibleName("Mã khôi phục")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setFont(theme.role_font(Role.H1))
        self.code.setMinimumHeight(theme.px(64))
        self.column.addWidget(self.code)
        self.say("Mã chỉ hiện một lần này. Trong mã không có số 0, số 1, chữ I và chữ O.")
        self.written = tick_box(theme, "Tôi đã ghi mã ra giấy")
        self.column.addWidget(self.written, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields["written"] = self.written
