"""A table of coverage notes to look through: arrows choose one, Space ticks it where notes can be ticked."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from cdtt_app.domain.ids import NoteId
from cdtt_app.presenters.case_notes import NoteRow
from cdtt_app.ui.models.coverage_notes_delegate import CoverageNotesDelegate
from cdtt_app.ui.models.coverage_notes_model import Column, CoverageNotesModel
from cdtt_app.ui.theme import Role, Theme

FULL = (Column.WHEN, Column.WHERE, Column.SIGNAL, Column.WORKS, Column.WEATHER, Column.WHO)
SHORT = (Column.WHERE_WHEN, Column.SIGNAL)
_STRETCHED = (Column.WHERE, Column.WHERE_WHEN, Column.WORKS)
_DROPPED_FIRST = (Column.WEATHER, Column.WORKS)  # where there is no room; the note in full tells them


class NotesTable(QTableView):
    """Shows at most `most` rows of two lines at once; the others are scrolled to."""

    note_chosen = Signal(str)
    ticks_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        columns: Sequence[Column],
        *,
        ticks: bool,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._most, self._ticks = theme, most, ticks
        self._model = CoverageNotesModel((Column.TICK, *columns) if ticks else columns)
        self._model.setParent(self)
        self._delegate = CoverageNotesDelegate(theme)
        self._delegate.setParent(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._dress()
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Iterable[NoteRow], ticked: Iterable[NoteId] = ()) -> None:
        """Replace what is shown; the first note is chosen and told."""
        self._model.show_rows(rows, ticked)
        for at, row in enumerate(self._model.rows):
            self.setRowHeight(at, self._delegate.row_height(max(2, len(row.networks))))
        self._fit()
        self.updateGeometry()
        if self._model.rows:
            self.setCurrentIndex(self._model.index(0, 0))

    def ticked(self) -> tuple[NoteId, ...]:
        """The ticked notes."""
        return self._model.ticked

    def rows(self) -> tuple[NoteRow, ...]:
        """What is shown."""
        return self._model.rows

    def sizeHint(self) -> QSize:
        """The head and the rows, but not more than `most`."""
        heights = [self.rowHeight(at) for at in range(len(self._model.rows))]
        usual = self._delegate.row_height(2)
        shown = min(max(sum(heights), usual), usual * self._most)
        return QSize(self._theme.px(360), self.horizontalHeader().sizeHint().height() + shown + 2)

    def minimumSizeHint(self) -> QSize:
        """Not lower; narrower columns are shortened."""
        return QSize(self._theme.px(300), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the tick of the chosen note; Enter is the window's."""
        if event.key() == Qt.Key.Key_Space and self._ticks and self.currentIndex().isValid():
            self._turn(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width again."""
        super().resizeEvent(event)
        self._fit()

    def _dress(self) -> None:
        px = self._theme.px
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(px(24))
        heads.setFixedHeight(px(34))

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.note_chosen.emit(str(self._model.rows[now.row()].id))

    def _clicked(self, place: QModelIndex) -> None:
        if self._model.columns[place.column()] is Column.TICK:
            self._turn(place.row())

    def _turn(self, row: int) -> None:
        self._model.tick(row, on=self._model.rows[row].id not in self._model.ticked)
        self.ticks_changed.emit()

    def _fit(self) -> None:
        """Each column what it needs, the rest to those with long words; where there is none, some columns go."""
        columns, room = self._model.columns, self.viewport().width()
        widths = {column: self._width(column) for column in columns}
        for column in _DROPPED_FIRST:
            if column in widths and sum(widths.values()) > room:
                widths[column] = 0
        short = sum(widths.values()) - room
        if short > 0 and Column.SIGNAL in widths:
            widths[Column.SIGNAL] = max(self._theme.px(120), widths[Column.SIGNAL] - short)
        stretched = [column for column in _STRETCHED if widths.get(column)]
        spare = (room - sum(widths.values())) // max(1, len(stretched))
        for at, column in enumerate(columns):
            self.setColumnHidden(at, not widths[column])
            more = spare if column in stretched else 0
            self.setColumnWidth(at, max(self._theme.px(40), widths[column] + more))

    def _width(self, column: Column) -> int:
        if column is Column.TICK:
            return self._theme.px(44)
        head = self._theme.metrics(Role.NAME).horizontalAdvance(column.value) + self._theme.px(18)
        if column is Column.WHERE_WHEN:
            moments = (self._model.cell(at, column).lines[1] for at in range(len(self._model.rows)))
            return max((head, *map(self._delegate.words_width, moments)))
        if column in _STRETCHED:
            return max(head, self._theme.px(110))
        if column is Column.SIGNAL:
            lines = (self._delegate.signal_width(line) for row in self._model.rows for line in row.networks)
            return max((head, *lines))
        cells = (self._model.cell(at, column) for at in range(len(self._model.rows)))
        widest = max((self._delegate.words_width(line) for cell in cells for line in cell.lines), default=0)
        return min(max(head, widest), self._theme.px(170))
