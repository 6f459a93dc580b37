"""A real print of a handout: "In tờ này" on the page, then "In", through CUPS, read back from what came out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.handouts_page import HandoutsPage
from cdtt_app.ui.pages.handouts_wiring import handouts_acts
from tests.documents.rendering import picture, read_codes
from tests.outside.cups import PRINTER, missing, print_server, printed
from tests.ui.conftest import dressed_app as dressed_app
from tests.ui.conftest import theme as theme
from tests.ui.pages.conftest import desk as desk
from tests.ui.pages.conftest import sent as sent
from tests.ui.pages.conftest import template as template
from tests.ui.pages.conftest import window as window
from tests.ui.pages.handouts.handouts_hands import settle

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "-")
_NAME = "VNeID"  # of the title only plain letters are left in the name of the file


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[None]:
    """The print server; the threads of a new desk are the first to ask for its address."""
    with print_server() as ways, pytest.MonkeyPatch.context() as patch:
        for name, value in ways.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def row(desk: Desk) -> PageRow:
    return PageRow("handouts", "Tài liệu", "file-text", lambda: HandoutsPage(desk, handouts_acts(desk)))


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, desk: Desk) -> HandoutsPage:
    made = window.page("handouts")
    assert isinstance(made, HandoutsPage)
    settle(made, qtbot, desk)
    return made


@pytest.mark.parametrize("theme", [13], indirect=True)
def test_the_sheet_on_the_page_comes_out_of_the_printer_and_its_code_can_be_read(
    page: HandoutsPage, qtbot: QtBot, desk: Desk
) -> None:
    pressed: list[str] = []

    def press_print() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PrintDialog) or not dialog.print_button.isEnabled():
            QTimer.singleShot(50, press_print)
            return
        pressed.append(dialog.options.printer.currentText())
        QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.outcome.copies == 1 and not dialog.busy, timeout=60_000)
        pressed.append(dialog.banner.sentence())
        dialog.reject()

    page._choose("vneid")
    settle(page, qtbot, desk)
    QTimer.singleShot(0, press_print)
    QTest.mouseClick(page.board.print.print, Qt.MouseButton.LeftButton)
    assert pressed == [PRINTER, f"Đã gửi 1 bản tới máy in {PRINTER}."]
    assert read_codes(picture(printed(_NAME), 100)) == ["https://vneid.gov.vn"]
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=20_000)
