"""The shelf of handouts for Qt."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cdtt_app.presenters.handout_tiles import Tile

TILE_ROLE: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_TEXT_ROLES: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class HandoutTilesModel(QAbstractListModel):
    """One row a topic."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is shown."""
        return self._tiles

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Replace them; where only the counts differ, the place in the list is kept."""
        if [tile.topic for tile in tiles] == [tile.topic for tile in self._tiles]:
            self._tiles = tiles
            if tiles:
                self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))
            return
        self.beginResetModel()
        self._tiles = tiles
        self.endResetModel()

    def topic_at(self, index: Index) -> str:
        """The topic of a row; blank for none."""
        return self._tiles[index.row()].topic if index.isValid() else ""

    def index_of(self, topic: str) -> QModelIndex:
        """Where it stands; invalid when it is not shown."""
        place = next((row for row, tile in enumerate(self._tiles) if tile.topic == topic), -1)
        return self.index(place) if place >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _TOP) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The tile, or its words."""
        if not index.isValid():
            return None
        tile = self._tiles[index.row()]
        if role == TILE_ROLE:
            return tile
        return tile.spoken if role in _TEXT_ROLES else None
