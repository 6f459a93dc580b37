"""Where is it? A map to put a pin on, by mouse or by keyboard."""

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QWidget

from cdtt_app.domain.coordinates import format_point
from cdtt_app.domain.coverage import point_of, severity
from cdtt_app.domain.coverage_board import Board
from cdtt_app.domain.geo import Point, in_vietnam
from cdtt_app.domain.map_scene import MapScene, NamedPoint, NoteMark
from cdtt_app.imports.province_pack import ProvincePackError
from cdtt_app.services.coverage import read_board
from cdtt_app.services.maps import open_background
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.theme import TEXT_SIZES, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.coverage_map import CoverageMap
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

NO_PIN = "Chưa đặt ghim. Hãy chạm vào chỗ đó trên bản đồ, rồi bấm “Dùng chỗ này”."
ABROAD = "Chỗ này nằm ngoài Việt Nam. Hãy đặt ghim lại."
_WIDE, _HIGH = 940, 420  # the dialog and the map in pixels, at both text sizes: a small screen holds no more
HERE = "chỗ đang ghi"


class PlaceDialog(SheetDialog):
    """Accepted with the pin's point; the pin moves with every click."""

    def __init__(self, theme: Theme, scene: MapScene, at: Point | None, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Đặt ghim trên bản đồ", width=_WIDE * TEXT_SIZES[0] // theme.pt, parent=parent)
        self.map = CoverageMap(theme)
        self.map.setFixedHeight(_HIGH)
        self.map.show_scene(_with_start(scene, at), fit=True)
        self.map.set_picking(True)
        self._words = label(theme, "", Role.BODY, wrap=True)
        self.body.addWidget(self.map, 1)
        self.body.addWidget(self._words)
        self._at: Point | None = None
        cancel, self.use = button(theme, "Huỷ", "x"), button(theme, "Dùng chỗ này", "map-pin", Kind.PRIMARY)
        cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)
        self.add_buttons(cancel, self.use)
        self.map.spot_picked.connect(lambda latitude, longitude: self._put(Point(latitude, longitude)))
        self._put(at)
        self.map.setFocus()

    def place(self) -> Point | None:
        """Where the pin is."""
        return self._at

    def _put(self, at: Point | None) -> None:
        self._at = at
        self.map.set_pin(at)
        self._words.setText(f"Ghim ở {format_point(at)}" if at else NO_PIN)
        self.banner.hide()

    def _use(self) -> None:
        if self._at is not None and in_vietnam(self._at):
            self.accept()
            return
        self.banner.say(ABROAD if self._at else NO_PIN, Tone.AMBER)
        self.fit()


def _with_start(scene: MapScene, at: Point | None) -> MapScene:
    """Without a boundary the map begins where its marks are: the spot itself must be among them."""
    if at is None or any(area.code == scene.own_code for area in scene.areas):
        return scene
    return replace(scene, hamlets=(*scene.hamlets, NamedPoint(HERE, at)))


def pick_place(desk: Desk, parent: QWidget, at: Point | None) -> Point | None:
    """Ask for a spot, the pin already at `at`; None when nothing was chosen."""
    dialog = PlaceDialog(desk.theme, _scene(desk), at, parent)
    try:
        background = open_background(desk.profile)
    except StorageError:
        background = None  # the plain ground will do
    dialog.map.set_tiles(background)
    chosen = dialog.place() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.map.set_tiles(None)
    dialog.deleteLater()
    if background is not None:
        background.close()
    return chosen


def _scene(desk: Desk) -> MapScene:
    """What helps to find one's way: boundaries, notes, houses."""
    try:
        board = read_board(desk.db)
    except (StorageError, ProvincePackError):
        return MapScene(illustrative=desk.practice)  # a pin can be put on an empty map too
    return MapScene(
        areas=board.areas,
        own_code=board.commune_code,
        notes=tuple(_marks(board)),
        homes=tuple(board.homes.values()),
        illustrative=board.illustrative,
    )


def _marks(board: Board) -> list[NoteMark]:
    placed = ((note, point_of(note.location)) for note in board.notes)
    return [NoteMark(note.id, point, severity(note)) for note, point in placed if point is not None]
