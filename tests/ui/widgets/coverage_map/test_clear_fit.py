from PySide6.QtCore import QPointF, QRectF, QSizeF

from cdtt_app.domain.mercator import Spot
from cdtt_app.ui.widgets.coverage_map.clear_fit import Names, Room, clear_fit

WHOLE = QRectF(0, 0, 100, 100)
SIZE = QSizeF(400, 300)
NAME = QRectF(10, -10, 120, 20)


def at_the_right(_scale: float) -> Names:
    return [(Spot(100, 0), NAME)]


def hidden(panel: QRectF, found: tuple[float, QPointF]) -> bool:
    scale, middle = found
    corner = middle * scale - QPointF(SIZE.width() / 2, SIZE.height() / 2)
    (at, rect) = at_the_right(scale)[0]
    return rect.translated(at.x * scale, at.y * scale).intersects(panel.translated(corner))


def test_a_name_is_moved_from_under_a_panel() -> None:
    panel = QRectF(300, 0, 100, 80)
    found = clear_fit(Room(whole=WHOLE, size=SIZE, panels=[panel]), 2.0, 1.0, at_the_right)
    assert found is not None
    assert found[0] == 2.0
    assert not hidden(panel, found)


def test_where_moving_is_not_enough_it_becomes_smaller() -> None:
    found = clear_fit(Room(whole=WHOLE, size=SIZE, panels=[]), 2.9, 1.0, at_the_right)
    assert found is not None
    assert found[0] < 2.9
    assert 100 * found[0] + 130 + 8 <= SIZE.width()


def test_it_is_given_up_rather_than_made_tiny_or_nameless() -> None:
    assert clear_fit(Room(whole=WHOLE, size=SIZE, panels=[QRectF(0, 0, 400, 300)]), 2.0, 1.0, at_the_right) is None
    assert clear_fit(Room(whole=WHOLE, size=SIZE, panels=[]), 2.0, 1.0, lambda _scale: None) is None
