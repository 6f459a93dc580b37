"""The windows that the page "Tài liệu" opens."""

from dataclasses import replace
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from cdtt_app.domain.address_register import Address, AddressCheck
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.languages import Language
from cdtt_app.presenters.handout_ledger import ledger_lines, ledger_note, topic_counts
from cdtt_app.presenters.handout_plain import loudspeaker_script
from cdtt_app.presenters.handout_tiles import short_name
from cdtt_app.presenters.handouts_page import AddressLine, HandoutsReading, address_lines, file_name
from cdtt_app.services.handouts import tick_address
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.print_acts import print_paper
from cdtt_app.ui.pages.handouts_addresses import AddressesDialog
from cdtt_app.ui.pages.handouts_words import LedgerDialog, ScriptDialog
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.paper_layout import Zoom
from cdtt_app.ui.widgets.paper_view import PaperView
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog

_PAPER_HEIGHT = 520  # pixels: with its bar of buttons inside 650


def show_addresses(desk: Desk, reading: HandoutsReading, handout: Handout, window: QWidget) -> None:
    """Which addresses were tried; an officer says so here."""
    db = desk.db

    def lines() -> tuple[AddressLine, ...]:
        return address_lines(replace(reading, checks=where(db, AddressCheck)), handout)

    def tick(address: Address) -> None:
        tick_address(db, address)

    _run(AddressesDialog(desk.theme, lines, tick if reading.officer else None, window))


def show_script(desk: Desk, reading: HandoutsReading, handout: Handout, language: Language, window: QWidget) -> None:
    """What is read out; copied or printed."""
    from cdtt_app.documents.script_pdf import script_pdf

    text = loudspeaker_script(handout, language)
    title = f"Lời loa: {short_name(handout)}"
    paper = partial(script_pdf, title, text, reading.footer.team)
    name = f"loi-loa-{file_name((handout,), reading.today)}"
    dialog = ScriptDialog(desk.theme, text, copy_text, lambda: _print(desk, paper, title, name, dialog), window)
    _run(dialog)


def show_ledger(desk: Desk, reading: HandoutsReading, window: QWidget) -> None:
    """The whole month."""
    lines = ledger_lines(reading.given, reading.names, reading.handouts)
    counts = topic_counts(reading.given, reading.handouts)
    _run(LedgerDialog(desk.theme, lines, ledger_note(reading.given), counts, window))


def show_large(desk: Desk, pdf: bytes, title: str, window: QWidget) -> None:
    """The paper as wide as the window allows."""
    dialog = SheetDialog(desk.theme, title, width=1000 if not desk.theme.large else 700, parent=window)
    view = PaperView(desk.theme, desk.tasks, title, Zoom.WIDTH)
    view.setMinimumHeight(_PAPER_HEIGHT)
    view.show_pdf(pdf)
    dialog.body.addWidget(view)
    close = button(desk.theme, "Đóng", kind=Kind.PRIMARY)
    close.clicked.connect(dialog.accept)
    dialog.add_buttons(close)
    view.setFocus()
    _run(dialog)


def copy_text(text: str) -> None:
    """To where other programs paste from."""
    QGuiApplication.clipboard().setText(text)


def _print(desk: Desk, paper: partial[bytes], title: str, name: str, window: QWidget) -> None:
    print_paper(desk, paper, title, name, window)


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
