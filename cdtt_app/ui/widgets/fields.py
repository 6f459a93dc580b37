"""Fields to fill in, each with its name for screen readers: text, search, date, choice, long text."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from cdtt_app.ui.icons import icon
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.buttons import icon_button
from cdtt_app.ui.widgets.choices import Option

VIETNAM: Final = QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
_PAUSE = 180  # milliseconds: Unikey rewrites a word many times while it is typed


def line_field(name: str, placeholder: str = "", text: str = "") -> QLineEdit:
    """One line of text."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made


def note_field(theme: Theme, name: str, placeholder: str = "", lines: int = 3) -> QPlainTextEdit:
    """Several lines of text; Tab leaves it."""
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + theme.px(26))
    return made


def set_invalid(field: QWidget, invalid: bool) -> None:
    """Paint a field red, or no longer; the sentence that says why stands beside it."""
    if bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)


class DateField(QDateEdit):
    """A day, written dd/MM/yyyy, with a Vietnamese calendar to pick from."""

    day_changed = Signal(object)  # datetime.date

    def __init__(self, theme: Theme, name: str, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(VIETNAM)
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.set_day(day)
        _dress_calendar(theme, self.calendarWidget())
        self.dateChanged.connect(lambda _day: self.day_changed.emit(self.day()))

    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show this day, without telling."""
        told = self.blockSignals(True)
        self.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(told)


def _dress_calendar(theme: Theme, calendar: QCalendarWidget) -> None:
    calendar.setLocale(VIETNAM)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setMinimumSize(theme.px(392), theme.px(328))
    plain = QTextCharFormat()
    plain.setForeground(QColor(Colour.INK))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)  # red is kept for what is wrong
    heads = QTextCharFormat()
    heads.setForeground(QColor(Colour.MUTED))
    heads.setFontWeight(600)
    calendar.setHeaderTextFormat(heads)
    names = {"qt_calendar_prevmonth": "Tháng trước", "qt_calendar_nextmonth": "Tháng sau"}
    for turn in calendar.findChildren(QToolButton):
        turn.setAccessibleName(names.get(turn.objectName(), ""))
    for year in (*calendar.findChildren(QSpinBox), *calendar.findChildren(QLineEdit)):
        year.setAccessibleName("Năm")


class NumberField(QWidget):
    """A small whole number between two large buttons."""

    number_changed = Signal(int)

    def __init__(self, theme: Theme, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QSpinBox()
        self._box.setRange(low, high)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.setFixedSize(theme.px(60), theme.px(40))
        self._box.setAccessibleName(name)
        self._box.lineEdit().setAccessibleName(name)
        less = icon_button(theme, "minus", f"{name}: bớt 1")
        more = icon_button(theme, "plus", f"{name}: thêm 1")
        less.clicked.connect(self._box.stepDown)
        more.clicked.connect(self._box.stepUp)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for each in (less, self._box, more):
            row.addWidget(each)
        self.setFocusProxy(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._box.valueChanged.connect(self.number_changed)

    def value(self) -> int:
        """The number shown."""
        return self._box.value()

    def set_value(self, number: int) -> None:
        """Show this number, without telling."""
        told = self._box.blockSignals(True)
        self._box.setValue(number)
        self._box.blockSignals(told)


class ChoiceField(QComboBox):
    """One of a list; wheel turns scroll the page, they do not change the answer."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one ignores the sheet's row height
        self.set_options(options)
        self.activated.connect(lambda _index: self.chosen.emit(self.currentData()))

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these instead; the first one is chosen."""
        self.clear()
        for option in options:
            self.addItem(option.text, option.key)

    def value(self) -> str | None:
        """The key of what is chosen."""
        key = self.currentData()
        return key if isinstance(key, str) else None

    def set_value(self, key: str | None) -> None:
        """Choose without telling."""
        self.setCurrentIndex(self.findData(key) if key is not None else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SearchField(QLineEdit):
    """A field to search in: waits for a pause in typing."""

    searched = Signal(str)

    def __init__(self, theme: Theme, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        find = QAction(icon("search", Colour.MUTED, theme.px(18)), "Tìm", self)
        self.addAction(find, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("x", Colour.INK, theme.px(18)), "Xoá chữ đã gõ", self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)  # after it has its button: before, the button would stay
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._now)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page while there is nothing to undo in here."""
        asks = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if asks and event.type() == QEvent.Type.ShortcutOverride and not self.isUndoAvailable():
            event.ignore()
            return False
        return super().event(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.searched.emit(self.text())
