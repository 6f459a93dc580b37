from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from cdtt_app.presenters.sync_facts import Attempt
from cdtt_app.presenters.sync_link import link_value
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.attempt_chart import AttemptChart
from tests.presenters.sync_samples import ATTEMPTS, NOW, bad, good


def _chart(theme: Theme, qtbot: QtBot, attempts: tuple[Attempt, ...], width: int = 410) -> AttemptChart:
    made = AttemptChart(theme)
    qtbot.addWidget(made)
    made.resize(max(width, theme.px(280)), theme.px(126))
    made.show_link(link_value(attempts, NOW))
    made.show()
    return made


def _highest(image: QImage, slot: int, colour: Colour) -> int | None:
    """The first row from the top, in the middle of a slot, that has this colour."""
    middle = round((slot + 0.5) * image.width() / 12)
    ink = QColor(colour).rgb()
    return next((y for y in range(image.height()) if image.pixel(middle, y) == ink), None)


def test_a_faster_attempt_has_a_higher_bar_and_a_failure_a_cross(theme: Theme, qtbot: QtBot) -> None:
    image = _chart(theme, qtbot, ATTEMPTS).grab().toImage()
    tops = [_highest(image, slot, Colour.PRIMARY) for slot in range(12)]
    assert [top is None for top in tops] == [each is None for each in (1, 1, 1, None, 1, 1, 1, 1, 1, None, None, None)]
    assert tops[1] is not None
    assert tops[2] is not None
    assert tops[1] < tops[2] - theme.px(20)
    assert [slot for slot in range(12) if _highest(image, slot, Colour.RED) is not None] == [3, 9, 10, 11]


def test_few_attempts_stand_at_the_left(theme: Theme, qtbot: QtBot) -> None:
    image = _chart(theme, qtbot, (good(24, 8, 12), bad(24, 9))).grab().toImage()
    assert _highest(image, 0, Colour.PRIMARY) is not None
    assert _highest(image, 1, Colour.RED) is not None
    assert _highest(image, 2, Colour.PRIMARY) is None


def test_an_empty_chart_draws(theme: Theme, qtbot: QtBot) -> None:
    assert not _chart(theme, qtbot, ()).grab().toImage().isNull()


def test_a_screen_reader_hears_every_attempt(theme: Theme, qtbot: QtBot) -> None:
    chart = _chart(theme, qtbot, ATTEMPTS)
    assert chart.accessibleDescription().startswith("19:32 hôm nay: không có mạng; ")
    assert chart.accessibleDescription().count(";") == 11


def test_a_bar_says_its_words_under_the_mouse(theme: Theme, qtbot: QtBot) -> None:
    chart = _chart(theme, qtbot, ATTEMPTS)
    place = QPoint(round(1.5 * chart.width() / 12), 20)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    assert QToolTip.text() == "20:10 ngày 18/11: 31 kB mỗi giây"
    QToolTip.hideText()
