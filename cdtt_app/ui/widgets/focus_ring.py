"""One ring that shows where the keyboard is: it follows focus, scrolling and resizing in every window."""

from weakref import ReferenceType, ref

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from cdtt_app.ui.theme import Colour, Theme

_GAP, _LINE = 2, 3
_OUTSET = _GAP + _LINE
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Paint}


class Ring(QWidget):
    """The drawing, a child of the window; never in the way of the mouse."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._control = theme.px(8)
        self._radius = self._control
        self._frame = QRect()
        self._outset = True
        self._dark = False
        self._drawing: tuple[QRect, QRect, bool, bool] | None = None
        self.hide()

    def put(self, target: QRect, visible: QRect, *, outset: bool, dark: bool) -> None:
        """Draw around `target`, but only inside `visible`, both in the window's coordinates."""
        grown = target.adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET) if outset else target
        shown = grown & visible
        drawing = (grown, shown, outset, dark)
        if drawing == self._drawing:  # drawing again would repaint the target, which would bring us here again
            return
        self._drawing = drawing
        if shown.isEmpty():
            self.hide()
            return
        self._radius = min(self._control, min(target.width(), target.height()) // 4)
        self._frame, self._outset, self._dark = grown.translated(-shown.topLeft()), outset, dark
        self.setGeometry(shown)
        self.raise_()
        self.show()
        self.update()

    def put_away(self) -> None:
        """Nothing in this window has the keyboard."""
        self._drawing = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white gap, then the ring; white on green."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            frame, half = QRectF(self._frame), _LINE / 2
            radius = self._radius + (_GAP + half if self._outset else 0)
            if self._outset:
                inner = _LINE + _GAP / 2
                painter.setPen(QPen(QColor(Colour.PRIMARY if self._dark else Colour.CARD), _GAP + 0.6))
                painter.drawRoundedRect(frame.adjusted(inner, inner, -inner, -inner), radius - half, radius - half)
            painter.setPen(QPen(QColor(Colour.ON_PRIMARY if self._dark else Colour.FOCUS), _LINE))
            painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), radius, radius)


class FocusRings(QObject):
    """Follows the application's focus. A widget may say where its ring goes by a method `focus_rect()`."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(app)
        self._theme = theme
        self._ring: Ring | None = None
        # Weak: a strong reference would keep a closed window alive until the next focus change, and let it die
        # in the middle of that change, where Qt still uses it.
        self._watched: list[ReferenceType[QObject]] = []
        self._by_mouse = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._follow)
        app.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something that carries the focus moved: look again when it is done."""
        kind = event.type()
        if kind in _MOVES:
            self._later.start()
        elif kind == QEvent.Type.KeyPress and self._by_mouse:
            self._by_mouse = False
            self._later.start()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for reference in self._watched:
            each = reference()
            if each is not None and isValid(each):
                each.removeEventFilter(self)
        self._watched = []
        if new is not None and new.window().windowType() is not Qt.WindowType.Popup:
            writes = new.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
            self._by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton and not writes
            self._watch(new)
        self._later.start()

    def _watch(self, target: QWidget) -> None:
        watched: list[QWidget] = []
        each: QWidget | None = target
        while each is not None:
            watched.append(each)
            each = None if each.isWindow() else each.parentWidget()
        if isinstance(target, QAbstractScrollArea):
            watched.append(target.viewport())
        for found in watched:
            found.installEventFilter(self)
            self._watched.append(ref(found))

    def _follow(self) -> None:
        target = QApplication.focusWidget()
        window = target.window() if target is not None else None
        if target is None or window is None or window.windowType() is Qt.WindowType.Popup or self._by_mouse:
            self._hide()
            return
        ring = ring_of(window) or Ring(window, self._theme)
        if ring is not self._ring:
            self._hide()
            self._ring = ring
        frame, outset = _frame_of(target)
        origin = target.viewport() if isinstance(target, QAbstractItemView) else target
        frame = frame.translated(origin.mapTo(window, QPoint(0, 0)))
        ring.put(frame, _visible_part(target), outset=outset, dark=_on_green(target))

    def _hide(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.put_away()


def ring_of(window: QWidget) -> Ring | None:
    """The ring of a window, if it ever had one."""
    return window.findChild(Ring)


def _frame_of(target: QWidget) -> tuple[QRect, bool]:
    """What the ring goes around, in the coordinates of the target (of its viewport in a list), and if outside it."""
    own = getattr(target, "focus_rect", None)
    if own is not None:
        return own(), True
    if isinstance(target, QAbstractItemView):
        row = target.visualRect(target.currentIndex())
        return (row, False) if row.isValid() else (target.viewport().rect(), False)
    return target.rect(), True


def _visible_part(target: QWidget) -> QRect:
    """The part of the window in which the target can be seen: scroll areas hide the rest."""
    window = target.window()
    visible = window.rect()
    each: QWidget | None = target.viewport() if isinstance(target, QAbstractItemView) else target
    while each is not None and each is not window:
        parent = each.parentWidget()
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is each:
            visible &= QRect(each.mapTo(window, QPoint(0, 0)), each.size())
        each = parent
    return visible


def _on_green(target: QWidget) -> bool:
    each: QWidget | None = target
    while each is not None:
        if each.property("dark"):
            return True
        each = each.parentWidget()
    return False
