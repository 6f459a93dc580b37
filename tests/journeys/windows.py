"""Real windows on real data, each a machine of its own, that meet at one real server; and hands that press in them."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages.sync_page import SyncPage
from cdtt_app.ui.program import Program
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.messages import Banner
from tests.journeys.machines import Laptop
from tests.ui.conftest import clear_windows

PATIENCE = 15_000
D = TypeVar("D", bound=QDialog)


@contextmanager
def windows_of(*laptops: Laptop) -> Iterator[tuple[Program, ...]]:
    """The window of each machine."""
    programs = []
    try:
        for laptop in laptops:
            program = Program(Namespace(command="app", practice=False, profile=laptop.folder, smoke=False))
            program.window.resize(1366, 768)
            programs.append(program)
            assert program.open()
        yield tuple(programs)
    finally:
        for program in programs:
            program.close()
        clear_windows(programs[0].app)


def sync_page(program: Program) -> SyncPage:
    """Gửi & nhận, in front."""
    program.window.activateWindow()
    program.window.show_page("sync")
    page = program.window.current_page()
    assert isinstance(page, SyncPage)
    return page


def press(parent: QWidget, name: str) -> None:
    """The button in sight that a screen reader calls this."""
    (found,) = [b for b in parent.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    assert found.isEnabled()
    found.click()


def in_dialog(kind: type[D], act: Callable[[D], None]) -> None:
    """What is done in the window that opens next."""

    def later() -> None:
        opened = QApplication.activeModalWidget()
        assert isinstance(opened, kind), opened
        try:
            act(opened)
        except BaseException:
            opened.close()  # else the test would wait for ever
            raise

    QTimer.singleShot(0, later)


def send(program: Program, qtbot: QtBot) -> SyncPage:
    """Press the one button and wait for the end."""
    page = sync_page(program)
    sender = program.desk().sender
    page.state.button.click()
    assert sender.state.running
    qtbot.waitUntil(lambda: not sender.state.running, timeout=PATIENCE)
    QTest.qWait(50)
    return page


def badges(program: Program, code: str) -> list[str]:
    """What the household page says of each visit."""
    from cdtt_app.storage.households import household_by_code

    home = household_by_code(program.desk().db, code)
    assert home is not None
    program.desk().ways.open_household(home.id)
    QTest.qWait(50)
    return badges_in_sight(program)


def badges_in_sight(program: Program) -> list[str]:
    """The same of the household that stands there."""
    page = program.window.current_page()
    assert page is not None
    words = {"Trên máy này", "Đã gửi", "Tỉnh đã nhận", "Để riêng"}
    return [chip.text() for chip in page.findChildren(Chip) if chip.isVisible() and chip.text() in words]


def said(window: MainWindow) -> str:
    """The sentence above the page."""
    return window.findChildren(Banner)[0].sentence()
