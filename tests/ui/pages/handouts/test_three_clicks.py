"""From a household to a sheet in the printer: three clicks, in the real windows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.services.handouts import ledger
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import print_acts
from cdtt_app.ui.dialogs.print_acts import PrintActs
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page_list import page_rows
from cdtt_app.ui.pages.handouts_page import HandoutsPage
from cdtt_app.ui.pages.households_page import HouseholdsPage
from cdtt_app.ui.printing_choice import Printer
from cdtt_app.ui.theme import Theme
from tests.ui.pages.desks import Sent
from tests.ui.pages.homes import home


class Counted:
    """Clicks, one after the other."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.clicks += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def windows(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[tuple[MainWindow, Desk]]:
    """The whole window; the way to the page leads there, as in the session."""

    def open_handouts(household: HouseholdId | None) -> None:
        page = made.page("handouts")
        made.show_page("handouts")
        assert isinstance(page, HandoutsPage)
        page.start(household)

    real = replace(desk, ways=replace(desk.ways, open_handouts=open_handouts))
    made = MainWindow(theme, page_rows(lambda: real), person="Chị Mai", practice=True)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    yield made, real
    made.hide()


def test_from_household_to_printed_sheet_in_three_clicks(
    windows: tuple[MainWindow, Desk], qtbot: QtBot, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desk = windows
    printed: list[bytes] = []
    paper_in_it = Printer(name="may-in", words="Máy in của thôn", default=True, duplex=False, colour=False, a3=False)
    acts = PrintActs(printers=lambda: (paper_in_it,), print_pdf=lambda pdf, _choice, _report: printed.append(pdf))
    monkeypatch.setattr(print_acts, "acts_for", lambda _desk: acts)  # the machine of a test has no printer
    window.show_page("households")
    households, counted = window.page("households"), Counted()
    assert isinstance(households, HouseholdsPage)
    households.open_household(home(desk.db, "BG-004").id)
    qtbot.waitUntil(lambda: households.detail.name() == "Nông Văn Dư" and not desk.tasks.busy())

    counted.click(households.detail.handouts)
    page = window.page("handouts")
    assert isinstance(page, HandoutsPage)
    qtbot.waitUntil(lambda: bool(page.board.family.ticks) and not desk.tasks.busy(), timeout=8000)
    sheets, before = len(page.state.ticked), len(ledger(desk.db))

    def press_print() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintDialog)
        qtbot.waitUntil(dialog.print_button.isEnabled, timeout=8000)
        counted.click(dialog.print_button)
        qtbot.waitUntil(lambda: bool(printed) and not dialog.busy, timeout=8000)
        dialog.reject()

    def in_front() -> None:
        if isinstance(QApplication.activeModalWidget(), PrintDialog):
            press_print()
        else:
            QTimer.singleShot(20, in_front)

    QTimer.singleShot(0, in_front)
    counted.click(page.board.family.print)
    assert counted.clicks == 3
    assert printed[0].startswith(b"%PDF")
    assert len(ledger(desk.db)) - before == sheets > 0
    assert sent.calls[-1][0] == "saved"
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=8000)
