"""What the keys do in the matrix: which write, and where the others lead."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from cdtt_app.domain.checklist import LEVELS, NOT_ASKED
from cdtt_app.presenters.visit_matrix import At, Edge, Matrix, Way, edge, moved

_ACTION = QAbstractItemView.CursorAction
_WAYS: Final = {
    _ACTION.MoveUp: Way.UP,
    _ACTION.MoveDown: Way.DOWN,
    _ACTION.MoveLeft: Way.LEFT,
    _ACTION.MoveRight: Way.RIGHT,
}
_EDGES: Final = {
    (_ACTION.MoveHome, False): Edge.HOME,
    (_ACTION.MoveEnd, False): Edge.END,
    (_ACTION.MoveHome, True): Edge.TOP,
    (_ACTION.MoveEnd, True): Edge.BOTTOM,
    (_ACTION.MovePageUp, False): Edge.TOP,
    (_ACTION.MovePageDown, False): Edge.BOTTOM,
}
_MOVING: Final = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)


class Act(Enum):
    """Keys that change a cell without an answer of their own."""

    ERASE = "xoa"
    SEEN = "quan_sat"


_ACTS: Final[Mapping[int, str | Act]] = {
    Qt.Key.Key_Space: NOT_ASKED,
    Qt.Key.Key_Backspace: Act.ERASE,
    Qt.Key.Key_Delete: Act.ERASE,
    Qt.Key.Key_Q: Act.SEEN,
}


def moves(event: QKeyEvent) -> bool:
    """Whether the key only goes to another cell."""
    return event.key() in _MOVING


def act_of(event: QKeyEvent) -> str | Act | None:
    """The answer that the key writes, or what else it does; None when it is not ours."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    if event.text() in LEVELS:
        return event.text()
    return _ACTS.get(event.key())


def led_to(matrix: Matrix, at: At, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> At:
    """Arrows pass over what does not concern a person; Home and End go along the skill, with Ctrl along the person."""
    if action in _WAYS:
        return moved(matrix, at, _WAYS[action])
    side = _EDGES.get((action, bool(modifiers & Qt.KeyboardModifier.ControlModifier)))
    return edge(matrix, at, side) if side is not None else at
