"""The menus of the coverage page: the map, exports, and the steps that several cases share."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cdtt_app.presenters.coverage_steps import Choice
from cdtt_app.ui.icons import icon
from cdtt_app.ui.pages.coverage_detail_pane import pop_up
from cdtt_app.ui.pages.coverage_list_pane import CoverageTabs
from cdtt_app.ui.theme import Colour, Theme

_FORMATS = (("xlsx", "Bảng tính (xlsx)"), ("gpkg", "Bản đồ GeoPackage (gpkg)"), ("geojson", "Bản đồ GeoJSON (geojson)"))
_DETAIL = "có chi tiết từng hộ, chỉ dùng trong xã"


class CoverageMenus(QObject):
    """Says what was chosen."""

    import_wanted = Signal()
    print_wanted = Signal()
    circle_wanted = Signal(bool)
    export_wanted = Signal(str, bool)
    stepped = Signal(object)  # Choice

    def __init__(self, theme: Theme, tabs: CoverageTabs, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._window = theme, parent
        self.map, self.export = QMenu(parent), QMenu(parent)
        self._import = self.map.addAction(self._icon("download"), "Nhập bản đồ (ranh giới, ảnh nền)")
        self._print = self.map.addAction(self._icon("printer"), "In bản đồ ra PDF")
        self._circle = self.map.addAction(self._icon("circle-help"), "Gom ghi nhận bằng vòng")
        self._circle.setCheckable(True)
        self._import.triggered.connect(lambda _checked=False: self.import_wanted.emit())
        self._print.triggered.connect(lambda _checked=False: self.print_wanted.emit())
        self._circle.triggered.connect(self.circle_wanted)
        for detail in (False, True):
            if detail:
                self.export.addSeparator()
            for key, words in _FORMATS:
                self._add_export(key, f"{words}, {_DETAIL}" if detail else words, detail=detail)
        self.export.addSeparator()
        self._add_export("pdf", "Danh sách thôn cho báo cáo của xã (PDF)", detail=False)
        tabs.map.clicked.connect(lambda _checked: self._open(self.map, tabs.map))
        tabs.export.clicked.connect(lambda _checked: self._open(self.export, tabs.export))

    def show_rights(self, *, officer: bool) -> None:
        """A volunteer may print the map."""
        self._import.setVisible(officer)
        self._circle.setVisible(officer)

    def circling(self) -> bool:
        """Whether a ring is being drawn."""
        return self._circle.isChecked()

    def set_circling(self, *, on: bool) -> None:
        """Tick the entry of the menu."""
        self._circle.setChecked(on)

    def open_steps(self, under: QPushButton, choices: Sequence[Choice]) -> None:
        """The steps that all of the selected cases allow."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in choices:
            chosen = menu.addAction(self._icon(choice.icon), choice.words)
            chosen.triggered.connect(lambda _checked=False, choice=choice: self.stepped.emit(choice))
        pop_up(menu, under)

    def _add_export(self, key: str, words: str, *, detail: bool) -> None:
        added = self.export.addAction(self._icon("file-down"), words)
        added.triggered.connect(lambda _checked=False: self.export_wanted.emit(key, detail))

    def _open(self, menu: QMenu, under: QPushButton) -> None:
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + self._theme.px(4))))

    def _icon(self, name: str) -> QIcon:
        return icon(name, Colour.INK, self._theme.px(18))
