"""The running program: which data is open, in which windows, and what happens between them."""

import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from cdtt_app import paths
from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.team import spoken_name
from cdtt_app.domain.units import UnitRegister
from cdtt_app.services.setup import current_member
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.outbox import unsent_visits
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.settings import read_settings
from cdtt_app.ui.changes import Changes
from cdtt_app.ui.desk import Desk, Ways
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page_list import page_rows
from cdtt_app.ui.style import apply_style
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme, Tone, load_fonts
from cdtt_app.ui.translator import install_vietnamese
from cdtt_app.ui.upkeep import start_upkeep
from cdtt_app.ui.widgets.focus_ring import FocusRings

LOCK_AFTER_MS = 15 * 60_000


class Program(QObject):
    """One QApplication, one open profile, one main window at a time."""

    def __init__(self, options: Namespace) -> None:
        super().__init__()
        self.options = options
        self.practice = bool(options.practice or options.command == "run")
        running = QApplication.instance()
        self.app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        self.tasks = Tasks(self)
        self.window: MainWindow | None = None
        self.desk: Desk | None = None
        self._db: Database | None = None
        self._units: UnitRegister | None = None
        self._checklist: Checklist | None = None
        load_fonts()
        install_vietnamese(self.app)
        self._dress()
        self._idle = QTimer(self, interval=LOCK_AFTER_MS)
        self._idle.timeout.connect(self.lock)

    @property
    def profile(self) -> Profile:
        """Where the data in hand lies."""
        if self.options.profile is not None:
            return Profile(self.options.profile)
        return Profile(paths.practice_profile() if self.practice else paths.default_profile())

    def run(self) -> int:
        """Open the data, show the window, stay until it is closed; returns the exit code."""
        if not self.open():
            return 0
        if self.options.smoke:
            QTimer.singleShot(0, self.app.quit)
        code = self.app.exec()
        self.close()
        return code

    def open(self) -> bool:
        """Open the data and show the window; False when the person turned back."""
        from cdtt_app.ui.opening import open_data

        db = open_data(self)
        if db is None:
            return False
        self._db, self._checklist = db, None
        self.build()
        self.app.installEventFilter(self)
        return True

    def build(self, page: str = "today") -> MainWindow:
        """Make the window anew over the open data, as after a change of text size."""
        if self._db is None:
            raise StorageError("Chưa mở dữ liệu.")
        old = self.window
        self._dress()
        changes = Changes(self)
        self._db.observer = changes.report
        self.desk = self._desk(self._db, changes)
        member = current_member(self._db)
        self.window = MainWindow(
            self.theme,
            page_rows(self.desk),
            person=spoken_name(member) if member else "Chưa ghi tên",
            practice=self.practice,
        )
        changes.written.connect(self._say_foot)
        self.window.person_clicked.connect(partial(self.window.show_page, "settings"))
        self._say_foot()
        self.window.show_page(page)
        self.window.show()
        if old is not None:
            old.close()
            old.deleteLater()
        start_upkeep(self.desk)
        return self.window

    def _dress(self) -> None:
        self.theme = Theme(read_settings(self.profile.folder).text_size)
        apply_style(self.app, self.theme)
        self._rings = FocusRings(self.app, self.theme)

    def _desk(self, db: Database, changes: Changes) -> Desk:
        return Desk(
            db=db,
            profile=self.profile,
            theme=self.theme,
            tasks=self.tasks,
            changes=changes,
            units=self.units,
            checklist=self.checklist,
            practice=self.practice,
            ways=Ways(
                open_household=self._open_household,
                start_visit=self._start_visit,
                open_page=lambda key: self._window().show_page(key),
                say=lambda sentence, tone: self._window().banner(sentence, tone),
                saved=self._saved,
                rebuild=lambda: QTimer.singleShot(0, partial(self.build, "settings")),
                import_register=self._import_register,
                lock=self.lock,
                restore=self._restore,
                practise=self._practise,
            ),
        )

    def units(self) -> UnitRegister:
        """Provinces and communes, read when first asked for."""
        if self._units is None:
            from cdtt_app.imports.units_file import load_units

            self._units = load_units(paths.resources() / "units")
        return self._units

    def checklist(self) -> Checklist:
        """The skills checklist in use, read when first asked for."""
        if self._checklist is None:
            from cdtt_app.services.checklists import checklist_in_use

            self._checklist = checklist_in_use(self._data())
        return self._checklist

    def lock(self) -> None:
        """Close the data and ask for the PIN again; nothing typed is lost, drafts are kept at every key."""
        if self.practice or self._db is None or not self.profile.needs_pin:
            return
        self._leave()
        self._arrive()

    def close(self) -> None:
        """Finish background work and fold the data shut."""
        self.app.removeEventFilter(self)
        self.tasks.close()
        if self._db is not None:
            self._db.close()
            self._db = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click starts the idle time anew."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._idle.start()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.close()
        self.tasks = Tasks(self)
        if self.window is not None:
            self.window.hide()

    def _arrive(self) -> None:
        if not self.open():
            self.app.quit()

    def _practise(self, practice: bool) -> None:
        self._leave()
        self.practice, self.options.profile = practice, None
        self._arrive()

    def _restore(self, path: Path, pin: str) -> None:
        from cdtt_app.storage.restore import restore

        self._leave()
        try:
            restore(self.profile, path, pin)
            self._db = open_profile(self.profile, pin)
            sentence, tone = "Đã khôi phục. Bản dùng trước đó vẫn được giữ trong mục Sao lưu.", Tone.GREEN
        except StorageError as error:
            sentence, tone = str(error), Tone.RED
            with suppress(StorageError):
                self._db = open_profile(self.profile, pin)
        if self._db is None:
            self._arrive()
        else:
            self._checklist = None
            self.build("settings")
        self._window().banner(sentence, tone)

    def _import_register(self) -> None:
        from cdtt_app.ui.dialogs.import_dialog import ImportDialog

        if self.desk is not None:
            dialog = ImportDialog(self.desk, self._window())
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self._window().show_page("households")

    def _saved(self, sentence: str, saved: Saved) -> None:
        self._window().banner(sentence, Tone.GREEN, "Hoàn tác", partial(self._take_back, saved))

    def _take_back(self, saved: Saved) -> None:
        try:
            take_back(self._data(), saved)
        except StorageError as error:
            self._window().banner(str(error), Tone.AMBER)
            return
        self._window().banner("Đã hoàn tác, phiếu trở lại như trước khi lưu.", Tone.BLUE)

    def _open_household(self, household: HouseholdId) -> None:
        self._call("households", lambda page: page.open_household(household))

    def _start_visit(self, household: HouseholdId) -> None:
        self._call("visit", lambda page: page.start(household))

    def _call(self, key: str, act: Callable[..., None]) -> None:
        window = self._window()
        act(window.page(key))
        window.show_page(key)

    def _say_foot(self, _kinds: frozenset[str] = frozenset()) -> None:
        self._window().set_foot(unsent_visits(self._data()), None)

    def _window(self) -> MainWindow:
        if self.window is None:
            raise StorageError("Chưa có cửa sổ nào mở.")
        return self.window

    def _data(self) -> Database:
        if self._db is None:
            raise StorageError("Chưa mở dữ liệu.")
        return self._db
