"""One opened profile in the window: what pages stand on, and what happens between them."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from cdtt_app import paths
from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.domain.team import spoken_name
from cdtt_app.presenters.sync_days import foot_of
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import current_member
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.in_use import Hold
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.whereabouts import last_received_at, unsigned_visits
from cdtt_app.ui.changes import WHEREABOUTS, Changes
from cdtt_app.ui.desk import Desk, Ways
from cdtt_app.ui.opening import Door, open_data
from cdtt_app.ui.sender import Sender
from cdtt_app.ui.sending import Sending
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme, Tone
from cdtt_app.ui.upkeep import start_upkeep

if TYPE_CHECKING:
    from cdtt_app.domain.checklist import Checklist
    from cdtt_app.domain.units import UnitRegister
    from cdtt_app.ui.main_window import MainWindow

LOCK_AFTER_MS = 15 * 60_000
_ASK_AGAIN_MS = 500


class Host(Protocol):
    """What a session needs of the program around it."""

    app: QApplication
    options: Namespace
    practice: bool
    theme: Theme
    window: "MainWindow"

    @property
    def folder(self) -> Path:
        """Where the data in hand lies."""

    def make_window(self) -> "MainWindow":
        """A fresh frame in the text size of this machine."""

    def open(self) -> bool:
        """Begin another session."""


class Session(QObject):
    """The data in hand and its window; locks, restores and changes of text size go through here."""

    def __init__(self, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self.host = host
        self.tasks = Tasks(self)
        self._hold: Hold | None = None
        self._upkeep: QTimer | None = None
        self._db: Database | None = None
        self._desk: Desk | None = None
        self._sending: Sending | None = None
        self._units: UnitRegister | None = None
        self._checklist: Checklist | None = None
        self._idle = QTimer(self, interval=LOCK_AFTER_MS)
        self._idle.timeout.connect(self.lock)

    @property
    def profile(self) -> Profile:
        """Where the data lies."""
        return Profile(self.host.folder)

    @property
    def desk(self) -> Desk:
        """What pages stand on."""
        if self._desk is None:
            raise RuntimeError("no data is open")
        return self._desk

    @property
    def window(self) -> "MainWindow":
        """The window in front."""
        return self.host.window

    def open(self) -> bool:
        """Open the data and fill the window; False when the person turned back."""
        try:
            opened = open_data(self._door())
            if opened is None:
                return False
            self._db = opened.db
            if opened.practice and not self.host.practice:
                self._change_to_practice()
            self._hold = Hold(self.profile.folder)
        except (StorageError, RefusedError) as error:
            return self._say_and_leave(str(error))
        self._fill("today")
        self.host.app.installEventFilter(self)
        self._idle.start()
        return True

    def _change_to_practice(self) -> None:
        """The person chose the practice hamlet on the first screen: the frame must say so."""
        self.host.practice, self.host.options.profile = True, None
        old = self.window
        self.host.make_window().setGeometry(old.geometry())
        self.window.show()
        _drop(old)

    def close(self) -> None:
        """Finish background work and fold the data shut."""
        self.host.app.removeEventFilter(self)
        self._idle.stop()
        self._call_off_upkeep()
        if self._sending is not None:
            self._sending.stop()
        self.tasks.close()
        if self._sending is not None:
            self._sending.close()
            self._sending = None
        if self._hold is not None:
            self._hold.release()
            self._hold = None
        if self._db is not None:
            self._db.close()
            self._db = None

    def units(self) -> "UnitRegister":
        """Provinces and communes, read when first asked for."""
        if self._units is None:
            from cdtt_app.imports.units_file import load_units

            self._units = load_units(paths.resources() / "units")
        return self._units

    def checklist(self) -> "Checklist":
        """The skills checklist in use, read when first asked for."""
        if self._checklist is None:
            from cdtt_app.services.checklists import checklist_in_use

            self._checklist = checklist_in_use(self._data())
        return self._checklist

    def lock(self) -> None:
        """Close the data and ask for the PIN again; nothing typed is lost, drafts are kept at every key."""
        if self._db is None or self.host.practice or not self.profile.needs_pin:
            return
        dialog = self.host.app.activeModalWidget()
        if dialog is None:
            self._later(self._start_over)
            return
        dialog.close()  # as Esc would: a half-filled form keeps its draft; one that is busy says no, and is asked again
        QTimer.singleShot(_ASK_AGAIN_MS, self, self.lock)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or click starts the idle time anew."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._idle.start()
        return super().eventFilter(watched, event)

    def _door(self) -> Door:
        return Door(
            profile=self.profile,
            practice=self.host.practice,
            theme=self.host.theme,
            tasks=self.tasks,
            units=self.units,
        )

    def _say_and_leave(self, sentence: str) -> bool:
        QMessageBox.warning(self.window, self.window.windowTitle(), sentence)
        return False

    def _fill(self, page: str) -> None:
        db = self._data()
        changes = Changes(self)
        db.observer = changes.report
        if self._sending is None:
            self._sending = self._begin_sending(db)
        self._desk = self._make_desk(db, changes, self._sending.sender)
        self.window.person_clicked.connect(partial(self.window.show_page, "settings"))
        changes.written.connect(self._say_frame)
        self._say_frame(frozenset({"visit", "member"}))
        self._say_network()
        self.window.show_page(page)
        self._call_off_upkeep()
        self._upkeep = start_upkeep(self._desk)

    def _renew_window(self, page: str) -> None:
        old = self.window
        self.host.make_window().setGeometry(old.geometry())
        self._fill(page)
        self.window.show()
        _drop(old)

    def _call_off_upkeep(self) -> None:
        if self._upkeep is not None:
            self._upkeep.stop()

    def _later(self, act: Callable[[], None]) -> None:
        """Once the button that asked for it is done: what follows takes the button's window away."""
        QTimer.singleShot(0, self.host.app, act)

    def _start_over(self) -> None:
        """Close this session and let the program open another one."""
        place = self.window.geometry()
        _drop(self.window)  # before the data is closed: its pages may be about to read again
        self.close()
        self.host.make_window().setGeometry(place)
        self._later(self._open_again)

    def _open_again(self) -> None:
        if not self.host.open():
            self.host.app.quit()

    def _begin_sending(self, db: Database) -> Sending:
        begun = Sending(db, self.units, self.profile.folder, self.tasks, practice=self.host.practice, parent=self)
        begun.sender.changed.connect(self._say_network)
        begun.sender.moved.connect(lambda: self.desk.changes.report({WHEREABOUTS}))
        begun.sender.failed.connect(self._say_failure)
        return begun

    def _make_desk(self, db: Database, changes: Changes, sender: Sender) -> Desk:
        return Desk(
            db=db,
            profile=self.profile,
            theme=self.host.theme,
            tasks=self.tasks,
            changes=changes,
            units=self.units,
            checklist=self.checklist,
            practice=self.host.practice,
            sender=sender,
            ways=Ways(
                open_household=self._open_household,
                start_visit=self._start_visit,
                note_coverage=self._note_coverage,
                open_handouts=self._open_handouts,
                open_page=self._open_page,
                say=self._say,
                saved=self._saved,
                rebuild=lambda: self._later(partial(self._renew_window, "settings")),
                import_register=self._import_register,
                lock=self.lock,
                restore=lambda path, pin: self._later(partial(self._restore, path, pin)),
                practise=lambda practice: self._later(partial(self._practise, practice)),
            ),
        )

    def _practise(self, practice: bool) -> None:
        self.host.practice, self.host.options.profile = practice, None
        self._start_over()

    def _restore(self, path: Path, pin: str) -> None:
        from cdtt_app.storage.restore import restore

        place = self.window.geometry()
        _drop(self.window)
        self.close()
        self.tasks = Tasks(self)
        try:
            restore(self.profile, path, pin)
            said, tone = "Đã khôi phục. Bản dùng trước đó vẫn được giữ trong mục Sao lưu.", Tone.GREEN
        except StorageError as error:
            said, tone = str(error), Tone.RED
        self.host.make_window().setGeometry(place)
        with suppress(StorageError):
            self._hold = Hold(self.profile.folder)
            self._db, self._checklist = open_profile(self.profile, pin), None
        if self._db is None:  # the data in hand has another PIN than the backup
            self.close()
            self._later(self._open_again)
            return
        self._fill("settings")
        self.window.show()
        self.host.app.installEventFilter(self)
        self.window.banner(said, tone)

    def _import_register(self) -> None:
        from cdtt_app.ui.dialogs.import_dialog import ImportDialog

        if ImportDialog(self.desk, self.window).exec() == QDialog.DialogCode.Accepted:
            self.window.show_page("households")

    def _open_page(self, key: str) -> None:
        self.window.show_page(key)

    def _say(self, sentence: str, tone: Tone) -> None:
        self.window.banner(sentence, tone)

    def _saved(self, sentence: str, saved: Saved) -> None:
        self.window.banner(sentence, Tone.GREEN, "Hoàn tác", partial(self._take_back, saved))

    def _take_back(self, saved: Saved) -> None:
        try:
            take_back(self._data(), saved)
        except StorageError as error:
            self.window.banner(str(error), Tone.AMBER)
            return
        self.window.banner("Đã hoàn tác, phiếu trở lại như trước khi lưu.", Tone.BLUE)

    def _open_household(self, household: HouseholdId) -> None:
        self._call("households", lambda page: page.open_household(household))

    def _start_visit(self, household: HouseholdId, sheet: PaperSheetId | None = None, /) -> None:
        self._call("visit", lambda page: page.start(household, sheet))

    def _note_coverage(self, household: HouseholdId | None) -> None:
        self._call("coverage", lambda page: page.start_note(household))

    def _open_handouts(self, household: HouseholdId | None) -> None:
        self._call("handouts", lambda page: page.start(household))

    def _call(self, key: str, act: Callable[..., None]) -> None:
        page = self.window.page(key)
        self.window.show_page(key)
        act(page)

    def _say_frame(self, kinds: frozenset[str]) -> None:
        """Keep the foot bar and the name at the top true to what was just written."""
        if self._db is None:
            return
        if kinds & {"visit", WHEREABOUTS}:
            foot = foot_of(unsigned_visits(self._db).here, last_received_at(self._db), self._db.now())
            self.window.set_foot(foot.unsent, foot.last_received)
        if kinds - {WHEREABOUTS}:
            self.desk.sender.saved()
        if "member" in kinds:
            member = current_member(self._db)
            self.window.top.set_person(spoken_name(member) if member else "Chưa ghi tên")

    def _say_network(self) -> None:
        if self._sending is not None:
            self.window.set_network(self._sending.network())

    def _say_failure(self, error: Exception) -> None:
        if isinstance(error, StorageError | RefusedError):
            self.window.banner(str(error), Tone.AMBER)

    def _data(self) -> Database:
        if self._db is None:
            raise StorageError("Chưa mở dữ liệu.")
        return self._db


def _drop(window: "MainWindow") -> None:
    """Delete a window now, with every timer in it."""
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
