"""What the register was taken for, before anything is written: a sentence, the rows, the columns."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.register_preview import PreviewValue
from cdtt_app.ui.dialogs.import_columns import ColumnsPane
from cdtt_app.ui.dialogs.import_rows import RowsPane
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField, line_field
from cdtt_app.ui.widgets.tabs import tab_bar
from cdtt_app.ui.widgets.text import ElidedLabel, label

_OTHER = "thon-khac"


class ImportPreview(QWidget):
    """Rows and columns side by side, or behind two tabs at the large text size."""

    sheet_chosen = Signal(str)
    hamlet_chosen = Signal(str)
    column_changed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._file = ElidedLabel(theme, "", Role.MUTED)
        self._summary = label(theme, "", Role.H2, wrap=True)
        self.sheet = ChoiceField("Trang tính", ())
        self.hamlet = ChoiceField("Các hộ không ghi thôn thuộc thôn nào", ())
        for choice in (self.sheet, self.hamlet):
            choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.other = line_field("Tên thôn khác", "Tên thôn")
        self._tabs = tab_bar(theme, ("Từng dòng", "Từng cột"), "Xem dòng hay cột")
        self.rows, self.columns = RowsPane(theme), ColumnsPane(theme)
        self._lay_out()
        self._tabs.currentChanged.connect(lambda _index: self._fold())
        self.sheet.chosen.connect(self.sheet_chosen)
        self.hamlet.chosen.connect(self._take_hamlet)
        self.other.editingFinished.connect(self._take_other)
        self.columns.changed.connect(self.column_changed)

    def show_value(self, value: PreviewValue, hamlet: str, hamlets: Sequence[str]) -> None:
        """Show a reading; `hamlet` is where households without one go, `hamlets` what is known here."""
        self._file.setText(value.file_words)
        self._summary.setText(value.summary)
        self._sheet_row.setVisible(bool(value.sheets))
        self.sheet.set_options([Option(name, name) for name in value.sheets])
        self._offer_hamlets(value.asks_hamlet, hamlet, hamlets)
        self.rows.show_lines(value.lines, value.counts)
        self.columns.show_columns(value.columns)

    def start(self, *, columns_first: bool) -> None:
        """Put the keyboard on the rows, or on the first column where one must be named."""
        choices = self.columns.choices()
        if columns_first and choices:
            self._tabs.setCurrentIndex(1)
            choices[0].setFocus()
        else:
            self.rows.table.setFocus()

    def _offer_hamlets(self, asks: bool, hamlet: str, hamlets: Sequence[str]) -> None:
        names = [*hamlets, *([hamlet] if hamlet and hamlet not in hamlets else [])]
        self._hamlet_row.setVisible(asks)
        self.hamlet.set_options([*(Option(name, name) for name in names), Option(_OTHER, "Thôn khác…")])
        self.hamlet.set_value(hamlet or None)
        self.other.setVisible(False)

    def _take_hamlet(self, key: str) -> None:
        self.other.setVisible(key == _OTHER)
        if key == _OTHER:
            self.other.setFocus()
        else:
            self.hamlet_chosen.emit(key)

    def _take_other(self) -> None:
        name = self.other.text().strip()
        if name and self.other.isVisible():
            self.hamlet_chosen.emit(name)

    def _fold(self) -> None:
        large, index = self._theme.large, self._tabs.currentIndex()
        self._tabs.setVisible(large)
        self.rows.setVisible(not large or index == 0)
        self.columns.setVisible(not large or index == 1)

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        self._sheet_row = _asked(theme, "Trang tính", self.sheet)
        self._hamlet_row = _asked(theme, "Các hộ này thuộc", self.hamlet, self.other)
        for choice in (self.sheet, self.hamlet, self.other):
            choice.setMinimumWidth(px(130 if theme.large else 170))
            choice.setMaximumWidth(px(230))
        asks = QHBoxLayout()
        asks.setSpacing(px(16))
        asks.addWidget(self._tabs)
        asks.addWidget(self._sheet_row)
        asks.addWidget(self._hamlet_row)
        asks.addStretch(1)
        panes = QHBoxLayout()
        panes.setSpacing(px(16))
        panes.addWidget(self.rows, 1)
        panes.addWidget(self.columns, 1 if theme.large else 0)
        if not theme.large:
            self.columns.setFixedWidth(px(390))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self._file)
        column.addWidget(self._summary)
        column.addLayout(asks)
        column.addLayout(panes, 1)
        self._fold()


def _asked(theme: Theme, words: str, *fields: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    question = label(theme, words, Role.NAME)
    question.setBuddy(fields[0])
    row.addWidget(question)
    for field in fields:
        row.addWidget(field)
    return made
