"""Words on a page: labels of each kind, a label that shortens itself, a hairline."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from cdtt_app.ui.theme import Role, Theme


def label(theme: Theme, text: str, role: Role = Role.BODY, *, wrap: bool = False) -> QLabel:
    """A plain-text label of one kind; `wrap` breaks long sentences into lines."""
    made = QLabel(text)
    dress(made, theme, role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def rich_label(theme: Theme, html: str, role: Role = Role.BODY) -> QLabel:
    """A wrapped label with <b> in it; the caller escapes what people typed (html.escape)."""
    made = QLabel(html)
    dress(made, theme, role)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    return made


def dress(widget: QLabel, theme: Theme, role: Role) -> None:
    """Give a label the font and colour of its kind."""
    widget.setFont(theme.role_font(role))
    widget.setProperty("role", role.value)


def rule() -> QFrame:
    """A hairline between rows."""
    line = QFrame()
    line.setObjectName("Rule")
    line.setFixedHeight(1)
    return line


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room, with the whole text as its tool tip."""

    def __init__(self, theme: Theme, text: str = "", role: Role = Role.BODY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, theme, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        metrics = self.fontMetrics()
        return QSize(min(metrics.horizontalAdvance("Chữ…"), self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tool tip while part of it is hidden."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
