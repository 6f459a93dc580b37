from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.models.cell_table_model import Cell, CellChip, Head
from cdtt_app.ui.theme import Colour, Theme, Tone
from cdtt_app.ui.widgets.cell_table import CellTable

HEADS = (Head("Ngày"), Head("Đã ghi", right=True), Head("Lúc", right=True, droppable=True), Head("Còn lại"))
CHIP = CellChip("12 phiếu trên máy này", "12 trên máy", Tone.AMBER, "hard-drive")


def _row(day: str) -> tuple[Cell, ...]:
    return (
        Cell(text=day, strong=True),
        Cell(text="18", right=True),
        Cell(text="12:05", right=True, muted=True),
        Cell(chips=(CHIP,)),
    )


def _table(theme: Theme, qtbot: QtBot, rows: int = 4, width: int = 760, most: int = 5) -> CellTable:
    made = CellTable(theme, "Sổ ngày", HEADS, most=most)
    qtbot.addWidget(made)
    made.show_rows([_row(f"Thứ Hai, {day:02}/11") for day in range(1, rows + 1)])
    made.resize(width, made.sizeHint().height())
    made.show()
    return made


def test_it_is_as_high_as_its_rows_up_to_a_point(theme: Theme, qtbot: QtBot) -> None:
    heights = {rows: _table(theme, qtbot, rows).sizeHint().height() for rows in (3, 4, 5, 9)}
    assert heights[4] - heights[3] == theme.px(36)
    assert heights[9] == heights[5]
    shown = _table(theme, qtbot, 5)
    assert shown.verticalScrollBar().maximum() == 0
    assert _table(theme, qtbot, 9).verticalScrollBar().maximum() > 0


def test_lower_rows_make_a_lower_table(theme: Theme, qtbot: QtBot) -> None:
    table = _table(theme, qtbot)
    before = table.sizeHint().height()
    table.set_row_height(theme.px(30))
    assert before - table.sizeHint().height() == 4 * (theme.px(36) - theme.px(30))


def test_where_there_is_no_room_the_hour_goes_first_and_comes_back(theme: Theme, qtbot: QtBot) -> None:
    table = _table(theme, qtbot, width=1200)
    assert not table.isColumnHidden(2)
    table.resize(sum(table._widths()) - 1, table.height())
    assert table.isColumnHidden(2)
    assert not table.isColumnHidden(3)
    table.resize(sum(table._widths()) + 1, table.height())
    assert not table.isColumnHidden(2)


def _amber(image: QImage) -> int:
    tint = QColor(Colour.AMBER_TINT).rgb()
    y = image.height() - 30
    return sum(image.pixel(x, y) == tint for x in range(image.width()))


def test_a_chip_uses_fewer_words_where_there_is_no_room(theme: Theme, qtbot: QtBot) -> None:
    wide, narrow = _table(theme, qtbot, 1, 1200), _table(theme, qtbot, 1)
    narrow.resize(sum(narrow._widths()), narrow.height())
    assert _amber(wide.grab().toImage()) > _amber(narrow.grab().toImage()) > 0


def test_arrows_go_through_the_cells_and_tab_leaves(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    table, after = _table(theme, qtbot), QPushButton("Sau")
    column = QVBoxLayout(window)
    column.addWidget(table)
    column.addWidget(after)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_keyboard_stays_on_its_cell_when_the_figures_change(theme: Theme, qtbot: QtBot) -> None:
    table = _table(theme, qtbot)
    table.setCurrentIndex(table.model().index(2, 1))
    table.show_rows([_row("Hôm nay"), _row("Thứ Hai"), _row("Chủ Nhật")])
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 1)
    table.show_rows([_row("Hôm nay")])
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 1)
    table.show_rows([])
    assert not table.currentIndex().isValid()


def test_the_same_rows_again_change_nothing(theme: Theme, qtbot: QtBot) -> None:
    table = _table(theme, qtbot)
    resets: list[bool] = []
    table.model().modelReset.connect(lambda: resets.append(True))
    table.show_rows([_row(f"Thứ Hai, {day:02}/11") for day in range(1, 5)])
    assert resets == []
