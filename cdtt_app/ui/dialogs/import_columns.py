"""The columns of a register: what each is taken for, and a choice to say otherwise."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.presenters.register_preview import ColumnLine, field_words
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import ElidedLabel, label, rule


class ColumnsPane(PageScroll):
    """One row per column; `changed` tells the header and the field the person chose for it."""

    changed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._rows: list[QWidget] = []
        self.body.setSpacing(theme.px(6))
        self.body.addStretch(1)

    def sizeHint(self) -> QSize:
        """Small: the dialog gives it what room is left."""
        return QSize(self._theme.px(300), self._theme.px(200))

    def show_columns(self, columns: Sequence[ColumnLine]) -> None:
        """Show these columns instead; the keyboard stays on the column where it was."""
        here = next((place for place, choice in enumerate(self.choices()) if choice.hasFocus()), -1)
        for old in self._rows:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [_ColumnRow(self._theme, column, self) for column in columns]
        for place, row in enumerate(self._rows):
            self.body.insertWidget(place, row)
        if 0 <= here < len(self._rows):
            self.choices()[here].setFocus()

    def take(self, column: ColumnLine, key: str) -> None:
        """Tell what was chosen for a column, where it says something new."""
        if key != column.key:
            self.changed.emit(column.header, key)

    def choices(self) -> tuple[ChoiceField, ...]:
        """The choices, column by column."""
        return tuple(row.choice for row in self._rows if isinstance(row, _ColumnRow))


class _ColumnRow(QWidget):
    def __init__(self, theme: Theme, column: ColumnLine, pane: ColumnsPane) -> None:
        super().__init__()
        options = [Option(key, words) for key, words in field_words(column.key)]
        self.choice = ChoiceField(f"Cột {column.letter}, {column.header}, hiểu là", options)
        self.choice.set_value(column.key)
        self.choice.chosen.connect(lambda key: pane.take(column, key))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        letter = label(theme, column.letter, Role.MUTED)
        letter.setMinimumWidth(theme.px(18))
        head.addWidget(letter)
        head.addWidget(ElidedLabel(theme, column.header, Role.NAME), 1)
        outer.addLayout(head)
        if column.samples:
            outer.addWidget(ElidedLabel(theme, column.samples, Role.MUTED))
        outer.addWidget(self.choice)
        if column.refused:
            outer.addLayout(_refusal(theme, column.refused))
        outer.addSpacing(theme.px(4))
        outer.addWidget(rule())


def _refusal(theme: Theme, sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    mark = QLabel()
    mark.setPixmap(pixmap("triangle-alert", Tone.RED.ink, theme.px(18), screen_ratio()))
    words = label(theme, sentence, Role.SMALL, wrap=True)
    words.setStyleSheet(f"color: {Tone.RED.ink}")
    row.addWidget(mark)
    row.addWidget(words, 1)
    return row
