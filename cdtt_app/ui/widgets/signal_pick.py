"""How good the signal is: a cross or one, two, three bars, with the word beside it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from cdtt_app.domain.household import Signal
from cdtt_app.ui.icons import screen_ratio
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.text import label

LEVELS: Final = (Signal.NONE, Signal.UNSTEADY, Signal.CALLS, Signal.DATA)
SIGNAL_WORDS: Final = {
    Signal.NONE: "Không có",
    Signal.UNSTEADY: "Chập chờn",
    Signal.CALLS: "Gọi được",
    Signal.DATA: "Vào mạng",
}


def draw_signal(painter: QPainter, rect: QRectF, signal: Signal, colour: str) -> None:
    """Draw a cross for no signal, else three bars of which one, two or three are solid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    pen = QPen(QColor(colour), side / 13)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if signal is Signal.NONE:
        cross = box.adjusted(side * 0.18, side * 0.18, -side * 0.18, -side * 0.18)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
    else:
        _draw_bars(painter, box, LEVELS.index(signal), QColor(colour))
    painter.restore()


def _draw_bars(painter: QPainter, box: QRectF, solid: int, colour: QColor) -> None:
    side = box.width()
    for bar, height in enumerate((0.42, 0.66, 0.92)):
        painter.setBrush(colour if bar < solid else Qt.BrushStyle.NoBrush)
        left = box.left() + side * (0.06 + bar * 0.33)
        painter.drawRoundedRect(
            QRectF(left, box.bottom() - side * (height + 0.04), side * 0.22, side * height), side / 14, side / 14
        )


class SignalPick(QWidget):
    """Pick with the mouse, the arrows or the keys 0-3; Backspace takes the answer back."""

    changed = QtSignal(object)  # Signal | None

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, signal in enumerate(LEVELS):
            made = self._make_button(theme, name, signal)
            made.setProperty("place", ("first", "middle", "middle", "last")[index])
            self._group.addButton(made, index)
            row.addWidget(made)
        self._word = label(theme, "", Role.SMALL)
        metrics = self._word.fontMetrics()
        self._word.setMinimumWidth(max(metrics.horizontalAdvance(word) for word in SIGNAL_WORDS.values()))
        row.addSpacing(theme.px(10))
        row.addWidget(self._word, 1)
        self._group.buttonClicked.connect(self._picked)

    def value(self) -> Signal | None:
        """What is picked, if anything."""
        index = self._group.checkedId()
        return LEVELS[index] if index >= 0 else None

    def set_value(self, signal: Signal | None) -> None:
        """Pick without telling."""
        self._group.setExclusive(False)
        for index, each in enumerate(LEVELS):
            self._group.button(index).setChecked(each is signal)
        self._group.setExclusive(True)
        self._word.setText(SIGNAL_WORDS[signal] if signal else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0-3 pick, Backspace and Delete clear; the rest is not ours."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        elif event.text() in ("0", "1", "2", "3"):
            self._choose(LEVELS[int(event.text())])
            self._group.button(int(event.text())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _choose(self, signal: Signal | None) -> None:
        self.set_value(signal)
        self.changed.emit(signal)

    def _picked(self, _button: QAbstractButton) -> None:
        self._choose(self.value())

    def _make_button(self, theme: Theme, name: str, signal: Signal) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setProperty("kind", "pick")
        made.setAccessibleName(f"{name}: {SIGNAL_WORDS[signal]}")
        made.setToolTip(SIGNAL_WORDS[signal])
        shown = QIcon(_signal_pixmap(signal, Colour.INK, theme.px(19)))
        shown.addPixmap(_signal_pixmap(signal, Colour.PRIMARY, theme.px(19)), QIcon.Mode.Normal, QIcon.State.On)
        made.setIcon(shown)
        made.setIconSize(QSize(theme.px(19), theme.px(19)))
        return made


class SignalMark(QWidget):
    """The drawing alone, beside the name of a network."""

    def __init__(self, theme: Theme, signal: Signal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signal = signal
        self.setFixedSize(theme.px(20), theme.px(20))
        self.setAccessibleName(SIGNAL_WORDS[signal])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        with QPainter(self) as painter:
            draw_signal(painter, QRectF(self.rect()), self._signal, Colour.INK)


def _signal_pixmap(signal: Signal, colour: str, size: int) -> QPixmap:
    ratio = screen_ratio()
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        draw_signal(painter, QRectF(0, 0, size, size), signal, colour)
    return drawn
