from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.state_pills import StatePills


def _pills(theme: Theme, qtbot: QtBot, width: int) -> StatePills:
    made = StatePills(theme)
    qtbot.addWidget(made)
    made.show_counts(12, 0, 1234, "cộng 1.246 phiếu trong sổ ngày")
    made.resize(width, made.heightForWidth(width))
    made.show()
    return made


def test_every_place_says_its_name_and_its_count(theme: Theme, qtbot: QtBot) -> None:
    assert _pills(theme, qtbot, 1200).words() == "Trên máy này 12 → Đã gửi 0 → Tỉnh đã nhận 1.234"


def test_pills_go_on_below_where_there_is_no_room_and_none_is_cut(theme: Theme, qtbot: QtBot) -> None:
    wide, narrow = _pills(theme, qtbot, 1600), _pills(theme, qtbot, theme.px(300))
    assert narrow.height() >= 3 * wide.height()
    for each in narrow.findChildren(QLabel):
        assert each.geometry().right() < narrow.width()
        assert each.geometry().bottom() < narrow.height()


def test_a_longer_count_makes_a_wider_pill(theme: Theme, qtbot: QtBot) -> None:
    made = _pills(theme, qtbot, 1600)
    first = made.findChildren(QLabel)[0]
    before = first.sizeHint().width()
    made.show_counts(123_456, 0, 0)
    assert first.sizeHint().width() > before


def test_without_a_note_nothing_stands_beside_the_pills(theme: Theme, qtbot: QtBot) -> None:
    made = _pills(theme, qtbot, 1600)
    made.show_counts(1, 2, 3)
    assert len([each for each in made.findChildren(QLabel) if each.isVisible()]) == 3
