"""The list of cards: lazy, with a keyboard that moves and opens."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from cdtt_app.ui.models.household_list import HouseholdListModel, Index
from cdtt_app.ui.models.household_list_delegate import HouseholdListDelegate
from cdtt_app.ui.theme import Theme

_BATCH: Final = 400  # rows


class HouseholdListView(QListView):
    """The cards; a click or Enter opens one, the arrows only move."""

    opened = Signal(str)
    moved = Signal(str)

    def __init__(self, theme: Theme, model: HouseholdListModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(HouseholdListDelegate(theme, model, self))
        self.setAccessibleName("Các hộ")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(theme.px(30))
        self.setLayoutMode(QListView.LayoutMode.Batched)  # the first cards stand before ten thousand are measured
        self.setBatchSize(_BATCH)
        self.setViewportMargins(0, 0, theme.px(6), 0)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def keyboardSearch(self, _letters: str) -> None:
        """Typing does not jump about: it would read every household; the field above is for that."""

    def choose(self, household: str) -> bool:
        """Stand on a household without telling; False when it is not in the list."""
        index = self._model.index_of(household)
        if index.row() >= _BATCH:
            self._measure_all()
        told = self.blockSignals(True)
        selection = self.selectionModel()
        selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
        self.blockSignals(told)
        if index == self._model.first():
            self.scrollToTop()  # with its heading
        else:
            self.scrollTo(index)
        return index.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard came to another household."""
        super().currentChanged(current, previous)
        household = self._model.household_at(current)
        if household is not None:
            self.moved.emit(household)

    def dataChanged(self, top: Index, bottom: Index, roles: Sequence[int] = ()) -> None:
        """Paint again; a list view would also measure every row again, but no height depends on the data."""
        QAbstractItemView.dataChanged(self, top, bottom, roles)

    def _measure_all(self) -> None:
        """Give every row its place now: one far down is wanted."""
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.doItemsLayout()
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def _open(self, index: QModelIndex) -> None:
        household = self._model.household_at(index)
        if household is not None:
            self.opened.emit(household)
