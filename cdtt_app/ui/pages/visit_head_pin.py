"""The names above the matrix, pinned at the top while the page scrolls past them."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix


class HeadPin(QLabel):
    """A picture of the header; it lies over the scrolling page and lets the mouse through."""

    def __init__(self, scroll: QScrollArea, matrix: SkillsMatrix) -> None:
        super().__init__(scroll.viewport())
        self._scroll, self._matrix = scroll, matrix
        self._used = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        scroll.verticalScrollBar().valueChanged.connect(self._follow)
        matrix.cell_reached.connect(self.refresh)
        matrix.installEventFilter(self)

    def set_used(self, used: bool) -> None:
        """Pin at all, or not where the matrix scrolls by itself."""
        self._used = used
        self.refresh()

    def refresh(self) -> None:
        """The names may look different now."""
        if self._follow():
            self.setPixmap(self._matrix.head_picture())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The matrix was moved, resized, or the keyboard came or went."""
        kinds = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.FocusIn, QEvent.Type.FocusOut)
        if event.type() in kinds:
            self.refresh()
        return super().eventFilter(watched, event)

    def _follow(self) -> bool:
        """Take the place; returns whether it is in sight."""
        matrix, was = self._matrix, self.isVisible()
        shown = self._used and matrix.isVisible()
        top = matrix.mapTo(self._scroll.viewport(), QPoint(0, 0)).y() if shown else 0
        shown = shown and top < 0 < top + matrix.height() - matrix.head_height()
        self.setVisible(shown)
        if not shown:
            return False
        left = matrix.mapTo(self._scroll.viewport(), QPoint(0, 0)).x()
        self.setGeometry(QRect(left, 0, matrix.width(), matrix.head_height()))
        self.raise_()
        if not was:
            self.setPixmap(matrix.head_picture())
        return True
