"""The list of cards: arrows move and show, a click shows, several may be chosen."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from cdtt_app.ui.models.coverage_list import CoverageListModel, Index
from cdtt_app.ui.models.coverage_list_delegate import CoverageListDelegate
from cdtt_app.ui.theme import Theme

_PAUSE = 60  # milliseconds: while arrows run through the list not every card is drawn at the right


class CoverageListView(QListView):
    """Says on what it stands and what is selected."""

    stood = Signal(str)
    selected = Signal(tuple)
    opened = Signal()

    def __init__(self, theme: Theme, model: CoverageListModel) -> None:
        super().__init__()
        self._model = model
        self._delegate = CoverageListDelegate(theme, self)
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.px(30))
        self.setViewportMargins(0, 0, theme.px(4), 0)
        self.setMinimumHeight(theme.px(100))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._tell)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def set_several(self, *, may: bool, ticks: bool) -> None:
        """Whether several may be selected, and whether each click ticks one more."""
        modes = QAbstractItemView.SelectionMode
        self._delegate.ticks = ticks
        self.setSelectionMode(
            modes.MultiSelection if ticks else modes.ExtendedSelection if may else modes.SingleSelection
        )
        self.viewport().update()

    def stand_on(self, id_: str) -> None:
        """Stand there without telling; what was selected stays where it holds it."""
        index = self._model.index_of(id_)
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag
        kept = self.selectionModel().isSelected(index) or self._delegate.ticks
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate if kept else flags.ClearAndSelect)
        self._quiet = False
        self.scrollTo(index)

    def select_ids(self, ids: tuple[str, ...]) -> None:
        """Select exactly these, without telling."""
        self._quiet = True
        selection = QItemSelection()
        for id_ in ids:
            index = self._model.index_of(id_)
            selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False

    def selected_ids(self) -> tuple[str, ...]:
        """What is selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.id_at(self._model.index(row)) for row in rows)

    def keyboardSearch(self, _letters: str) -> None:
        """Typing does not jump about: it would make every card."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard or a click came to another card."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self._later.start()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """More or fewer are selected."""
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.selected.emit(self.selected_ids())

    def _open(self, _index: Index) -> None:
        if not self._delegate.ticks:
            self._later.stop()
            self._tell()
            self.opened.emit()

    def _tell(self) -> None:
        id_ = self._model.id_at(self.currentIndex())
        if id_:
            self.stood.emit(id_)
