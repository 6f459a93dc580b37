"""Draws a row of the list of households: a heading, or a card with found letters, skill dots and state."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cdtt_app.presenters.household_cards import HouseholdCard
from cdtt_app.presenters.household_listing import Entry, Heading
from cdtt_app.presenters.household_matches import Marked
from cdtt_app.storage.search_index import Rank
from cdtt_app.ui.models.household_list import CARD_ROLE, GONE, HouseholdListModel, Index
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.chip import chip_size, draw_chip
from cdtt_app.ui.widgets.household_mark import STATE_TONES, STATE_WORDS
from cdtt_app.ui.widgets.small_charts import draw_skill_dots, skill_dots_width

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Pen(NamedTuple):
    """A font with its measures: making them anew for every row would cost more than drawing."""

    font: QFont
    metrics: QFontMetrics


def _pen(font: QFont) -> _Pen:
    return _Pen(font, QFontMetrics(font))


class HouseholdListDelegate(QStyledItemDelegate):
    """One drawing for every row; heights depend on the kind of row alone, so no card is read to lay out the list."""

    def __init__(self, theme: Theme, model: HouseholdListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._name, self._strong = _pen(theme.role_font(Role.NAME)), _pen(theme.font(1.0, 700))
        self._small, self._small_strong = _pen(theme.role_font(Role.SMALL)), _pen(theme.font(0.86, 600))
        self._heading = _pen(theme.font(0.93, 700))
        line, chip = self._small.metrics.height(), chip_size(theme, "Hẹn").height()
        self._line = line
        lines = self._name.metrics.height() + line + max(chip, line)
        self._gap, self._inset = theme.px(6), theme.px(13)
        card = lines + theme.px(8 + 6 + 2) + self._gap
        width = theme.px(200)
        self._sizes = {
            Heading: QSize(width, self._heading.metrics.height() + theme.px(14)),
            Entry: QSize(width, card),
            Rank: QSize(width, card + line + theme.px(2)),  # an entry with a line saying through what it was found
        }

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Called for every row of the list at once: no measuring here."""
        row = self._model.row(index.row())
        if isinstance(row, Heading):
            return self._sizes[Heading]
        return self._sizes[Entry if row.rank is None or row.rank is Rank.HEAD else Rank]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A heading or a card."""
        row = self._model.row(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._draw_heading(painter, option.rect, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            box = option.rect.adjusted(0, self._gap // 2, 0, -self._gap // 2)
            self._draw_ground(painter, box, chosen=chosen)
            self._draw_card(painter, box, index.data(CARD_ROLE))
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        box = rect.adjusted(self._theme.px(4), self._theme.px(4), -self._theme.px(2), 0)
        painter.setFont(self._small.font)
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(box, _RIGHT, heading.note)
        room = box.width() - self._small.metrics.horizontalAdvance(heading.note) - self._theme.px(10)
        painter.setFont(self._heading.font)
        painter.setPen(QColor(Colour.PRIMARY))
        words = self._heading.metrics.elidedText(heading.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, words)

    def _draw_ground(self, painter: QPainter, box: QRect, *, chosen: bool) -> None:
        width = 2 if chosen else 1
        painter.setPen(QPen(QColor(Colour.PRIMARY if chosen else Colour.LINE), width))
        painter.setBrush(QColor(Colour.PRIMARY_TINT if chosen else Colour.CARD))
        half = width / 2
        radius = self._theme.px(10)
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)

    def _draw_card(self, painter: QPainter, box: QRect, card: HouseholdCard | None) -> None:
        inside = box.adjusted(self._inset, self._theme.px(8), -self._inset, -self._theme.px(6))
        if card is None:
            self._draw_words(painter, inside, GONE)
            return
        top = QRect(inside.left(), inside.top(), inside.width(), self._name.metrics.height())
        self._draw_marked(painter, top, card.name, self._name, self._strong)
        place = QRect(inside.left(), top.bottom() + 1, inside.width(), self._line)
        self._draw_words(painter, place, card.place)
        if card.found:
            self._draw_found(painter, place.translated(0, self._line), *card.found)
        self._draw_foot(painter, inside, card)

    def _draw_words(self, painter: QPainter, box: QRect, words: str) -> int:
        painter.setFont(self._small.font)
        painter.setPen(QColor(Colour.MUTED))
        shown = self._small.metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)
        return self._small.metrics.horizontalAdvance(shown)

    def _draw_found(self, painter: QPainter, box: QRect, caption: str, found: Marked) -> None:
        begin = self._draw_words(painter, box, caption) + self._theme.px(5)
        self._draw_marked(painter, box.adjusted(begin, 0, 0, 0), found, self._small_strong, self._small_strong)

    def _draw_marked(self, painter: QPainter, box: QRect, words: Marked, plain: _Pen, strong: _Pen) -> None:
        """Found letters stand out by weight, line and colour, not by colour alone."""
        shown = plain.metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, box.width())
        whole = len(shown) if shown == words.text else len(shown) - 1
        x, place = float(box.left()), 0
        for start, end in (*words.found, (len(words.text), len(words.text))):
            if place < start:
                x = self._draw_run(painter, box, x, shown[place:start] if start <= whole else shown[place:], plain)
            if start < end <= whole:
                x = self._draw_run(painter, box, x, shown[start:end], strong, found=True)
            place = end

    def _draw_run(
        self, painter: QPainter, box: QRect, x: float, words: str, pen: _Pen, *, found: bool = False
    ) -> float:
        painter.setFont(pen.font)
        painter.setPen(QColor(Colour.PRIMARY if found else Colour.INK))
        width = pen.metrics.horizontalAdvance(words)
        base = box.top() + (box.height() + pen.metrics.ascent() - pen.metrics.descent()) / 2
        painter.drawText(QRectF(x, box.top(), width + 2, box.height()), _LEFT | Qt.TextFlag.TextDontClip, words)
        if found:
            painter.setPen(QPen(QColor(Colour.PRIMARY), self._theme.px(2)))
            line = base + self._theme.px(3)
            painter.drawLine(QLineF(x, line, x + width - 1, line))
        return x + width

    def _draw_foot(self, painter: QPainter, inside: QRect, card: HouseholdCard) -> None:
        count = f"{card.skills}/5" if self._theme.large else f"{card.skills}/5 kỹ năng"
        begin = skill_dots_width(self._theme) + self._theme.px(4)
        room = inside.width() - begin - self._small.metrics.horizontalAdvance(count) - self._theme.px(6)
        words = card.state_words or STATE_WORDS[card.state]
        chip = chip_size(self._theme, words, card.state)
        if chip.width() > room:
            words = STATE_WORDS[card.state]
            chip = chip_size(self._theme, words, card.state)
        foot = QRect(inside.left(), inside.bottom() + 1 - chip.height(), inside.width(), chip.height())
        middle = foot.center().y() + 1
        draw_skill_dots(painter, self._theme, foot.left(), middle, card.skills)
        painter.setFont(self._small.font)
        painter.setPen(QColor(Colour.INK))
        painter.drawText(foot.adjusted(begin, 0, 0, 0), _LEFT, count)
        place = QRect(foot.right() + 1 - chip.width(), foot.top(), chip.width(), chip.height())
        draw_chip(painter, self._theme, place, words, STATE_TONES[card.state], card.state)
