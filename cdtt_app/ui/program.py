"""The running program: a frame that is on the screen before any data is read, and the session that fills it."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from cdtt_app import paths
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page_list import page_rows
from cdtt_app.ui.style import apply_style
from cdtt_app.ui.theme import Theme, load_fonts
from cdtt_app.ui.translator import install_vietnamese

if TYPE_CHECKING:
    from cdtt_app.ui.desk import Desk
    from cdtt_app.ui.session import Session


class Program(QObject):
    """One QApplication and one main window at a time. Imports of data wait until the frame is painted."""

    def __init__(self, options: Namespace) -> None:
        super().__init__()
        self.options = options
        self.practice = bool(options.practice or options.command == "run")
        running = QApplication.instance()
        self.app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        load_fonts()
        install_vietnamese(self.app)
        self.theme = Theme()
        self.session: Session | None = None
        self.window = self.make_window()

    @property
    def folder(self) -> Path:
        """Where the data in hand lies."""
        if self.options.profile is not None:
            return Path(self.options.profile)
        return paths.practice_profile() if self.practice else paths.default_profile()

    def make_window(self) -> MainWindow:
        """A fresh frame in the text size of this machine; it replaces the one before, if any."""
        from cdtt_app.storage.settings import read_settings

        self.theme = Theme(read_settings(self.folder).text_size)
        apply_style(self.app, self.theme)
        self.window = MainWindow(self.theme, page_rows(self.desk), person="", practice=self.practice)
        return self.window

    def desk(self) -> "Desk":
        """What pages stand on; there is one as soon as data is open."""
        if self.session is None:
            raise RuntimeError("a page was asked for before the data was open")
        return self.session.desk

    def run(self) -> int:
        """Show the frame, open the data, stay until the window is closed; returns the exit code."""
        self.window.show()
        QTimer.singleShot(0, self._begin)
        code = self.app.exec()
        self.close()
        return code

    def open(self) -> bool:
        """Show the frame, paint it, then open the data; False when the person turned back."""
        from cdtt_app.ui.session import Session

        self.window.show()
        self.app.processEvents()
        self.session = Session(self, self)
        return self.session.open()

    def close(self) -> None:
        """Fold the data shut."""
        if self.session is not None:
            self.session.close()
            self.session = None

    def _begin(self) -> None:
        if not self.open() or self.options.smoke:
            self.app.quit()
