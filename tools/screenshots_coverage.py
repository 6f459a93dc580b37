"""The scenes of "Vùng lõm sóng": note form, lists, map at three zooms, a case with its steps, the windows over it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.coverage_page import Tab
from cdtt_app.presenters.coverage_steps import Do, other_choices
from cdtt_app.services.rights import play_officer
from cdtt_app.ui.pages.coverage_page import CoveragePage
from cdtt_app.ui.pages.note_form_view import NoteFormView
from cdtt_app.ui.program import Program

Scenes = dict[str, Callable[[], None]]
_PATIENCE, _OPENING = 200, 400  # turns of 50 ms; ms until a window stands


def coverage_page(program: Program) -> CoveragePage:
    """The page, as the commune officer sees it, once it has read."""
    desk = program.desk()
    play_officer(desk.db, on=True)
    desk.ways.open_page("coverage")
    page = program.window.findChild(CoveragePage)
    if page is None:
        raise LookupError("coverage")
    for _ in range(_PATIENCE):
        if page.state.officer:
            break
        QTest.qWait(50)
    QTest.qWait(_OPENING)
    return page


def coverage_scenes(program: Program, home: HouseholdId) -> Scenes:
    """What is drawn in the window itself; each scene begins where the one before ended."""

    def list_of(tab: Tab, part: str) -> None:
        page = coverage_page(program)
        page.list.tabs.tabs[tab].click()
        page.board.show_part(part)
        QTest.qWait(_OPENING)

    def zoomed(keys: Sequence[Qt.Key]) -> None:
        page = coverage_page(program)
        page.board.show_part("map")
        QTest.qWait(_OPENING)
        for key in (Qt.Key.Key_Home, *keys):
            QTest.keyClick(page.map.focusProxy(), key)

    return {
        "lom-song": lambda: list_of(Tab.CASES, "list"),
        "lom-song-ghi-nhan": lambda: list_of(Tab.NOTES, "list"),
        "lom-song-cho-gop": lambda: list_of(Tab.SPOTS, "detail"),
        "lom-song-thon": lambda: list_of(Tab.HAMLETS, "list"),
        "lom-song-vu-viec": lambda: list_of(Tab.CASES, "detail"),
        "lom-song-ban-do": lambda: zoomed(()),
        "lom-song-ban-do-gan": lambda: zoomed((Qt.Key.Key_Plus, Qt.Key.Key_Plus)),
        "lom-song-ban-do-xa": lambda: zoomed((Qt.Key.Key_Minus,)),
        "lom-song-ghi": lambda: coverage_page(program).start_note(home),
        "lom-song-ghi-them": lambda: _open_more(program),
    }


def coverage_windows(program: Program, target: Path, size: int) -> list[Path]:
    """Pictures of the windows over the page."""
    page = coverage_page(program)
    page.go_back()
    page.list.tabs.tabs[Tab.CASES].click()
    QTest.qWait(_OPENING)
    view = page.state.reading.board.cases[0] if page.state.reading else None
    if view is None:
        return []
    windows: Scenes = {
        "cua-so-sua-vu-viec": lambda: page.detail.acted.emit(Do.EDIT_CASE),
        "cua-so-ghi-nhan-vu-viec": lambda: page.detail.acted.emit(Do.NOTES),
        "cua-so-buoc": lambda: page.detail.stepped.emit(other_choices(view.course.state)[0]),
    }
    return [path for name, act in windows.items() if (path := _window(act, target / f"{name}-{size}.png"))]


def _window(act: Callable[[], None], path: Path) -> Path | None:
    taken: list[Path] = []

    def take() -> None:
        window = QApplication.activeModalWidget()
        if window is not None:
            window.grab().save(str(path))
            taken.append(path)
            window.close()

    QTimer.singleShot(_OPENING, take)
    act()
    return taken[0] if taken else None


def _open_more(program: Program) -> None:
    form = program.window.findChild(NoteFormView)
    if form is not None and not form.more_button.isChecked():
        form.more_button.click()
