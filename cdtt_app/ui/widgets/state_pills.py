"""Three pills with arrows between them: how many records are here, on their way, received."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.chip import PLACE_CHIPS, Place
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.text import ElidedLabel

_WAY = (Place.HERE, Place.SENT, Place.RECEIVED)


class _Pill(QLabel):
    """One place and its count; all but the first begin with an arrow."""

    def __init__(self, theme: Theme, place: Place, *, arrow: bool) -> None:
        super().__init__()
        self._theme, self._place = theme, place
        self._lead = theme.px(24) if arrow else 0
        self.setFont(theme.role_font(Role.NAME))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show a count."""
        self.setText(f"{PLACE_CHIPS[self._place][0]} {format_number(count)}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Arrow, mark, words."""
        px, metrics = self._theme.px, self._theme.metrics(Role.NAME)
        words = metrics.horizontalAdvance(self.text())
        return QSize(self._lead + px(40) + words + px(18), max(px(30), metrics.height() + px(4)))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it may be cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Arrow, outline, mark, words."""
        px, (_, tone, mark) = self._theme.px, PLACE_CHIPS[self._place]
        side, ratio = px(18), self.devicePixelRatioF()
        line = max(1.4, px(1.4))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = (self.height() - side) // 2
            if self._lead:
                painter.drawPixmap(0, top, pixmap("arrow-right", Colour.MUTED, side, ratio))
            box = QRectF(self.rect()).adjusted(self._lead + line / 2, line / 2, -line / 2, -line / 2)
            painter.setPen(QPen(QColor(tone.ink), line))
            painter.setBrush(QColor(tone.tint))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.drawPixmap(self._lead + px(14), top, pixmap(mark, tone.ink, side, ratio))
            painter.setFont(self.font())
            words = self.rect().adjusted(self._lead + px(40), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())


class StatePills(QWidget):
    """The pills and a small note; they go on below where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Phiếu đang ở đâu")
        flow = FlowLayout(theme.px(10), self, line_gap=theme.px(4))
        self._pills = {place: _Pill(theme, place, arrow=place is not Place.HERE) for place in _WAY}
        for pill in self._pills.values():
            flow.addWidget(pill)
        self._note = ElidedLabel(theme, "", Role.MUTED)
        self._note.setFixedHeight(self._pills[Place.HERE].sizeHint().height())
        flow.addWidget(self._note)

    def show_counts(self, here: int, sent: int, received: int, note: str = "") -> None:
        """Show these counts."""
        for place, count in zip(_WAY, (here, sent, received), strict=True):
            self._pills[place].show_count(count)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def words(self) -> str:
        """All of it in one line."""
        return " → ".join(pill.text() for pill in self._pills.values())
