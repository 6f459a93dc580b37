"""A real print: from the button "In" through CUPS to a printer that writes PDF files, read back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.documents.preview import PdfPages
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.printing import print_pdf, printers
from cdtt_app.ui.printing_choice import PrintChoice, Printer, PrintError
from cdtt_app.ui.style import apply_style
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme, load_fonts
from tests.documents.papers import code_text, paper
from tests.documents.rendering import picture, read_codes
from tests.outside.cups import PRINTER, missing, print_server, printed

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing() or "-"),
    pytest.mark.usefixtures("qapp"),  # Qt ends the program when a printer is made before it
]


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[None]:
    """The print server; libcups reads its address once a thread, so every call below is on a thread of its own."""
    with print_server() as ways, pytest.MonkeyPatch.context() as patch:
        for name, value in ways.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> Iterator[PrintDialog]:
    load_fonts()
    theme = Theme()
    apply_style(qapp, theme)
    tasks = Tasks(qapp)
    made = PrintDialog(theme, tasks, lambda: paper(2), f"to-thu-{uuid4().hex[:12]}", "to-thu")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.print_button.isEnabled() and not tasks.busy(), timeout=60_000)
    yield made
    tasks.close()


def _apart(pdf: bytes, choice: PrintChoice, *, as_pictures: bool = False) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(print_pdf, pdf, choice, as_pictures=as_pictures).result()


def _codes(pdf: bytes) -> list[list[str]]:
    with PdfPages(pdf) as pages:
        count = pages.count
    return [read_codes(picture(pdf, 100, page)) for page in range(count)]


def test_the_button_prints_and_the_codes_can_be_read_from_what_comes_out(dialog: PrintDialog, qtbot: QtBot) -> None:
    assert dialog.options.printer.currentText() == PRINTER
    QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.outcome.copies == 1, timeout=60_000)
    assert dialog.banner.sentence() == f"Đã gửi 1 bản tới máy in {PRINTER}."
    assert _codes(printed(dialog.windowTitle())) == [[code_text(1)], [code_text(2)]]


def test_only_the_pages_typed_come_out_as_often_as_asked(dialog: PrintDialog, qtbot: QtBot) -> None:
    dialog.options.pages.setText("2")
    dialog.options.copies.set_value(2)
    QTest.keyClick(dialog.print_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.outcome.copies == 2, timeout=60_000)
    assert _codes(printed(dialog.windowTitle())) == [[code_text(2)], [code_text(2)]]


def test_the_paper_comes_out_in_its_true_size() -> None:
    title = f"to-thu-{uuid4().hex[:12]}"
    _apart(paper(1), PrintChoice(printer=PRINTER, title=title))
    theirs, ours = (
        picture(pdf, 254).point(lambda grey: 255 if grey < 128 else 0).getbbox() for pdf in (printed(title), paper(1))
    )
    assert theirs == pytest.approx(ours, abs=10)  # a millimetre


def test_pictures_of_the_pages_come_out_too() -> None:
    """The way of Windows, on this printer."""
    title = f"to-thu-{uuid4().hex[:12]}"
    _apart(paper(2), PrintChoice(printer=PRINTER, title=title, grey=True), as_pictures=True)
    assert _codes(printed(title)) == [[code_text(1)], [code_text(2)]]


def test_the_printer_is_described() -> None:
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(printers).result()
    assert found == (Printer(name=PRINTER, words=PRINTER, default=False, duplex=False, colour=True, a3=True),)


def test_a_printer_nobody_has_is_refused() -> None:
    with pytest.raises(PrintError, match="không còn trên máy này"):
        _apart(paper(1), PrintChoice(printer="KhongCo"))
