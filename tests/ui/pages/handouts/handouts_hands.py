"""Acts whose windows answer by themselves, and hands that wait for the page."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.handout_text import Handout
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.handouts_acts import HandoutsActs
from cdtt_app.ui.pages.handouts_page import HandoutsPage
from cdtt_app.ui.pages.handouts_wiring import handouts_acts


class Behind:
    """The real acts; windows are not opened, what they were given is kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.printed: list[tuple[bytes, str, str]] = []
        self.prints = True
        self.opened: list[str] = []
        self.copied: list[str] = []

    def acts(self) -> HandoutsActs:
        """The bundle that the page is given."""
        return replace(
            handouts_acts(self.desk),
            show_print=self._print,
            show_large=lambda pdf, title, _window: self.opened.append(f"{title} {len(pdf) > 0}"),
            show_addresses=lambda _reading, handout, _window: self.opened.append(f"addresses {handout.topic}"),
            show_script=lambda _reading, handout, language, _window: self.opened.append(f"{handout.topic} {language}"),
            show_ledger=lambda reading, _window: self.opened.append(f"ledger {len(reading.given)}"),
            copy=self.copied.append,
            edit=self._edit,
            key_in=lambda _window: self.opened.append("paper"),
        )

    def _print(self, paper: Callable[[], bytes] | bytes, title: str, file_name: str, _window: QWidget) -> bool:
        self.printed.append((paper if isinstance(paper, bytes) else paper(), title, file_name))
        return self.prints

    def _edit(self, handout: Handout, _window: QWidget) -> None:
        self.opened.append(f"edit {handout.topic}")


def settle(page: HandoutsPage, qtbot: QtBot, desk: Desk) -> None:
    """Wait until all is read, drawn and shown."""

    def quiet() -> bool:
        return not desk.tasks.busy() and not page._redraw.isActive()

    for _ in range(3):
        for _ in range(4):
            QApplication.processEvents()
        qtbot.waitUntil(quiet, timeout=8000)
    assert page.state.reading is not None
