"""A chip: a mark and a word on a tinted ground, as a widget and as a drawing for delegates."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cdtt_app.domain.standing import State
from cdtt_app.storage.whereabouts import Where
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.household_mark import draw_household_mark

Mark = str | State  # the name of an icon ("" for none), or how a household stands


class Place(StrEnum):
    """Where a record is: on this machine, on its way, with the province, or there but in nobody's book yet."""

    HERE = "tren_may_nay"
    SENT = "da_gui"
    RECEIVED = "tinh_da_nhan"
    ASIDE = "de_rieng"


PLACE_CHIPS: Final = {
    Place.HERE: ("Trên máy này", Tone.AMBER, "hard-drive"),
    Place.SENT: ("Đã gửi", Tone.BLUE, "send"),
    Place.RECEIVED: ("Tỉnh đã nhận", Tone.GREEN, "check-check"),
    Place.ASIDE: ("Để riêng", Tone.RED, "triangle-alert"),
}

PLACE_OF: Final = {
    Where.HERE: Place.HERE,
    Where.SENT: Place.SENT,
    Where.RECEIVED: Place.RECEIVED,
    Where.ASIDE: Place.ASIDE,
}


def chip_size(theme: Theme, text: str, mark: Mark = "") -> QSize:
    """How much room `draw_chip` needs."""
    metrics = theme.metrics(Role.SMALL)
    bold = theme.font(0.86, 600)
    width = type(metrics)(bold).horizontalAdvance(text) + (theme.px(19) if mark else 0) + theme.px(22)
    return QSize(width, max(theme.px(26), metrics.height() + theme.px(4)))


def draw_chip(painter: QPainter, theme: Theme, rect: QRect, text: str, tone: Tone, mark: Mark = "") -> None:
    """Draw a chip at the left of `rect`, centred in its height."""
    size = chip_size(theme, text, mark)
    box = QRect(rect.left(), rect.center().y() - size.height() // 2 + 1, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.tint))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    left = box.left() + theme.px(11)
    if mark:
        _draw_mark(painter, QRect(left - theme.px(1), 0, theme.px(15), theme.px(15)), box, tone, mark)
        left += theme.px(19)
    painter.setPen(QColor(tone.ink))
    painter.setFont(theme.font(0.86, 600))
    words = QRect(left, box.top(), box.right() - left, box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, text)
    painter.restore()


def _draw_mark(painter: QPainter, place: QRect, box: QRect, tone: Tone, mark: Mark) -> None:
    place.moveTop(box.top() + (box.height() - place.height()) // 2)
    if isinstance(mark, State):
        draw_household_mark(painter, QRectF(place), mark)
    else:
        painter.drawPixmap(place.topLeft(), pixmap(mark, tone.ink, place.width(), painter.device().devicePixelRatioF()))


class Chip(QLabel):
    """A chip that stands in a layout; its text is what a screen reader says."""

    def __init__(
        self, theme: Theme, text: str, tone: Tone = Tone.NEUTRAL, mark: Mark = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._tone, self._mark = theme, tone, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_chip(self, text: str, tone: Tone, mark: Mark = "") -> None:
        """Say something else."""
        self._tone, self._mark = tone, mark
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return chip_size(self._theme, self.text(), self._mark)

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        with QPainter(self) as painter:
            draw_chip(painter, self._theme, self.rect(), self.text(), self._tone, self._mark)


def record_state_chip(theme: Theme, place: Place) -> Chip:
    """Where a record is."""
    return Chip(theme, *PLACE_CHIPS[place])
