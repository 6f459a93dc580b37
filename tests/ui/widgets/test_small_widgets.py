"""Chips, buttons, cards, messages, charts and the time line: nothing is cut, everything has a name."""

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Signal
from cdtt_app.domain.standing import State
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import BigButton, Kind, button, icon_button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import PLACE_CHIPS, Chip, Place, record_state_chip
from cdtt_app.ui.widgets.household_mark import STATE_TONES
from cdtt_app.ui.widgets.messages import Banner, EmptyState
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.signal_pick import SignalMark
from cdtt_app.ui.widgets.small_charts import SparkLine, draw_skill_dots, draw_timeline_dot, skill_dots_width
from cdtt_app.ui.widgets.tabs import tab_bar
from cdtt_app.ui.widgets.text import ElidedLabel, label
from cdtt_app.ui.widgets.timeline import Moment, Timeline


def _paper(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def _inked(image: QImage, area: QRect) -> bool:
    return any(
        image.pixelColor(x, y).lightness() < 200
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@pytest.mark.parametrize("state", list(State))
def test_the_words_of_a_chip_end_inside_it(state: State, theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Quá hạn 135 ngày", STATE_TONES[state], state)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    edge = QRect(chip.width() - theme.px(7), 0, theme.px(7), chip.height())
    assert _inked(image, QRect(theme.px(20), 0, chip.width() - theme.px(40), chip.height()))
    dark = [image.pixelColor(edge.left() + x, chip.height() // 2).lightness() for x in range(theme.px(5))]
    assert min(dark) > 180


def test_the_places_of_a_record_differ_in_word_mark_and_tone() -> None:
    assert len({word for word, _tone, _mark in PLACE_CHIPS.values()}) == len(Place)
    assert len({tone for _word, tone, _mark in PLACE_CHIPS.values()}) == len(Place)
    assert len({mark for _word, _tone, mark in PLACE_CHIPS.values()}) == len(Place)


def test_a_chip_speaks_its_words(theme: Theme, qtbot: QtBot) -> None:
    chip = record_state_chip(theme, Place.RECEIVED)
    qtbot.addWidget(chip)
    assert chip.text() == "Tỉnh đã nhận"
    chip.set_chip("Đã gửi", Tone.BLUE, "send")
    assert chip.text() == "Đã gửi"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_shows_a_literal_ampersand_and_is_large_enough(kind: Kind, theme: Theme, qtbot: QtBot) -> None:
    made = button(theme, "Gửi & nhận", "send", kind)
    qtbot.addWidget(made)
    assert made.text() == "Gửi && nhận"
    assert made.accessibleName() == "Gửi & nhận"
    assert made.sizeHint().height() >= theme.px(40)


def test_an_icon_alone_is_named(theme: Theme, qtbot: QtBot) -> None:
    made = icon_button(theme, "x", "Đóng")
    qtbot.addWidget(made)
    made.show()
    assert made.accessibleName() == made.toolTip() == "Đóng"
    assert min(made.width(), made.height()) >= theme.px(40)


def test_a_big_button_keeps_room_for_its_badge_and_speaks_it(theme: Theme, qtbot: QtBot) -> None:
    made = BigButton(theme, "Nhập phiếu giấy", "keyboard")
    qtbot.addWidget(made)
    bare = made.minimumSizeHint().width()
    made.set_badge("6 chưa nhập", Tone.AMBER, "file-pen-line")
    assert made.minimumSizeHint().width() >= bare + Chip(theme, "6 chưa nhập").sizeHint().width()
    assert made.accessibleName() == "Nhập phiếu giấy, 6 chưa nhập"
    made.set_badge("")
    assert made.accessibleName() == "Nhập phiếu giấy"
    assert not made.grab().isNull()


def test_a_card_without_a_heading_shows_none(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    assert not [each for each in card.findChildren(QLabel) if each.isVisibleTo(card)]
    card.set_title("Xã giao")
    card.set_note("3 việc")
    assert [each.text() for each in card.findChildren(QLabel) if each.isVisibleTo(card)] == ["Xã giao", "3 việc"]


def test_a_label_too_long_for_its_place_offers_the_rest_as_a_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    made = ElidedLabel(theme, "BG-004 · Cụm Nà Phiêng · nhà đầu cầu")
    qtbot.addWidget(made)
    made.resize(theme.px(80), theme.px(24))
    made.show()
    assert made.toolTip() == made.text()
    made.resize(theme.px(800), theme.px(24))
    assert made.toolTip() == ""


def test_an_empty_page_says_what_to_do_first(theme: Theme, qtbot: QtBot) -> None:
    act = button(theme, "Thêm hộ", "plus", Kind.PRIMARY)
    empty = EmptyState(theme, "house", "Chưa có hộ nào", "Nhập danh sách hộ của xã.", act)
    qtbot.addWidget(empty)
    empty.resize(400, 400)
    empty.show()
    assert act.isVisible()


def test_a_warning_stays_until_it_is_put_away(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    banner = Banner(theme)
    QVBoxLayout(holder).addWidget(banner)
    holder.show()
    assert not banner.isVisible()
    banner.say("Đĩa đầy. Hãy xoá bớt tệp rồi lưu lại.", Tone.RED)
    assert banner.isVisible()
    assert not banner._timer.isActive()
    close = next(each for each in banner.findChildren(QPushButton) if each.accessibleName() == "Cất dòng báo này")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_good_news_goes_away_by_itself_but_not_under_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    banner = Banner(theme)
    QVBoxLayout(holder).addWidget(banner)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    banner.say("Đã lưu.", Tone.GREEN, ("Hoàn tác", lambda: None))
    undo = next(each for each in banner.findChildren(QPushButton) if each.text() == "Hoàn tác")
    undo.setFocus()
    banner._timer.timeout.emit()
    assert banner.isVisible()
    undo.clearFocus()
    banner._timer.timeout.emit()
    assert not banner.isVisible()


def test_a_second_message_replaces_the_first_with_its_button(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.say("Đã lưu.", Tone.GREEN, ("Hoàn tác", lambda: None))
    banner.say("Đã xoá.", Tone.GREEN)
    qtbot.wait(1)
    assert banner.sentence() == "Đã xoá."
    assert [each.text() for each in banner.findChildren(QPushButton) if each.text()] == []


def test_the_time_line_shows_every_visit_and_forgets_the_old_ones(theme: Theme, qtbot: QtBot) -> None:
    line = Timeline(theme)
    qtbot.addWidget(line)
    line.show_moments([Moment("24/11/2026", "Đang ghi dở", Place.HERE), Moment("12/05/2026", "Gặp", Place.RECEIVED)])
    line.show_moments([Moment("21/11/2026", "Vắng", Place.SENT)])
    line.show()
    qtbot.wait(1)
    texts = [each.text() for each in line.findChildren(QLabel)]
    assert texts == ["21/11/2026", "Vắng", "Đã gửi"]
    assert not line.grab().isNull()


def test_as_many_dots_are_solid_as_skills_are_mastered(theme: Theme) -> None:
    width, height = skill_dots_width(theme), theme.px(20)
    image = _paper(width, height)
    with QPainter(image) as painter:
        draw_skill_dots(painter, theme, 0, height / 2, 3)
    pitch = width / 5
    centres = [
        image.pixelColor(round(index * pitch + theme.px(9) / 2 + 1), height // 2).name() == Colour.PRIMARY.value
        for index in range(5)
    ]
    assert centres == [True, True, True, False, False]


def test_the_dots_of_the_time_line_differ_without_colour(theme: Theme) -> None:
    seen = set()
    for place in Place:
        image = _paper(theme.px(20), theme.px(20))
        with QPainter(image) as painter:
            draw_timeline_dot(painter, theme, QPointF(theme.px(10), theme.px(10)), place)
        step, middle = theme.px(3), theme.px(10)
        seen.add(
            (
                image.pixelColor(middle - step, middle).lightness() < 150,
                image.pixelColor(middle + step, middle).lightness() < 150,
            )
        )
    assert seen == {(False, False), (True, False), (True, True), (False, True)}


@pytest.mark.parametrize("values", [[], [2.0], [0.0, 4.0], [0.6, 0.9, 1.1, 1.7]])
def test_a_spark_line_draws_any_number_of_visits_inside_its_place(
    values: list[float], theme: Theme, qtbot: QtBot
) -> None:
    line = SparkLine(theme, values, "mức qua các lần gặp", target=3)
    qtbot.addWidget(line)
    line.resize(line.sizeHint())
    image = line.grab().toImage()
    assert _inked(image, line.rect())
    assert not _inked(image, QRect(0, 0, line.width(), 1))
    assert line.accessibleName() == "mức qua các lần gặp"


def test_a_scrolling_page_is_never_narrower_than_what_stands_in_it(theme: Theme, qtbot: QtBot) -> None:
    page = PageScroll(theme)
    qtbot.addWidget(page)
    wide = QPushButton("x")
    wide.setMinimumWidth(700)
    page.body.addWidget(wide)
    page.show()
    qtbot.waitUntil(lambda: page.minimumWidth() >= 700)


def test_tabs_are_as_wide_as_their_words_and_high_enough(theme: Theme, qtbot: QtBot) -> None:
    tabs: QTabBar = tab_bar(theme, ["Tổng quan", "Người (4)", "Điện & sóng"], "Phần của hộ")
    qtbot.addWidget(tabs)
    tabs.resize(1000, theme.px(48))
    tabs.show()
    assert tabs.tabText(2) == "Điện && sóng"
    assert all(tabs.tabRect(index).height() >= theme.px(40) for index in range(3))
    assert tabs.tabRect(2).right() < 900


def test_the_mark_of_a_signal_is_named(theme: Theme, qtbot: QtBot) -> None:
    mark = SignalMark(theme, Signal.UNSTEADY)
    qtbot.addWidget(mark)
    assert mark.accessibleName() == "Chập chờn"
    assert not mark.grab().isNull()


@pytest.mark.parametrize("role", list(Role))
def test_no_kind_of_text_is_cut_below(role: Role, theme: Theme, qtbot: QtBot) -> None:
    made = label(theme, "Ữ Ặ Ộ gọng", role)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    assert QRectF(made.rect()).contains(QRectF(made.fontMetrics().boundingRect(made.text())).translated(2, 0)) or (
        made.height() >= made.fontMetrics().height()
    )
