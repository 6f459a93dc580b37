"""The left column: how many sheets there are, a search field, the sheets as tiles in two columns."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from cdtt_app.presenters.handout_tiles import Tile
from cdtt_app.ui.models.handout_tiles import HandoutTilesModel
from cdtt_app.ui.models.handout_tiles_delegate import HandoutTilesDelegate
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.fields import SearchField
from cdtt_app.ui.widgets.text import label

_NONE = "Không có tờ nào như chữ đã gõ. Hãy gõ chữ khác, hoặc xoá chữ để thấy mọi tờ."


class HandoutTilesView(QListView):
    """Two tiles a row; arrows go to the next tile, Enter opens it."""

    opened = Signal()

    def __init__(self, theme: Theme, model: HandoutTilesModel) -> None:
        super().__init__()
        self._tile = HandoutTilesDelegate(theme)
        self._tile.setParent(self)
        self.setModel(model)
        self.setItemDelegate(self._tile)
        self.setAccessibleName("Các tờ hướng dẫn")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.px(40))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that tiles never change their width
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda _index: self.opened.emit())
        self.setMinimumSize(theme.px(220), theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among two."""
        tile = self._tile
        across = max(1 + tile.gap, (self.viewport().width() - 1) // 2)
        tile.width = across - tile.gap
        self.setGridSize(QSize(across, tile.height() + tile.gap))
        super().resizeEvent(event)


class HandoutTilesPane(QWidget):
    """Says what was typed and which sheet was chosen."""

    searched = Signal(str)
    chosen = Signal(str)
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = HandoutTilesModel(self)
        self.view = HandoutTilesView(theme, self._model)
        self.search = SearchField(theme, "Tìm tờ hướng dẫn", "Tìm tờ hướng dẫn")
        self._none = label(theme, _NONE, Role.BODY, wrap=True)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for each in (self.search, self._none):
            column.addWidget(each)
        column.addWidget(self.view, 1)
        self.search.searched.connect(self.searched)
        self.search.returnPressed.connect(self.view.setFocus)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.opened.connect(self.opened)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is shown."""
        return self._model.tiles

    def show_tiles(self, tiles: tuple[Tile, ...], topic: str) -> None:
        """Draw them, standing on this topic, without telling."""
        told = self.view.selectionModel().blockSignals(True)
        self._model.show_tiles(tiles)
        self.view.selectionModel().blockSignals(told)
        self.stand_on(topic)
        self._none.setVisible(not tiles and bool(self.search.text().strip()))

    def stand_on(self, topic: str) -> None:
        """Choose a tile without telling; one that the search hides is not chosen."""
        place = self._model.index_of(topic)
        if self.view.currentIndex() == place and place.isValid():
            return
        told = self.blockSignals(True)
        self.view.setCurrentIndex(place)
        self.blockSignals(told)
        self.view.viewport().update()

    def start_search(self) -> None:
        """Into the field, over what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.topic_at(index))
