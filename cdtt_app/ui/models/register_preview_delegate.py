"""Draws what became of a register row as a chip."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.presenters.register_preview import MARK_WORDS, Mark
from cdtt_app.ui.models.register_preview_model import LINE
from cdtt_app.ui.theme import Colour, Theme, Tone
from cdtt_app.ui.widgets.chip import draw_chip

Index = QModelIndex | QPersistentModelIndex
MARK_CHIPS: Final = {
    Mark.UNDERSTOOD: (Tone.GREEN, "check"),
    Mark.CHANGED: (Tone.BLUE, "pencil"),
    Mark.DOUBTFUL: (Tone.AMBER, "eye"),
    Mark.HELD: (Tone.RED, "circle-help"),
    Mark.DOUBLE: (Tone.NEUTRAL, "layers"),
    Mark.SKIPPED: (Tone.NEUTRAL, "minus"),
}


class MarkDelegate(QStyledItemDelegate):
    """For the one column of marks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The tint of the chosen row, then the chip."""
        line, place = index.data(LINE), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(Colour.PRIMARY_TINT))
        tone, icon = MARK_CHIPS[line.mark]
        draw_chip(painter, self._theme, place.adjusted(self._theme.px(6), 0, 0, 0), MARK_WORDS[line.mark], tone, icon)
