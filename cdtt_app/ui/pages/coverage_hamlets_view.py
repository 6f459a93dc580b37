"""The tab "Thôn": the table of hamlets, the line of open cases, and the rule that all was counted by."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cdtt_app.domain.coverage_board import Board
from cdtt_app.presenters.coverage_hamlets import HamletRow, hamlet_table
from cdtt_app.presenters.coverage_trend import trend
from cdtt_app.ui.models.cell_table_model import Cell, CellChip, Head
from cdtt_app.ui.pages.coverage_trend_chart import TrendChart
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.cell_table import CellTable
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import label

_HEADS = (
    Head("Thôn"),
    Head("Số hộ", right=True, droppable=True),
    Head("Ghi nhận", right=True, droppable=True),
    Head("Điểm lõm", right=True),
    Head("Đang mở", right=True),
    Head("Quá hạn", right=True),
    Head("Sóng"),
)

_WHOLE = 1000  # parts of the bar
_BESIDE = 1150  # least width, at 13 pt, for the line beside the table


class CoverageHamletsView(QWidget):
    """Draws what is counted from a board."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._card, self._line = Card(theme, "Từng thôn"), Card(theme, "Vụ việc đang theo dõi")
        self.table = CellTable(theme, "Sóng của từng thôn", _HEADS, most=40)
        self.table.set_row_height(theme.px(50))
        self._sentence = label(theme, "", Role.NAME, wrap=True)
        self._rule = label(theme, "", Role.MUTED, wrap=True)
        self.chart = TrendChart(theme)
        self._speed = label(theme, "", Role.MUTED, wrap=True)
        self.speed_bar = QProgressBar()
        self.speed_bar.setTextVisible(False)
        self.speed_bar.setRange(0, _WHOLE)
        self.speed_bar.setFixedHeight(theme.px(10))
        for part in (self._sentence, self.table, self._speed, self.speed_bar, self._rule):
            self._card.body.addWidget(part)
        self._line.body.addWidget(self.chart)
        self._line.set_note("cuối mỗi tháng")
        scroll = PageScroll(theme)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self._card, 9)
        self._row.addWidget(self._line, 5, Qt.AlignmentFlag.AlignTop)
        scroll.body.addLayout(self._row)
        scroll.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_BESIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def show_board(self, board: Board) -> None:
        """Count and draw."""
        value = hamlet_table(board)
        self._sentence.setText(value.sentence)
        self._rule.setText(value.rule)
        self._speed.setText(value.speed)
        self.speed_bar.setValue(round(value.speed_share * _WHOLE))
        self.speed_bar.setAccessibleName(value.speed)
        self.table.show_rows([*map(_cells, value.rows), _cells(value.total)])
        self.chart.show_points(trend(board))


def _cells(row: HamletRow) -> tuple[Cell, ...]:
    total = row.standing is None
    numbers = (row.households, row.notes, row.spots, row.open_cases, row.overdue)
    mark = row.standing
    chips = (CellChip(mark.words, row.short, Tone(mark.tone), mark.icon),) if mark is not None else ()
    return (
        Cell(text=row.name, below=row.note, strong=total),
        *(Cell(text=number, right=True, strong=total) for number in numbers),
        Cell(chips=chips),
    )
