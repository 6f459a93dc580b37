"""A square code on the screen: whole pixels, black on white, its quiet zone kept."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cdtt_app.documents.qr import QUIET_ZONE, Matrix, dark_runs
from cdtt_app.ui.theme import Theme

_MODULE = 3.6  # pixels at 13 pt; rounded, about 1 mm on a village screen, which a telephone reads at arm's length


class QrView(QWidget):
    """Draws what `show_code` is given as large as its room allows; blank before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code: Matrix = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, code: Matrix, name: str, description: str = "") -> None:
        """Draw this code; `name` and `description` are what a screen reader says of it."""
        self._code = code
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Whole pixels for every module, a little more at the large text size."""
        side = self._modules() * self._theme.px(_MODULE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Smaller would be too hard to scan."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White ground, then the bars, on the screen's own pixels so that no edge is grey."""
        if not self._code:
            return
        ratio = self.devicePixelRatioF()
        module = self._module_pixels(ratio)
        used = module * self._modules()
        left = (round(self.width() * ratio) - used) // 2
        top = (round(self.height() * ratio) - used) // 2
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            painter.fillRect(QRect(left, top, used, used), Qt.GlobalColor.white)
            left, top = left + QUIET_ZONE * module, top + QUIET_ZONE * module
            for run in dark_runs(self._code):
                bar = QRectF(left + run.column * module, top + run.row * module, run.length * module, module)
                painter.fillRect(bar, Qt.GlobalColor.black)

    def _modules(self) -> int:
        return len(self._code) + 2 * QUIET_ZONE if self._code else 0

    def _module_pixels(self, ratio: float) -> int:
        room = min(self.width(), self.height()) * ratio
        return max(1, int(room / self._modules()))
