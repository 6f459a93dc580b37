"""The rows of a register: filters with counts, a table, and the whole sentence about the row in hand."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from cdtt_app.presenters.register_preview import Mark, PreviewLine, filter_words
from cdtt_app.ui.models.register_preview_delegate import MARK_CHIPS, MarkDelegate
from cdtt_app.ui.models.register_preview_model import ACT, MARK, NAME, NOTE, ROW, RegisterPreviewModel
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.text import label

_WIDTHS = {ROW: 64, NAME: 200, MARK: 116, ACT: 96}

_ASK = "Chọn một dòng để đọc hết ghi chú của dòng đó."


class RowsPane(QWidget):
    """Filters above, the table, the words about one row below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark = ""
        self.model = RegisterPreviewModel()
        self.model.setParent(self)
        self.table = _table(theme, self.model)
        self.filters = ToggleChips(theme, ())
        self._about = label(theme, "", Role.SMALL, wrap=True)
        self._about.setMinimumHeight(2 * theme.metrics(Role.SMALL).lineSpacing())
        self._about.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addWidget(self.filters)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self._about)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._tell(now.row()))

    def show_lines(self, lines: tuple[PreviewLine, ...], counts: Mapping[Mark, int]) -> None:
        """Show other lines; the filter stays where some line still passes it."""
        words = filter_words(counts)
        self._mark = self._mark if self._mark in words else ""
        self._offer_filters(words)
        self.model.show_lines(lines, self._mark)
        self._tell(-1)

    def _offer_filters(self, words: Mapping[str, str]) -> None:
        options = [Option(key, text, MARK_CHIPS[Mark(key)][1] if key else "") for key, text in words.items()]
        fresh = ToggleChips(self._theme, options, "Lọc các dòng", exclusive=True)
        fresh.set_value({self._mark})
        fresh.changed.connect(self._filter)
        self._column.replaceWidget(self.filters, fresh)
        self.filters.hide()
        self.filters.deleteLater()
        self.filters = fresh

    def _filter(self, chosen: frozenset[str]) -> None:
        self._mark = next(iter(chosen), "")
        self.model.filter_by(self._mark)
        self._tell(-1)

    def _tell(self, row: int) -> None:
        line = self.model.line(row)
        self._about.setText(f"Dòng {line.row}: {line.note or 'không có gì cần nói thêm.'}" if line else _ASK)


def _table(theme: Theme, model: RegisterPreviewModel) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName("Các dòng trong tệp")
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setMinimumHeight(theme.px(110))
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(theme.px(40))
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {theme.px(11)}px; }}")
    view.horizontalHeader().setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
    for column, width in _WIDTHS.items():
        view.setColumnWidth(column, theme.px(width))
    marks = MarkDelegate(theme)
    marks.setParent(view)
    view.setItemDelegateForColumn(MARK, marks)
    return view
