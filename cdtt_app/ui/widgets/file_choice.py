"""Choosing a file, in Qt's own window: the system's would speak the system's language."""

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QSize, QStandardPaths, QStorageInfo
from PySide6.QtWidgets import QFileDialog, QSplitter, QToolButton, QTreeView, QWidget

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.sheet_dialog import LARGEST

_KIND_COLUMN = 2
_COLUMNS = (330, 90, 0, 180)  # name, size, kind, day
_WHERE_USB_STANDS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


def choose_file(parent: QWidget, theme: Theme, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """A file that exists, or None; `kinds` as Qt writes them: `Sổ Excel (*.xlsx *.xls)`."""
    window = _window(parent, theme, title, kinds, folder)
    window.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(window)


def choose_new_file(parent: QWidget, theme: Theme, title: str, kinds: str, name: str, suffix: str) -> Path | None:
    """Where to write a file, a stick first if there is one; it always gets this suffix, which begins with a dot."""
    window = _window(parent, theme, title, kinds, usb_folder())
    window.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    window.setDefaultSuffix(suffix[1:])
    window.selectFile(name)
    chosen = _chosen(window)
    if chosen is None or chosen.name.endswith(suffix):
        return chosen
    return chosen.with_name(chosen.name + suffix)


def usb_folder() -> Path | None:
    """The first stick that can be written to, or None."""
    for volume in QStorageInfo.mountedVolumes():
        if volume.isValid() and volume.isReady() and not volume.isRoot() and not volume.isReadOnly():
            root = volume.rootPath()
            if sys.platform == "win32" or root.startswith(_WHERE_USB_STANDS):
                return Path(root)
    return None


def _window(parent: QWidget, theme: Theme, title: str, kinds: str, folder: Path | None) -> QFileDialog:
    window = QFileDialog(parent, title)
    window.setOption(QFileDialog.Option.DontUseNativeDialog)
    window.setNameFilter(kinds)
    window.setViewMode(QFileDialog.ViewMode.Detail)
    window.setFilter(QDir.Filter.AllDirs | QDir.Filter.Files | QDir.Filter.NoDotAndDotDot | QDir.Filter.Drives)
    window.setDirectory(str(folder or _documents()))
    _widen(window, theme)
    window.resize(QSize(theme.px(820), theme.px(480)).boundedTo(LARGEST))
    return window


def _widen(window: QFileDialog, theme: Theme) -> None:
    """Room for names and dates, which Qt would cut, and buttons that a finger finds."""
    for tool in window.findChildren(QToolButton):
        tool.setMinimumSize(theme.px(40), theme.px(40))
        tool.setIconSize(QSize(theme.px(20), theme.px(20)))
    for table in window.findChildren(QTreeView):
        table.setColumnHidden(_KIND_COLUMN, True)
        for column, width in enumerate(_COLUMNS):
            table.setColumnWidth(column, theme.px(width))
    for parts in window.findChildren(QSplitter):
        parts.setSizes([theme.px(150), theme.px(640)])


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _chosen(window: QFileDialog) -> Path | None:
    accepted = window.exec() == QFileDialog.DialogCode.Accepted
    files = window.selectedFiles()
    window.deleteLater()
    return Path(files[0]) if accepted and files else None
